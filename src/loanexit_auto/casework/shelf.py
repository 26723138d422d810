"""The shelf: the cases under one folder, read without opening them for writing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loanexit_auto.casework.standing import Standing
from loanexit_auto.casework.state import stand
from loanexit_auto.errors import UsageError
from loanexit_auto.evidence import journal
from loanexit_auto.evidence.bag import is_sealed
from loanexit_auto.evidence.folder import JOURNAL
from loanexit_auto.evidence.journal import JournalReading
from loanexit_auto.messages import Messages


@dataclass(frozen=True, slots=True)
class ShelvedCase:
    """One case as it can be read now: up to its last whole line."""

    path: Path
    reading: JournalReading

    @property
    def name(self) -> str:
        """What the case is called: the name of its folder."""
        return self.path.name

    @property
    def seal_outdated(self) -> bool:
        """Whether the case was sealed once and has been written to since."""
        return (self.path / "seal" / "earlier").is_dir() and not is_sealed(self.path)

    @property
    def standing(self) -> Standing:
        return stand(self.reading.lines)


def shelved(root: Path) -> tuple[ShelvedCase, ...]:
    """Return the cases under a folder, oldest first; none if the folder does not exist."""
    return tuple(_cases(root))


def _cases(root: Path) -> Iterator[ShelvedCase]:
    if not root.is_dir():
        return
    for path in sorted(root.iterdir()):
        if (path / JOURNAL).is_file():
            yield read_case(path)


def read_case(path: Path) -> ShelvedCase:
    """Return the case of a folder, whatever state its journal is in."""
    return ShelvedCase(path, journal.read(path / JOURNAL))


def find(root: Path, name: str, say: Messages) -> ShelvedCase:
    """Return the case a person means: a folder, a case name or its beginning, or a platform id.

    Raises UsageError when there is none, or when several fit, naming them.
    """
    there = Path(name)
    if (there / JOURNAL).is_file():
        return read_case(there.resolve())
    known = shelved(root)
    exact = [case for case in known if case.name == name]
    fitting = exact or [case for case in known if _fits(case, name)]
    if len(fitting) == 1:
        return fitting[0]
    hint = say("case.no_such_case_hint", cases=", ".join(c.name for c in fitting or known) or "-")
    raise UsageError(say("case.several_cases" if fitting else "case.no_such_case", name=name), hint)


def _fits(case: ShelvedCase, name: str) -> bool:
    platform = case.standing.platform
    dated = case.name.removeprefix("loanexit-")
    return bool(name) and (case.name.startswith(name) or dated.startswith(name) or platform == name)
