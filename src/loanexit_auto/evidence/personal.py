"""Finding personal data in recorded texts, so that a share copy can mask it. Pure, no OCR.

Numbers are believed by their check digits: identity cards by ISO 7064 mod 11-2 (GB 11643-1999),
bank cards by Luhn (ISO/IEC 7812-1). Names, addresses and order numbers are known by their labels.
Numbers a page has half masked itself (138****0000) are masked whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "mobile", "id_number", "bank_card", "email", "name", "address", "order", "own"
]  # "own": a box the person drew, or a word they named

_STAR = r"[*＊•●xX×]"
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)")
_HALF_MOBILE = re.compile(rf"(?<!\d)1[3-9]\d{_STAR}{{3,8}}\d{{2,4}}(?!\d)")
_ID = re.compile(r"(?<![0-9A-Za-z])(\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])")
_HALF_ID = re.compile(rf"(?<!\d)\d{{1,6}}{_STAR}{{6,16}}\d{{0,4}}[\dXx](?!\d)")
_CARD = re.compile(r"(?<![\d.])(?:\d{4}[- ]){2,4}\d{1,4}(?!\d)|(?<![\d.])\d{13,19}(?!\d)")
_HALF_CARD = re.compile(rf"尾号[为是：: ]{{0,2}}\d{{4}}|(?<![\d*]){_STAR}{{4,}}[ ]?\d{{4}}(?!\d)")
_EMAIL = re.compile(r"[A-Za-z0-9._%+*-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_NAME = r"[\u4e00-\u9fff*＊]{2,6}(?:·[\u4e00-\u9fff]{1,8})*|[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}"
_NAME_LABEL = (
    "(?:真实)?姓名|户名|持卡人(?:姓名)?|联系人|收货人|收件人|申请人|借款人|开户人|本人姓名|实名"
)
_NAMED = re.compile(rf"(?:{_NAME_LABEL})\s*[:： ]\s*({_NAME})(?![\u4e00-\u9fff])")
_GREETED = re.compile(r"尊敬的\s*([\u4e00-\u9fff·*]{2,4}?)(?=先生|女士|[，,!！：:]|您)")
_HALF_NAME = re.compile(
    r"(?<![\u4e00-\u9fff\d])(?:[\u4e00-\u9fff][*＊]{1,2}|[*＊]{1,2}[\u4e00-\u9fff])(?![\u4e00-\u9fff\d*＊])"
)
_ADDRESS_LABEL = "(?:收货|收件|详细|联系|家庭|居住|通讯|户籍)?(?:地址|住址)"
_ADDRESSED = re.compile(rf"(?:{_ADDRESS_LABEL})\s*[:： ]\s*(\S.{{4,60}})")
_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?:省|自治区|市)[\u4e00-\u9fff]{1,12}(?:区|县|市|州)"
    r"[\u4e00-\u9fff0-9A-Za-z-]{2,30}?\d+(?:号|弄|栋|幢|室|单元)[\u4e00-\u9fff0-9A-Za-z-]{0,20}"
)
_ORDER_LABEL = "订单(?:编)?号|合同(?:编)?号|借据(?:编)?号|流水号|交易号|受理(?:编)?号|工单号"
_ORDERED = re.compile(rf"(?:{_ORDER_LABEL})\s*[:： ]?\s*([A-Za-z0-9-]{{6,40}})")
_BARE_LABELS: dict[Kind, re.Pattern[str]] = {
    "name": re.compile(rf"\s*(?:{_NAME_LABEL})\s*[:：]?\s*"),
    "address": re.compile(rf"\s*(?:{_ADDRESS_LABEL})\s*[:：]?\s*"),
    "order": re.compile(rf"\s*(?:{_ORDER_LABEL})\s*[:：]?\s*"),
}
_VALUE_OF: dict[Kind, re.Pattern[str]] = {
    "name": re.compile(_NAME),
    "address": re.compile(r".*[\u4e00-\u9fff].{3,}"),
    "order": re.compile(r"[A-Za-z0-9-]{6,40}"),
}
_NO_NAMES = frozenset(
    {"未认证", "已认证", "未填写", "去认证", "未实名", "已实名", "认证", "信息"}
    | {"用户", "客户", "会员", "顾客", "朋友"}
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of personal data: characters `start` to `end` of a text."""

    kind: Kind
    start: int
    end: int


