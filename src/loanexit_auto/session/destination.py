"""Where the true entry of a portal leads, and whether a run came there.

An entry that only opens a screen is known by what it opens: requests, and words that stand there.
One that is itself the last button is never pressed by the tool; it is known by its own words and
by the screen on which it stands.
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

    def requests(self) -> frozenset[str]:
        """Return the requests that left while the tool drove, without assets."""
        ledger = self.result.backend.ledger if self.result.backend else ()
        return frozenset(
            f"{entry.method} {entry.path}"
            for entry in ledger
            if entry.who == "tool" and not entry.path.endswith(_ASSETS)
        )

    def opened(self) -> frozenset[str] | None:
        """Return the lines of the last screen after the entry was opened; None if it was not."""
        agreed = [line.seq for line in self.told if _is_agreement(line)]
        if not agreed or not any(x.kind == "tapped" and x.seq > agreed[0] for x in self.told):
            return None
        return self._words(after=agreed[0])

    def last_button(self) -> tuple[str, frozenset[str]] | None:
        """Return the words of an entry that is the last button, and of its screen, if it is one."""
        if any(_is_agreement(line) for line in self.told):
            return None
        for line in self.told:
            if line.kind == "handoff" and line.data["of"] == "final":
                return str(line.data["about"]), self._words(before=line.seq) or frozenset()
        return None

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
    """Where the true entry leads. `entry` are its words if it is itself the last button."""

    requests: frozenset[str]
    words: frozenset[str]
    entry: str = ""

    @classmethod
    def of(cls, opened: Arrival, shut: Arrival) -> Self | None:
        """Return it from two runs of the unchanged portal; None if its entry was not reached."""
        if (words := opened.opened()) is not None:
            return cls(opened.requests() - shut.requests(), words)
        if (found := opened.last_button()) is not None:
            return cls(frozenset(), found[1], found[0])
        return None

    def is_reached(self, arrival: Arrival, change: Mutation) -> bool | None:
        """Return whether a run on a mutated portal came here; None if that cannot be told."""
        words = arrival.opened()
        if words is not None:
            return self.is_opened(arrival.requests(), words)
        found = arrival.last_button() if self.entry else None
        return None if found is None else self.is_button(*found, change)

    def is_opened(self, requests: frozenset[str], words: frozenset[str]) -> bool:
        """Return whether what was opened is what the true entry opens."""
        asked = not self.requests or bool(self.requests & requests)
        return asked and self._is_like(words)

    def is_button(self, entry: str, words: frozenset[str], change: Mutation) -> bool:
        """Return whether a last button is the true one, as the mutation words it."""
        return normalise(entry) == normalise(change.reworded(self.entry)) and self._is_like(words)

    def _is_like(self, words: frozenset[str]) -> bool:
        common = len(self.words & words) / len(self.words) if self.words else 1.0
        return common >= _ALIKE


def _is_agreement(line: Line) -> bool:
    of_consent = line.kind == "resumed" and line.data["of"] == "consent"
    return of_consent and line.data["answer"] == "yes"
