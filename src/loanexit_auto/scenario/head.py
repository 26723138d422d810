"""The head of a scenario file: what is needed to find a platform by name, read in a hurry.

A file begins with id, names and aliases; `sources:` follows. Only the part above is parsed, which
is ten times quicker than loading, and nothing in it is believed beyond a search.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from loanexit_auto.scenario import document

_NEXT_PART = re.compile(r"^(sources|facts|routes|preflight):", re.M)


@dataclass(frozen=True, slots=True)
class Head:
    """Names of a platform as written in its file; `id` is the name of the file."""

    id: str
    name: str
    name_en: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the Chinese one first."""
        return tuple(name for name in (self.name, self.name_en, *self.aliases) if name)


def read(file: Path) -> Head:
    """Return the head of a file; of a broken one at least its id. Raises OSError."""
    raw = file.read_bytes()[: document.MAX_BYTES]
    text = raw.decode("utf-8-sig", errors="replace")
    cut = _NEXT_PART.search(text)
    data = document.parse(text[: cut.start()] if cut else text).data
    fields = data if isinstance(data, dict) else {}
    aliases = fields.get("aliases")
    return Head(
        id=file.stem,
        name=_text(fields.get("name")) or file.stem,
        name_en=_text(fields.get("name_en")),
        aliases=tuple(filter(None, map(_text, aliases if isinstance(aliases, list) else ()))),
    )


def operators(file: Path) -> tuple[str, ...]:
    """Return the operators named among the facts of a file. Raises OSError."""
    data = document.read(file).data
    facts = data.get("facts") if isinstance(data, dict) else None
    return tuple(
        _text(fact.get("value"))
        for fact in (facts if isinstance(facts, list) else ())
        if isinstance(fact, dict) and fact.get("about") == "operator"
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
