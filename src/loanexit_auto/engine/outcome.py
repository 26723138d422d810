"""Outcome: how a run ended. An Outcome is an answer, not an error.

Exit codes are documented in docs/user/exit-codes.md and must not change meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from loanexit_auto.screen.findings import Accepted, Blocker, CoolingOff, Entry


@dataclass(frozen=True, slots=True)
class EntryLocated:
    """The entry was found and shown; `opened` says whether the person had it opened."""

    entry: Entry
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Requested:
    """The person pressed the last button and the platform answered."""

    accepted: Accepted | None = None
    cooling_off: CoolingOff | None = None


@dataclass(frozen=True, slots=True)
class ResultUnknown:
    """The person had the wheel and the tool cannot tell what came of it.

    `silence`: the page does not say; `contradiction`: it says both accepted and refused;
    `window`: the window was closed meanwhile; `cut_short`: time ran out, or the window went.
    """

    why: Literal["silence", "contradiction", "window", "cut_short"]


@dataclass(frozen=True, slots=True)
class Blocked:
    """The platform refuses, or a preflight check found what will make it refuse."""

    blockers: tuple[Blocker, ...]
    found_by: Literal["preflight", "page"] = "page"


@dataclass(frozen=True, slots=True)
class NoOnlineEntry:
    """This platform, or this page, says that closing is not offered in a browser.

    `why` is the page's own words, or `no_route` where no way in a browser is known.
    """

    why: str


@dataclass(frozen=True, slots=True)
class EntryNotFound:
    """Every route was tried and none led to the entry; nor did exploring, where it went on.

    `instead` are controls that were seen and close something else, or nobody can tell what:
    (text, what it closes). None of them was taken for the entry.
    """

    looked_for: str
    last_step: str = ""
    instead: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Abandoned:
    """The person stopped, closed the window, or time ran out."""

    why: Literal["person", "window", "time"]


@dataclass(frozen=True, slots=True)
class HumanNeeded:
    """Sign-in, verification or risk control, and nobody there to answer."""

    needed: str  # "sign_in", "risk_control" or a challenge subtype


@dataclass(frozen=True, slots=True)
class RefusedByWall:
    """Guard, tripwire, egress gate or fence refused, and there was no safe way on."""

    wall: Literal["guard", "tripwire", "egress", "fence"]
    why: str


Outcome = (
    EntryLocated | Requested | ResultUnknown | Blocked | NoOnlineEntry | EntryNotFound
    | Abandoned | HumanNeeded | RefusedByWall
)  # fmt: skip

EXIT_CODES: dict[type[Outcome], int] = {
    EntryLocated: 0,
    Requested: 0,
    ResultUnknown: 0,
    Blocked: 10,
    NoOnlineEntry: 11,
    EntryNotFound: 12,
    Abandoned: 13,
    HumanNeeded: 14,
    RefusedByWall: 15,
}
NAMES: dict[type[Outcome], str] = {
    EntryLocated: "entry_located",
    Requested: "requested",
    ResultUnknown: "result_unknown",
    Blocked: "blocked",
    NoOnlineEntry: "no_online_entry",
    EntryNotFound: "entry_not_found",
    Abandoned: "abandoned",
    HumanNeeded: "human_needed",
    RefusedByWall: "refused_by_wall",
}
