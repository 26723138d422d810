"""Remarks: English sentences of ours in a journal, found again for a reader of either language.

The engine's reasons, and the captures of older cases, are written as sentences of the catalogue
`remark` in English. A sentence nobody knows stays as it is.
"""

from __future__ import annotations

import re
import string
from functools import cache

from loanexit_auto.messages import Sentence, catalogue

_LEAST = 4  # letters of its own by which a sentence is told from others


def read(text: str) -> Sentence | None:
    """Return the sentence an English text is, None if it is not one of ours."""
    for code, pattern in _patterns():
        if found := pattern.fullmatch(text):
            return Sentence(f"remark.{code}", **found.groupdict())
    return None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return each sentence as a pattern, those with most words of their own first."""
    made = [(code, list(string.Formatter().parse(en))) for code, en in _english().items()]
    telling = [
        (sum(c.isalpha() for literal, *_ in parts for c in literal), code, parts)
        for code, parts in made
    ]
    ordered = sorted((each for each in telling if each[0] >= _LEAST), key=lambda each: -each[0])
    return tuple((code, re.compile(_pattern(parts), re.S)) for _, code, parts in ordered)


def _english() -> dict[str, str]:
    return catalogue("en", "remark")


def _pattern(parts: list[tuple[str, str | None, str | None, str | None]]) -> str:
    return "".join(
        re.escape(literal) + (f"(?P<{name}>.+?)" if name else "") for literal, name, *_ in parts
    )
