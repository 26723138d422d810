"""Setting aside what an interruption left: never deleted, never passed off as committed."""

from __future__ import annotations

import hashlib
import mimetypes
from pathlib import Path

from loanexit_auto.errors import LoanexitError
from loanexit_auto.evidence import disk
from loanexit_auto.evidence.journal import FileEntry, JournalReading
from loanexit_auto.evidence.refused import why

UNCOMMITTED = "uncommitted"
TORN = "journal.torn"


def set_aside(case: Path, journal_path: Path, found: JournalReading) -> tuple[FileEntry, ...]:
    """Move a torn tail and files no line vouches for into `data/uncommitted/`.

    Returns the files set aside, for the line that tells of it; empty when nothing was amiss. It
    may itself be cut off at any point: the next call finds what it left.
    """
    orphans = _orphans(case, {file.path for line in found.lines for file in line.files})
    if not orphans and not found.torn:
        return ()
    place = _new_place(case / "data")
    if found.torn:
        disk.keep_files(place, [(TORN, found.torn)])
        disk.truncate(journal_path, found.whole_bytes)
    for orphan in orphans:
        _move(orphan, place / orphan.relative_to(case / "data"))
    return tuple(_entry(case, path) for path in sorted(place.rglob("*")) if path.is_file())


def _orphans(case: Path, vouched: set[str]) -> list[Path]:
    data = case / "data"
    known = vouched | {"data/journal.jsonl"}
    found = sorted(p for p in data.rglob("*") if p.is_symlink() or not p.is_dir())
    strange = [p for p in found if p.is_symlink() or not p.is_file()]
    if strange:
        raise LoanexitError(why("case_strange", path=strange[0]))
    return [p for p in found if p.relative_to(case).as_posix() not in known]


def _new_place(data: Path) -> Path:
    if not (data / UNCOMMITTED).is_dir():
        disk.make_folder(data / UNCOMMITTED)
    number = 1 + sum(1 for _ in (data / UNCOMMITTED).iterdir())
    place = data / UNCOMMITTED / f"{number:04d}"
    disk.make_folder(place)
    return place


def _move(source: Path, target: Path) -> None:
    with disk.naming(target):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        source.rename(target)
        disk.sync_folder(target.parent)
        disk.sync_folder(source.parent)
        if not any(source.parent.iterdir()) and source.parent.name != "data":
            source.parent.rmdir()


def _entry(case: Path, path: Path) -> FileEntry:
    with disk.naming(path):
        data = path.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return FileEntry(
        path.relative_to(case).as_posix(), hashlib.sha256(data).hexdigest(), len(data), kind
    )
