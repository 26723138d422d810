"""Remedies: for each blocker what it means, how to clear it, and what may not be demanded.

The legal side is data (remedies.yaml); the words are the messages `remedy.<kind>_<part>`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from loanexit_auto.casework.datafile import HERE, Part, load
from loanexit_auto.casework.law import Article, law_book
from loanexit_auto.errors import LoanexitError
from loanexit_auto.messages import Messages
from loanexit_auto.screen.findings import BlockerKind

REMEDIES = HERE / "remedies.yaml"
Ground = Literal["accepted", "disputable", "formal"]


class RemedyEntry(Part):
    """The legal side of one blocker, as the file has it."""

    ground: Ground
    waivable: bool
    law: list[str]


class Remedies(Part):
    """The whole file: one entry per kind of blocker."""

    blockers: dict[str, RemedyEntry]


@dataclass(frozen=True, slots=True)
class Remedy:
    """One remedy page, in the language it was asked for. `waive` is "" where nothing can be."""

    kind: str
    title: str
    means: str
    clear: str
    waive: str
    may_not: str
    ground: Ground
    law: tuple[Article, ...]


@cache
def remedies(file: Path = REMEDIES) -> Remedies:
    """Return the file. Raises FileProblems, or LoanexitError when a kind of blocker is missing."""
    loaded = load(file, Remedies)
    if odd := loaded.blockers.keys() ^ set(get_args(BlockerKind)):
        raise LoanexitError(f"{file}: missing or unknown blockers: {', '.join(sorted(odd))}")
    return loaded


def remedy(kind: str, say: Messages, today: date) -> Remedy:
    """Return the page for a blocker; a kind that is not known gets the general one.

    Raises UncitableError when its law is not in force on this day.
    """
    known = remedies().blockers
    kind = kind if kind in known else "generic"
    entry, book = known[kind], law_book()
    return Remedy(
        kind=kind,
        title=say(f"remedy.{kind}_title"),
        means=say(f"remedy.{kind}_means"),
        clear=say(f"remedy.{kind}_clear"),
        waive=_waiver(kind, say) if entry.waivable else "",
        may_not=say(f"remedy.{kind}_may_not"),
        ground=entry.ground,
        law=tuple(book.cite(article, today) for article in entry.law),
    )


def _waiver(kind: str, say: Messages) -> str:
    """The sentence to write is Chinese in both languages: it is meant for the platform."""
    return say("remedy.waive", what=Messages("zh")(f"remedy.{kind}_title"))
