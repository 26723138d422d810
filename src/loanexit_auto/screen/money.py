"""Reading money and numbers of things next to their labels. Unclear is None, never 0.

Amounts without a currency are yuan; money of another currency is never taken for yuan.

The value may stand in the label's own run, in its row, in the block to its right or below it.
Two different values that are equally near are no answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from loanexit_auto.screen.currency import NUMBER, Money, foreign
from loanexit_auto.screen.locate import same_row
from loanexit_auto.screen.model import Box, Screen, Text
from loanexit_auto.screen.text import normalise
from loanexit_auto.screen.view import around

Read = Callable[[str], tuple[Decimal, ...]]

_MONEY = re.compile(
    rf"(?P<sign>[-−–]\s?)?(?P<mark>(?:rmb|cny|[¥￥])\s?)?(?P<sign2>[-−–])?(?<![\d.])(?P<number>{NUMBER})"
    r"(?![\d.,]*\d)\s?(?P<unit>万元|万|亿元|元|块|rmb|cny)?(?P<after>\S?)"
)
_COUNT = re.compile(rf"(?<![\d.,¥￥*-])(?P<number>{NUMBER})(?![\d.%*])\s?(?P<after>\S?)")
_SCALES = {"万": 10_000, "万元": 10_000, "亿元": 100_000_000}
_COUNTERS = frozenset("张个笔项件份次条封家位款节门晚场辆套本枚宗")
_NOT_MONEY_AFTER = _COUNTERS - {"款"} | frozenset("天日月年期%岁人时分秒点级折:/-*xX号户")
_NOT_COUNT_AFTER = frozenset("天日月年期%岁元万亿块时分秒折:/-号点级¥￥")
_PERIODS = ("工作日", "自然日", "月", "小时", "星期", "年")
_MASK = re.compile(r"[*＊•●]{2,}|-{2,}|—|…")
_NEAR = 80  # CSS pixels from a label to a value under or over it
_LONGEST_PREFIX = 6  # 可用余额 is a 余额; a sentence about it is not its label
_UNIT = r"\((?:元|¥|张|个|笔|rmb)\)"
_LEAD = rf"(?:{_UNIT}|为|是|[::=]|共计?|剩余|还剩|仅剩|可用|约|合计|总计|有|人民币|待还|\s)*"
_VALUE = re.compile(rf"{_LEAD}[-−–]?\s?(?:rmb|cny|[¥￥])?\s?[-−–]?[\d*•●-]")
_BARE_REST = re.compile(rf"(?:{_LEAD}|[>›»❯→元?ⓘ])*")
_AFTER_LABEL = re.compile(rf"{_BARE_REST.pattern}$|{_VALUE.pattern}")


def amounts(text: str) -> tuple[Decimal, ...]:
    """Return every amount of yuan that a text names; a bare number counts, a date does not."""
    return tuple(_amounts(normalise(text)))


def named_money(text: str) -> tuple[Money, ...]:
    """Return only the amounts that carry a currency: ¥ or 元, HK$, 12.00 EUR."""
    plain = normalise(text)
    yuan = (Money(amount, "CNY") for amount in _amounts(plain, marked=True))
    return (*yuan, *(money for _, money in foreign(plain)))


def only_money(*texts: str) -> Money:
    """Return the one amount above zero that the texts name; without an amount if unclear."""
    different = {money for text in texts for money in named_money(text) if money.amount}
    return different.pop() if len(different) == 1 else Money()


def counts(text: str) -> tuple[Decimal, ...]:
    """Return every number of things that a text names; money, dates and periods do not count."""
    return tuple(_counts(normalise(text)))


def named_counts(text: str) -> tuple[int, ...]:
    """Return only the numbers followed by 笔, 张, 个 and the like."""
    plain = normalise(text)
    found = (m for m in _COUNT.finditer(plain) if m["after"] in _COUNTERS and m["after"])
    things = (m for m in found if not plain.startswith(_PERIODS, m.end()))
    return tuple(int(_number(m["number"])) for m in things)


def amount_near(screen: Screen, labels: Sequence[str]) -> Decimal | None:
    """Return the amount of yuan that stands by one of the labels, or None if that is unclear."""
    return _nearest(screen, labels, amounts)


def count_near(screen: Screen, labels: Sequence[str]) -> int | None:
    """Return the number of things that stands by one of the labels, or None if that is unclear."""
    found = _nearest(screen, labels, counts)
    return int(found) if found is not None and found == found.to_integral_value() else None


def _amounts(text: str, *, marked: bool = False) -> Iterator[Decimal]:
    elsewhere = [span for span, _ in foreign(text)]
    for match in _MONEY.finditer(text):
        if any(start <= match.start("number") < end for start, end in elsewhere):
            continue
        after, unit, mark = match["after"], match["unit"], match["mark"]
        if not (unit or mark) and (marked or (after in _NOT_MONEY_AFTER and after)):
            continue
        sign = -1 if match["sign"] or match["sign2"] else 1
        if not (unit or mark) and _is_dated(text, match):
            continue
        yield sign * _number(match["number"]) * _SCALES.get(unit or "", 1)


def _is_dated(text: str, match: re.Match[str]) -> bool:
    """Whether the number is a later part of a date, a time or a masked number."""
    before = text[max(match.start() - 1, 0) : match.start()]
    return before in ("-", "/", ":", "*", "年", "月", "第") and before != ""


def _counts(text: str) -> Iterator[Decimal]:
    for match in _COUNT.finditer(text):
        if not (match["after"] and match["after"] in _NOT_COUNT_AFTER):
            yield _number(match["number"])


def _number(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _nearest(screen: Screen, labels: Sequence[str], read: Read) -> Decimal | None:
    blocks = _blocks(screen)
    for label in labels:
        spots = _spots(blocks, normalise(label))
        answers = {_read_at(blocks, spot, read) for spot in spots} - {None}
        if answers:
            return answers.pop() if len(answers) == 1 else None
    return None


@dataclass(frozen=True, slots=True)
class _Block:
    """Adjacent runs of one paragraph or row, as one text."""

    text: str
    box: Box
    frame: str
    layer: int


@dataclass(frozen=True, slots=True)
class _Spot:
    """A block that holds the label, and what follows the label in it."""

    block: _Block
    rest: str


def _blocks(screen: Screen) -> tuple[_Block, ...]:
    grouped = groupby(screen.visible_texts(), key=lambda run: (run.frame, run.layer, run.block))
    return tuple(_block(tuple(runs)) for _, runs in grouped)


def _block(runs: tuple[Text, ...]) -> _Block:
    text = normalise("".join(run.text for run in runs))
    return _Block(text, around(run.box for run in runs), runs[0].frame, runs[0].layer)


def _spots(blocks: Iterable[_Block], label: str) -> tuple[_Spot, ...]:
    """Return where the label stands; where it stands by itself, only these places."""
    alone: list[_Spot] = []
    within: list[_Spot] = []
    for block in blocks:
        at = block.text.find(label)
        rest = block.text[at + len(label) :]
        if at < 0 or at > _LONGEST_PREFIX or not _AFTER_LABEL.match(rest):
            continue
        (within if at else alone).append(_Spot(block, rest))
    return tuple(alone or within)


def _read_at(blocks: Iterable[_Block], spot: _Spot, read: Read) -> Decimal | None:
    if _BARE_REST.fullmatch(spot.rest) is None:
        return _value(spot.rest, read)
    near = [b for b in blocks if (b.frame, b.layer) == (spot.block.frame, spot.block.layer)]
    beside = _beside(near, spot.block.box)
    if beside and _VALUE.match(beside.text):
        return _value(beside.text, read)
    return _stacked(near, spot.block.box, read)


def _value(text: str, read: Read) -> Decimal | None:
    """Return the only value of a text that is a value; None for a masked or unclear one."""
    if _MASK.search(text) or not _VALUE.match(text):
        return None
    different = set(read(text))
    return different.pop() if len(different) == 1 else None


def _beside(blocks: Iterable[_Block], label: Box) -> _Block | None:
    """Return the nearest block right of the label on its row."""
    right = [b for b in blocks if b.box.x >= label.right - 1 and same_row(b.box, label)]
    return min(right, key=lambda block: block.box.x, default=None)


def _stacked(blocks: Iterable[_Block], label: Box, read: Read) -> Decimal | None:
    """Return the value right under or over the label; None if both are about equally near."""
    found: list[tuple[float, Decimal | None]] = []
    for block in blocks:
        gap = max(block.box.y - label.bottom, label.y - block.box.bottom)
        overlaps = min(block.box.right, label.right) > max(block.box.x, label.x)
        # boxes of lines overlap a little where the figure is set large and tight
        touching = -0.4 * min(block.box.height, label.height)
        if overlaps and touching <= gap <= _NEAR and _VALUE.match(block.text):
            found.append((max(gap, 0.0), _value(block.text, read)))
    found.sort(key=lambda pair: pair[0])
    if not found or (len(found) > 1 and found[1][0] < found[0][0] * 1.5 + 4):
        return None
    return found[0][1]
