"""Knowing a screen again, although its clock, counters, advertisements and list contents changed.

A fingerprint holds the address without numbers, the headings, and the words of the controls that
a site draws every time. Long labels, amounts, dates and counts are contents and leave no trace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from loanexit_auto.screen.model import Element, Screen
from loanexit_auto.screen.text import core, normalise

_ALIKE = 0.72  # share of common words from which two screens of one address are the same
_FEW = 4  # below so many words every one of them must agree
_LONGEST, _LONGEST_LATIN = 12, 32
_DIGITS = re.compile(r"\d+")
_FIGURES = re.compile(r"\d{4,}|\d[\d,.]*\s*(?:元|%|¥)|¥\s*\d|\d{1,2}[:月/-]\d{1,2}")
_ADVERTISING = re.compile(
    r"(?<![a-z])(?:ads?|advert\w*|banner|swiper|carousel|promo|marquee|notice-?bar|ticker)(?![a-z])"
)
_COVERED = 0.5  # share of the page's controls that a dialog, drawer or sheet hides


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What of a screen stays the same from visit to visit."""

    place: str
    headings: frozenset[str]
    words: frozenset[str]
    title: str = ""

    def is_like(self, other: Fingerprint) -> bool:
        """Return whether both are very likely the same screen; symmetric.

        One script may draw all pages of a site in the same frame and name them in the title only;
        a title that blinks or comes late is the same screen's when all words are.
        """
        if self.place != other.place:
            return False
        if self.headings and other.headings and self.headings.isdisjoint(other.headings):
            return False
        renamed = bool(self.title and other.title) and self.title != other.title
        few = self._size(other) < _FEW
        return self.likeness(other) >= (1.0 if renamed or few else _ALIKE)

    def likeness(self, other: Fingerprint) -> float:
        """Return the share of common words, from 0 to 1."""
        mine, theirs = self.words | self.headings, other.words | other.headings
        together = mine | theirs
        return len(mine & theirs) / len(together) if together else 1.0

    def _size(self, other: Fingerprint) -> int:
        return max(len(self.words | self.headings), len(other.words | other.headings))


def fingerprint(screen: Screen) -> Fingerprint:
    """Return the fingerprint of what can be reached on a screen now."""
    words = (stable_word(screen.caption(e)) for e in reachable(screen) if not is_advertising(e))
    named = frozenset(word for word in words if word)
    title = _DIGITS.sub("", normalise(screen.title)).strip()
    return Fingerprint(place(screen.url), frozenset(_headings(screen)), named, title)


def place(url: str) -> str:
    """Return host, path and route of an address, numbers and query removed."""
    parts = urlsplit(url)
    route = parts.fragment.partition("?")[0]
    return _DIGITS.sub("0", f"{parts.netloc}{parts.path.rstrip('/')}#{route.rstrip('/')}")


def stable_word(label: str) -> str:
    """Return a label without its counts; "" for contents, which may differ at the next visit."""
    if is_content(label):
        return ""
    return _DIGITS.sub("", core(label)).strip()


def is_content(label: str) -> bool:
    """Return whether a label is a piece of contents rather than the name of a control."""
    plain = normalise(label)
    longest = _LONGEST_LATIN if plain.isascii() else _LONGEST
    return len(plain) > longest or bool(_FIGURES.search(plain))


def is_advertising(element: Element) -> bool:
    """Return whether the mark-up calls the element an advertisement or a ticker."""
    return bool(_ADVERTISING.search(element.hints))


def reachable(screen: Screen) -> tuple[Element, ...]:
    """Return the elements a tap could reach: under a dialog, drawer or sheet only its own."""
    front = modal_layer(screen)
    return tuple(e for e in screen.elements if e.can_be_tapped and e.layer >= front)


def modal_layer(screen: Screen) -> int:
    """Return the layer that covers most of the page behind it; 0 if none does."""
    layers = sorted({e.layer for e in screen.elements if e.can_be_tapped}, reverse=True)
    for layer in layers:
        below = [e for e in screen.elements if e.layer < layer and e.visible and e.on_screen]
        covered = [e for e in below if e.occluded]
        if layer > 0 and covered and len(covered) > _COVERED * len(below):
            return layer
    return 0


def _headings(screen: Screen) -> Iterator[str]:
    for run in screen.visible_texts():
        if run.is_heading and (word := stable_word(run.text)):
            yield f"#{word}"
