"""Rows of a list of conditions that did not pass: 账户余额 0.30元 去提现, 无未结清借款 未满足."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from loanexit_auto.screen.findings import Blocker, BlockerKind
from loanexit_auto.screen.locate import same_row
from loanexit_auto.screen.money import named_amounts, named_counts
from loanexit_auto.screen.subject import deciding, kind_of, nouns
from loanexit_auto.screen.text import core
from loanexit_auto.screen.view import Line, View, around

_STATUS = ("status_bad", "status_good", "todo", "back")
_HISTORY = frozenset({"past", "promo", "retention"})
_LONGEST = 60
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
        return " ".join(line.text for line in self.lines)


def failed_rows(view: View, refusing: frozenset[int]) -> Iterator[Blocker]:
    """Yield a blocker for each row that names a condition and says that it is not met.

    On a page that refuses, a named amount or number of things above 0 says so too.
    """
    for layer in sorted({line.layer for line in view.lines}):
        if view.is_closing(layer) or layer in refusing:
            for row in _rows(view.lines_of(layer)):
                found = _failed(row, view, refuses=layer in refusing)
                if found:
                    yield found


def _rows(lines: tuple[Line, ...]) -> Iterator[_Row]:
    """Yield lines that stand side by side as one row, from top to bottom."""
    rest = sorted(lines, key=lambda line: (line.frame, line.box.y, line.box.x))
    while rest:
        first, *others = rest
        beside = [
            line for line in others if line.frame == first.frame and same_row(line.box, first.box)
        ]
        row = sorted((first, *beside), key=lambda line: line.box.x)
        rest = [line for line in others if line not in beside]
        yield _Row(tuple(row))


def _failed(row: _Row, view: View, *, refuses: bool) -> Blocker | None:
    kinds = view.lexicon.kinds(row.text)
    prose = "," in row.text or "。" in row.text
    if len(row.text) > _LONGEST or prose or kinds & {"question", "refusal", "demand"}:
        return None
    kind = _subject(row, view)
    if kind is None or _says(row, view, "status_good"):
        return None
    amount = _single_amount(row.text)
    count = next((number for number in named_counts(row.text) if number), None)
    bad = _says(row, view, "status_bad") or _says(row, view, "todo")
    counted = (amount or count) and not _says_zero(row) and not kinds & _HISTORY
    if not bad and not (refuses and counted):
        return None
    text = " ".join(line.raw for line in row.lines)
    box, first = around(line.box for line in row.lines), row.lines[0]
    return Blocker(text, box, first.frame, _SURE, None, kind, amount, count)


def _subject(row: _Row, view: View) -> BlockerKind | None:
    """Return what the row is about: by its first word that names a subject."""
    text = " ".join(line.text for line in row.lines if not _is_status(core(line.text), view))
    best = deciding(nouns(view.lexicon.hits(text)))
    return kind_of(best) if best else None


def _is_status(cell: str, view: View) -> bool:
    return any(view.lexicon.is_exactly(cell, kind) for kind in _STATUS)


def _says(row: _Row, view: View, kind: str) -> bool:
    """Whether one cell of the row, apart from its title, is such a status."""
    cells = row.cells
    return any(view.lexicon.is_exactly(cell, kind) for cell in cells)


def _single_amount(text: str) -> Decimal | None:
    different = {amount for amount in named_amounts(text) if amount}
    return different.pop() if len(different) == 1 else None


def _says_zero(row: _Row) -> bool:
    numbers = (*named_amounts(row.text), *named_counts(row.text))
    return bool(numbers) and not any(numbers)
