"""Which complaint door fits, decided by data from the lender that the contract names.

Never from the name of an app: an app may lend nothing itself, or lend for several companies.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import Field
from rapidfuzz import fuzz, process

from loanexit_auto.casework.datafile import HERE, Part, load
from loanexit_auto.casework.deadlines import Unit
from loanexit_auto.casework.law import Day, Status
from loanexit_auto.errors import LoanexitError

CHANNELS = HERE / "channels.yaml"
_ALIKE = 70  # of 100; below it a suggestion would only confuse
_STATED = frozenset({"lead", "shopping", "payment", "record"})
"""Kinds that no name can show: the person says what sort of account it is."""


class Limit(Part):
    """A period that a door has to keep: `count` days, the law it stands in, if any."""

    id: str
    count: int
    unit: Unit
    law: str | None = None


class Door(Part):
    """One place where a complaint can go; `letter` is the letter made for it."""

    name: str
    name_en: str
    entry: str
    letter: str
    status: Status
    source: str
    verify: bool = False
    limits: list[Limit] = Field(default=[])


class Match(Part):
    """How a lender's name shows its kind; exactly one of the three is given."""

    ends: str | None = None
    contains: str | None = None
    listed: bool = False


class Kind(Part):
    """One kind of lender or account, with its doors in order."""

    name: str
    name_en: str
    doors: list[str]
    wrong: list[str] = Field(default=[], alias="not")
    account: str
    match: list[Match] = Field(default=[])


class Renamed(Part):
    """A company that carries another name today."""

    before: str
    now: str
    since: Day
    source: str


class Place(Part):
    """Where a company is registered, as far as a source says so."""

    company: str
    province: str
    source: str


class Licensed(Part):
    """A licensed consumer-finance company."""

    company: str
    code: str


class Channels(Part):
    """The whole file."""

    doors: dict[str, Door]
    kinds: dict[str, Kind]
    renamed: list[Renamed]
    places: list[Place]
    licensed: list[Licensed]


@dataclass(frozen=True, slots=True)
class Routing:
    """The answer: what kind of lender this is and which doors fit, in order.

    `kind` is "" when the name does not show it; then `doors` holds only the first step, and
    `alike` the known names it may have been meant for. `lender` is the present name.
    """

    lender: str
    kind: str
    doors: tuple[str, ...]
    wrong: tuple[str, ...] = ()
    account: str = ""
    renamed_from: str = ""
    province: str = ""
    alike: tuple[str, ...] = ()


@cache
def channels(file: Path = CHANNELS) -> Channels:
    """Return the doors and lenders. Raises FileProblems, or LoanexitError for a dead reference."""
    loaded = load(file, Channels)
    named = {door for kind in loaded.kinds.values() for door in (*kind.doors, *kind.wrong)}
    if missing := sorted(named - loaded.doors.keys()):
        raise LoanexitError(f"{file}: no such door: {', '.join(missing)}")
    return loaded


def route(lender: str, account: str = "", known: Channels | None = None) -> Routing:
    """Return the doors for the lender named in the contract, "" if it is not known yet.

    `account` is what the person says the account is (a key of `kinds`, e.g. "shopping", "payment",
    "lead", "record"); it decides where no lender can.
    """
    known = known or channels()
    name, before = _present(_folded(lender), known)
    kind = _kind(name, known) or (account if account in known.kinds else "")
    if account in _STATED and account in known.kinds:
        kind = account
    if not kind:
        return Routing(name, "", ("institution",), renamed_from=before, alike=_alike(name, known))
    entry = known.kinds[kind]
    return Routing(
        lender=name,
        kind=kind,
        doors=tuple(entry.doors),
        wrong=tuple(entry.wrong),
        account=entry.account,
        renamed_from=before,
        province=next((p.province for p in known.places if name.startswith(p.company)), ""),
    )


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _present(name: str, known: Channels) -> tuple[str, str]:
    """Return the name the company carries now, and the one it was given under if that is older."""
    for each in known.renamed:
        if name == each.before:
            return each.now, each.before
    return name, ""


def _kind(name: str, known: Channels) -> str:
    fitting = (kind for kind, entry in known.kinds.items() if _matches(name, entry.match, known))
    return next(fitting, "") if name else ""


def _matches(name: str, rules: list[Match], known: Channels) -> bool:
    return any(
        (rule.ends is not None and name.endswith(rule.ends))
        or (rule.contains is not None and rule.contains in name)
        or (rule.listed and any(name == each.company for each in known.licensed))
        for rule in rules
    )


def _alike(name: str, known: Channels) -> tuple[str, ...]:
    names = [*_companies(known)]
    found = process.extract(name, names, scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=3)
    return tuple(each[0] for each in found) if name else ()


def _companies(known: Channels) -> Iterator[str]:
    yield from (each.company for each in known.licensed)
    yield from (each.before for each in known.renamed)
