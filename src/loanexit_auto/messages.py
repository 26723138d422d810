"""What a person reads, in Chinese and English.

`locales/<lang>/<area>.json` maps a key to a `str.format` template; the key a caller uses is
`<area>.<key>`. A missing key or value is a defect and raises; tests hold both languages to the
same keys and placeholders.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, Self

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")
_LOCALES = Path(__file__).resolve().parent / "locales"


@dataclass(frozen=True, slots=True)
class Messages:
    """The messages of one language: `Messages("zh")("report.title", platform="…")`."""

    lang: Lang = "zh"

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the message, with `values` filled in.

        Raises KeyError for an unknown key or a value that the template needs and did not get.
        """
        area, _, name = key.partition(".")
        own = {name: said(value, self) for name, value in values.items()}
        return catalogue(self.lang, area)[name].format(**own)


class Sentence(str):
    """A message as a value: English text, which can be said in another language later.

    For errors and findings made where nobody knows the language of the reader. Values may be
    sentences themselves.
    """

    key: str
    values: dict[str, object]

    def __new__(cls, key: str, /, **values: object) -> Self:
        made = super().__new__(cls, Messages("en")(key, **values))
        made.key, made.values = key, values
        return made

    def said(self, say: Messages) -> str:
        """Return it in the language of `say`."""
        return say(self.key, **self.values)

    def __deepcopy__(self, memo: object) -> Self:
        return self


def said(value: object, say: Messages) -> object:
    """Return a sentence in the language of `say`; anything else as it is."""
    return value.said(say) if isinstance(value, Sentence) else value


@cache
def catalogue(lang: Lang, area: str) -> dict[str, str]:
    """Return all templates of one area."""
    path = _LOCALES / lang / f"{area}.json"
    loaded: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def areas(lang: Lang) -> tuple[str, ...]:
    """Return the names of all areas of one language, sorted."""
    return tuple(sorted(path.stem for path in (_LOCALES / lang).glob("*.json")))
