"""What exploring looks for: the control that leads to closing, or is itself the last button."""

from __future__ import annotations

from collections.abc import Iterator

from loanexit_auto.engine.pilot import Sight
from loanexit_auto.screen.effects import effect_in, sense_of
from loanexit_auto.screen.entries import is_title
from loanexit_auto.screen.fields import typed_fields
from loanexit_auto.screen.findings import Closes, Effect, Entry, FinalConfirm
from loanexit_auto.screen.labels import Sense, sense
from loanexit_auto.screen.lexicon import Lexicon, spread
from loanexit_auto.screen.model import Element
from loanexit_auto.screen.text import core, normalise
from loanexit_auto.screen.view import View, view_of

_OPENS = frozenset({Effect.OPEN_ENTRY, Effect.FINAL})
_CLOSES: tuple[tuple[str, Closes], ...] = (
    ("close.credit", "credit_line"),
    ("close.product", "sub_product"),
    ("close.account", "account"),
)
_SURE = 0.8
_NAMED = 1.0  # by its own words
_PRESSED = frozenset({"button", "link"})
_HANDS_IN = frozenset({Sense.ACT, Sense.AFFIRM, Sense.FINAL, Sense.CLOSE_BARE})
_TICKS = frozenset({"checkbox", "radio", "switch"})


def goals(sight: Sight, lexicon: Lexicon) -> Iterator[Entry]:
    """Yield every entry of a sight, judged as walking judges it: by words and by effect.

    On many sites the only control is worded as the last button (申请注销账户, Close my account),
    or stands at the end of the account's form: that is the entry, too, and will not be pressed
    any more than the others.
    """
    view = view_of(sight.screen, lexicon)
    known: set[int] = set()
    for entry in (*_findings(sight, view), *_on_account_pages(view)):
        if entry.element is None or entry.element in known or entry.confidence < _SURE:
            continue
        known.add(entry.element)
        if effect_in(sight.screen.elements[entry.element], view) in _OPENS:
            yield entry


def _findings(sight: Sight, view: View) -> Iterator[Entry]:
    for finding in sight.findings:
        if isinstance(finding, Entry):
            yield finding
        elif isinstance(finding, FinalConfirm) and finding.element is not None:
            element = sight.screen.elements[finding.element]
            closes = _closed_by(core(finding.text), view)
            if closes is not None and element.tag != "label":  # that is the text of a tick
                yield _entry(element, finding.confidence, closes)


def _on_account_pages(view: View) -> Iterator[Entry]:
    """Yield the controls that close an account among the fields of its page.

    Reading takes such a page for a form to be confirmed rather than for a menu, and says nothing
    of an entry; for a person who looks for one this is it. Articles are left out: they have no
    button that closes, nor a link whose address does.
    """
    for element in () if view.is_article else view.controls:
        if element.role not in _PRESSED or not view.is_control(element):
            continue
        closes = _named_so(element, view) or _headed_so(element, view)
        if closes is not None and not is_title(element, view):
            yield _entry(element, _NAMED if _named_so(element, view) else _SURE, closes)


def _named_so(element: Element, view: View) -> Closes | None:
    """What a button closes, or a link with the address of an act: 删除我的账号 of /destroy."""
    label = core(element.label)
    closing = [hit for hit in view.hits(label) if hit.kind.startswith("close.")]
    if sense_of(element, view) is not Sense.CLOSE or spread(closing) * 2 < len(label):
        return None
    is_act = element.role == "button" or "address.act" in view.lexicon.kinds(_address(element))
    return _closed_by(label, view) if is_act else None


def _headed_so(element: Element, view: View) -> Closes | None:
    """What a form closes whose heading says so: 移除我的账户 or a mere 提交 below 删除账号.

    The form must ask for something, a tick or a password: what only stands below an article's
    heading does not.
    """
    heading = core(element.heading)
    if sense_of(element, view) not in _HANDS_IN or sense(heading, view.lexicon) is not Sense.CLOSE:
        return None
    return _closed_by(heading, view) if _asks_beside(element, view) else None


def _asks_beside(button: Element, view: View) -> bool:
    """Whether something is to be ticked or typed under the same heading."""
    typed = {field.id for field in typed_fields(view) if field.role != "searchbox"}
    return any(
        e.heading == button.heading
        and (e.frame, e.layer) == (button.frame, button.layer)
        and (e.id in typed or e.role in _TICKS)
        for e in view.shown
    )


def _address(element: Element) -> str:
    return normalise(element.href.translate(str.maketrans("/_-?&", "     ")))


def _closed_by(label: str, view: View) -> Closes | None:
    kinds = view.lexicon.kinds(label)
    return next((closes for kind, closes in _CLOSES if kind in kinds), None)


def _entry(element: Element, confidence: float, closes: Closes) -> Entry:
    box, frame = element.box, element.frame
    return Entry(element.label, box, frame, confidence, element.id, closes)
