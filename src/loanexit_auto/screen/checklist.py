"""Rows of a list of conditions that did not pass: 账户余额 0.30元 去提现, 无未结清借款 未满足."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from loanexit_auto.screen.columns import ends_like
from loanexit_auto.screen.findings import Blocker, BlockerKind
from loanexit_auto.screen.listing import Row, rows_of, words
from loanexit_auto.screen.money import named_counts, named_money, only_money
from loanexit_auto.screen.mood import is_counted
from loanexit_auto.screen.subject import deciding, kind_of, nouns
from loanexit_auto.screen.text import core, is_latin
from loanexit_auto.screen.view import Line, View, around

_STATUS = ("status_bad", "status_good", "todo", "back")
_UNDONE = frozenset({"open", "todo", "demand", "status_bad"})
_HAD: frozenset[BlockerKind] = frozenset(
    {"credit_line_open", "auto_debit", "membership", "binding", "merchant", "guarantee"}
)
_HISTORY = frozenset({"past", "promo", "retention"})
_AFTER_STATUS = ("", ":", ",", "(")
_PROSE = re.compile(r",(?!共|合计|总计|总额|约)|。")
_LONGEST = 60
_CELL = 14  # characters: 1笔,生效中 is what a cell says, not a sentence
_ONE_LINE = 32  # CSS pixels
_NOTHING = re.compile(
    r"[¥￥$€£]?\s?0(?:[.,]0+)?\s?(?:[元笔张个项件份]|usd|eur)?|无|没有|暂无|none|nil"
)
_ASKED = re.compile(r"是否|有无|(?:do|does|is|are|has|have|any)\b")
_YES, _NO = frozenset({"是", "有", "存在", "yes"}), frozenset({"否", "无", "没有", "不存在", "no"})
_INDENT, _TOUCH = 48, 4  # CSS pixels
_MENU_TAGS, _MENU_SHARE, _FEWEST_LINKS = ("a", "li"), 0.25, 2
_GAP = 24  # CSS pixels between the lines of a card
_SURE = 0.95


def failed_rows(view: View, refusing: frozenset[int]) -> Iterator[Blocker]:
    """Yield a blocker for each row that names a condition and says that it is not met.

    On a page that refuses, a named amount or number of things above 0 says so too.
    """
    for layer in sorted({line.layer for line in view.lines}):
        if view.is_closing(layer) or layer in refusing:
            counts = layer in refusing or view.says(layer, "checkup") or _judges(layer, view)
            lines = tuple(line for line in view.lines_of(layer) if not _is_of_menu(line, view))
            rows = tuple(one for row in rows_of(lines) for one in _apart(row, view))
            states = {id(low) for up, low in pairwise(rows) if counts and _is_titled(up, low, view)}
            for row in rows:
                found = None if id(row) in states else _failed(row, view, refuses=counts)
                if found:
                    yield found
            yield from _cards(rows, states, view) if counts else ()


def _is_of_menu(line: Line, view: View) -> bool:
    """Whether it is a link of a menu beside the page: what stands level with it is another's."""
    element = None if line.element is None else view.screen.elements[line.element]
    if element is None or element.tag not in _MENU_TAGS or not view.is_row(line):
        return False
    narrow = element.box.right <= _MENU_SHARE * view.screen.width
    return narrow and sum(ends_like(other, element) for other in view.controls) >= _FEWEST_LINKS


def switched_on(view: View) -> Iterator[Blocker]:
    """Yield what is still switched on where a page says to switch it off first."""
    for element in view.shown:
        asked = view.is_closing(element.layer) and view.says(element.layer, "demand")
        if asked and element.role == "switch" and element.checked:
            row = Row(tuple(view.titles_of_row(element)))
            kind = _subject(row, view) if row.lines else None
            if kind in _HAD:
                yield _blocker(row, kind)


