"""Events: what happened, in order. The engine yields them; the journal keeps them.

`Handoff` is the only event that expects an answer, sent into the generator; all others are
statements. Not pulling the next event is the pause.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from loanexit_auto.engine.driver import Capture, Incident
from loanexit_auto.engine.outcome import Outcome
from loanexit_auto.screen.findings import BlockerKind, Closes, Effect, Finding
from loanexit_auto.screen.model import Box, Screen


class Answer(StrEnum):
    """What came of a handoff."""

    DONE = "done"  # its condition held, stably
    YES = "yes"  # consent given
    NO = "no"  # consent refused
    LOOK = "look"  # the person asks the tool to look again
    NOBODY = "nobody"  # not interactive: nobody could be asked
    STOPPED = "stopped"  # the person gave up
    WINDOW_CLOSED = "window_closed"
    OUT_OF_TIME = "out_of_time"


HandoffKind = Literal[
    "sign_in", "challenge", "risk_control", "consent", "final", "taken_over", "step"
]
Verdict = Literal["clear", "blocked", "unknown"]
MapMove = Literal[
    "start", "tap", "search", "scroll", "history", "back", "address", "dismiss", "handoff"
]


@dataclass(frozen=True, slots=True)
class StepBegun:
    """A step of the route is about to be done; `of` counts the steps of the route."""

    number: int
    of: int
    what: str  # "tap 设置"
    part: Literal["start", "preflight", "route", "entry", "explore"] = "route"


@dataclass(frozen=True, slots=True)
class Seen:
    """A screen was looked at, understood and photographed."""

    screen: Screen
    findings: tuple[Finding, ...]
    capture: Capture
    why: str  # "start", "step", "preflight", "handoff", "result"


@dataclass(frozen=True, slots=True)
class Went:
    """An address was opened by the tool."""

    url: str


@dataclass(frozen=True, slots=True)
class Tapped:
    """A tap reached the element that was judged."""

    label: str
    effect: Effect
    box: Box
    frame: str


@dataclass(frozen=True, slots=True)
class Searched:
    """A phrase was typed into the site's own search."""

    phrase: str
    label: str


@dataclass(frozen=True, slots=True)
class Scrolled:
    """The page, or a list in it, was scrolled down."""

    label: str = ""


@dataclass(frozen=True, slots=True)
class Interfered:
    """A wall, the page, the network or the person interfered."""

    incident: Incident


@dataclass(frozen=True, slots=True)
class RefusedTap:
    """The guard refused a control before any event was sent."""

    label: str
    effect: Effect
    why: str


@dataclass(frozen=True, slots=True)
class Checked:
    """One preflight check and its verdict; `unknown` unless a screen showed otherwise."""

    check: BlockerKind
    verdict: Verdict
    text: str = ""
    amount: Decimal | None = None
    count: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Drifted:
    """What a step looked for is not there: the recorded path is not the site's path any more."""

    step: str
    looked_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handoff:
    """The person drives. The session waits until `kind`'s condition holds and sends an Answer."""

    kind: HandoffKind
    about: str = ""  # challenge subtype, label of the entry, what to do in a step ...
    finding: Finding | None = None
    until: tuple[str, ...] = ()  # for "step": what is visible when it is done


@dataclass(frozen=True, slots=True)
class Resumed:
    """The handoff is over and the tool has looked again."""

    kind: HandoffKind
    answer: Answer


@dataclass(frozen=True, slots=True)
class Mapped:
    """Exploring: a screen came to the front and was recognised, or is new on the map.

    `screen` and `came_from` number the screens of this exploration from 0.
    """

    screen: int
    came_from: int | None
    by: str  # label of the control, "" if no control was pressed
    how: MapMove
    depth: int  # taps from the start, as it was first reached
    is_new: bool
    url: str
    title: str
    has_entry: bool = False
    shot: int | None = None  # number of the Seen that shows it, from 1; None: the last one


@dataclass(frozen=True, slots=True)
class Explored:
    """Exploring is over: what it took, and how well the entry is hidden.

    `path` are (label, how, address) of the shortest way known to the screen with the entry.
    `search_finds` is None when the site's search was not tried. `others` are controls that close
    something else than was looked for, as (text, what it closes).
    """

    path: tuple[tuple[str, str, str], ...]
    taps: int
    screens: int
    detours: int  # screens seen that are not on the path
    nags: int
    gates: int  # sign-ins and verifications met
    search_finds: bool | None = None
    plainly_named: bool | None = None
    told_by_help: bool = False  # an article on the site describes a label of the path
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rerouted:
    """No route leads to the entry any more, but exploring found it: the recorded path has drifted.

    `steps` are (label, how) from the start page to the screen with the entry, how being tap, search
    or goto (then the label is an address); () if the way from the start is not known.
    """

    steps: tuple[tuple[str, str], ...]
    entry: str
    closes: Closes


@dataclass(frozen=True, slots=True)
class Finished:
    """The last event of every run. `drifted`: the entry was found, but not by any route."""

    outcome: Outcome
    drifted: bool = False


Event = (
    StepBegun | Seen | Went | Tapped | Searched | Scrolled | Interfered | RefusedTap | Checked
    | Drifted | Handoff | Resumed | Mapped | Explored | Rerouted | Finished
)  # fmt: skip
