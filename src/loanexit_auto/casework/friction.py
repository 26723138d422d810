"""Friction: how hard the platform made it, in figures that the journal can prove. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from loanexit_auto.evidence.journal import JournalReading, Line
from loanexit_auto.evidence.story import Data, tell

_STAY = "retention"


@dataclass(frozen=True, slots=True)
class Friction:
    """Figures of the way to the entry; what was only looked at in preflight does not count.

    `minutes` is the time from the first to the last screen, rounded down. `path` are the menu
    labels up to the entry, or as far as the run came; `not_as_recorded` counts the steps whose
    target was not where it used to be.
    """

    screens: int = 0
    taps: int = 0
    minutes: int = 0
    path: tuple[str, ...] = ()
    challenges: tuple[str, ...] = ()
    retentions: int = 0
    not_as_recorded: int = 0
    contacts: int = 0


def friction(reading: JournalReading) -> Friction:
    """Return the figures of a case; zeros where the entry was not looked for."""
    lines = _on_the_way(reading.lines)
    return Friction(
        screens=_count(lines, "seen"),
        taps=_count(lines, "tapped"),
        minutes=_minutes([line for line in lines if line.kind == "seen"]),
        path=tell(reading).path if lines else (),
        challenges=tuple(dict.fromkeys(_challenges(lines))),
        retentions=sum(_STAY in kinds for kinds in map(_kinds, lines)),
        not_as_recorded=_count(lines, "drifted"),
        contacts=_count(reading.lines, "contact"),
    )


def _on_the_way(lines: Sequence[Line]) -> list[Line]:
    """Return the lines between the first step of a route and the end of its run."""
    found: list[Line] = []
    on_the_way = False
    for line in lines:
        if line.kind == "step_begun":
            on_the_way = Data(line.data).text("part") == "route"
        elif line.kind in ("finished", "environment"):
            on_the_way = False
        if on_the_way:
            found.append(line)
    return found


def _count(lines: Sequence[Line], kind: str) -> int:
    return sum(line.kind == kind for line in lines)


def _minutes(seen: Sequence[Line]) -> int:
    times = [t for t in (_time(line.utc) for line in seen) if t is not None]
    return int((max(times) - min(times)).total_seconds() // 60) if times else 0


def _time(utc: str) -> datetime | None:
    try:
        return datetime.strptime(utc, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def _kinds(line: Line) -> list[str]:
    if line.kind != "seen":
        return []
    return [part.text("kind") for part in Data(line.data).parts("findings")]


def _challenges(lines: Sequence[Line]) -> list[str]:
    handoffs = (Data(line.data) for line in lines if line.kind == "handoff")
    return [data.text("about") for data in handoffs if data.text("of") == "challenge"]
