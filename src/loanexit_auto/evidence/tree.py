"""A folder or a ZIP, read without trusting it: no link, no escape, no bomb, no look-alike."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from loanexit_auto.evidence.disk import reason
from loanexit_auto.evidence.refused import Refused

MOST_FILES, LARGEST, LARGEST_ALL, RATIO = 50_000, 256 << 20, 8 << 30, 200  # bytes; unpacked/packed
_SMALL = 1 << 20  # bytes of an archive below which only the ratio of each file counts
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\:\ud800-\udfff]|(^|/)\.{0,2}(/|$)")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError,
           ValueError, RuntimeError, OverflowError)  # fmt: skip


class Tree:
    """The files of a bundle: `sizes` in bytes by name. Raises Refused for hostile input."""

    def __init__(self, path: Path) -> None:
        self._path, self._top = path, ""
        self._zip: zipfile.ZipFile | None = None
        self._digests: dict[str, str] = {}
        try:
            if path.is_symlink():
                raise Refused("a_link", str(path))
            self.sizes = self._folder() if path.is_dir() else self._archive()
        except OSError as error:
            raise Refused("no_container", str(path), error=reason(error)) from error

    def _folder(self) -> dict[str, int]:
        return _harmless(_walk(self._path, ""))

    def _archive(self) -> dict[str, int]:
        try:
            self._zip = archive = zipfile.ZipFile(self._path)
            sizes = _harmless(_members(archive))
        except _BROKEN as error:
            raise Refused("no_container", str(self._path), error=error) from error
        if sum(sizes.values()) > RATIO * max(self._path.stat().st_size, _SMALL):
            raise Refused("zip_bomb", str(self._path), ratio=RATIO)
        tops = {name.partition("/")[0] for name in sizes}
        if len(tops) == 1 and tops != {"data"} and all("/" in name for name in sizes):
            self._top = f"{tops.pop()}/"  # the folder a ZIP program puts around
        return {name[len(self._top) :]: size for name, size in sizes.items()}

    def read(self, name: str) -> bytes:
        """Return a file's bytes; Refused if it is missing, too large or damaged."""
        if name not in self.sizes:
            raise Refused("missing", name)
        try:
            if self._zip is None:
                with open(f"{self._path}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 - half the time
                    return file.read()
            return self._zip.read(self._top + name)
        except OSError as error:
            raise Refused("unreadable", name, error=reason(error)) from error
        except _BROKEN as error:
            raise Refused("unreadable", name, error=error) from error

    def sha256(self, name: str) -> str:
        """Return a file's SHA-256 in hexadecimal, read once; Refused like `read`."""
        if name not in self._digests:
            self._digests[name] = hashlib.sha256(self.read(name)).hexdigest()
        return self._digests[name]


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), f"{prefix}{entry.name}/")
            elif entry.is_file(follow_symlinks=False):
                yield prefix + entry.name, entry.stat(follow_symlinks=False).st_size
            else:
                raise Refused("link_or_special", prefix + entry.name)


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[str, int]]:
    for info in archive.infolist():
        name = info.filename
        odd = info.flag_bits & 1 or info.compress_type not in _METHODS
        if odd or stat.S_ISLNK(info.external_attr >> 16):
            raise Refused("zip_locked", name)
        if name != info.orig_filename or info.file_size > RATIO * max(info.compress_size, 1024):
            raise Refused("zip_bomb", name, ratio=RATIO)
        if not info.is_dir():
            yield name, info.file_size


def _harmless(found: Iterator[tuple[str, int]]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    alike: set[str] = set()
    total = 0
    for name, size in found:
        folded = unicodedata.normalize("NFC", name).casefold()
        if _UNSAFE.search(name):
            raise Refused("unsafe_name", repr(name))
        if folded in alike:
            raise Refused("name_twice", repr(name))
        alike.add(folded)
        sizes[name], total = size, total + size
        if size > LARGEST or len(sizes) > MOST_FILES or total > LARGEST_ALL:
            raise Refused("too_large", name)
    return sizes
