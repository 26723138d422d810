"""Challenges answered by typing: codes, passwords, PINs, identity numbers, a word to copy.

What a field asks for is in its own words or in the label beside it. A sentence about codes, a
switch named 验证码自动填充 or the rules for a new password are no challenge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loanexit_auto.screen.fields import (
    asks,
    cells,
    laid_over,
    near,
    picture_beside,
    typed_fields,
    words_of,
)
from loanexit_auto.screen.findings import Challenge, ChallengeKind
from loanexit_auto.screen.locate import same_row
from loanexit_auto.screen.model import Element
from loanexit_auto.screen.orders import (
    counts_down,
    kinds_told,
    names_a_mailbox,
    orders_on,
    send_button,
    tells_waiting,
)
from loanexit_auto.screen.signing import new_password_fields, sign_in_fields
from loanexit_auto.screen.text import core
from loanexit_auto.screen.view import Line, View

_DIGITS = frozenset("0123456789")
_CODE_LENGTHS = range(4, 9)
_OPEN = re.compile(  # what a field says that leaves it to the words above it what to type
    r"(请|输入|填写|键入|在此|在这里|上面|上方|的|\d|[一四六]|位|数字|字符|文字|内容|不?区分大小写|"
    r"code|pin|digits?|enter|here|the|[\W_])*"
)
_BY_ORDER: tuple[ChallengeKind, ...] = (
    "payment_password",
    "otp",
    "email_code",
    "image_code",
    "sms_code",
    "id_document",
)
_OWN_CODES = frozenset({"field.code", "field.otp", "field.email_code", "field.image_code"})
_CELL_NAME = re.compile(  # what a component calls its cells, whatever they are for
    r"(?i)(character|digit|input|code|pin|otp)\s*\d|第\s*\d+\s*位"
)
_SENT = frozenset({"challenge.sms_code", "challenge.email_code", "challenge.otp"})
_SIGNING = frozenset({"login_password", "id_document"})  # parts of signing in: 身份证号/手机号
_TALKS = frozenset({"question", "condition", "about"})
_LONGEST_ORDER = 60
_BY_WORDS = 0.8


def codes(view: View) -> Iterator[Challenge]:
    """Yield a challenge for each thing the person is to type."""
    fields = (*typed_fields(view), *laid_over(view))
    row = cells(fields)
    kind_of_row = _kind_of_cells(row, view) if row else None
    if kind_of_row:
        yield _challenge(row[0], kind_of_row)
    signing = {field.id for field in sign_in_fields(view)}
    fresh = {field.id for field in new_password_fields(view)}
    for field in fields:
        if field in row or field.id in fresh:
            continue
        kind = _kind_of(field, view)
        if kind and not (kind in _SIGNING and field.id in signing):
            yield _challenge(field, kind)
    if not row:
        yield from _keypads(view)
    if not fields:
        yield from _unseen_fields(view)
    yield from _sent_by_person(view)


def _unseen_fields(view: View) -> Iterator[Challenge]:
    """A code that was sent and is to be typed into cells that are only drawn."""
    for line in view.lines:
        sent = tells_waiting(view, line.layer) or view.says(line.layer, "sent_it")
        ordered = line.kinds & {"act_prefix", "order"} and sent and not line.kinds & _TALKS
        for kind in ("sms_code", "email_code") if ordered and not view.is_row(line) else ():
            if f"challenge.{kind}" in line.kinds:
                yield Challenge(line.raw, line.box, line.frame, _BY_WORDS, line.element, kind)


def _challenge(field: Element, kind: ChallengeKind) -> Challenge:
    text = field.label or field.hints
    return Challenge(text, field.box, field.frame, 1.0, field.id, kind)


def _kind_of(field: Element, view: View) -> ChallengeKind | None:
    searching = field.role == "searchbox" or "search" in view.lexicon.kinds(words_of(field))
    if searching or _is_for_another_code(field, view):
        return None
    if _is_beside_drawn_code(field, view):
        return "image_code"
    if field.input_type == "password" or asks(field, view, "field.payment"):
        return _kind_of_secret(field, view)
    if asks(field, view, "field.new_password", "field.amount"):
        return None
    if field.tag != "textarea" and _asks_for_code(field, view):
        return _kind_of_code(field, view)
    if asks(field, view, "challenge.id_document"):
        return "id_document"
    if _asks_for_copy(field, view):
        return "typed_confirmation"
    return _kind_by_order(field, view) if field.tag != "textarea" else None


def _is_for_another_code(field: Element, view: View) -> bool:
    """Whether the page takes a code that proves nobody: of an invitation, a voucher, an invoice."""
    own = frozenset() if _CELL_NAME.search(field.label) else view.lexicon.kinds(words_of(field))
    return "field.other_code" in kinds_told(view, field.layer) | own and not own & _OWN_CODES


def _is_beside_drawn_code(field: Element, view: View) -> bool:
    """Whether a picture of a code's size that can be drawn anew stands beside the field."""
    picture = picture_beside(field.box, view, field.frame)
    if picture is None or field.input_type == "password" or field.tag == "textarea":
        return False
    return any(
        e.frame == field.frame
        and e.layer == field.layer
        and near(e.box, picture.box, 40)
        and any("redraw" in view.lexicon.kinds(name) for name in view.names(e) if len(name) <= 16)
        for e in view.shown
    )


