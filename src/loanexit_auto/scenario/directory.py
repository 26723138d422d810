"""The directory: all platforms that have a scenario, found by whatever people call them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from loanexit_auto.errors import UsageError
from loanexit_auto.messages import Messages
from loanexit_auto.resources import scenarios_folder
from loanexit_auto.scenario import head
from loanexit_auto.scenario.head import Head
from loanexit_auto.scenario.loader import load
from loanexit_auto.scenario.matching import EXACT, Match, match, match_operator
from loanexit_auto.scenario.model import Scenario

_SURE = 98.0  # exact name, same sound, or initials
_IN_PART = 85.0


@dataclass(frozen=True)
class Directory:
    """Scenario files by id. Opening lists a folder and reads no file."""

    files: dict[str, Path]

    @classmethod
    def open(cls, folder: Path | None = None, extra: tuple[Path, ...] = ()) -> Directory:
        """Return the bundled directory, or that of `folder`, with `extra` files or folders.

        An extra scenario takes the place of a bundled one of the same id. Raises UsageError if an
        extra path does not exist.
        """
        files = {path.stem: path for path in _in_folder(folder or scenarios_folder())}
        for path in extra:
            if not path.exists():
                raise UsageError(Messages()("directory.no_such_path", path=path))
            added = _in_folder(path) if path.is_dir() else (path,)
            files.update({file.stem: file for file in added})
        return cls(files)

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids, sorted."""
        return tuple(sorted(self.files))

    def __iter__(self) -> Iterator[Scenario]:
        """Load every scenario, by id; raises FileProblems at the first that cannot be used."""
        return (load(self.files[name]) for name in self.ids)

    def get(self, name: str, say: Messages | None = None) -> Scenario:
        """Return the scenario with this id; raises UsageError if there is none, FileProblems."""
        say = say or Messages()
        if name not in self.files:
            raise UsageError(say("directory.unknown", query=name), say("directory.list_hint"))
        return load(self.files[name], say)

    def find(self, query: str) -> tuple[Match, ...]:
        """Return the platforms that fit, best first: by id, name, alias, sound, operator, typo."""
        found = self._by_name(query, sound=query.isascii())
        if not _good(found):
            found = self._by_name(query, sound=True)
        if not _good(found):
            found += self._by_operator(query, {fit.id for fit in found})
        return tuple(sorted(found, key=lambda fit: (-fit.score, fit.id)))

    def resolve(self, query: str, say: Messages | None = None) -> Scenario:
        """Return the one platform that is meant.

        A typo or a name that fits several is never guessed: raises UsageError with suggestions.
        """
        say = say or Messages()
        if query in self.files:
            return load(self.files[query], say)
        found = self.find(query)
        chosen = _only(found)
        if chosen is not None:
            return load(self.files[chosen], say)
        names = say("directory.separator").join(f"{fit.id} ({fit.name})" for fit in found[:6])
        hint = say("directory.suggest", names=names) if names else say("directory.list_hint")
        key = "directory.ambiguous" if _several(found) else "directory.unknown"
        raise UsageError(say(key, query=query), hint)

    @cached_property
    def _heads(self) -> tuple[Head, ...]:
        return tuple(head.read(self.files[name]) for name in self.ids)

    def _by_name(self, query: str, *, sound: bool) -> list[Match]:
        fits = (match(query, each, sound=sound) for each in self._heads)
        return [fit for fit in fits if fit]

    def _by_operator(self, query: str, known: set[str]) -> Iterator[Match]:
        for each in self._heads:
            if each.id not in known:
                operators = head.operators(self.files[each.id])
                fit = match_operator(query, each, operators)
                if fit:
                    yield fit


def _only(found: tuple[Match, ...]) -> str | None:
    """Return the id of the single best fit that is no typo, or None."""
    for least in (EXACT, _SURE, _IN_PART):
        sure = [fit.id for fit in found if fit.score >= least and fit.how != "typo"]
        if sure:
            return sure[0] if len(sure) == 1 else None
    return None


def _good(found: Iterable[Match]) -> bool:
    return any(fit.score >= _IN_PART for fit in found)


def _several(found: tuple[Match, ...]) -> bool:
    return sum(fit.score >= _IN_PART for fit in found) > 1


def _in_folder(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob("*.yaml")))
