"""The tables of the workshop: one look for all of them, on a terminal and in a pipe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_WIDE = 160  # columns where there is no terminal: a file or a pipe need not be cut to 80


def console() -> Console:
    """Return where tables are printed."""
    from rich.console import Console

    found = Console(highlight=False)
    return found if found.is_terminal else Console(highlight=False, width=_WIDE)


def table(
    words: Sequence[str],
    figures: Sequence[str] = (),
    marks: Sequence[str] = (),
    *,
    title: str | None = None,
) -> Table:
    """Return an empty table: columns of words, then right-aligned figures, then centred marks.

    The first column is never broken; a head may hold line ends.
    """
    from rich.table import Table

    made = Table(
        box=None, pad_edge=False, collapse_padding=True, header_style="bold", title=title,
        title_justify="left",
    )  # fmt: skip
    for number, name in enumerate(words):
        made.add_column(name, overflow="fold", no_wrap=number == 0)
    for name in figures:
        made.add_column(name, justify="right", no_wrap=True)
    for name in marks:
        made.add_column(name, justify="center", no_wrap=True)
    return made