def _kind_by_order(field: Element, view: View) -> ChallengeKind | None:
    """Return what the words on the screen say that a field without words of its own is for."""
    if not (field.max_length in _CODE_LENGTHS or _OPEN.fullmatch(core(field.label))):
        return None
    said = kinds_told(view, field.layer)
    sent = send_button(field.layer, view) is not None or view.once(counts_down, field.layer)
    if picture_beside(field.box, view, field.frame) and "challenge.image_code" in said:
        return "image_code"
    if names_a_mailbox(view, field.layer):
        return "email_code"
    others = said & {"challenge.email_code", "challenge.otp", "challenge.payment_password"}
    if sent and (not others or (others == {"challenge.otp"} and _texted(said))):
        return "sms_code"
    return next((kind for kind in _BY_ORDER if f"challenge.{kind}" in said), None)


def _kind_of_secret(field: Element, view: View) -> ChallengeKind | None:
    if asks(field, view, "field.payment", "challenge.payment_password"):
        return "payment_password"
    if asks(field, view, "field.otp", "challenge.otp"):
        return "otp"
    if asks(field, view, "field.code") and not asks(field, view, "challenge.login_password"):
        return _kind_of_code(field, view)
    orders = kinds_told(view, field.layer)
    return "payment_password" if "challenge.payment_password" in orders else "login_password"


def _asks_for_code(field: Element, view: View) -> bool:
    if asks(field, view, "field.code", "field.image_code", "field.email_code", "field.otp"):
        return True
    said = ("challenge.sms_code", "challenge.email_code", "challenge.otp", "challenge.image_code")
    return asks(field, view, *said)


def _kind_of_code(field: Element, view: View) -> ChallengeKind:
    """Tell the codes apart: a picture beside, a button to send one, words about mail or an app."""
    own = view.lexicon.kinds(words_of(field))
    sent = send_button(field.layer, view) is not None
    if picture_beside(field.box, view, field.frame) or _has_drawn_code_beside(field, view):
        return "image_code"
    drawn = asks(field, view, "field.image_code", "challenge.image_code")
    if not sent and drawn and not _texted(own):
        return "image_code"
    if asks(field, view, "field.email_code", "challenge.email_code"):
        return "email_code"
    said = kinds_told(view, field.layer)
    waits = view.once(counts_down, field.layer)
    texted = _texted(said) and (waits or "challenge.otp" not in said)
    if asks(field, view, "field.otp", "challenge.otp") and not texted:
        return "otp"
    return _kind_of_sent_code(field, view, sent=sent)


