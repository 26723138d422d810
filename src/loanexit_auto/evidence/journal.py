"""The journal of a case: append-only lines, each bound to the one before it.

One line is one JSON object followed by a newline. `prev` is the SHA-256 of the raw bytes of the
line before, newline included, so `sed -n 3p journal.jsonl | sha256sum` gives the `prev` of line 4.
A line counts from the moment its newline is on the disk; what follows the last newline is torn.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, NoReturn, get_args

from loanexit_auto.errors import LoanexitError
from loanexit_auto.evidence import disk
from loanexit_auto.evidence.refused import why
from loanexit_auto.messages import Sentence

Actor = Literal["tool", "person", "page"]
VERSION = 1
FIRST_PREV = "0" * 64
LINE_LIMIT = 4 * 1024 * 1024  # bytes; a Screen's findings need some kilobytes
JOURNAL_LIMIT = 256 * 1024 * 1024  # bytes
_KEYS = frozenset({"v", "seq", "prev", "utc", "mono_ns", "actor", "kind", "data", "files"})
_FILE_KEYS = frozenset({"path", "sha256", "bytes", "media_type"})
_HEX = re.compile(r"[0-9a-f]{64}")
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_KIND = re.compile(r"[a-z][a-z0-9_]{0,39}")
_PATH = re.compile(r"(?!.*(?:^|/)\.{1,2}(?:/|$))[^/\\\x00-\x1f:]+(?:/[^/\\\x00-\x1f:]+)*")


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file a line vouches for; `path` is relative to the case folder, with slashes."""

    path: str
    sha256: str
    bytes: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A reading of both clocks: wall time, and nanoseconds of a clock that never jumps."""

    utc: datetime
    mono_ns: int

    @classmethod
    def now(cls) -> Moment:
        return cls(datetime.now(UTC), time.monotonic_ns())

    @property
    def iso(self) -> str:
        """The wall time as ISO 8601 in UTC with milliseconds, e.g. 2026-11-23T08:00:00.000Z."""
        utc = self.utc.astimezone(UTC)
        return utc.strftime("%Y-%m-%dT%H:%M:%S.") + f"{utc.microsecond // 1000:03d}Z"


@dataclass(frozen=True, slots=True)
class Line:
    """One committed line; `raw` are its bytes on the disk, newline included."""

    v: int
    seq: int
    prev: str
    utc: str
    mono_ns: int
    actor: Actor
    kind: str
    data: dict[str, Any]
    files: tuple[FileEntry, ...]
    raw: bytes

    @property
    def sha256(self) -> str:
        """The hash by which the next line, or the seal, refers to this one."""
        return hashlib.sha256(self.raw).hexdigest()


@dataclass(frozen=True, slots=True)
class JournalReading:
    """What a journal file holds, up to the last line that can be believed.

    `torn` are the bytes after it. `problem` is None when they can be explained by an interrupted
    write (no newline at their end); else it says which line is wrong and why.
    """

    lines: tuple[Line, ...]
    torn: bytes
    problem: Sentence | None

    @property
    def head(self) -> str:
        """The SHA-256 of the last line, or 64 zeros for an empty journal."""
        return self.lines[-1].sha256 if self.lines else FIRST_PREV

    @property
    def whole_bytes(self) -> int:
        """The length of the believable part in bytes."""
        return sum(len(line.raw) for line in self.lines)


class Journal:
    """A journal open for appending. One writer only; `folder.CaseFolder` sees to that."""

    def __init__(self, path: Path, lines: Sequence[Line] = ()) -> None:
        self._path = path
        self._lines = list(lines)
        self._stopped = False
        self._fd = disk.open_to_append(path)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The committed lines, oldest first."""
        return tuple(self._lines)

    @property
    def next_seq(self) -> int:
        """The number the next line will have; the first is 1."""
        return len(self._lines) + 1

    def append(
        self,
        moment: Moment,
        actor: Actor,
        kind: str,
        data: dict[str, Any],
        files: Sequence[FileEntry] = (),
    ) -> Line:
        """Put one line on the disk and return it once it is there.

        Raises ValueError for a line that could not be read back, LoanexitError when the disk
        refuses; after that the journal takes no more lines, because its tail may be torn.
        """
        if self._stopped:
            raise LoanexitError(why("stopped", path=self._path))
        line = self._compose(moment, actor, kind, data, files)
        self._stopped = True
        disk.append(self._fd, line.raw, self._path)
        self._stopped = False
        self._lines.append(line)
        return line

    def _compose(
        self,
        moment: Moment,
        actor: Actor,
        kind: str,
        data: dict[str, Any],
        files: Sequence[FileEntry],
    ) -> Line:
        prev = self._lines[-1].sha256 if self._lines else FIRST_PREV
        wire = {
            "v": VERSION, "seq": self.next_seq, "prev": prev, "utc": moment.iso,
            "mono_ns": moment.mono_ns, "actor": actor, "kind": kind, "data": data,
            "files": [asdict(file) for file in files],
        }  # fmt: skip
        text = json.dumps(wire, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return _line(text.encode() + b"\n", self.next_seq, prev)

    def stop(self) -> None:
        """Take no more lines: something that belonged between them could not be kept."""
        self._stopped = True

    def close(self) -> None:
        """Give the file back. Closing twice is harmless."""
        if self._fd >= 0:
            os.close(self._fd)
        self._fd, self._stopped = -1, True


def read(path: Path) -> JournalReading:
    """Return what the file holds up to the last whole valid line; never raises on its content."""
    try:
        if path.stat().st_size > JOURNAL_LIMIT:
            return JournalReading((), b"", why("file_long", limit=JOURNAL_LIMIT))
        return parse(path.read_bytes())
    except OSError as error:
        return JournalReading((), b"", why("unreadable", error=disk.reason(error)))


def parse(blob: bytes) -> JournalReading:
    """Return what these bytes of a journal hold; never raises."""
    lines: list[Line] = []
    start = 0
    while (end := blob.find(b"\n", start)) >= 0:
        prev = lines[-1].sha256 if lines else FIRST_PREV
        try:
            lines.append(_line(blob[start : end + 1], len(lines) + 1, prev))
        except ValueError as error:
            problem = why("in_line", line=len(lines) + 1, why=error.args[0])
            return JournalReading(tuple(lines), blob[start:], problem)
        start = end + 1
    return JournalReading(tuple(lines), blob[start:], None)


def _line(raw: bytes, seq: int, prev: str) -> Line:
    """Return the line, or raise ValueError saying what is wrong with it."""
    wire = _decoded(raw)
    files = wire["files"]
    _require(isinstance(files, list), "files_not_list")
    line = Line(
        **{key: wire[key] for key in _KEYS - {"files"}},
        files=tuple(_file(file) for file in files),
        raw=raw,
    )
    _check(line)
    _require(line.seq == seq, "seq_wrong", found=line.seq, expected=seq)
    _require(line.prev == prev, "chain_broken")
    return line


def _decoded(raw: bytes) -> dict[str, Any]:
    _require(len(raw) <= LINE_LIMIT, "line_long", limit=LINE_LIMIT)
    try:
        wire = json.loads(raw.decode(), object_pairs_hook=_no_twins, parse_constant=_no_constant)
        json.dumps(wire, ensure_ascii=False).encode()  # refuses lone surrogates
    except UnicodeError as error:
        raise ValueError(why("not_utf8", byte=error.start)) from None  # type: ignore[attr-defined]
    except RecursionError:
        raise ValueError(why("too_deep")) from None
    except json.JSONDecodeError as error:
        raise ValueError(why("not_json", error=error.msg, column=error.colno)) from None
    _require(isinstance(wire, dict), "not_object")
    if wire.keys() != _KEYS:
        raise ValueError(why("keys_differ", keys=sorted(wire.keys() ^ _KEYS)))
    return dict(wire)


def _check(line: Line) -> None:
    _require(type(line.v) is int and line.v == VERSION, "field_version")
    _require(type(line.seq) is int, "field_seq")
    _require(_matches(_HEX, line.prev), "field_prev")
    _require(_matches(_UTC, line.utc), "field_utc")
    _require(type(line.mono_ns) is int and line.mono_ns >= 0, "field_mono_ns")
    _require(isinstance(line.actor, str) and line.actor in get_args(Actor), "field_actor")
    _require(_matches(_KIND, line.kind), "field_kind")
    _require(isinstance(line.data, dict), "field_data")


def _file(wire: object) -> FileEntry:
    _require(isinstance(wire, dict) and wire.keys() == _FILE_KEYS, "entry_malformed")
    assert isinstance(wire, dict)
    entry = FileEntry(**wire)
    size_is_good = type(entry.bytes) is int and entry.bytes >= 0
    _require(_matches(_PATH, entry.path), "entry_path")
    _require(_matches(_HEX, entry.sha256), "entry_sha256")
    _require(size_is_good and isinstance(entry.media_type, str), "entry_malformed")
    return entry


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _require(holds: bool, otherwise: str, /, **values: object) -> None:
    if not holds:
        raise ValueError(why(otherwise, **values))


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    _require(len(found) == len(pairs), "key_twice")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(why("no_json_value", name=name))
