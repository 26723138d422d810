import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from evidence_samples import BALANCE, PICTURE, capture, seen

from loanexit_auto.engine import events
from loanexit_auto.engine.driver import Artefact
from loanexit_auto.errors import LoanexitError, UsageError
from loanexit_auto.evidence import disk, journal
from loanexit_auto.evidence.folder import JOURNAL, CaseFolder
from loanexit_auto.evidence.journal import Moment
from loanexit_auto.evidence.record import Record, record

NOW = datetime(2026, 11, 23, 16, 38, 5, tzinfo=UTC)
FACTS: dict[str, object] = {"name": "京东金融", "command": ["run", "jd-finance"]}


@pytest.fixture
def case(tmp_path):
    with CaseFolder.create(tmp_path, "jd-finance", now=NOW, facts=FACTS) as folder:
        yield folder


def everything(path: Path) -> set[str]:
    return {p.relative_to(path).as_posix() for p in path.rglob("*") if p.is_file()}


def test_a_new_case_is_named_private_and_opened(case):
    assert case.path.name == "loanexit-20261123T163805Z-jd-finance"
    (first,) = case.lines
    assert (first.kind, first.actor, first.utc) == ("opened", "tool", "2026-11-23T16:38:05.000Z")
    assert first.data == {"platform": "jd-finance", "facts": FACTS}
    assert everything(case.path) == {JOURNAL, "data/case.json", "data/nonce.bin"}
    for path in (case.path, *case.path.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600)
    assert json.loads((case.path / "data/case.json").read_text())["facts"] == FACTS
    assert len((case.path / "data/nonce.bin").read_bytes()) == 32


def test_two_cases_in_one_second_get_two_folders(tmp_path):
    made = [CaseFolder.create(tmp_path, "a", now=NOW, facts={}) for _ in range(3)]
    stem = "loanexit-20261123T163805Z-a"
    assert [case.path.name for case in made] == [stem, f"{stem}-2", f"{stem}-3"]
    for case in made:
        case.close()


def test_a_platform_cannot_name_a_path(tmp_path):
    with pytest.raises(UsageError):
        CaseFolder.create(tmp_path, "../evil", now=NOW, facts={})
    assert list(tmp_path.iterdir()) == []


def test_files_of_a_capture_are_hashed_and_in_a_step_folder(case):
    line = case.commit(record(seen(BALANCE, why="preflight")), Moment.now())
    assert [entry.path for entry in line.files] == [
        f"data/steps/0001-preflight-blocker/{name}" for name in ("view.png", "full.png", "text.txt")
    ]
    for entry in line.files:
        data = (case.path / entry.path).read_bytes()
        assert (entry.sha256, entry.bytes) == (hashlib.sha256(data).hexdigest(), len(data))
    assert line.files[0].media_type == "image/png"
    assert (
        case.commit(record(seen()), Moment.now()).files[0].path.startswith("data/steps/0002-step/")
    )


def test_no_part_file_is_left(case):
    case.commit(record(seen()), Moment.now())
    assert not [name for name in everything(case.path) if name.endswith(".part")]


def test_a_persons_file_keeps_its_name_in_the_line_only(case):
    names = ("微信 图片.JPG", "../../evil", "ok.png", "ok.png", "a.tar.gz", "CON")
    files = tuple(Artefact(name, "image/jpeg", PICTURE) for name in names)
    line = case.commit(Record("added", "person", {"note": "x"}, files), Moment.now())
    paths = [entry.path for entry in line.files]
    assert paths == [
        "data/user/0002-1.jpg", "data/user/0002-2", "data/user/ok.png", "data/user/0002-4.png",
        "data/user/a.tar.gz", "data/user/0002-6",
    ]  # fmt: skip
    assert line.data["original_names"] == {
        "0002-1.jpg": "微信 图片.JPG", "0002-2": "../../evil", "0002-4.png": "ok.png",
        "0002-6": "CON",
    }  # fmt: skip


def test_records_about_the_machine_go_to_env(case):
    file = Artefact("environment.json", "application/json", b"{}")
    for _ in range(2):
        line = case.commit(Record("environment", "tool", {}, (file,)), Moment.now())
    assert everything(case.path) >= {"data/env/environment.json", "data/env/0003-1.json"}
    assert line.files[0].path == "data/env/0003-1.json"


def test_two_writers_are_refused_clearly(case):
    with pytest.raises(LoanexitError, match="being written by another"):
        CaseFolder.open(case.path)
    case.close()
    CaseFolder.open(case.path).close()


def test_the_lock_is_no_part_of_the_case(case):
    assert not [name for name in everything(case.path) if "lock" in name]


def test_opening_an_untouched_case_changes_nothing(case):
    case.commit(record(seen()), Moment.now())
    case.close()
    before = {p: p.read_bytes() for p in case.path.rglob("*") if p.is_file()}
    with CaseFolder.open(case.path) as again:
        assert [line.kind for line in again.lines] == ["opened", "seen"]
        again.commit(Record("note", "tool", {}), Moment.now())
        assert (
            again.commit(record(seen()), Moment.now()).files[0].path.startswith("data/steps/0002")
        )
    after = {p: p.read_bytes() for p in before}
    journal_path = case.path / JOURNAL
    assert after.pop(journal_path).startswith(before.pop(journal_path))
    assert after == before
    assert journal.read(journal_path).problem is None