def _has_drawn_code_beside(field: Element, view: View) -> bool:
    """Whether a wordless thing named for the picture of a code stands right of the field."""
    return any(
        not core(e.label)
        and e.frame == field.frame
        and same_row(e.box, field.box)
        and near(e.box, field.box, 40)
        and {"field.image_code", "vendor_image"} & view.lexicon.kinds(words_of(e))
        for e in view.shown
    )


def _texted(kinds: frozenset[str]) -> bool:
    return "challenge.sms_code" in kinds


def _kind_of_sent_code(field: Element, view: View, *, sent: bool) -> ChallengeKind:
    said = kinds_told(view, field.layer)
    if "challenge.email_code" in said:
        return "email_code"
    if "challenge.otp" in said and not sent:
        return "otp"
    return "sms_code"


def _kind_of_cells(row: tuple[Element, ...], view: View) -> ChallengeKind | None:
    if _is_for_another_code(row[0], view):
        return None
    said = kinds_told(view, row[0].layer)
    own = {kind for field in row for kind in view.lexicon.kinds(words_of(field))}
    if "challenge.payment_password" in said or own & {"field.payment"}:
        return "payment_password"
    if "challenge.id_document" in said:
        return "id_document"
    if "challenge.email_code" in said:
        return "email_code"
    if "challenge.otp" in said:
        return "otp"
    secret = all(field.input_type == "password" for field in row)
    texted = "challenge.sms_code" in said or own & {"field.code"}
    return "payment_password" if secret and not texted else "sms_code"


def _asks_for_copy(field: Element, view: View) -> bool:
    if asks(field, view, "challenge.typed_confirmation"):
        return True
    if field.role == "searchbox" or "challenge.typed_confirmation" not in kinds_told(
        view, field.layer
    ):
        return False
    if _OPEN.fullmatch(core(field.label)) and kinds_told(view, field.layer) & _SENT:
        return False  # We sent you a code. Enter it to continue
    if "field.account" not in view.lexicon.kinds(words_of(field)):
        return True
    name = core(field.label)
    told = [o for o in orders_on(view, field.layer) if "challenge.typed_confirmation" in o.kinds]
    alone = len(typed_fields(view)) == 1 and view.is_closing(field.layer)
    copied = alone and any("field.account" in order.kinds for order in told)
    return copied or (bool(name) and any(name in order.text for order in told))


def _sent_by_person(view: View) -> Iterator[Challenge]:
    """A message that the person is to send from their own telephone, and says when it is sent."""
    for line in view.lines:
        if (
            "sms_uplink" in line.kinds
            and not view.is_row(line)
            and len(line.text) <= _LONGEST_ORDER
        ):
            sent = next((e for e in view.controls if _says_sent(e, line, view)), None)
            if sent:
                yield Challenge(line.raw, line.box, line.frame, 0.9, sent.id, "sms_code")
                return


def _says_sent(element: Element, line: Line, view: View) -> bool:
    return element.layer == line.layer and any(
        view.lexicon.is_exactly(name, "sent_it") for name in view.names(element)
    )


def _keypads(view: View) -> Iterator[Challenge]:
    """A drawn PIN pad: ten digit keys under words that ask for a password or a code."""
    for layer in {element.layer for element in view.shown}:
        keys = [e for e in view.shown if e.layer == layer and core(e.label) in _DIGITS]
        if len({core(key.label) for key in keys}) < len(_DIGITS):
            continue
        said = {kind for line in view.lines if line.layer <= layer for kind in line.kinds}
        said |= {kind for mark in view.screen.marks for kind in view.lexicon.kinds(mark.words)}
        if "challenge.payment_password" in said:
            yield _challenge(keys[0], "payment_password")
            return
        if "challenge.sms_code" in said and "field.amount" not in said:
            yield _challenge(keys[0], "sms_code")
