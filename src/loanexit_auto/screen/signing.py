"""Signing in: pages that ask for it, sessions that ended, risk control, "not offered here"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loanexit_auto.screen.blockers import is_elsewhere, refuses
from loanexit_auto.screen.fields import asks, typed_fields
from loanexit_auto.screen.findings import Finding, NotOffered, RiskControl, SessionExpired, SignIn
from loanexit_auto.screen.lexicon import Hit
from loanexit_auto.screen.model import Element
from loanexit_auto.screen.mood import Sentence, is_denied, is_question, is_supposed, sentences
from loanexit_auto.screen.text import core
from loanexit_auto.screen.view import Line, View

_LONGEST = 80
_WISH = re.compile("[如若](果|)(您|你|)(需|要|想)")
_NOTICE = 40
_LONGEST_TAB = 12
_TOP_BAR = 60  # CSS pixels
_FEW_LINES = 25


def gates(view: View) -> Iterator[Finding]:
    """Yield what stands before the person's own pages."""
    yield from _sign_ins(view)
    yield from _statements(view, "session_expired", SessionExpired)
    yield from _statements(view, "risk_control", RiskControl)
    yield from _statements(view, "not_offered", NotOffered)
    if _is_notice(view):
        yield from _statements(view, "not_offered_hint", NotOffered)


# -- signing in ---------------------------------------------------------------------------------


def sign_in_fields(view: View) -> tuple[Element, ...]:
    """Return the fields of the sign-in form; () if the screen has none."""
    button = _sign_in_button(view)
    if button is None or new_password_fields(view):
        return ()
    fields = [f for f in typed_fields(view) if f.frame == button.frame and f.layer == button.layer]
    secret = [f for f in fields if f.input_type == "password" or asks(f, view, "field.code")]
    if not secret or view.is_closing(button.layer):
        return ()
    named = [f for f in fields if f not in secret and asks(f, view, "field.account")]
    return (*named, *secret)


def new_password_fields(view: View) -> tuple[Element, ...]:
    """Return the fields in which a new password is chosen (sign-up, change of password)."""
    secret = [f for f in typed_fields(view) if f.input_type == "password"]
    fresh = [f for f in secret if asks(f, view, "field.new_password")]
    if len(secret) >= 2 and fresh:
        return tuple(secret)
    return tuple(fresh)


def _sign_in_button(view: View) -> Element | None:
    for element in view.controls:
        names = view.names(element)
        if any(view.lexicon.is_exactly(name, "sign_in_button") for name in names):
            return element
    return None


def _sign_ins(view: View) -> Iterator[SignIn]:
    fields = sign_in_fields(view)
    if fields:
        first = fields[0]
        yield SignIn(first.label or "", first.box, first.frame, 1.0, first.id)
        return
    for line in view.lines:
        if _is_one_tap(line, view):
            yield SignIn(line.raw, line.box, line.frame, 0.8, line.element)
            return
        titled = line.is_heading and len(line.text) <= _LONGEST_TAB and "sign_in_tab" in line.kinds
        exact = view.lexicon.is_exactly(core(line.text), "sign_in_tab")
        tab = (titled or exact) and _scans(line, view)
        if tab or ("sign_in" in line.kinds and _demands_sign_in(line, view)):
            yield SignIn(line.raw, line.box, line.frame, 0.8, line.element)
            return


def _is_one_tap(line: Line, view: View) -> bool:
    """Whether a button signs in on a page that is called so and has no field: 本机号码一键登录."""
    name = core(line.text)
    tapped = any(view.lexicon.is_exactly(name, kind) for kind in ("sign_in_tab", "sign_in_button"))
    heads = (core(one.text) for one in view.lines_of(0) if one.box.y < _TOP_BAR)
    titled = {core(view.title), *heads} - {name}
    named = any(view.lexicon.is_exactly(title, "sign_in_button") for title in titled)
    return tapped and named and view.is_row(line) and not view.is_menu(line.layer)


def _demands_sign_in(line: Line, view: View) -> bool:
    """Whether the words ask to sign in now: a notice or a dialog, no header link, no article."""
    talks = {"question", "session_expired", "about", "refusal", "close.bare"}
    if len(line.text) > _NOTICE or line.kinds & talks:
        return False
    if view.is_row(line) and line.layer == 0 and len(view.lines) > _FEW_LINES:
        return False
    invites = any(hit.kind == "sign_in" and hit.start == 0 for hit in view.hits(line.text))
    return line.layer > 0 or not view.is_row(line) or _scans(line, view) or invites


def _scans(line: Line, view: View) -> bool:
    return "challenge.qr" in line.kinds and bool(view.screen.marks)


# -- statements ---------------------------------------------------------------------------------


def _statements(view: View, kind: str, finding: type[Finding]) -> Iterator[Finding]:
    for line in view.lines:
        if kind not in line.kinds or (view.is_row(line) and line.layer == 0):
            continue
        if kind == "session_expired" and view.says(line.layer, "accepted.closed"):
            continue  # whoever is gone has been signed out
        if view.is_article and line.layer == 0:
            continue
        sentence = next((s for s in sentences(line.text, view.lexicon) if _states(s, kind)), None)
        if sentence and len(sentence.text) <= _LONGEST and not _refuses_closing(line, kind, view):
            confidence = 1.0 if len(line.text) <= _LONGEST else 0.8
            text = line.raw if len(line.text) <= _LONGEST else sentence.text
            yield finding(text, line.box, line.frame, confidence, line.element)
            return


def _states(sentence: Sentence, kind: str) -> bool:
    if is_question(sentence):
        return False
    return any(_now(sentence, hit) for hit in sentence.of(kind))


def _now(sentence: Sentence, hit: Hit) -> bool:
    if hit.kind.startswith("not_offered") and _WISH.match(sentence.text):
        return not is_denied(sentence, hit)  # 如需注销账户,请到柜台: a wish, no condition
    return not is_supposed(sentence, hit) and not is_denied(sentence, hit)


def _refuses_closing(line: Line, kind: str, view: View) -> bool:
    """A frozen account that cannot be closed is a blocker, not risk control."""
    if kind == "not_offered":
        return "refusal" in line.kinds and not is_elsewhere(line, view)
    reason = "blocker.account_state" in line.kinds and refuses(view, line.layer)
    return kind == "risk_control" and ("refusal" in line.kinds or reason)


def _is_notice(view: View) -> bool:
    """Whether the screen is a short notice rather than an article."""
    return view.top_layer > 0 or len(view.lines) <= _FEW_LINES
