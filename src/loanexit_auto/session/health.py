"""How good each platform's entry in the directory is: level, age of its facts, reports. Local only.

A level says what is there, not that it passed today: `scenario test` says that.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from loanexit_auto.portal.files import load_case, load_portal
from loanexit_auto.portal.yamlfile import read
from loanexit_auto.scenario.loader import load
from loanexit_auto.scenario.model import Scenario
from loanexit_auto.session.shelf import Shelf

Level = Literal["checklist", "stub", "drawn", "tested", "live"]
REPORTS = "reports"
_REACHES = frozenset({"entry_located", "requested", "no_online_entry"})
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]


class LiveReport(BaseModel):
    """`reports/<platform>/<any-name>.yaml`: what a person saw on the real site, on which day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    report: Literal[1]
    date: datetime.date
    saw: Literal["works", "drifted"]
    step: Words | None = None  # the step that is not there any more
    looked_for: tuple[Words, ...] = Field(default=(), max_length=20)
    note: Words | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """The state of one platform. Dates are as the sources write them: a year, a month or a day."""

    platform: str
    name: str
    level: Level
    cases: int
    facts: int
    undated: int
    oldest: str | None
    newest: str | None
    live: datetime.date | None  # the latest day on which somebody saw it work
    drifted: datetime.date | None  # the latest day on which somebody saw that it does not
    reports: int


def healths(shelf: Shelf, reports: Path) -> tuple[Health, ...]:
    """Return the health of every platform of the shelf, by id.

    Raises FileProblems where a scenario, a portal or a report cannot be read.
    """
    return tuple(_health(platform, shelf, reports) for platform in shelf.ids)


def reports_of(platform: str, folder: Path) -> tuple[LiveReport, ...]:
    """Return the reports on one platform, the oldest first; none is fine. Raises FileProblems."""
    files = sorted((folder / platform).glob("*.yaml"))
    return tuple(sorted((read(f, LiveReport)[0] for f in files), key=lambda each: each.date))


def _health(platform: str, shelf: Shelf, folder: Path) -> Health:
    scenario = load(shelf.scenario(platform))
    reports = reports_of(platform, folder)
    worked = [r.date for r in reports if r.saw == "works"]
    worked += [fact.checked_live for fact in scenario.facts if fact.checked_live]
    drifted = [r.date for r in reports if r.saw == "drifted"]
    dates = [min(found) if found else None for found in map(list, _dates(scenario))]
    known = sorted(date for date in dates if date)
    return Health(
        platform=platform,
        name=scenario.name,
        level=_level(scenario, shelf, live=bool(worked)),
        cases=len(shelf.cases(platform)),
        facts=len(dates),
        undated=dates.count(None),
        oldest=known[0] if known else None,
        newest=known[-1] if known else None,
        live=max(worked, default=None),
        drifted=max(drifted, default=None),
        reports=len(reports),
    )


def _level(scenario: Scenario, shelf: Shelf, *, live: bool) -> Level:
    if live:
        return "live"
    if shelf.has_portal(scenario.id):
        portal = load_portal(shelf.portal(scenario.id))
        outcomes = {load_case(portal, n).expect.outcome for n in shelf.cases(scenario.id)}
        return "tested" if outcomes & _REACHES else "drawn"
    return "stub" if scenario.routes else "checklist"


def _dates(scenario: Scenario) -> Iterator[Iterator[str]]:
    """Yield, for every sourced fact, the dates that it or its sources bear."""
    for fact in scenario.facts:
        written = (fact.date, *(scenario.sources[key].date for key in fact.sources))
        found = (_DATE.match(date) for date in written if date)
        yield (match[0] for match in found if match)
