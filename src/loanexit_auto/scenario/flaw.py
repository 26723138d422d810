"""A flaw: a mistake in a scenario file before it is put into words and given its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Path = tuple[str | int, ...]
Position = tuple[int, int]  # line and column, both from 1


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong and where. `code` is documented in docs/author/problems.md and is stable.

    `values` fill the message of that code. `at` is known only while a document is being read;
    later the path decides, and `on_key` says that the key, not its value, is the mistake.
    """

    code: str
    path: Path = ()
    values: Mapping[str, object] = field(default_factory=dict)
    at: Position | None = None
    on_key: bool = False


def dotted(path: Path) -> str:
    """Return a path as people read it: `routes[0].steps[3].tap`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")
