import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanexit_auto.errors import LoanexitError
from loanexit_auto.evidence import journal
from loanexit_auto.evidence.journal import FIRST_PREV, FileEntry, Journal, Moment

MOMENT = Moment(datetime(2026, 11, 23, 8, 0, 0, 123456, UTC), 42)


def written(folder: Path, count: int = 3) -> Path:
    path = folder / "journal.jsonl"
    book = Journal(path)
    for number in range(count):
        entry = FileEntry(f"data/steps/{number}/view.png", "ab" * 32, 7, "image/png")
        book.append(MOMENT, "tool", "tapped", {"label": f"账户与安全\n{number}"}, (entry,))
    book.close()
    return path


def test_every_line_reads_back_as_it_was_written(tmp_path):
    path = tmp_path / "journal.jsonl"
    book = Journal(path)
    told = [book.append(MOMENT, "page", "seen", {"n": n}) for n in range(4)]
    book.close()
    reading = journal.read(path)
    assert (reading.lines, reading.torn, reading.problem) == (tuple(told), b"", None)
    assert b"".join(line.raw for line in reading.lines) == path.read_bytes()


def test_prev_is_the_hash_stock_tools_give(tmp_path):
    raw = written(tmp_path).read_bytes().splitlines(keepends=True)
    lines = [json.loads(line) for line in raw]
    assert lines[0]["prev"] == FIRST_PREV == "0" * 64
    assert lines[1]["prev"] == hashlib.sha256(raw[0]).hexdigest()
    assert lines[2]["prev"] == hashlib.sha256(raw[1]).hexdigest()


def test_time_is_utc_with_milliseconds(tmp_path):
    assert journal.read(written(tmp_path)).lines[0].utc == "2026-11-23T08:00:00.123Z"


def test_the_file_is_private(tmp_path):
    assert written(tmp_path).stat().st_mode & 0o777 == 0o600


def test_going_on_after_reopening_keeps_the_chain(tmp_path):
    path = written(tmp_path)
    book = Journal(path, journal.read(path).lines)
    book.append(MOMENT, "tool", "went", {"url": "https://a.example/"})
    book.close()
    reading = journal.read(path)
    assert reading.problem is None
    assert [line.seq for line in reading.lines] == [1, 2, 3, 4]


@pytest.fixture(scope="module")
def blob(tmp_path_factory) -> bytes:
    return written(tmp_path_factory.mktemp("journal"), 5).read_bytes()


@given(data=st.data())
def test_cut_at_any_byte_it_reads_to_the_last_whole_line(blob, data):
    cut = data.draw(st.integers(0, len(blob)))
    reading = journal.parse(blob[:cut])
    assert reading.problem is None
    assert len(reading.lines) == blob[:cut].count(b"\n")
    assert b"".join(line.raw for line in reading.lines) + reading.torn == blob[:cut]


@given(data=st.data())
def test_no_changed_byte_goes_unnoticed(blob, data):
    """A change is found in its line, or by the next; only in the last may it need the head."""
    at = data.draw(st.integers(0, len(blob) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda b: b != blob[at]))
    changed = blob[:at] + bytes([byte]) + blob[at + 1 :]
    reading = journal.parse(changed)
    whole = journal.parse(blob)
    assert reading.head != whole.head
    if at < len(blob) - len(whole.lines[-1].raw):
        assert reading.problem is not None


@given(st.binary(max_size=400))
def test_hostile_bytes_never_raise(noise):
    reading = journal.parse(noise)
    assert reading.lines == ()
    assert (reading.problem is not None) == (b"\n" in noise)


@given(blob_tail=st.binary(max_size=200))
def test_hostile_tail_keeps_the_lines_before(blob, blob_tail):
    reading = journal.parse(blob + blob_tail)
    assert len(reading.lines) == 5
    assert reading.torn == blob_tail


def line(**changes: object) -> bytes:
    wire = {
        "v": 1, "seq": 1, "prev": FIRST_PREV, "utc": "2026-11-23T08:00:00.000Z", "mono_ns": 1,
        "actor": "tool", "kind": "went", "data": {}, "files": [],
    } | changes  # fmt: skip
    return json.dumps({k: v for k, v in wire.items() if v is not ...}).encode() + b"\n"


def entry(**changes: object) -> list[dict[str, object]]:
    good = {"path": "data/a.png", "sha256": "0" * 64, "bytes": 1, "media_type": "image/png"}
    return [good | changes]


