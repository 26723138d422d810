"""Exhibits: the evidence of a case as a numbered list with hashes, for a letter's appendix.

The hashes are those of the journal; whether the files still have them is looked at and said.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from loanexit_auto.evidence.journal import FileEntry, JournalReading, Line
from loanexit_auto.evidence.story import Data, beijing

Check = Literal["matches", "missing", "altered"]
_OURS = frozenset({"opened", "recovered"})  # not evidence of what the platform did


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One file. `number` counts lines with files, so the files of one screen share it."""

    number: int
    line: int
    beijing: str
    kind: str
    title: str
    file: FileEntry
    check: Check


def exhibits(case: Path, reading: JournalReading) -> tuple[Exhibit, ...]:
    """Return every file the journal vouches for, in order, each compared with the disk."""
    return tuple(_exhibits(case, reading))


def _exhibits(case: Path, reading: JournalReading) -> Iterator[Exhibit]:
    lines = (line for line in reading.lines if line.files and line.kind not in _OURS)
    for number, line in enumerate(lines, start=1):
        for file in line.files:
            yield Exhibit(
                number, line.seq, beijing(line.utc), line.kind, _title(line), file,
                check_file(case, file),
            )  # fmt: skip


def _title(line: Line) -> str:
    data = Data(line.data)
    names = data.part("original_names") or Data({})
    given = [data.text("title"), data.text("note"), data.text("name"), *dict(names.rows()).values()]
    return next(filter(None, given), "")


def check_file(case: Path, file: FileEntry) -> Check:
    """Return whether the file on the disk is the one the journal vouches for."""
    path = case / file.path
    if path.is_symlink() or not path.is_file():
        return "missing"
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return "matches" if digest == file.sha256 else "altered"
