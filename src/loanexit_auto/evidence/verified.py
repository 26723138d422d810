"""What a verification found: a level, everything that failed by name, and what is not proved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum

from loanexit_auto.evidence.refused import Refused, why
from loanexit_auto.messages import Sentence


class Level(IntEnum):
    """How much holds, from least to most."""

    FAILED = 0
    NOT_VERIFIABLE = 1  # nothing wrong was found, but nothing proves it either
    INTACT = 2  # every file and line is as recorded; nobody vouches for the record
    SEALED = 3  # signed, by a key this reader does not know
    PINNED = 4  # signed by a key the reader named
    STAMPED = 5  # and it existed before a time for which a named authority vouches


_PROVOKED = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
NOT_PROVED = ("server", "person", "clock", "before", "forged")  # message keys of every verdict


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader trusts: key fingerprints, TSA roots (PEM); `deep` recomputes commitments."""

    keys: tuple[str, ...] = ()
    roots: tuple[bytes, ...] = ()
    deep: bool = False


@dataclass(frozen=True, slots=True)
class Seal:
    """One seal that was opened: who signed it, when (by their clock), and over how many lines."""

    folder: str  # of a retired seal, with its slash; "" for the one in use
    case: str
    key: str
    statement: str
    sealed_utc: str
    lines: int
    state: str


@dataclass(slots=True)
class Report:
    """Grows while a bundle is checked; `failures` are (file or line, why).

    `lines` of the journal hold; a seal vouches for the first `sealed_lines` of them. What came
    after is `added`. `earlier` are the seals that later lines retired, oldest first.
    """

    level: Level = Level.INTACT
    redacted: bool = False
    interrupted: bool = False
    falls_short: bool = False  # a key was named, and a part was added after that key's seal
    lines: int = 0
    steps: int = 0
    files: int = 0
    head: str = ""
    case: str = ""
    key: str = ""
    statement: str = ""
    sealed_utc: str = ""
    sealed_lines: int = 0
    added: list[str] = field(default_factory=list)
    earlier: list[Seal] = field(default_factory=list)
    stamps: list[tuple[str, str]] = field(default_factory=list)
    failures: list[tuple[str, Sentence]] = field(default_factory=list)
    not_covered: list[str] = field(default_factory=list)
    notes: list[Sentence] = field(default_factory=list)

    def fail(self, where: str, code: str, /, **values: object) -> None:
        """Note that something does not hold, and why (`reason.<code>`)."""
        if (where, found := why(code, **values)) not in self.failures:
            self.failures.append((where, found))

    @contextmanager
    def gathering(self, where: str) -> Iterator[None]:
        """Turn whatever hostile content provokes in the block into a failure of `where`."""
        try:
            yield
        except Refused as error:
            self.failures.append((error.where or where, error.why))
        except _PROVOKED as error:
            self.fail(where, "malformed", error=f"{type(error).__name__} {error}")

    def sealed_by(self, seal: Seal) -> None:
        """Take over what a seal says of itself."""
        self.case, self.key, self.statement = seal.case, seal.key, seal.statement
        self.sealed_utc, self.sealed_lines, self.level = seal.sealed_utc, seal.lines, Level.SEALED

    @property
    def is_outgrown(self) -> bool:
        """Whether lines were added after the seal."""
        return 0 < self.sealed_lines < self.lines

    @property
    def verdict(self) -> Level:
        return Level.FAILED if self.failures else self.level

    @property
    def exit_code(self) -> int:
        """0 verified, 1 failed, 4 not verifiable by itself, or not all of it by the named key."""
        if self.verdict > Level.FAILED and self.falls_short:
            return 4
        return {Level.FAILED: 1, Level.NOT_VERIFIABLE: 4}.get(self.verdict, 0)