def test_the_good_line_of_this_table_is_good():
    assert journal.parse(line(files=entry())).problem is None


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (line(v=2), "version"),
        (line(v=True), "version"),
        (line(seq=2), "seq is 2, 1 expected"),
        (line(seq="1"), "seq"),
        (line(prev="1" * 64), "chain is broken"),
        (line(prev="A" * 64), "prev"),
        (line(prev=["0"] * 64), "prev"),
        (line(utc="yesterday"), "utc"),
        (line(mono_ns=-1), "mono_ns"),
        (line(mono_ns=1.5), "mono_ns"),
        (line(actor="court"), "actor"),
        (line(actor=[]), "actor"),
        (line(kind="Seen!"), "kind"),
        (line(data=[]), "data"),
        (line(files={}), "files"),
        (line(files=[1]), "file entry"),
        (line(files=entry(path="../etc/passwd")), "unsafe"),
        (line(files=entry(path="data/../../x")), "unsafe"),
        (line(files=entry(path="/etc/passwd")), "unsafe"),
        (line(files=entry(path="data\\x")), "unsafe"),
        (line(files=entry(path="C:/x")), "unsafe"),
        (line(files=entry(path="data/./x")), "unsafe"),
        (line(files=entry(path="data/\nx")), "unsafe"),
        (line(files=entry(sha256="xyz")), "SHA-256"),
        (line(files=entry(bytes=-1)), "file entry"),
        (line(files=entry(extra=1)), "file entry"),
        (line(data=...), "keys differ"),
        (line(extra=1), "keys differ"),
        (b'{"v":1,"v":1}\n', "twice"),
        (b'{"v":NaN}\n', "NaN"),
        (b'{"v":"\\ud800"}\n', "UTF-8"),
        (b'{"v":"\xff"}\n', "UTF-8"),
        (b"[" * 100_000 + b"\n", "nested too deeply"),
        (b'{"v":' + b"9" * 5000 + b"}\n", "digits"),
        (b"\x00\n", "not JSON"),
        (b"[]\n", "not an object"),
        (b"\n", "not JSON"),
    ],
)
def test_a_malformed_line_is_named_and_explained(raw, says):
    reading = journal.parse(raw)
    assert reading.lines == ()
    assert reading.torn == raw
    assert reading.problem is not None
    assert reading.problem.startswith("line 1: ")
    assert says in reading.problem


def test_a_huge_line_is_refused(monkeypatch):
    monkeypatch.setattr(journal, "LINE_LIMIT", 1000)
    assert "longer than 1000" in str(journal.parse(line(data={"x": "y" * 1000})).problem)


def test_a_huge_file_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(journal, "JOURNAL_LIMIT", 100)
    assert "larger than 100" in str(journal.read(written(tmp_path)).problem)


def test_a_missing_file_is_a_problem_not_an_exception(tmp_path):
    assert "cannot be read" in str(journal.read(tmp_path / "none").problem)


def test_the_broken_line_is_counted_from_one(blob):
    lines = blob.splitlines(keepends=True)
    without_third = b"".join(lines[:2] + lines[3:])
    reading = journal.parse(without_third)
    assert len(reading.lines) == 2
    assert str(reading.problem).startswith("line 3: seq is 4, 3 expected")


@pytest.mark.parametrize("data", [{"x": float("nan")}, {"x": "\ud800"}])
def test_what_could_not_be_read_back_is_not_written(tmp_path, data):
    path = tmp_path / "journal.jsonl"
    book = Journal(path)
    with pytest.raises(ValueError):
        book.append(MOMENT, "tool", "note", data)
    book.append(MOMENT, "tool", "note", {"x": 1})
    book.close()
    assert len(journal.read(path).lines) == 1


def test_a_stopped_journal_takes_no_more_lines(tmp_path):
    book = Journal(tmp_path / "journal.jsonl")
    book.stop()
    with pytest.raises(LoanexitError, match="stopped"):
        book.append(MOMENT, "tool", "note", {})


@settings(max_examples=50)
@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"])),
        st.text(st.characters(exclude_categories=["Cs"])) | st.integers() | st.none(),
    )
)
def test_any_data_survives(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("any") / "journal.jsonl"
    book = Journal(path)
    book.append(MOMENT, "person", "note", data)
    book.close()
    assert journal.read(path).lines[0].data == data
