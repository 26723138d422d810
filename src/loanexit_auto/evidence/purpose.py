"""For whom a copy is made: what is masked, and how large it may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from loanexit_auto.evidence.personal import Kind

_ALL: frozenset[Kind] = frozenset(get_args(Kind))
_IDENTIFYING: frozenset[Kind] = frozenset({"name", "mobile", "order"})


@dataclass(frozen=True, slots=True)
class Purpose:
    """`masked` kinds of personal data; `largest` is the outlet's limit in bytes, None if none."""

    id: str
    masked: frozenset[Kind]
    largest: int | None = None


PURPOSES: dict[str, Purpose] = {
    # a public page; the platform itself asks to mask name, contact, address and order numbers
    "heimao": Purpose("heimao", _ALL),
    # 互联网金融举报信息平台: attachments up to 2 MB by third-party copies of its rules of 2022
    "nifa": Purpose("nifa", _ALL, 2_000_000),
    # who handles a complaint must find the account: name, number and order stay
    "12378": Purpose("12378", _ALL - _IDENTIFYING),
    "institution": Purpose("institution", _ALL - _IDENTIFYING),
    # a court sees everything but what the person marks; the originals are shown on request
    "court": Purpose("court", frozenset({"own"})),
}
