"""Bundles made to harm the reader are refused before anything of them is believed."""

import errno
import hashlib
import json
import os
import re
import shutil
import socket
import stat
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from evidence_cases import sealed_case
from hypothesis import given
from hypothesis import strategies as st

from loanexit_auto.cli.evidence import app
from loanexit_auto.cli.failure import contained
from loanexit_auto.evidence import tree as trees
from loanexit_auto.evidence.folder import JOURNAL
from loanexit_auto.evidence.verify import Asked, Level, verify


def archive(tmp_path, members):
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members:
            out.writestr(name, data)
    return path


def refusal(path) -> str:
    report = verify(path)
    assert report.verdict == Level.FAILED
    ((where, why),) = report.failures
    return f"{where}: {why}"


@pytest.mark.parametrize(
    "name",
    ["../evil", "data/../../evil", "/etc/passwd", "C:/evil", "data\\evil", "data//x", "./x",
     "data/\x1b[2J", "data/.", "a/./b"],
)  # fmt: skip
def test_unsafe_names_are_refused(tmp_path, name):
    assert "unsafe name" in refusal(archive(tmp_path, [(name, b"x"), ("data/journal.jsonl", b"")]))


@pytest.mark.parametrize(
    "twin", ["data/A.png", "data/a.png", "data/e\u0301.png", "DATA/a.png", "data/ß.png"]
)
def test_names_that_are_the_same_somewhere_are_refused(tmp_path, twin, recwarn):
    others = ["data/a.png", "data/\u00e9.png", "data/ss.png"]
    path = archive(tmp_path, [*((name, b"1") for name in others), (twin, b"2")])
    assert "occurs twice" in refusal(path)


def test_a_zip_bomb_is_refused_unread(tmp_path):
    path = archive(tmp_path, [("data/journal.jsonl", b"\0" * (30 << 20))])
    assert path.stat().st_size < 100_000
    assert "unpacks to" in refusal(path)


def test_a_zip_that_lies_about_a_size_is_refused(tmp_path):
    path = archive(tmp_path, [("data/journal.jsonl", b"\0" * 5_000)])
    data = bytearray(path.read_bytes())
    directory = data.rindex(b"PK\1\2")
    data[directory + 24 : directory + 28] = struct.pack("<I", 10)
    path.write_bytes(bytes(data))
    assert verify(path).verdict == Level.FAILED


def test_a_link_in_a_zip_is_refused(tmp_path):
    path = tmp_path / "b.zip"
    info = zipfile.ZipInfo("data/journal.jsonl")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as out:
        out.writestr(info, "/etc/passwd")
    assert "a link" in refusal(path)


def test_an_encrypted_member_is_refused(tmp_path):
    path = archive(tmp_path, [("data/journal.jsonl", b"x" * 50)])
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\1\2") + 8] |= 1
    path.write_bytes(bytes(data))
    assert "encrypted" in refusal(path)


@pytest.mark.parametrize("kind", ["file", "folder", "pipe"])
def test_links_and_special_files_in_a_folder_are_refused(tmp_path, kind):
    case, _ = sealed_case(tmp_path)
    odd = case / "data" / "odd"
    if kind == "pipe":
        os.mkfifo(odd)
    else:
        odd.symlink_to(tmp_path if kind == "folder" else "/etc/passwd")
    assert "data/odd: a link or a special file" in refusal(case)


def test_a_link_to_a_bundle_is_not_followed(tmp_path):
    case, _ = sealed_case(tmp_path)
    (tmp_path / "link").symlink_to(case)
    assert "link: a link, which is not followed" in refusal(tmp_path / "link")


def test_too_many_or_too_large_files_are_refused(tmp_path, monkeypatch):
    case, _ = sealed_case(tmp_path)
    monkeypatch.setattr(trees, "MOST_FILES", 3)
    assert "too much" in refusal(case)
    monkeypatch.setattr(trees, "MOST_FILES", 300)
    monkeypatch.setattr(trees, "LARGEST", 10)
    assert "too large" in refusal(case)


