"""What a person's clicks on their way to the entry amount to: steps with words. Pure.

Left out are clicks on sign-in and verification screens (the person's own part), on fields, on
agreements, clicks that changed nothing or only put something away, and everything between two
visits of the same screen. A control without words becomes a part for the person: no position is
ever written down.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from loanexit_auto.screen.click import Click, clicked
from loanexit_auto.screen.effects import effect
from loanexit_auto.screen.findings import Challenge, Effect, Entry, SignIn
from loanexit_auto.screen.lexicon import Lexicon
from loanexit_auto.screen.model import Element, Screen
from loanexit_auto.screen.reading import read

_SAME = 0.95  # share of common lines from which a screen is the one seen before
_NO_STEP = frozenset({Effect.AGREE, Effect.SEARCH})


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of the way: what was clicked, and on which screen."""

    screen: Screen
    element: Element


@dataclass(slots=True)
class Notebook:
    """Takes down screens and clicks in the order in which they come."""

    lexicon: Lexicon
    legs: list[Leg] = field(default_factory=list)
    screen: Screen | None = None
    entry: Entry | None = None
    _pending: Leg | None = None

    def see(self, screen: Screen) -> None:
        """Take down the screen that is in front now."""
        if self.has_ended:
            return
        if self._pending is not None and _lines(screen) != _lines(self._pending.screen):
            put_away = _lines(screen) < _lines(self._pending.screen)
            if not put_away:
                self.legs.append(self._pending)
            if not (put_away and _is_coming(screen, self._pending.screen)):
                self._pending = None
        self._cut_loop(screen)
        self.screen = screen

    def click(self, click: Click) -> None:
        """Take down a click on the screen that is in front."""
        if self.screen is None or self.has_ended or self._is_persons_own(self.screen):
            return
        element = clicked(self.screen, click)
        if element is None or element.input_type or element.role in ("textbox", "searchbox"):
            return
        match effect(element, self.screen, self.lexicon):
            case Effect.OPEN_ENTRY | Effect.FINAL:
                self.entry = self._entry_at(self.screen, element)
            case found if found not in _NO_STEP:
                self._pending = Leg(self.screen, element)

    def finish(self) -> bool:
        """The person says that they are there; return whether the entry is in sight."""
        if self.entry is None and self.screen is not None:
            found = [f for f in read(self.screen, self.lexicon) if isinstance(f, Entry)]
            best = max(found, key=lambda f: f.confidence, default=None)
            self.entry = best and _by_its_name(best, self.screen)
        return self.entry is not None

    @property
    def has_ended(self) -> bool:
        """Whether the person has clicked the entry: that is theirs, and nothing after it counts."""
        return self.entry is not None

    def _is_persons_own(self, screen: Screen) -> bool:
        return any(isinstance(f, SignIn | Challenge) for f in read(screen, self.lexicon))

    def _entry_at(self, screen: Screen, element: Element) -> Entry:
        for found in read(screen, self.lexicon):
            if isinstance(found, Entry) and found.element == element.id:
                return _by_its_name(found, screen)
        return Entry(screen.caption(element), element.box, element.frame, element=element.id)

    def _cut_loop(self, screen: Screen) -> None:
        for number, leg in enumerate(self.legs):
            if leg.screen.url == screen.url and _likeness(leg.screen, screen) >= _SAME:
                del self.legs[number:]
                return


def _by_its_name(entry: Entry, screen: Screen) -> Entry:
    """The entry by what a person would call it, without the small print of its row."""
    if entry.element is None:
        return entry
    return replace(entry, text=screen.caption(screen.elements[entry.element]))


def _lines(screen: Screen) -> frozenset[str]:
    return frozenset(screen.full_text().splitlines())


def _is_coming(screen: Screen, before: Screen) -> bool:
    """Whether what the click brings is still on its way: a frame that has gone empty, or is new."""
    empty = _empty_frames(screen) - _empty_frames(before)
    blank = (f for f in screen.frames if f.parent and f.url in ("", "about:blank"))
    return bool(empty) or any(blank)


def _empty_frames(screen: Screen) -> frozenset[str]:
    filled = {run.frame for run in screen.texts} | {e.frame for e in screen.elements}
    parents = {frame.parent for frame in screen.frames}
    return frozenset(f.id for f in screen.frames if f.parent and f.id not in filled | parents)


def _likeness(one: Screen, other: Screen) -> float:
    mine, theirs = _lines(one), _lines(other)
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 1.0
