"""A folder or a ZIP, read without trusting it: no link, no escape, no bomb, no look-alike."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

from loanexit_auto.evidence.refused import Refused

MOST_FILES, LARGEST, LARGEST_ALL, RATIO = 50_000, 256 << 20, 8 << 30, 200  # bytes; unpacked/packed
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\:]|(^|/)\.{0,2}(/|$)")


class Tree:
    """The files of a bundle: `sizes` in bytes by name. Raises Refused for hostile input."""

    def __init__(self, path: Path) -> None:
        self._path, self._zip, self._top = path, None, ""
        if path.is_dir() and not path.is_symlink():
            self.sizes = _harmless(_walk(path, ""))
            return
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
            raise Refused(f"{path}: neither a folder nor a ZIP: {error}") from error
        sizes = _harmless(_members(self._zip))
        tops = {name.partition("/")[0] for name in sizes}
        if len(tops) == 1 and tops != {"data"} and all("/" in name for name in sizes):
            self._top = f"{tops.pop()}/"  # the folder a ZIP program puts around
        self.sizes = {name[len(self._top) :]: size for name, size in sizes.items()}

    def read(self, name: str) -> bytes:
        """Return a file's bytes; Refused if it is missing, too large or damaged."""
        if name not in self.sizes:
            raise Refused(f"{name}: missing")
        try:
            if self._zip is None:
                return (self._path / name).read_bytes()
            return self._zip.read(self._top + name)
        except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise Refused(f"{name}: cannot be read: {error}") from error

    def sha256(self, name: str) -> str:
        """Return a file's SHA-256 in hexadecimal; Refused like `read`."""
        return hashlib.sha256(self.read(name)).hexdigest()


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), f"{prefix}{entry.name}/")
            elif entry.is_file(follow_symlinks=False):
                yield prefix + entry.name, entry.stat(follow_symlinks=False).st_size
            else:
                raise Refused(f"{prefix}{entry.name}: a link or a special file")


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[str, int]]:
    for info in archive.infolist():
        name = info.filename
        if info.flag_bits & 1 or stat.S_ISLNK(info.external_attr >> 16):
            raise Refused(f"{name}: encrypted, or a link")
        if name != info.orig_filename or info.file_size > RATIO * max(info.compress_size, 1024):
            raise Refused(f"{name}: an ambiguous name, or unpacks to over {RATIO} times its size")
        if not info.is_dir():
            yield name, info.file_size


def _harmless(found: Iterator[tuple[str, int]]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    alike: set[str] = set()
    total = 0
    for name, size in found:
        folded = unicodedata.normalize("NFC", name).casefold()
        if _UNSAFE.search(name):
            raise Refused(f"{name!r}: an unsafe name")
        if folded in alike:
            raise Refused(f"{name!r}: occurs twice, or is the same as another on some computers")
        alike.add(folded)
        sizes[name], total = size, total + size
        if size > LARGEST or len(sizes) > MOST_FILES or total > LARGEST_ALL:
            raise Refused(f"{name}: too large, or too much in all")
    return sizes
