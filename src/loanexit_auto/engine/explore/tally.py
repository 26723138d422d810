"""What is counted on the way, and the end of what is allowed."""

from __future__ import annotations

from dataclasses import dataclass, field

from loanexit_auto.screen.findings import Entry


class OutOfTaps(Exception):
    """The taps allowed for this exploration are used up."""


@dataclass(slots=True)
class Tally:
    """What is counted on the way."""

    taps: int = 0
    most: int = 80
    nags: int = 0
    gates: int = 0
    searches: int = 0
    search_finds: bool | None = None
    others: list[Entry] = field(default_factory=list)  # entries that close something else
