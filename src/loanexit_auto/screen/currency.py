"""Money that is not yuan: its signs, its names, and amounts of it in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"


def _either(words: Iterable[str]) -> str:
    """Return the words as choices of a pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SIGNS = {
    "us$": "USD", "hk$": "HKD", "nt$": "TWD", "mx$": "MXN", "s$": "SGD", "sg$": "SGD",
    "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "r$": "BRL", "mop$": "MOP",
    "$": "$", "€": "EUR", "£": "GBP", "₩": "KRW", "฿": "THB", "₱": "PHP", "₫": "VND", "₹": "INR",
}  # fmt: skip
_CODES = {
    "us dollars": "USD", "dollars": "$", "dollar": "$", "美元": "USD", "美金": "USD", "港元": "HKD",
    "港币": "HKD", "新台币": "TWD", "台币": "TWD", "欧元": "EUR", "euros": "EUR", "euro": "EUR",
    "英镑": "GBP", "pounds": "GBP", "日元": "JPY", "pesos": "$", "新加坡元": "SGD", "澳元": "AUD",
    "加元": "CAD", "韩元": "KRW", "泰铢": "THB", "卢布": "RUB", "林吉特": "MYR", "澳门元": "MOP",
} | {
    code: code.upper()
    for code in (
        "usd", "hkd", "twd", "eur", "gbp", "jpy", "mxn", "ars", "clp", "cop", "brl", "sgd",
        "aud", "cad", "nzd", "krw", "thb", "vnd", "idr", "myr", "mop",
    )
}  # fmt: skip
_ANY_NUMBER = rf"\d{{1,3}}(?:\.\d{{3}})*,\d\d(?!\d)|{NUMBER}"
_FOREIGN = re.compile(
    rf"(?:(?<![a-z])(?P<sign>{_either(_SIGNS)}|{_either(_CODES)})\s?)?"
    rf"(?<![\d.,])(?P<number>{_ANY_NUMBER})(?![\d.,]*\d)"
    rf"(?:\s?(?P<code>{_either(_CODES)}|[€£₫](?!\s?\d))(?![a-z]))?"
)


class Money(NamedTuple):
    """An amount, None if not known, and its currency: an ISO 4217 code, or a sign that several
    use ("$").
    """

    amount: Decimal | None = None
    currency: str = "CNY"


def foreign(text: str) -> Iterator[tuple[tuple[int, int], Money]]:
    """Yield money of other currencies than yuan in a normalised text, with where it stands."""
    for match in _FOREIGN.finditer(text):
        words = match["code"] or match["sign"]
        if words:
            currency = _CODES.get(words) or _SIGNS[words]
            yield match.span(), Money(_decimal(match["number"]), currency)


def _decimal(digits: str) -> Decimal:
    """Return the number of 2,310.50 or, with a decimal comma, of 2.310,50."""
    whole, comma, cents = digits.rpartition(",")
    if comma and len(cents) == 2:
        return Decimal(whole.replace(".", "") + "." + cents)
    return Decimal(digits.replace(",", ""))
