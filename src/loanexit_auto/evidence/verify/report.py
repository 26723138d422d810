"""What a verification found: a level, everything that failed by name, and what is not proved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum

from loanexit_auto.evidence.refused import Refused


class Level(IntEnum):
    """How much holds, from least to most."""

    FAILED = 0
    NOT_VERIFIABLE = 1  # nothing wrong was found, but nothing proves it either
    INTACT = 2  # every file and line is as recorded; nobody vouches for the record
    SEALED = 3  # signed, by a key this reader does not know
    PINNED = 4  # signed by a key the reader named
    STAMPED = 5  # and it existed before a time for which a named authority vouches


NOT_PROVED = ("server", "person", "clock", "before", "forged")  # message keys of every verdict


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader trusts: key fingerprints, TSA roots (PEM); `deep` recomputes commitments."""

    keys: tuple[str, ...] = ()
    roots: tuple[bytes, ...] = ()
    deep: bool = False


@dataclass(slots=True)
class Report:
    """Grows while a bundle is checked; `failures` are (file or line, why)."""

    level: Level = Level.INTACT
    redacted: bool = False
    interrupted: bool = False
    lines: int = 0
    steps: int = 0
    files: int = 0
    head: str = ""
    key: str = ""
    statement: str = ""
    sealed_utc: str = ""
    stamps: list[tuple[str, str]] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)
    not_covered: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fail(self, where: str, why: str) -> None:
        """Note that something does not hold."""
        if (where, why) not in self.failures:
            self.failures.append((where, why))

    @contextmanager
    def gathering(self, where: str) -> Iterator[None]:
        """Turn whatever hostile content provokes in the block into a failure of `where`."""
        try:
            yield
        except Refused as error:
            self.fail(where, str(error))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            self.fail(where, f"malformed: {type(error).__name__} {error}")

    @property
    def verdict(self) -> Level:
        return Level.FAILED if self.failures else self.level

    @property
    def exit_code(self) -> int:
        """0 verified, 1 failed, 4 not verifiable by itself."""
        return {Level.FAILED: 1, Level.NOT_VERIFIABLE: 4}.get(self.verdict, 0)
