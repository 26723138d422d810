"""How well a query fits the names of a platform: exact, in part, by sound, by initials, by typo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from rapidfuzz import fuzz

from loanexit_auto.scenario.head import Head
from loanexit_auto.screen.text import normalise

How = Literal["id", "name", "part", "pinyin", "initials", "operator", "typo"]
EXACT = 100.0
_SPACES = re.compile(r"[\s\-_]+")
_TYPO_LATIN = 75.0  # two wrong letters in eight
_TYPO_HAN = 60.0  # one wrong character in three


@dataclass(frozen=True, slots=True)
class Match:
    """A platform that fits a query: `score` is 100 for an exact name, lower for weaker fits."""

    id: str
    name: str
    score: float
    matched: str  # the id, name, alias or operator that fits
    how: How


def plain(text: str) -> str:
    """Return a name as names are compared: simplified characters, no case, no spaces."""
    return _SPACES.sub("", normalise(text))


def match(query: str, head: Head, *, sound: bool = True) -> Match | None:
    """Return how the names of `head` fit the query, or None; `sound` tries pinyin, too."""
    asked = plain(query)
    found = list(_by_writing(asked, head)) if asked else []
    if asked and sound:
        found += _by_sound(asked, head)
    best = max(found, default=None, key=lambda fit: fit[0])
    return Match(head.id, head.name, *best) if best else None


def match_operator(query: str, head: Head, operators: tuple[str, ...]) -> Match | None:
    """Return a match if the query is part of an operator's name (two characters at least)."""
    asked = plain(query)
    for name in operators if len(asked) >= 2 else ():
        if asked in plain(name):
            return Match(head.id, head.name, 85.0, name, "operator")
    return None


def _by_writing(asked: str, head: Head) -> Iterator[tuple[float, str, How]]:
    if asked == plain(head.id):
        yield EXACT, head.id, "id"
    for name in (*head.names, head.id):
        written = plain(name)
        if asked == written:
            yield EXACT, name, "name"
        elif len(asked) >= 2 and asked in written:
            yield 90.0 + 8.0 * len(asked) / len(written), name, "part"
        else:
            score = fuzz.ratio(asked, written)
            if score >= (_TYPO_LATIN if asked.isascii() else _TYPO_HAN):
                yield min(score, 80.0), name, "typo"


def _by_sound(asked: str, head: Head) -> Iterator[tuple[float, str, How]]:
    sound = asked if asked.isascii() else _pinyin(asked)[0]
    for name in head.names:
        full, initials = _pinyin(plain(name))
        if name.isascii() or len(sound) < 2:
            continue
        if sound == full:
            yield (99.0, name, "pinyin") if asked.isascii() else (82.0, name, "typo")
        elif asked == initials:
            yield 98.0, name, "initials"
        elif asked.isascii() and len(sound) >= 4 and sound in full:
            yield 85.0 + 8.0 * len(sound) / len(full), name, "pinyin"
        elif asked.isascii() and (score := fuzz.ratio(sound, full)) >= _TYPO_LATIN:
            yield min(score, 79.0), name, "typo"


@cache
def _pinyin(text: str) -> tuple[str, str]:
    """Return the sound of `text` without tones, and its initials."""
    from pypinyin import lazy_pinyin  # loads a large table, so only for a search

    syllables = lazy_pinyin(text)
    return "".join(syllables).lower(), "".join(part[:1] for part in syllables).lower()