def test_a_torn_tail_is_set_aside_and_told(case):
    case.close()
    with (case.path / JOURNAL).open("ab") as file:
        file.write(b'{"v":1,"seq":2,')
    with CaseFolder.open(case.path) as again:
        recovered = again.lines[-1]
        assert recovered.kind == "recovered"
        assert recovered.data["torn_bytes"] == 15
        (entry,) = recovered.files
        assert entry.path == "data/uncommitted/0001/journal.torn"
        assert (case.path / entry.path).read_bytes() == b'{"v":1,"seq":2,'
    assert journal.read(case.path / JOURNAL).torn == b""


def test_a_whole_line_without_its_newline_never_counted(case):
    case.close()
    journal_path = case.path / JOURNAL
    line = journal_path.read_bytes()
    journal_path.write_bytes(line + b"{}")
    with CaseFolder.open(case.path) as again:
        assert [line.kind for line in again.lines] == ["opened", "recovered"]


def test_files_no_line_vouches_for_are_set_aside_and_told(case):
    case.close()
    orphan = case.path / "data/steps/0001-start/view.png"
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"whole")
    (orphan.parent / "full.png.part").write_bytes(b"half")
    with CaseFolder.open(case.path) as again:
        paths = [entry.path for entry in again.lines[-1].files]
        assert paths == again.lines[-1].data["set_aside"]
        assert paths == [
            "data/uncommitted/0001/steps/0001-start/full.png.part",
            "data/uncommitted/0001/steps/0001-start/view.png",
        ]
        assert (case.path / paths[1]).read_bytes() == b"whole"
    assert not (case.path / "data/steps/0001-start").exists()
    with CaseFolder.open(case.path) as again:
        assert again.lines[-1].kind == "recovered"
        assert len(again.lines) == 2


def test_a_damaged_journal_is_refused_and_left_alone(case):
    case.commit(Record("note", "tool", {"n": 1}), Moment.now())
    case.commit(Record("note", "tool", {"n": 2}), Moment.now())
    case.close()
    path = case.path / JOURNAL
    damaged = path.read_bytes().replace(b'"n":1', b'"n":7')
    path.write_bytes(damaged)
    with pytest.raises(LoanexitError, match="line 3: prev"):
        CaseFolder.open(case.path)
    assert path.read_bytes() == damaged
    with pytest.raises(LoanexitError, match="line 3"):  # the lock was given back
        CaseFolder.open(case.path)


def test_a_symlink_in_a_case_is_refused(case, tmp_path):
    case.close()
    (case.path / "data/steps").symlink_to(tmp_path)
    with pytest.raises(LoanexitError, match="neither a file nor a folder"):
        CaseFolder.open(case.path)


def test_what_is_not_a_case_is_said_to_be_none(tmp_path):
    with pytest.raises(LoanexitError, match="not a case folder"):
        CaseFolder.open(tmp_path)


def test_too_little_room_is_found_before_writing(case, monkeypatch):
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda _: SimpleNamespace(free=9))
    with pytest.raises(disk.DiskFullError, match="0 KiB free"):
        case.commit(record(seen()), Moment.now())
    assert "data/steps" not in " ".join(everything(case.path))


def test_after_a_failure_nothing_more_is_committed(case, monkeypatch):
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(disk.DiskFullError, match=r"view\.png"):
            case.commit(record(seen()), Moment.now())
    with pytest.raises(LoanexitError, match="stopped at an earlier error"):
        case.commit(record(events.Went("https://a.example")), Moment.now())
    case.close()
    assert [line.kind for line in journal.read(case.path / JOURNAL).lines] == ["opened"]
    assert [name for name in everything(case.path) if name.endswith(".part")]


def test_a_line_that_found_only_half_its_room_is_torn_and_recovered(case, monkeypatch):
    write = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda fd, data: write(fd, bytes(data)[:40]))
        with pytest.raises(disk.DiskFullError):
            case.commit(Record("note", "tool", {}), Moment.now())
    case.close()
    assert len(journal.read(case.path / JOURNAL).torn) == 40
    with CaseFolder.open(case.path) as again:
        assert [line.kind for line in again.lines] == ["opened", "recovered"]


def test_evidence_is_never_overwritten(case):
    folder = case.path / "data"
    with pytest.raises(LoanexitError, match="never overwritten"):
        disk.keep_files(folder, [("case.json", b"other")])


def test_what_the_folder_keeps_is_what_the_capture_held(case):
    files = capture("view.png", "text.txt").artefacts
    line = case.commit(record(seen()), Moment.now())
    kept = {entry.path.rpartition("/")[2]: case.path / entry.path for entry in line.files}
    assert all(kept[file.name].read_bytes() == file.data for file in files)
