"""Bundles made to harm the reader are refused before anything of them is believed."""

import os
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

from loanexit_auto.evidence.verify import Asked, Level, verify
from loanexit_auto.evidence.verify import tree as trees


def archive(tmp_path, members):
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members:
            out.writestr(name, data)
    return path


def refusal(path) -> str:
    report = verify(path)
    assert report.verdict == Level.FAILED
    ((_, why),) = report.failures
    return why


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
    assert "neither a folder nor a ZIP" in refusal(tmp_path / "link")


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
    """An expert must be able to read it in one sitting."""
    files = Path(trees.__file__).parent.glob("*.py")
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files) <= 400
    script = (
        "import sys, loanexit_auto.evidence.verify\n"
        "bad = {'playwright', 'typer', 'jinja2', 'pydantic'} & set(sys.modules)\n"
        "ours = sorted(m for m in sys.modules if m.startswith('loanexit_auto.'))\n"
        "print(bad, ours)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("set()"), done.stdout


def test_it_asks_nobody(tmp_path, monkeypatch):
    case, made = sealed_case(tmp_path)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the verifier opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert verify(case, Asked(keys=(made.fingerprint,), deep=True)).verdict == Level.PINNED