def marks(text: str, known: Iterable[tuple[Kind, str]] = ()) -> tuple[Mark, ...]:
    """Return the personal data in one text, in order; `known` are values found elsewhere."""
    folded = fold(text)
    found = {*_numbers(folded), *_labelled(folded), *_known(folded, known)}
    return tuple(sorted(found, key=lambda mark: (mark.start, -mark.end)))


def fold(text: str) -> str:
    """Return `text` with full-width digits and letters made plain; the same length."""
    return "".join(_plain(char) for char in text)


def _plain(char: str) -> str:
    narrow = unicodedata.normalize("NFKC", char)
    return narrow if len(narrow) == 1 else char


def _numbers(text: str) -> Iterator[Mark]:
    patterns: tuple[tuple[Kind, re.Pattern[str]], ...] = (
        ("mobile", _MOBILE), ("mobile", _HALF_MOBILE), ("id_number", _HALF_ID),
        ("bank_card", _HALF_CARD), ("email", _EMAIL), ("name", _HALF_NAME), ("address", _PLACE),
    )  # fmt: skip
    for kind, pattern in patterns:
        yield from (Mark(kind, *match.span()) for match in pattern.finditer(text))
    for match in _ID.finditer(text):
        if is_id_number(match[1]):
            yield Mark("id_number", *match.span(1))
    for match in _CARD.finditer(text):
        if is_card_number(match[0]):
            yield Mark("bank_card", *match.span())


def _labelled(text: str) -> Iterator[Mark]:
    for match in (*_NAMED.finditer(text), *_GREETED.finditer(text)):
        if match[1] not in _NO_NAMES:
            yield Mark("name", *match.span(1))
    yield from (Mark("address", *match.span(1)) for match in _ADDRESSED.finditer(text))
    yield from (Mark("order", *match.span(1)) for match in _ORDERED.finditer(text))


def _known(text: str, known: Iterable[tuple[Kind, str]]) -> Iterator[Mark]:
    for kind, value in known:
        start = text.find(value)
        while start >= 0:
            yield Mark(kind, start, start + len(value))
            start = text.find(value, start + 1)


def is_id_number(digits: str) -> bool:
    """Return whether this is a Chinese identity number: 18 with check digit, or 15 with a date."""
    if len(digits) == 15:
        return _is_date("19" + digits[6:12])
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], weights, strict=True))
    return "10X98765432"[total % 11] == digits[17].upper() and _is_date(digits[6:14])


def _is_date(digits: str) -> bool:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:8])
    return 1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31


def is_card_number(written: str) -> bool:
    """Return whether this is a bank-card number by length (13 to 19) and Luhn check digit."""
    digits = [int(char) for char in written if char.isdigit()]
    if not 13 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    doubled = [d if n % 2 == 0 else d * 2 - 9 * (d > 4) for n, d in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0


def marks_in_order(
    texts: Sequence[str], known: Iterable[tuple[Kind, str]] = ()
) -> list[tuple[Mark, ...]]:
    """Return the marks of texts that stand one after the other: a bare label claims the next."""
    known = tuple(known)
    found = [marks(text, known) for text in texts]
    for number in range(1, len(texts)):
        kind = _bare_label(texts[number - 1])
        value = fold(texts[number]).strip()
        if kind and _VALUE_OF[kind].fullmatch(value) and value not in _NO_NAMES:
            found[number] = (*found[number], Mark(kind, 0, len(texts[number])))
    return found


def _bare_label(text: str) -> Kind | None:
    return next((k for k, label in _BARE_LABELS.items() if label.fullmatch(fold(text))), None)


def values(texts: Sequence[str]) -> set[tuple[Kind, str]]:
    """Return the personal values found in texts, to be masked wherever else they occur."""
    found = marks_in_order(texts)
    return {
        (mark.kind, value)
        for text, each in zip(texts, found, strict=True)
        for mark in each
        if len(value := fold(text)[mark.start : mark.end].strip()) >= 2 and "*" not in value
    }
