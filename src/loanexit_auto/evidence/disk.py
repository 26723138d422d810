"""Putting bytes on the disk so that a power cut cannot half-write them.

A file is written as `<name>.part`, synced, renamed and its folder synced. Every failure of the
disk becomes a `LoanexitError` that names the file; `DiskFullError` when there is no room. A `.part`
that could not be finished stays where it is.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from loanexit_auto.errors import LoanexitError
from loanexit_auto.evidence.refused import why
from loanexit_auto.messages import catalogue

PART = ".part"
_FULL = (errno.ENOSPC, errno.EDQUOT)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)  # not on Windows
_BINARY = getattr(os, "O_BINARY", 0)  # only on Windows


class DiskFullError(LoanexitError):
    """No room for the next piece of evidence. What was committed before is untouched."""


def make_folder(path: Path) -> None:
    """Make one private folder (0700) and sync its parent. Raises FileExistsError if it exists."""
    with naming(path):
        path.mkdir(mode=0o700)
        sync_folder(path.parent)


def keep_files(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write all files (0600) into `folder` durably. Refuses to replace a file."""
    written: list[tuple[Path, Path]] = []
    for name, data in files:
        final, part = folder / name, folder / (name + PART)
        if final.exists():
            raise LoanexitError(why("never_replaced", path=final))
        with naming(final):
            _write_part(part, data)
        written.append((part, final))
    for part, final in written:
        with naming(final):
            part.rename(final)
    with naming(folder):
        sync_folder(folder)


def replace_file(path: Path, data: bytes) -> None:
    """Put a file that can be made again (0600) durably in place of an earlier one, or none."""
    part = path.with_name(path.name + PART)
    with naming(path):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        part.unlink(missing_ok=True)
        _write_part(part, data)
        part.replace(path)
        sync_folder(path.parent)


def open_to_append(path: Path) -> int:
    """Return a descriptor that can only add to the end; creates the file with mode 0600."""
    with naming(path):
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | _NO_FOLLOW | _BINARY
        return os.open(path, flags, 0o600)


def append(fd: int, data: bytes, path: Path) -> None:
    """Add `data` with one write and sync it. Raises DiskFullError when only a part found room."""
    with naming(path):
        if os.write(fd, data) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(fd)


def truncate(path: Path, size: int) -> None:
    """Cut a file to `size` bytes, durably."""
    with naming(path):
        fd = os.open(path, os.O_WRONLY | _NO_FOLLOW | _BINARY)
        try:
            os.ftruncate(fd, size)
            os.fsync(fd)
        finally:
            os.close(fd)


def sync_folder(path: Path) -> None:
    """Make renames and new names in a folder durable. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def require_room(path: Path, needed: int) -> None:
    """Raise DiskFullError unless `needed` bytes are free where `path` lies."""
    free = shutil.disk_usage(path).free
    if free < needed:
        raise DiskFullError(
            why("disk_room", path=path, free=free // 1024, needed=needed // 1024),
            why("disk_room_hint"),
        )


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Turn an OSError of the block into a LoanexitError that names `path`."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFullError(why("disk_full", path=path), why("disk_full_hint")) from error
        raise LoanexitError(why("not_written", path=path, why=reason(error))) from error


def reason(error: OSError) -> str:
    """Return why the system refused: a sentence in both languages if we have one, else its own."""
    code = f"os_{errno.errorcode.get(error.errno or 0, '').lower()}"
    if code in catalogue("en", "reason"):
        return why(code)
    return error.strerror or type(error).__name__


def _write_part(part: Path, data: bytes) -> None:
    fd = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _BINARY, 0o600)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(fd, rest) :]
        os.fsync(fd)
    finally:
        os.close(fd)
