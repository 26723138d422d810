"""One phrase of the lexicon and its small pattern language.

`…` stands for up to twelve characters (forty in Latin script) of the same clause, `……` of the
same sentence, `(a|b|)` for one of several, `{name}` for one of a named list of words. Everything
else is literal and compared in normal form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from loanexit_auto.screen.text import normalise, whole

Words = Mapping[str, tuple[str, ...]]


class Gap(NamedTuple):
    """A stretch of anything, up to `reach` characters and not beyond one of `stops`."""

    stops: str
    reach: int


Parts = tuple[tuple[str, ...] | Gap, ...]  # literals to choose from, or a gap
_SPECIAL = re.compile(r"……|…|\(([^()]*)\)|\{([a-z_]+)\}")
_MARKS = frozenset("()|{}")
HEAD = 3
_REACH, _LATIN_REACH = 12, 40  # characters that a gap may span
_STOPS = "。!?;\n"  # end of a sentence
_CLAUSE_STOPS = _STOPS + ",:"


@dataclass(frozen=True)
class Phrase:
    """Words that mean something: which class they are of, in which language, and who says so."""

    kind: str  # the class, e.g. "final" or "blocker.balance"
    text: str
    lang: str = "zh"
    source: str = "unsourced"
    parts: Parts = ()
    literal: str = ""  # the words themselves if there is nothing to choose

    def heads(self) -> set[str]:
        """Return the first characters, up to `HEAD`, that a match may begin with."""
        if self.literal:
            return {self.literal[:HEAD]}
        return _openings(self.parts)

    def end_of_match(self, text: str, start: int) -> int:
        """Return where the match that begins at `start` ends, or -1."""
        if self.literal:
            end = start + len(self.literal) if text.startswith(self.literal, start) else -1
        else:
            end = _match(self.parts, 0, text, start)
        return end if end < 0 or whole(text, start, end) else -1


def _match(parts: Parts, at: int, text: str, pos: int) -> int:
    """Return where `parts[at:]`, matched from `pos` on, end, or -1."""
    if at == len(parts):
        return pos
    part = parts[at]
    if isinstance(part, Gap):
        return _match_gap(part, parts, at + 1, text, pos)
    for choice in part:
        if text.startswith(choice, pos):
            end = _match(parts, at + 1, text, pos + len(choice))
            if end >= 0:
                return end
    return -1


def _match_gap(gap: Gap, parts: Parts, at: int, text: str, pos: int) -> int:
    for skipped in range(min(gap.reach, len(text) - pos) + 1):
        end = _match(parts, at, text, pos + skipped)
        if end >= 0:
            return end
        at_char = pos + skipped
        if text[at_char : at_char + 1] in gap.stops and not _parts_thousands(text, at_char):
            break
    return -1


def _parts_thousands(text: str, at: int) -> bool:
    """Whether it is the comma of 6,000, which ends no clause."""
    return (
        text[at : at + 1] == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
    )


def parse(kind: str, text: str, lang: str, source: str, words: Words) -> Phrase:
    """Return the phrase. Raises ValueError if a named list is unknown or nothing is literal."""
    parts = tuple(_parts(text, words, _REACH if lang == "zh" else _LATIN_REACH))
    if not _begins_with_words(parts):
        raise ValueError(f"a phrase must begin with words: {text!r}")
    return Phrase(kind, text, lang, source, parts, _only_choice(parts))


def _only_choice(parts: Parts) -> str:
    only = parts[0] if len(parts) == 1 else None
    return only[0] if only and not isinstance(only, Gap) and len(only) == 1 else ""


def _parts(text: str, words: Words, reach: int) -> Iterator[tuple[str, ...] | Gap]:
    at = 0
    for special in _SPECIAL.finditer(text):
        yield from _literal(text[at : special.start()])
        at = special.end()
        yield _special(special, words, reach)
    yield from _literal(text[at:])


def _literal(text: str) -> Iterator[tuple[str, ...]]:
    if set(text) & _MARKS:
        raise ValueError(f"brackets that do not pair, or lie within each other: {text!r}")
    plain = _piece(text)
    if plain:
        yield (plain,)


def _piece(text: str) -> str:
    """Return a piece of a phrase in normal form; a space at its ends parts two Latin words."""
    plain = normalise(text)
    if not plain:
        return " " if text else ""
    return " " * text.startswith(" ") + plain + " " * text.endswith(" ")


def _special(special: re.Match[str], words: Words, reach: int) -> tuple[str, ...] | Gap:
    choices, name = special.groups()
    if choices is not None:
        return _longest_first(tuple(_choices(choices, words)))
    if name is None:
        return Gap(_STOPS if special[0] == "……" else _CLAUSE_STOPS, reach)
    return _longest_first(_listed(name, words))


def _choices(choices: str, words: Words) -> Iterator[str]:
    """Yield the words of (a|b|{list}|)."""
    for choice in choices.split("|"):
        if choice.startswith("{") and choice.endswith("}"):
            yield from _listed(choice[1:-1], words)
        elif set(choice) & _MARKS:
            raise ValueError(f"a list of words must be a choice of its own: {choice!r}")
        else:
            yield choice


def _listed(name: str, words: Words) -> tuple[str, ...]:
    if name not in words:
        raise ValueError(f"there is no list of words named {name!r}")
    return words[name]


@lru_cache(maxsize=8192)
def _longest_first(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(map(_piece, words)), key=len, reverse=True))


def _begins_with_words(parts: Parts) -> bool:
    before_gap = takewhile(lambda part: not isinstance(part, Gap), parts)
    return any(any(part) for part in before_gap)


@lru_cache(maxsize=8192)
def _starts(choices: tuple[str, ...]) -> frozenset[str]:
    return frozenset(choice[:HEAD] for choice in choices)


def _openings(parts: Parts) -> set[str]:
    """Return what a match may begin with, cut at `HEAD` characters."""
    openings = {""}
    for part in parts:
        if isinstance(part, Gap):
            break
        starts = _starts(part)
        openings = {
            (opening + start)[:HEAD] if len(opening) < HEAD else opening
            for opening in openings
            for start in starts
        }
        if all(len(opening) >= HEAD for opening in openings):
            break
    return openings - {""}
