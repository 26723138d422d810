"""What the words of a screen tell a person to type, and whether it was sent to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loanexit_auto.screen.lexicon import outermost
from loanexit_auto.screen.model import Element
from loanexit_auto.screen.text import core, is_latin
from loanexit_auto.screen.view import Line, View

_COUNTDOWN = re.compile(r"\W*\d{1,3}\s*(s|秒|sec|seconds|segundos)\W*")
_WAITING = re.compile(r"\d{1,3}\s*(s|秒)后|resend (it |code |)in \d|in \d{1,3}\s*(s|seconds)\b")
_MASKED_MAIL = re.compile(r"[\w.]?[*•·]{2,}[\w.]*@|@[\w.-]+\.[a-z]{2,}")
_OF_DIGITS = re.compile(
    r"\d{2,4}\s?[*•]{2,}|[*•]{2,}\s*\d{2,4}|[\d四五六八]\s?(位|-?digits?|dígitos)|数字|口令|一次性"
    r"|短信|\bcode\b|código"
)
_SENT = "challenge.sms_code"
_LONGEST_SEND = 16
_LONGEST_ORDER = 60
_LONGEST_LATIN = 120


def send_button(layer: int, view: View) -> Element | None:
    """Return the button of a layer that sends a code, None if there is none."""
    return view.once(_sending, layer)


def _sending(view: View, layer: int) -> Element | None:
    for element in view.shown:
        names = [name for name in view.names(element) if len(name) <= _LONGEST_SEND]
        if element.tag == "label" or element.layer != layer:
            continue
        # 动态码 by itself is what a field is called
        sending = [name for name in names if not view.lexicon.is_exactly(name, "field.code")]
        if any("challenge.sms_code" in view.lexicon.kinds(name) for name in sending):
            return element
    return None


def counts_down(view: View, layer: int) -> bool:
    """Return whether a button says when it may send again, under words of digits."""
    waits = (e for e in view.shown if e.layer == layer and len(e.label) <= _LONGEST_SEND)
    if not any(_COUNTDOWN.fullmatch(core(e.label)) for e in waits):
        return False
    return any(_OF_DIGITS.search(line.text) for line in orders_on(view, layer))


def tells_waiting(view: View, layer: int) -> bool:
    """Return whether running text says when it may be sent again: 60秒后可重发."""
    return any(_WAITING.search(line.text) for line in orders_on(view, layer))


def kinds_told(view: View, layer: int) -> frozenset[str]:
    """Return the classes of what the lines of a layer tell to type."""
    return view.once(_ordered, layer)


def _ordered(view: View, layer: int) -> frozenset[str]:
    return frozenset(kind for line in orders_on(view, layer) for kind in _kinds_of(line, view))


def _kinds_of(line: Line, view: View) -> Iterator[str]:
    """Yield the classes of a line; 令牌上的动态码 is a token's code, none that was sent."""
    asked = [hit for hit in view.lexicon.hits(line.text) if hit.kind.startswith("challenge.")]
    covered = all(hit.kind != _SENT for hit in outermost(asked))
    yield from (kind for kind in line.kinds if kind != _SENT or not covered)


def orders_on(view: View, layer: int) -> Iterator[Line]:
    """Yield the lines that may tell what to type: short, in the same layer, no control's label."""
    for line in view.lines:
        longest = _LONGEST_LATIN if is_latin(line.text) else _LONGEST_ORDER
        if line.layer == layer and len(line.text) <= longest and not view.is_row(line):
            yield line


def names_a_mailbox(view: View, layer: int) -> bool:
    """Return whether it is said to which mailbox something went: z***@example.com."""
    return any(_MASKED_MAIL.search(line.text) for line in orders_on(view, layer))
