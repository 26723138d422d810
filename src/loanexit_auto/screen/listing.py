"""Lines of a screen that a person reads as one row: side by side, or one item of a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from loanexit_auto.screen.locate import same_row
from loanexit_auto.screen.text import core, normalise
from loanexit_auto.screen.view import Line, around

_ITEM, _MOST_CELLS = 96, 5  # CSS pixels, lines of a list item
_CELL_GAP = 8  # CSS pixels


@dataclass(frozen=True, slots=True)
class Row:
    """At least one line, in the order of reading."""

    lines: tuple[Line, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """The row's pieces as a person sees them apart from each other."""
        return tuple(
            piece
            for line in self.lines
            for piece in (core(line.text), *(core(run.text) for run in line.runs))
            if piece
        )

    @property
    def text(self) -> str:
        """Its lines, with a space where pieces stand apart."""
        return " ".join(words(line) for line in self.lines)


def words(line: Line) -> str:
    """Return the words of a line, with a space where two runs stand apart as two cells do."""
    apart = any(b.box.x - a.box.right > _CELL_GAP for a, b in pairwise(line.runs))
    return " ".join(normalise(run.text) for run in line.runs) if apart else line.text


def rows_of(lines: tuple[Line, ...]) -> Iterator[Row]:
    """Yield the lines of one list item, or else that stand side by side, as one row."""
    items = tuple(_items(lines))
    inside = {id(line) for item in items for line in item.lines}
    level = _levels(line for line in lines if id(line) not in inside)
    yield from sorted((*items, *level), key=lambda row: (row.lines[0].frame, row.lines[0].box.y))


def _items(lines: tuple[Line, ...]) -> Iterator[Row]:
    """Yield list items that can be tapped as a whole: title, what is so, and a mark or button."""
    owned = sorted((line for line in lines if line.element is not None), key=_owner)
    for _, own in groupby(owned, key=_owner):
        item = sorted(own, key=lambda line: (line.box.y, line.box.x))
        box = around(line.box for line in item)
        if 2 < len(item) <= _MOST_CELLS and box.height <= _ITEM:
            yield Row(tuple(item))


def _owner(line: Line) -> int:
    return -1 if line.element is None else line.element


def _levels(lines: Iterable[Line]) -> Iterator[Row]:
    """Yield lines that stand side by side as one row, from top to bottom."""
    rest = sorted(lines, key=lambda line: (line.frame, line.box.y, line.box.x))
    taken: set[int] = set()
    for number, first in enumerate(rest):
        if number in taken:
            continue
        beside = [at for at in _level(rest, number) if at not in taken]
        taken.update(beside)
        row = sorted((first, *(rest[at] for at in beside)), key=lambda line: line.box.x)
        yield Row(tuple(row))


def _level(lines: list[Line], number: int) -> Iterator[int]:
    """Yield the places, after `number`, of the lines on a level with that one."""
    first = lines[number]
    for at in range(number + 1, len(lines)):
        other = lines[at]
        if other.frame != first.frame or other.box.y >= first.box.bottom:
            return
        if same_row(other.box, first.box):
            yield at
