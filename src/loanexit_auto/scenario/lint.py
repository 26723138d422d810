"""Lints: what a file that loads, or the collection as a whole, should do better.

`lint` must find nothing in the bundled collection; `advice` is a list of wishes. Both return
located problems and touch nothing.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from loanexit_auto.errors import Problem
from loanexit_auto.messages import Messages
from loanexit_auto.scenario import document
from loanexit_auto.scenario.flaw import Flaw
from loanexit_auto.scenario.linking import linking_flaws
from loanexit_auto.scenario.loader import examine, located
from loanexit_auto.scenario.model import Check, Fact, Route, Scenario, Tap
from loanexit_auto.scenario.schema import SCHEMA_LINE

_NEED_NO_SOURCE = frozenset({"note", "conflict"})
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?!\d))?(?:-(\d{1,2})(?!\d))?")
_CONTACT_YEARS = 2
_LIVE_YEARS = 1


@dataclass(frozen=True, slots=True)
class Checkable:
    """A scenario that loads, with the file it came from."""

    file: Path
    scenario: Scenario
    text: str


def lint(files: Iterable[Path], today: datetime.date, say: Messages) -> tuple[Problem, ...]:
    """Return every problem of the files and of them as one collection, by file and line."""
    problems: list[Problem] = []
    loaded: list[Checkable] = []
    for file in files:
        scenario, found = examine(file, say)
        problems += found
        if scenario is not None:
            loaded.append(Checkable(file, scenario, file.read_bytes().decode("utf-8-sig")))
    by_id = {each.scenario.id: each.scenario for each in loaded}
    linked = linking_flaws(by_id)
    for each in loaded:
        flaws = [*_own_flaws(each, today), *linked.get(each.scenario.id, ())]
        problems += _located(each.file, flaws, say)
    return tuple(sorted(problems, key=lambda p: (p.file, p.line, p.column, p.code)))


def advice(scenarios: Mapping[Path, Scenario], portals: Path, say: Messages) -> tuple[Problem, ...]:
    """Return what would make entries better: portals, cases, sources."""
    problems: list[Problem] = []
    for file, scenario in sorted(scenarios.items()):
        problems += _located(file, list(_wishes(scenario, portals)), say)
    return tuple(problems)


def _located(file: Path, flaws: list[Flaw], say: Messages) -> list[Problem]:
    if not flaws:
        return []
    read = document.read(file)
    return [located(flaw, read, file, say) for flaw in flaws]


def _own_flaws(each: Checkable, today: datetime.date) -> Iterator[Flaw]:
    yield from _writing(each.text)
    rules: tuple[Callable[[Scenario, datetime.date], Iterator[Flaw]], ...] = (
        _facts, _dates, _anchors, _proofs, _channels, _unused_sources,
    )  # fmt: skip
    for rule in rules:
        yield from rule(each.scenario, today)


def _writing(text: str) -> Iterator[Flaw]:
    lines = text.split("\n")
    if lines[0].rstrip("\r") != SCHEMA_LINE:
        yield Flaw("LX313", values={"line": SCHEMA_LINE}, at=(1, 1))
    loose = next((n for n, line in enumerate(lines, 1) if line != line.rstrip()), None)
    if loose or lines[-1]:
        yield Flaw("LX314", at=(loose or len(lines), 1))


def _facts(scenario: Scenario, _: datetime.date) -> Iterator[Flaw]:
    for number, fact in enumerate(scenario.facts):
        if not fact.sources and fact.about not in _NEED_NO_SOURCE:
            yield Flaw("LX301", ("facts", number), {"about": fact.about})


def _dates(scenario: Scenario, today: datetime.date) -> Iterator[Flaw]:
    for number, fact in enumerate(scenario.facts):
        for old in _too_old(fact, scenario, today):
            values = {"value": fact.value or fact.about, "date": old}
            yield Flaw("LX303", ("facts", number), values)
        if fact.date and _earliest(fact.date, today) is None:
            yield Flaw("LX304", ("facts", number, "date"), {"date": fact.date})
    for key, source in scenario.sources.items():
        if source.date and _earliest(source.date, today) is None:
            yield Flaw("LX304", ("sources", key, "date"), {"date": source.date})


def _too_old(fact: Fact, scenario: Scenario, today: datetime.date) -> Iterator[str]:
    live = fact.checked_live
    if live and _age(live, today) > _LIVE_YEARS:
        yield live.isoformat()
    if fact.about not in ("hotline", "email") or fact.verify:
        return
    written = [fact.date, *(scenario.sources[key].date for key in fact.sources)]
    dates = [day for date in written if date and (day := _earliest(date, today))]
    if not dates or _age(max(dates), today) > _CONTACT_YEARS:
        yield max(dates).isoformat() if dates else "?"


def _earliest(date: str, today: datetime.date) -> datetime.date | None:
    """Return the first day a date like 2026, 2026-11 or 2026-11-23 may mean; None if unusable."""
    written = _DATE.match(date)
    if not written:
        return None
    year, month, day = (int(part or 1) for part in written.groups())
    try:
        earliest = datetime.date(year, month, day)
    except ValueError:
        return None
    return earliest if earliest <= today else None


def _age(day: datetime.date, today: datetime.date) -> float:
    return (today - day).days / 365.25


def _anchors(scenario: Scenario, _: datetime.date) -> Iterator[Flaw]:
    for number, route in enumerate(scenario.routes):
        for index, step in enumerate(route.steps):
            if not isinstance(step, Tap):
                continue
            target = step.tap
            if len(target.text) == 1 and not target.under and not target.role:
                path = ("routes", number, "steps", index, "tap")
                yield Flaw("LX302", path, {"text": target.text[0]})


def _proofs(scenario: Scenario, _: datetime.date) -> Iterator[Flaw]:
    for number, check in enumerate(scenario.preflight):
        tapped = {text for step in check.steps if isinstance(step, Tap) for text in step.tap.text}
        for text in check.shows:
            if text in tapped:
                yield Flaw("LX312", ("preflight", number, "shows"), {"text": text})


def _channels(scenario: Scenario, _: datetime.date) -> Iterator[Flaw]:
    by_hand = {each.channel for each in scenario.by_hand}
    if "web" in scenario.channels and not scenario.routes and "web" not in by_hand:
        yield Flaw("LX308", ("channels",))
    for number, each in enumerate(scenario.by_hand):
        if each.channel not in scenario.channels:
            yield Flaw("LX309", ("by_hand", number, "channel"), {"channel": each.channel})


def _unused_sources(scenario: Scenario, _: datetime.date) -> Iterator[Flaw]:
    users: tuple[Fact | Route | Check, ...] = (
        *scenario.facts, *scenario.routes, *scenario.preflight,
    )  # fmt: skip
    used = {key for user in users for key in user.sources}
    for key in scenario.sources:
        if key not in used:
            yield Flaw("LX310", ("sources", key), {"name": key}, on_key=True)


def _wishes(scenario: Scenario, portals: Path) -> Iterator[Flaw]:
    portal = portals / scenario.id
    if scenario.drivable and not portal.is_dir():
        yield Flaw("LX351", ("routes",), {"id": scenario.id}, on_key=True)
    elif portal.is_dir() and not any(portal.glob("cases/*/expected.yaml")):
        yield Flaw("LX352", ("routes",), on_key=True)
    if scenario.routes and all(route.quality == "D" for route in scenario.routes):
        yield Flaw("LX353", ("routes",), on_key=True)
    if "unknown" in scenario.channels:
        yield Flaw("LX354", ("channels",), on_key=True)
