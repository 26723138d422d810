"""Where the true entry of a portal leads, and whether a run came there.

An entry that was opened is known by what it opens: requests, and words that stand there. One that
the tool left to the person (it is the last button, or might be) is known by its own words and by
the screen on which it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from loanexit_auto.evidence.journal import Line
from loanexit_auto.portal.mutations import Mutation
from loanexit_auto.screen.text import normalise
from loanexit_auto.session.run import RunResult

_ASSETS = (".css", ".js", ".svg", ".png", ".jpg", ".webp", ".woff2", ".ico")
_ALIKE = 0.5  # share of the true screen's words from which a screen counts as that one


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a run did and what it told, from which follows where it came."""

    result: RunResult
    told: tuple[Line, ...]

    def requests(self, *, of_person: bool = False) -> frozenset[str]:
        """Return the requests that left while the tool drove, without assets; or the person."""
        ledger = self.result.backend.ledger if self.result.backend else ()
        return frozenset(
            f"{entry.method} {entry.path}"
            for entry in ledger
            if (entry.who == "person") == of_person and not entry.path.endswith(_ASSETS)
        )

    def opened(self) -> frozenset[str] | None:
        """Return the lines of the last screen after the entry was opened; None if it was not."""
        agreed = [line.seq for line in self.told if _is_agreement(line)]
        if not agreed or not any(x.kind == "tapped" and x.seq > agreed[0] for x in self.told):
            return None
        return self._words(after=agreed[0])

    def located(self) -> tuple[str, frozenset[str]] | None:
        """Return the words of the entry that was shown to the person, and of its screen."""
        for line in self.told:
            if line.kind == "handoff" and line.data["of"] in ("consent", "final"):
                return str(line.data["about"]), self._words(before=line.seq) or frozenset()
        return None

    def pressed_by_person(self) -> frozenset[str] | None:
        """Return the lines of the last screen after the last part was the person's."""
        final = [x.seq for x in self.told if x.kind == "handoff" and x.data["of"] == "final"]
        return self._words(after=final[-1]) if final else None

    def _words(self, after: int = 0, before: int | None = None) -> frozenset[str] | None:
        seen = [x for x in self.told if x.kind == "seen" and x.seq > after]
        files = [f.path for x in seen if before is None or x.seq < before for f in x.files]
        texts = [path for path in files if path.endswith("text.txt")]
        if not texts:
            return None
        lines = (self.result.folder / texts[-1]).read_text(encoding="utf-8").splitlines()
        return frozenset(word for word in map(normalise, lines) if word)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the true entry leads, what it says itself, and the words of the screen it is on.

    `words` is None where the entry is itself the last button.
    """

    requests: frozenset[str]
    words: frozenset[str] | None
    entry: str
    around: frozenset[str]

    @classmethod
    def of(cls, opened: Arrival, shut: Arrival) -> Self | None:
        """Return it from two runs of the unchanged portal; None if its entry was not reached."""
        found = opened.located()
        if found is None:
            return None
        return cls(opened.requests() - shut.requests(), opened.opened(), *found)

    def is_reached(self, arrival: Arrival, change: Mutation) -> bool | None:
        """Return whether a run on a mutated portal came here; None if that cannot be told."""
        words, found = arrival.opened(), arrival.located()
        if words is not None and self.words is not None:
            return self.is_opened(arrival.requests(), words)
        return None if found is None else self.is_entry(*found, change)

    def is_reached_by_person(self, arrival: Arrival) -> bool:
        """Return whether a person who pressed what the tool had left to them came here."""
        if self.requests:  # they leave at once, what they bring may take its time
            return bool(self.requests & arrival.requests(of_person=True))
        words = arrival.pressed_by_person()
        return words is not None and self.words is not None and _alike(self.words, words)

    def is_opened(self, requests: frozenset[str], words: frozenset[str]) -> bool:
        """Return whether what was opened is what the true entry opens."""
        asked = not self.requests or bool(self.requests & requests)
        return asked and _alike(self.words or frozenset(), words)

    def is_entry(self, entry: str, around: frozenset[str], change: Mutation) -> bool:
        """Return whether an entry that was not opened is the true one, as the mutation words it."""
        return normalise(entry) == normalise(change.reworded(self.entry)) and _alike(
            self.around, around
        )


def _alike(wanted: frozenset[str], given: frozenset[str]) -> bool:
    return not wanted or len(wanted & given) / len(wanted) >= _ALIKE


def _is_agreement(line: Line) -> bool:
    of_consent = line.kind == "resumed" and line.data["of"] == "consent"
    return of_consent and line.data["answer"] == "yes"
