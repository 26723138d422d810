"""Rows of a list of conditions that did not pass: 账户余额 0.30元 去提现, 无未结清借款 未满足."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from loanexit_auto.screen.findings import Blocker, BlockerKind
from loanexit_auto.screen.locate import same_row
from loanexit_auto.screen.money import named_counts, named_money, only_money
from loanexit_auto.screen.mood import is_counted
from loanexit_auto.screen.subject import deciding, kind_of, nouns
from loanexit_auto.screen.text import core, is_latin, normalise
from loanexit_auto.screen.view import Line, View, around

_STATUS = ("status_bad", "status_good", "todo", "back")
_UNDONE = frozenset({"open", "todo", "demand", "status_bad"})
_HISTORY = frozenset({"past", "promo", "retention"})
_AFTER_STATUS = ("", ":", ",", "(")
_PROSE = re.compile(r",(?!共|合计|总计|总额|约)|。")
_LONGEST = 60
_CELL = 14  # characters: 1笔,生效中 is what a cell says, not a sentence
_ONE_LINE = 32  # CSS pixels
_ITEM, _MOST_CELLS = 96, 5  # CSS pixels, lines of a list item
_GAP = 24  # CSS pixels between the lines of a card
_CELL_GAP = 8  # CSS pixels
_SURE = 0.95


@dataclass(frozen=True, slots=True)
class _Row:
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
        return " ".join(_words(line) for line in self.lines)


def _words(line: Line) -> str:
    """Return the words of a line, with a space where two runs stand apart as two cells do."""
    apart = any(b.box.x - a.box.right > _CELL_GAP for a, b in pairwise(line.runs))
    return " ".join(normalise(run.text) for run in line.runs) if apart else line.text


def failed_rows(view: View, refusing: frozenset[int]) -> Iterator[Blocker]:
    """Yield a blocker for each row that names a condition and says that it is not met.

    On a page that refuses, a named amount or number of things above 0 says so too.
    """
    for layer in sorted({line.layer for line in view.lines}):
        if view.is_closing(layer) or layer in refusing:
            counts = layer in refusing or view.says(layer, "checkup") or _judges(layer, view)
            rows = tuple(one for row in _rows(view.lines_of(layer)) for one in _apart(row, view))
            for row in rows:
                found = _failed(row, view, refuses=counts)
                if found:
                    yield found
            yield from _cards(rows, view) if counts else ()


def _judges(layer: int, view: View) -> bool:
    """Whether a status that is bad stands alone somewhere: conditions have been checked here."""
    return any(
        view.lexicon.is_exactly(core(line.text), "status_bad") and not line.is_heading
        for line in view.lines_of(layer)
    )


def _apart(row: _Row, view: View) -> Iterator[_Row]:
    """Yield the cards of a grid one by one: side by side, each about a subject of its own."""
    kinds = [_subject(_Row((line,)), view) for line in row.lines]
    shared = any(_is_status(core(line.text), view) for line in row.lines)
    if len({kind for kind in kinds if kind}) > 1 and not shared:
        yield from (_Row((line,)) for line in row.lines)
    else:
        yield row


def passed_lines(view: View) -> frozenset[int]:
    """Return the ids of the lines that stand beside a mark that the condition is met."""
    layers = {line.layer for line in view.lines if line.kinds & {"status_good"}}
    rows = (row for layer in layers for row in _rows(view.lines_of(layer)) if len(row.cells) > 2)
    good = (row for row in rows if _says(row, view, "status_good"))
    return frozenset(
        id(line)
        for row in good
        if not _says(_stated(row), view, "status_bad")
        for line in row.lines
        if line.box.height <= _ONE_LINE and not _is_told(line)
    )


def _stated(row: _Row) -> _Row:
    """Return what is said of the subject: 欠费 is the title of a row, in 欠费 无 ✓."""
    titled = len(row.lines) > 1 and any(kind.startswith("noun.") for kind in row.lines[0].kinds)
    return _Row(row.lines[1:]) if titled else row


def _is_told(line: Line) -> bool:
    """Whether it is said to the person: an order such as Settle your loan is not."""
    return "refusal" in line.kinds or ("personal" in line.kinds and not is_latin(line.text))


def _cards(rows: tuple[_Row, ...], view: View) -> Iterator[Blocker]:
    """Yield cards that did not pass: a subject, and right under it what is to be done."""
    for upper, lower in pairwise(rows):
        first, second = upper.lines[0].box, lower.lines[0].box
        asked = "question" in view.lexicon.kinds(upper.text)
        if asked or _says(upper, view, "status_good"):
            continue
        near = 0 <= second.y - first.bottom <= _GAP and abs(second.x - first.x) <= _GAP
        said = view.lexicon.kinds(lower.text)
        kind = _subject(upper, view) if near and not said & {*_HISTORY, "question"} else None
        undone = said & _UNDONE or (is_counted(lower.text) and not _says_zero(lower))
        if kind and undone and not _subject(lower, view):
            yield _blocker(_Row((*upper.lines, *lower.lines)), kind)


def _rows(lines: tuple[Line, ...]) -> Iterator[_Row]:
    """Yield the lines of one list item, or else that stand side by side, as one row."""
    items = tuple(_items(lines))
    inside = {id(line) for item in items for line in item.lines}
    level = _levels(line for line in lines if id(line) not in inside)
    yield from sorted((*items, *level), key=lambda row: (row.lines[0].frame, row.lines[0].box.y))


def _items(lines: tuple[Line, ...]) -> Iterator[_Row]:
    """Yield list items that can be tapped as a whole: title, what is so, and a mark or button."""
    owned = sorted((line for line in lines if line.element is not None), key=_owner)
    for _, own in groupby(owned, key=_owner):
        item = sorted(own, key=lambda line: (line.box.y, line.box.x))
        box = around(line.box for line in item)
        if 2 < len(item) <= _MOST_CELLS and box.height <= _ITEM:
            yield _Row(tuple(item))


def _owner(line: Line) -> int:
    return -1 if line.element is None else line.element


def _levels(lines: Iterable[Line]) -> Iterator[_Row]:
    """Yield lines that stand side by side as one row, from top to bottom."""
    rest = sorted(lines, key=lambda line: (line.frame, line.box.y, line.box.x))
    taken: set[int] = set()
    for number, first in enumerate(rest):
        if number in taken:
            continue
        beside = [at for at in _level(rest, number) if at not in taken]
        taken.update(beside)
        row = sorted((first, *(rest[at] for at in beside)), key=lambda line: line.box.x)
        yield _Row(tuple(row))


def _level(lines: list[Line], number: int) -> Iterator[int]:
    """Yield the places, after `number`, of the lines on a level with that one."""
    first = lines[number]
    for at in range(number + 1, len(lines)):
        other = lines[at]
        if other.frame != first.frame or other.box.y >= first.box.bottom:
            return
        if same_row(other.box, first.box):
            yield at


def _failed(row: _Row, view: View, *, refuses: bool) -> Blocker | None:
    kinds = view.lexicon.kinds(row.text)
    prose = any(len(cell) > _CELL and _PROSE.search(cell) for cell in row.cells)
    if len(row.text) > _LONGEST or prose or kinds & {"question", "refusal"}:
        return None
    marked = any(_is_status(core(line.text), view) for line in row.lines)
    kind = _subject(row, view) if marked or "demand" not in kinds else None
    if kind is None or _says(row, view, "status_good"):
        return None
    bad = _says(row, view, "status_bad") or _says(row, view, "todo")
    bad = bad or (refuses and _is_open(row, view) and not kinds & _HISTORY and not _says_zero(row))
    counted = is_counted(row.text) and not _says_zero(row) and not kinds & _HISTORY
    return _blocker(row, kind) if bad or (refuses and counted) else None


def _blocker(row: _Row, kind: BlockerKind) -> Blocker:
    money = only_money(row.text)
    count = next((number for number in named_counts(row.text) if number), None)
    text = " ".join(line.raw for line in row.lines)
    box, first = around(line.box for line in row.lines), row.lines[0]
    amount, currency = money
    return Blocker(text, box, first.frame, _SURE, None, kind, amount, count, currency)


def _subject(row: _Row, view: View) -> BlockerKind | None:
    """Return what the row is about: by its first word that names a subject."""
    plain = " ".join(_words(line) for line in row.lines if not _is_status(core(line.text), view))
    states = " ".join(cell for cell in row.cells if view.lexicon.is_exactly(cell, "status_bad"))
    best = deciding(nouns(view.lexicon.hits(plain))) or deciding(nouns(view.lexicon.hits(states)))
    return kind_of(best) if best else None


def _is_open(row: _Row, view: View) -> bool:
    """Whether a cell beside the title says that something is not yet done."""
    beside = [view.lexicon.kinds(line.text) for line in row.lines[1:]]
    return any("open" in kinds and "negation" not in kinds for kinds in beside)


def _is_status(cell: str, view: View) -> bool:
    return any(view.lexicon.is_exactly(cell, kind) for kind in _STATUS)


def _says(row: _Row, view: View, kind: str) -> bool:
    """Whether one cell of the row is such a status, or begins with it: 未通过:1 笔进行中."""
    return any(
        hit.kind == kind
        and hit.start == 0
        and (cell[hit.end : hit.end + 1] in _AFTER_STATUS or not cell[: hit.end].isalnum())
        for cell in row.cells
        for hit in view.lexicon.hits(cell)
    )


def _says_zero(row: _Row) -> bool:
    numbers = (*(m.amount for m in named_money(row.text)), *named_counts(row.text))
    return bool(numbers) and not any(numbers)