def _judges(layer: int, view: View) -> bool:
    """Whether a status that is bad stands alone somewhere: conditions have been checked here."""
    return any(
        view.lexicon.is_exactly(core(line.text), "status_bad") and not line.is_heading
        for line in view.lines_of(layer)
    )


def _apart(row: Row, view: View) -> Iterator[Row]:
    """Yield the cards of a grid one by one: side by side, each about a subject of its own."""
    kinds = [_subject(Row((line,)), view) for line in row.lines]
    shared = any(_is_status(core(line.text), view) for line in row.lines)
    if len({kind for kind in kinds if kind}) > 1 and not shared:
        yield from (Row((line,)) for line in row.lines)
    else:
        yield row


def passed_lines(view: View) -> frozenset[int]:
    """Return the ids of the lines that stand beside a mark that the condition is met."""
    layers = {line.layer for line in view.lines if line.kinds & {"status_good"}}
    rows = (row for layer in layers for row in rows_of(view.lines_of(layer)) if len(row.cells) > 2)
    good = (row for row in rows if _says(row, view, "status_good"))
    return _over_nothing(view) | frozenset(
        id(line)
        for row in good
        if not _says(_stated(row), view, "status_bad")
        for line in row.lines
        if line.box.height <= _ONE_LINE and not _is_told(line)
    )


def _over_nothing(view: View) -> frozenset[int]:
    """Return the ids of titles right under which it says that there is none: $0.00, 无, None."""
    found: set[int] = set()
    for line in view.lines:
        if "refusal" in line.kinds or not any(kind.startswith("noun.") for kind in line.kinds):
            continue
        bottom = line.box.bottom
        below = view.lines_between(line.frame, line.layer, bottom - _TOUCH, bottom + _ONE_LINE)
        under = [other for other in below if other.box.y >= bottom - _TOUCH]
        first = min(under, key=lambda other: other.box.y, default=None)
        if first and abs(first.box.x - line.box.x) <= _INDENT and _is_nothing(first.text):
            found.add(id(line))
    return frozenset(found)


def _is_nothing(text: str) -> bool:
    return bool(_NOTHING.fullmatch(core(text)))


def _stated(row: Row) -> Row:
    """Return what is said of the subject: 欠费 is the title of a row, in 欠费 无 ✓."""
    titled = len(row.lines) > 1 and any(kind.startswith("noun.") for kind in row.lines[0].kinds)
    return Row(row.lines[1:]) if titled else row


def _is_told(line: Line) -> bool:
    """Whether it is said to the person: an order such as Settle your loan is not."""
    return "refusal" in line.kinds or ("personal" in line.kinds and not is_latin(line.text))


def _cards(rows: tuple[Row, ...], states: set[int], view: View) -> Iterator[Blocker]:
    """Yield cards that did not pass: a subject, and right under it what is to be done.

    `states` are the ids of rows that say what is so of the bare name over them.
    """
    for upper, lower in pairwise(rows):
        if id(upper) in states:
            continue
        first, second = upper.lines[0].box, lower.lines[0].box
        asked = "question" in view.lexicon.kinds(upper.text) or _answer(upper) is not None
        if asked or _says(upper, view, "status_good"):
            continue
        near = 0 <= second.y - first.bottom <= _GAP and abs(second.x - first.x) <= _GAP
        said = view.lexicon.kinds(lower.text)
        kind = _subject(upper, view) if near and not said & {*_HISTORY, "question"} else None
        undone = said & _UNDONE or (is_counted(lower.text) and not _says_zero(lower))
        if kind and undone and (id(lower) in states or not _subject(lower, view)):
            yield _blocker(Row((*upper.lines, *lower.lines)), kind)


