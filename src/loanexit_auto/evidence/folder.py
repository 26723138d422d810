"""CaseFolder: the folder of one case, open for one writer.

Files first, then the line that vouches for them: a folder cut off at any moment reads up to its
last whole line, and whatever no line vouches for is set aside, never deleted.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Any, Self

from filelock import FileLock, Timeout

from loanexit_auto.engine.driver import Artefact
from loanexit_auto.errors import LoanexitError, UsageError
from loanexit_auto.evidence import bag, disk, journal
from loanexit_auto.evidence.journal import FileEntry, Journal, Line, Moment
from loanexit_auto.evidence.record import Record, plain
from loanexit_auto.evidence.recovery import set_aside
from loanexit_auto.evidence.refused import why

JOURNAL = "data/journal.jsonl"
RESERVE = 16 * 1024 * 1024  # bytes that must be free before a line with files is begun
_PLATFORM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}(\.[a-z0-9]{1,10}){0,3}")
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,80}(; ?charset=[a-z0-9-]{1,20})?")
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
_UNKNOWN = "application/octet-stream"
_SHELVES = {"environment": "env", "cleanliness": "env", "clock": "env"}


class CaseFolder:
    """A case folder open for writing; `create` makes a new one, `open` goes on with one."""

    def __init__(self, path: Path, lock: FileLock, reserve: int) -> None:
        self.path = path
        self._lock = lock
        self._reserve = reserve
        self._journal = Journal(path / JOURNAL, journal.read(path / JOURNAL).lines)

    @classmethod
    def create(
        cls,
        root: Path,
        platform: str,
        *,
        now: datetime,
        facts: Mapping[str, object],
        reserve: int = RESERVE,
    ) -> Self:
        """Make `<root>/loanexit-<UTC>-<platform>/` with its first line, `opened`.

        `facts` (JSON-able; platform names, addresses, purpose, command) become `data/case.json`.
        Raises UsageError for a malformed platform id, DiskFullError or LoanexitError from the disk.
        """
        if not _PLATFORM.fullmatch(platform):
            raise UsageError(why("no_platform_id", id=platform))
        if root.exists() and not root.is_dir():
            raise LoanexitError(why("not_folder", path=root), why("choose_out"))
        with disk.naming(root):
            root.mkdir(parents=True, exist_ok=True)
        disk.require_room(root, reserve)
        path = _new_folder(
            root.resolve(), f"loanexit-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{platform}"
        )
        case = cls._locked(path, reserve)
        about = {"platform": platform, "facts": plain(facts)}
        case_json = json.dumps(about, ensure_ascii=False, indent=2).encode() + b"\n"
        files = (
            Artefact("case.json", "application/json", case_json),
            Artefact("nonce.bin", "application/octet-stream", secrets.token_bytes(32)),
        )
        with case._closing_on_error():
            moment = Moment(now, Moment.now().mono_ns)
            case.commit(Record("opened", "tool", about, files), moment)
        return case

    @classmethod
    def open(cls, path: Path, *, reserve: int = RESERVE) -> Self:
        """Open an existing case, setting aside what an interruption left half-written.

        Raises LoanexitError when another process writes it, when it is no case folder, or when
        its journal is damaged in the middle: then nothing is changed.
        """
        path = path.resolve()
        if not (path / JOURNAL).is_file():
            raise LoanexitError(why("no_case", path=path, journal=JOURNAL))
        case = cls._locked(path, reserve)
        with case._closing_on_error():
            case._recover()
        return case

    @classmethod
    def _locked(cls, path: Path, reserve: int) -> Self:
        lock = _lock(path)
        try:
            return cls(path, lock, reserve)
        except BaseException:
            lock.release()
            raise

    def _recover(self) -> None:
        found = journal.read(self.path / JOURNAL)
        if found.problem:
            raise LoanexitError(
                why("case_damaged", path=self.path / JOURNAL, why=found.problem),
                why("case_damaged_hint"),
            )
        aside = set_aside(self.path, self.path / JOURNAL, found)
        if aside:
            data = {"torn_bytes": len(found.torn), "set_aside": [file.path for file in aside]}
            self._journal.append(Moment.now(), "tool", "recovered", data, aside)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The committed lines, oldest first."""
        return self._journal.lines

    @contextmanager
    def _closing_on_error(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise

    def commit(self, record: Record, moment: Moment) -> Line:
        """Put the record's files and then its line on the disk; return the line.

        Raises DiskFullError or LoanexitError. Nothing committed before is lost, and nothing can be
        committed after: a record with a gap in it would be a false one.
        """
        try:
            return self._commit(record, moment)
        except BaseException:
            self._journal.stop()
            raise

    def _commit(self, record: Record, moment: Moment) -> Line:
        files: tuple[FileEntry, ...] = ()
        data = record.data
        if bag.is_sealed(self.path):
            bag.retire_seal(self.path)
        if record.artefacts:
            disk.require_room(self.path, self._reserve + sum(len(a.data) for a in record.artefacts))
            folder, names = self._place(record)
            disk.keep_files(folder, zip(names, (a.data for a in record.artefacts), strict=True))
            files = tuple(
                _entry(self.path, folder / name, artefact)
                for name, artefact in zip(names, record.artefacts, strict=True)
            )
            data = data | _renamed(names, record.artefacts)
        return self._journal.append(moment, record.actor, record.kind, data, files)

    def _place(self, record: Record) -> tuple[Path, list[str]]:
        """Return the folder for a record's files, made if need be, and their safe names."""
        seq = self._journal.next_seq
        data = self.path / "data"
        if record.kind == "opened":
            return data, [artefact.name for artefact in record.artefacts]
        if record.slug:
            folder = data / "steps" / f"{self._next_step():04d}-{record.slug}"
        else:
            shelf = "user" if record.actor == "person" else _SHELVES.get(record.kind, "notes")
            folder = data / shelf
        for missing in [p for p in (folder.parent, folder) if not p.is_dir()]:
            disk.make_folder(missing)
        return folder, _names(folder, record.artefacts, seq)

    def _next_step(self) -> int:
        steps = self.path / "data" / "steps"
        taken = [p.name[:4] for p in steps.iterdir()] if steps.is_dir() else []
        return 1 + max((int(n) for n in taken if n.isdigit()), default=0)

    def close(self) -> None:
        """Give the journal and the lock back. Closing twice is harmless."""
        self._journal.close()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _new_folder(root: Path, stem: str) -> Path:
    number = 1
    while True:
        path = root / (stem if number == 1 else f"{stem}-{number}")
        try:
            disk.make_folder(path)
        except FileExistsError:
            number += 1
            continue
        disk.make_folder(path / "data")
        return path


def _lock(path: Path) -> FileLock:
    locks = path.parent / ".locks"
    with disk.naming(locks):
        locks.mkdir(mode=0o700, exist_ok=True)
    lock = FileLock(locks / f"{path.name}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise LoanexitError(why("case_busy", path=path), why("case_busy_hint")) from error
    return lock


def _names(folder: Path, artefacts: Sequence[Artefact], seq: int) -> list[str]:
    """Return a safe, unused name for each artefact; a person's file names are not trusted."""
    names: list[str] = []
    for number, artefact in enumerate(artefacts, start=1):
        name = artefact.name
        if not _NAME.fullmatch(name) or (folder / name).exists() or name in names:
            suffix = PurePath(name).suffix.lower()
            name = f"{seq:04d}-{number}{suffix if _SUFFIX.fullmatch(suffix) else ''}"
        names.append(name)
    return names


def _renamed(names: Sequence[str], artefacts: Sequence[Artefact]) -> dict[str, Any]:
    changed = {
        name: plain(a.name) for name, a in zip(names, artefacts, strict=True) if name != a.name
    }
    return {"original_names": changed} if changed else {}


def _entry(case: Path, path: Path, artefact: Artefact) -> FileEntry:
    digest = hashlib.sha256(artefact.data).hexdigest()
    inside = path.relative_to(case).as_posix()
    kind = artefact.media_type if _MEDIA_TYPE.fullmatch(artefact.media_type) else _UNKNOWN
    return FileEntry(inside, digest, len(artefact.data), kind)