def test_what_is_missing_or_something_else_is_refused(tmp_path):
    assert "neither a folder nor a ZIP" in refusal(tmp_path / "none")
    (tmp_path / "text").write_text("hello")
    assert "neither a folder nor a ZIP" in refusal(tmp_path / "text")


def test_a_folder_without_a_journal_is_not_verifiable(tmp_path):
    (tmp_path / "x.png").write_bytes(b"x")
    report = verify(tmp_path)
    assert (report.verdict, report.exit_code) == (Level.NOT_VERIFIABLE, 4)


@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(tmp_path_factory, noise):
    path = tmp_path_factory.mktemp("noise") / "b.zip"
    path.write_bytes(b"PK\3\4" + noise)
    assert verify(path).verdict == Level.FAILED


def test_the_verifier_is_small_and_needs_no_browser():
    """An expert must be able to read it in one sitting, and all it stands on in one day."""
    script = (
        "import sys, loanexit_auto.evidence.verify\n"
        "bad = {'playwright', 'typer', 'jinja2', 'pydantic'} & set(sys.modules)\n"
        "ours = [m for m in sys.modules if m.split('.')[0] == 'loanexit_auto']\n"
        "print(bad, *(sys.modules[m].__file__ for m in ours), sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    bad, *files = done.stdout.splitlines()
    assert bad == "set()"
    lines = {file: len(Path(file).read_text(encoding="utf-8").splitlines()) for file in files}
    assert sum(count for file, count in lines.items() if "/verify/" in file) <= 400
    assert sum(lines.values()) <= 1_800


def test_it_asks_nobody(tmp_path, monkeypatch):
    case, made = sealed_case(tmp_path)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the verifier opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert verify(case, Asked(keys=(made.fingerprint,), deep=True)).verdict == Level.PINNED


def truncated(tmp_path):
    case, _ = sealed_case(tmp_path)
    path = Path(shutil.make_archive(str(tmp_path / "case"), "zip", tmp_path, case.name))
    path.write_bytes(path.read_bytes()[:-400])
    return path


def broken_stream(tmp_path):
    """The directory is whole, but what it points at does not unpack."""
    path = archive(tmp_path, [("data/journal.jsonl", os.urandom(50) * 40)])
    data = bytearray(path.read_bytes())
    start = data.index(b"data/journal.jsonl") + len(b"data/journal.jsonl")
    data[start : start + 40] = b"\xff" * 40
    path.write_bytes(bytes(data))
    return path


def many_layers(tmp_path):
    """Each file alone keeps to the ratio; all of them point at the same packed bytes."""
    mostly_empty = b"".join(os.urandom(20) + b"\0" * 1_980 for _ in range(2_500))
    path = archive(tmp_path, [("data/00.bin", mostly_empty)])
    data = path.read_bytes()
    at, end = data.rindex(b"PK\1\2"), data.rindex(b"PK\5\6")
    entry, last = data[at:end], data[end:]
    entries = b"".join(entry.replace(b"00.bin", b"%02d.bin" % n) for n in range(99))
    many = last[:8] + struct.pack("<HHII", 99, 99, len(entries), at) + last[20:]
    path.write_bytes(data[:at] + entries + many)
    return path


def odd_method(tmp_path):
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as out:
        out.writestr("data/journal.jsonl", b"x" * 100)
    return path


def linked(tmp_path):
    case, _ = sealed_case(tmp_path)
    (case / "data/odd").symlink_to("/etc/passwd")
    return case


def climbing(tmp_path):
    return archive(tmp_path, [("../../evil", b"x"), ("data/journal.jsonl", b"")])


def folded(tmp_path):
    return archive(tmp_path, [("data/a.png", b"1"), ("DATA/A.png", b"2")])


def bomb(tmp_path):
    return archive(tmp_path, [("data/journal.jsonl", b"\0" * (30 << 20))])


def huge_line(tmp_path):
    case, _ = sealed_case(tmp_path)
    with (case / JOURNAL).open("ab") as file:
        file.write(b'{"v":1,"x":"' + b"a" * (5 << 20) + b'"}\n')
    return case


def deep_line(tmp_path):
    case, _ = sealed_case(tmp_path)
    with (case / JOURNAL).open("ab") as file:
        file.write(b"[" * 200_000 + b"\n")
    return case


def others_key(tmp_path):
    """A forger puts the key everybody knows beside a statement that another key signed."""
    case, _ = sealed_case(tmp_path / "known")
    forged, _ = sealed_case(tmp_path / "forger")
    shutil.copy(case / "seal/key.pub", forged / "seal/key.pub")
    tags = (forged / "tagmanifest-sha256.txt").read_text().splitlines()
    digest = hashlib.sha256((case / "seal/key.pub").read_bytes()).hexdigest()
    tags = [f"{digest}  seal/key.pub" if "key.pub" in line else line for line in tags]
    (forged / "tagmanifest-sha256.txt").write_text("\n".join(tags) + "\n")
    return forged


def claimed_id(tmp_path):
    """The envelope names the known key; the signature and the key beside it are the forger's."""
    _, made = sealed_case(tmp_path / "known")
    forged, mine = sealed_case(tmp_path / "forger")
    path = forged / "seal/statement.dsse.json"
    path.write_bytes(
        path.read_bytes().replace(mine.fingerprint.encode(), made.fingerprint.encode())
    )
    return forged


def odd_bytes(tmp_path):
    case, _ = sealed_case(tmp_path)
    (Path(os.fsdecode(bytes(case) + b"/data/\xff\x1b[2J.png"))).write_bytes(b"x")
    return case


def empty(tmp_path):
    (tmp_path / "empty").mkdir()
    return tmp_path / "empty"


def empty_file(tmp_path):
    (tmp_path / "empty.zip").touch()
    return tmp_path / "empty.zip"


HOSTILE = {
    truncated: (1, "case.zip"),
    broken_stream: (1, "data/journal.jsonl"),
    many_layers: (1, "b.zip"),
    odd_method: (1, "data/journal.jsonl"),
    linked: (1, "data/odd"),
    climbing: (1, "../../evil"),
    folded: (1, "DATA/A.png"),
    bomb: (1, "data/journal.jsonl"),
    huge_line: (1, "data/journal.jsonl"),
    deep_line: (1, "data/journal.jsonl"),
    others_key: (1, "seal/statement.dsse.json"),
    claimed_id: (1, "tagmanifest-sha256.txt"),
    odd_bytes: (1, "data/"),
    empty: (4, ""),
    empty_file: (1, "empty.zip"),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_each_gets_one_clear_line_and_its_code_and_no_traceback(tmp_path, capsys, make, lang):
    code, names = HOSTILE[make]
    path = make(tmp_path)
    assert contained(lambda: app(["verify", str(path), "--lang", lang])) == code
    out, err = capsys.readouterr()
    assert err == ""
    lines = [line for line in out.splitlines() if "✗" in line]
    assert len(lines) == (1 if names else 0) or make in (huge_line, deep_line, claimed_id)
    assert all(len(line) < 400 and "\x1b" not in line for line in out.splitlines())
    if names:
        assert names in lines[0]
        text = lines[0].partition("：" if lang == "zh" else ": ")[2]
        assert bool(re.search("[\u4e00-\u9fff]", text)) == (lang == "zh"), lines[0]


@pytest.mark.parametrize("make", [linked, climbing, odd_bytes, truncated])
def test_its_json_says_the_same_and_can_be_read(tmp_path, capsys, make):
    path = make(tmp_path)
    assert contained(lambda: app(["verify", str(path), "--json"])) == 1
    out = capsys.readouterr().out
    assert out.encode()  # whatever the name: any terminal takes it
    facts = json.loads(out)
    assert (facts["verdict"], facts["exit_code"]) == ("FAILED", 1)
    assert facts["failures"][0].keys() == {"where", "code", "why"}


def test_a_mistyped_path_is_wrong_usage_not_a_failed_check(tmp_path, capsys):
    assert contained(lambda: app(["verify", str(tmp_path / "nowhere")])) == 2
    assert "读不了：没有这个文件或文件夹" in capsys.readouterr().err
    assert contained(lambda: app(["verify", "x" * 5000])) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_folder_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    case, _ = sealed_case(tmp_path)

    def refuse(_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(trees.os, "scandir", refuse)
    assert "no permission" in refusal(case)
