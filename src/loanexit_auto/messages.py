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
from typing import Literal

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")
_LOCALES = Path(__file__).resolve().parent / "locales"


@dataclass(frozen=True, slots=True)
class Messages:
    """The messages of one language: `Messages("zh")("report.title", platform="…")`."""

    lang: Lang = "zh"

    def __call__(self, key: str, **values: object) -> str:
        """Return the message, with `values` filled in.

        Raises KeyError for an unknown key or a value that the template needs and did not get.
        """
        area, _, name = key.partition(".")
        return catalogue(self.lang, area)[name].format(**values)


@cache
def catalogue(lang: Lang, area: str) -> dict[str, str]:
    """Return all templates of one area."""
    path = _LOCALES / lang / f"{area}.json"
    loaded: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def areas(lang: Lang) -> tuple[str, ...]:
    """Return the names of all areas of one language, sorted."""
    return tuple(sorted(path.stem for path in (_LOCALES / lang).glob("*.json")))
