"""The law that may be cited: articles with their status, source and time in force.

A template cites by id (`pipl-47`) and can cite nothing else. Status T: official text read; P: a
page or press report; K: unconfirmed, which no template may use.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from loanexit_auto.casework.datafile import HERE, Part, load
from loanexit_auto.errors import LoanexitError

Status = Literal["T", "P", "K"]
LAW = HERE / "law.yaml"
USABLE: frozenset[Status] = frozenset({"T", "P"})


class UncitableError(LoanexitError):
    """A text cites law that does not exist here, is unconfirmed, or is not in force."""


def _as_date(value: object) -> object:
    return date.fromisoformat(value) if isinstance(value, str) else value


Day = Annotated[date, BeforeValidator(_as_date)]


class ArticleEntry(Part):
    """One article as the file has it; what it leaves out it takes from its law."""

    cite: str
    status: Status
    gist: str
    source: str | None = None
    note_source: str | None = None
    in_force: Day | None = None
    until: Day | None = None
    superseded_by: str | None = None
    draft: bool = False
    only_for: list[str] = Field(default=[])


class LawEntry(Part):
    """One law of the file."""

    title: str
    source: str
    in_force: Day | None = None
    articles: dict[str, ArticleEntry]


class LawFile(Part):
    """The whole file."""

    sources: dict[str, str]
    laws: dict[str, LawEntry]


@dataclass(frozen=True, slots=True)
class Article:
    """One article: `citation` as it stands in a letter, `gist` a short form, never a quotation.

    `in_force` None means in force with no first day recorded in our sources. `only_for` names the
    kinds of account to which it applies; empty means all.
    """

    id: str
    title: str
    cite: str
    status: Status
    gist: str
    source: str
    in_force: date | None
    until: date | None
    superseded_by: str | None
    draft: bool
    only_for: tuple[str, ...]

    @property
    def citation(self) -> str:
        return f"《{self.title}》{self.cite}"

    def holds(self, on: date) -> bool:
        """Return whether the article is in force on this day."""
        began = self.in_force is None or self.in_force <= on
        return not self.draft and began and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class LawBook:
    """All articles, by id."""

    articles: dict[str, Article]

    def cite(self, article: str, on: date, account: str = "") -> Article:
        """Return an article that a letter of this day may cite, about this kind of account.

        Raises UncitableError when it does not exist, has status K, is a draft, is not in force on
        that day (naming what replaced it), or does not apply to such an account.
        """
        found = self.articles.get(article)
        if found is None:
            raise UncitableError(f"no article {article!r} in law.yaml")
        if found.status not in USABLE:
            raise UncitableError(f"{article} ({found.citation}) is unconfirmed and never cited")
        if not found.holds(on):
            instead = f"; cite {found.superseded_by}" if found.superseded_by else ""
            raise UncitableError(f"{article} ({found.citation}) is not in force on {on}{instead}")
        if found.only_for and account not in found.only_for:
            only = ", ".join(found.only_for)
            raise UncitableError(f"{article} ({found.citation}) is only for accounts of: {only}")
        return found


@cache
def law_book(file: Path = LAW) -> LawBook:
    """Return the articles of a law file. Raises FileProblems, or UncitableError for a dead link."""
    entries = load(file, LawFile)
    articles = {article.id: article for article in _articles(entries)}
    for article in articles.values():
        if article.superseded_by and article.superseded_by not in articles:
            raise UncitableError(f"{article.id}: {article.superseded_by} does not exist")
    return LawBook(articles)


def _articles(entries: LawFile) -> Iterator[Article]:
    for law_id, law in entries.laws.items():
        for number, entry in law.articles.items():
            source = entry.source or law.source
            if source not in entries.sources:
                raise UncitableError(f"{law_id}-{number}: source {source!r} is not listed")
            yield Article(
                id=f"{law_id}-{number}",
                title=law.title,
                cite=entry.cite,
                status=entry.status,
                gist=entry.gist,
                source=entries.sources[source],
                in_force=entry.in_force or law.in_force,
                until=entry.until,
                superseded_by=entry.superseded_by,
                draft=entry.draft,
                only_for=tuple(entry.only_for),
            )