def _is_titled(upper: Row, lower: Row, view: View) -> bool:
    """Whether a bare name of a subject stands right over what is so: 自动扣款 over 已签约 1 项."""
    name, state = upper.lines[0], lower.lines[0]
    gap, shift = state.box.y - name.box.bottom, abs(state.box.x - name.box.x)
    if len(upper.lines) > 1 or not 0 <= gap <= _GAP or shift > _GAP:
        return False
    whole = any(hit.end - hit.start == len(core(name.text)) for hit in nouns(view.hits(name.text)))
    return whole and any(hit.kind == "open" and hit.start == 0 for hit in view.hits(state.text))


def _answer(row: Row) -> bool | None:
    """Return what the row answers to its own question: 是否有未结清贷款 | 否."""
    if not any(_ASKED.match(cell) for cell in row.cells):
        return None
    answers = {cell for cell in row.cells if cell in _YES or cell in _NO}
    return answers <= _YES if answers else None


def _failed(row: Row, view: View, *, refuses: bool) -> Blocker | None:
    kinds = view.lexicon.kinds(row.text)
    prose = any(len(cell) > _CELL and _PROSE.search(cell) for cell in row.cells)
    answer = _answer(row)
    if len(row.text) > _LONGEST or prose or kinds & {"refusal"} or answer is False:
        return None
    if "question" in kinds and answer is None:
        return None
    marked = any(_is_status(core(line.text), view) for line in row.lines)
    kind = _subject(row, view) if marked or "demand" not in kinds else None
    if kind is None or (_says(row, view, "status_good") and not _is_had(row, kind, view)):
        return None
    bad = answer or _says(row, view, "status_bad") or _says(row, view, "todo")
    bad = bad or (refuses and _is_open(row, view) and not kinds & _HISTORY and not _says_zero(row))
    counted = is_counted(row.text) and not _says_zero(row) and not kinds & _HISTORY
    return _blocker(row, kind) if bad or (refuses and counted) else None


def _is_had(row: Row, kind: BlockerKind, view: View) -> bool:
    """Whether a state that is good elsewhere says that it is still there: 授信额度 有效."""
    return kind in _HAD and any(
        hit.kind == "open" and hit.start == 0
        for cell in row.cells
        for hit in view.lexicon.hits(cell)
    )


def _blocker(row: Row, kind: BlockerKind) -> Blocker:
    money = only_money(row.text)
    count = next((number for number in named_counts(row.text) if number), None)
    text = " ".join(line.raw for line in row.lines)
    box, first = around(line.box for line in row.lines), row.lines[0]
    amount, currency = money
    return Blocker(text, box, first.frame, _SURE, None, kind, amount, count, currency)


def _subject(row: Row, view: View) -> BlockerKind | None:
    """Return what the row is about: by its first word that names a subject."""
    plain = " ".join(words(line) for line in row.lines if not _is_status(core(line.text), view))
    states = " ".join(cell for cell in row.cells if view.lexicon.is_exactly(cell, "status_bad"))
    best = deciding(nouns(view.lexicon.hits(plain))) or deciding(nouns(view.lexicon.hits(states)))
    return kind_of(best) if best else None


def _is_open(row: Row, view: View) -> bool:
    """Whether a cell beside the title says that something is not yet done."""
    beside = [view.lexicon.kinds(line.text) for line in row.lines[1:]]
    return any("open" in kinds and "negation" not in kinds for kinds in beside)


def _is_status(cell: str, view: View) -> bool:
    return any(view.lexicon.is_exactly(cell, kind) for kind in _STATUS)


def _says(row: Row, view: View, kind: str) -> bool:
    """Whether one cell of the row is such a status, or begins with it: 未通过:1 笔进行中."""
    return any(
        hit.kind == kind
        and hit.start == 0
        and (cell[hit.end : hit.end + 1] in _AFTER_STATUS or not cell[: hit.end].isalnum())
        for cell in row.cells
        for hit in view.lexicon.hits(cell)
    )


def _says_zero(row: Row) -> bool:
    numbers = (*(m.amount for m in named_money(row.text)), *named_counts(row.text))
    return bool(numbers) and not any(numbers)
