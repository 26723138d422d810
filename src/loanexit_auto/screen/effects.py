"""The effect class of a control: what pressing it would do, judged before it is pressed.

Whatever is not known to be harmless on this screen is `final`; the guard refuses that always.
"""

from __future__ import annotations

import re
from typing import assert_never

from loanexit_auto.screen.entries import is_among_rows, is_entry, is_listed
from loanexit_auto.screen.findings import Effect
from loanexit_auto.screen.labels import Sense, most_severe, names_a_page, sense
from loanexit_auto.screen.lexicon import Lexicon
from loanexit_auto.screen.model import Element, Screen
from loanexit_auto.screen.text import core, normalise
from loanexit_auto.screen.view import View, view_of

_GRAVE = frozenset({Sense.FINAL, Sense.AGREE, Sense.LOG_OUT, Sense.CLOSE, Sense.CLOSE_BARE})
_SUBMITTING = frozenset({Sense.FINAL, Sense.AGREE, Sense.ACT, Sense.AFFIRM})
_SWITCHES = frozenset({"switch", "checkbox", "radio", "slider", "spinbutton", "option", "combobox"})
_FIELDS = frozenset({"textbox", "searchbox"})
_PRESSING_INPUTS = frozenset({"button", "submit", "image", "reset", ""})
_DOTS = re.compile(r"\s*(?:[⋯…⋮︙]|[.·•]{3})\s*")
_PROVING = (
    "challenge.face", "challenge.widget", "challenge.slider", "challenge.click_captcha",
    "challenge.id_document",
)  # fmt: skip
_ABOUT_CLOSING = ("close.bare", "close.account", "close.credit", "close.product")
_ACTING_SCHEMES = ("tel:", "sms:", "mailto:", "data:")


def effect(element: Element, screen: Screen, lexicon: Lexicon) -> Effect:
    """Return what pressing the element of this Screen would do."""
    return effect_in(element, view_of(screen, lexicon))


def effects(screen: Screen, lexicon: Lexicon) -> dict[int, Effect]:
    """Return the effect of every element, by its id."""
    view = view_of(screen, lexicon)
    return {element.id: effect_in(element, view) for element in screen.elements}


def effect_in(element: Element, view: View) -> Effect:
    """Return what pressing the element would do, given the prepared screen."""
    if _is_search(element, view):
        return Effect.SEARCH
    if _answers_challenge(element, view):
        return Effect.FINAL
    found = sense_of(element, view)
    if _takes_input(element):
        return Effect.AGREE if _agrees(found, element, view) else Effect.FINAL
    by_label = _by_sense(found, element, view)
    if by_label in (Effect.FINAL, Effect.AGREE) or not _acts_by_address(element, view):
        return by_label
    leads = by_label is Effect.OPEN_ENTRY and _leads_to_entry(element, view)
    return by_label if leads else Effect.FINAL


def sense_of(element: Element, view: View) -> Sense:
    """Return the worst of what the control's text, aria-label, title and rows say."""
    own = {sense(name, view.lexicon) for name in view.titles(element)}
    below = {sense(name, view.lexicon) for name in view.names(element)} & _GRAVE
    if any(
        name.startswith("去") and view.lexicon.is_exactly(name, "act")
        for name in view.names(element)
    ):
        below |= {Sense.ACT}  # 借款服务 … 去关闭: what the row does stands at its end
    return most_severe(own | below)


def _by_sense(found: Sense, element: Element, view: View) -> Effect:
    match found:
        case Sense.LOG_OUT | Sense.ACT | Sense.AFFIRM:
            return Effect.FINAL
        case Sense.AGREE:
            return Effect.AGREE
        case Sense.FINAL | Sense.CLOSE | Sense.CLOSE_BARE:
            return _close_effect(element, view)
        case Sense.STAY | Sense.BACK | Sense.DISMISS:
            return _leaving_effect(found, element, view)
        case Sense.SEARCH:
            return Effect.SEARCH
        case Sense.REVEAL:
            return Effect.REVEAL
        case Sense.NAVIGATE | Sense.ABOUT:
            return _navigate_effect(element, view)
        case Sense.UNKNOWN:
            return _unknown_effect(element, view)
        case _:
            assert_never(found)


def _navigate_effect(element: Element, view: View) -> Effect:
    """Where closing is at stake, a label must be the name of a page, not merely contain one."""
    layer = element.layer
    if not (view.is_irreversible(layer) or view.is_closing(layer)):
        return Effect.NAVIGATE
    known = all(names_a_page(name, view.lexicon) for name in view.titles(element))
    return Effect.NAVIGATE if known else Effect.FINAL


def _close_effect(element: Element, view: View) -> Effect:
    """A control worded 注销账户: the way in on a menu, the last button anywhere else."""
    layer = element.layer
    if layer > 0 or not is_entry(element, view):
        return Effect.FINAL
    on_menu = view.is_menu(layer) and not view.is_closing(layer)
    warned = view.is_irreversible(layer) or view.says(layer, "terms", "refusal", "agree")
    listed = not warned and is_listed(element, view)
    return Effect.OPEN_ENTRY if on_menu or listed else Effect.FINAL


def _leaving_effect(found: Sense, element: Element, view: View) -> Effect:
    """取消, 关闭 and 知道了 leave a dialog, unless that dialog closes or cancels an account.

    While a request is pending, 放弃注销 withdraws it: that, too, is for the person to decide.
    """
    if found is Sense.STAY:
        return Effect.FINAL if view.is_pending(element.layer) else Effect.REVEAL
    names = view.names(element)
    if found is Sense.DISMISS:
        if "skip" in _kinds_of_names(element, view) and view.says(element.layer, *_ABOUT_CLOSING):
            return Effect.FINAL  # a step of closing that is skipped is a step taken
        return Effect.AGREE if view.is_irreversible(element.layer) else Effect.REVEAL
    if "关闭" in names and view.is_closing(element.layer):
        return Effect.FINAL
    if {"cancel", "cancelar", "close"} & set(names) and _cancels_account(element.layer, view):
        return Effect.FINAL
    return Effect.REVEAL


def _kinds_of_names(element: Element, view: View) -> frozenset[str]:
    return frozenset().union(*(view.lexicon.kinds(name) for name in view.names(element)))


def _cancels_account(layer: int, view: View) -> bool:
    """Whether Cancel on this layer may mean cancelling the account."""
    lines = view.lines_of(layer)
    return any("close.account" in line.kinds for line in lines) and not any(
        "stay" in line.kinds for line in lines
    )


def _unknown_effect(element: Element, view: View) -> Effect:
    layer = element.layer
    if view.is_irreversible(layer) or view.is_closing(layer):
        return Effect.FINAL
    if element.role == "button" and _has_fields(element, view):
        return Effect.NAVIGATE if _only_opens(element, view) else Effect.FINAL
    if _stands_alone(element, view):
        return Effect.FINAL
    if element.name_from in ("icon", "none"):
        return _nameless_effect(element, view)
    return Effect.NAVIGATE


def _stands_alone(element: Element, view: View) -> bool:
    """Whether it is a worded button under a text of its own, as what a page asks to do is.

    A menu's rows come in numbers and an icon says where it leads; of 帮 TA 还 nothing is known.
    """
    worded = element.name_from not in ("icon", "none") and len(core(element.label)) > 1
    pressed = element.tag == "button" or element.input_type in ("button", "submit")
    among = view.is_menu(element.layer) or view.has_alike(element)
    return worded and pressed and not among and not _only_opens(element, view)


def _answers_challenge(element: Element, view: View) -> bool:
    """Whether pressing it is part of proving who or what the person is; that is theirs alone."""
    if "vendor" in view.lexicon.kinds(_hints(element)):
        return True
    starts = any(view.lexicon.is_exactly(name, "start") for name in view.names(element))
    return starts and view.says(element.layer, *_PROVING)


def _nameless_effect(element: Element, view: View) -> Effect:
    """An icon without words is harmless only if its class names say that it navigates."""
    kinds = view.lexicon.kinds(f"{normalise(element.label)} {_hints(element)}")
    if "icon.act" in kinds or "icon.navigate" not in kinds:
        return Effect.FINAL
    return Effect.NAVIGATE


def _is_search(element: Element, view: View) -> bool:
    if element.role not in _FIELDS and element.input_type not in ("search", "text"):
        return False
    if element.role == "searchbox" or element.input_type == "search":
        return True
    return "search" in view.lexicon.kinds(normalise(f"{element.label} {_hints(element)}"))


def _hints(element: Element) -> str:
    return normalise(element.hints.replace("_", " ").replace("-", " "))


def _takes_input(element: Element) -> bool:
    if element.role in _SWITCHES or element.checked is not None:
        return True
    if element.role in _FIELDS or element.tag in ("textarea", "select"):
        return True
    return element.tag == "input" and element.input_type not in _PRESSING_INPUTS


def _agrees(found: Sense, element: Element, view: View) -> bool:
    if found is Sense.AGREE:
        return True
    is_tick = element.role in ("checkbox", "radio") or element.checked is not None
    return is_tick and view.is_closing(element.layer)


def _has_fields(element: Element, view: View) -> bool:
    """Whether a control may hand in what fields beside it hold.

    For a row of a settings list the switches of the list are none; for a button they are.
    """
    fields = view.once(_fields_of, element.layer)
    if all(field.role == "switch" for field in fields) and _is_settings_row(element, view):
        return False
    return bool(fields)


def _fields_of(view: View, layer: int) -> tuple[Element, ...]:
    """Return the fields of a layer whose contents could be handed in."""
    return tuple(
        other
        for other in view.shown
        if other.layer == layer and _takes_input(other) and not _is_search(other, view)
    )


def _only_opens(element: Element, view: View) -> bool:
    """Whether it is three dots, or an icon that is known to lead on, beside nothing but switches.

    A switch takes effect by itself; an avatar or a gear beside it hands nothing in.
    """
    if any(field.role != "switch" for field in view.once(_fields_of, element.layer)):
        return False
    if element.name_from in ("icon", "none"):
        return _nameless_effect(element, view) is Effect.NAVIGATE
    return all(_DOTS.fullmatch(name) for name in (element.label, *element.other_names))


def _is_settings_row(element: Element, view: View) -> bool:
    """Whether it is a row of a menu on which nothing can be handed in."""
    if not (view.is_menu(element.layer) and is_among_rows(element, view)):
        return False
    return not view.once(_submits, element.layer)


def _submits(view: View, layer: int) -> bool:
    here = (other for other in view.controls if other.layer == layer)
    return any(sense_of(other, view) in _SUBMITTING for other in here)


def _leads_to_entry(element: Element, view: View) -> bool:
    """Whether a plain link names the page on which closing begins, such as /account/close."""
    if element.tag != "a" or element.input_type:
        return False
    words = _address_words(element)
    hits = view.hits(words)
    acts = [hit for hit in hits if hit.kind == "address.act"]
    known = {(hit.start, hit.end) for hit in hits if hit.kind == "address.entry"}
    return bool(acts) and all((hit.start, hit.end) in known for hit in acts)


def _address_words(element: Element) -> str:
    plain = element.href.casefold().replace("/", " ").replace("_", " ").replace("-", " ")
    return normalise(plain)


def _acts_by_address(element: Element, view: View) -> bool:
    """Whether pressing it submits a form, dials, or opens an address that reads like an act."""
    if element.input_type in ("submit", "image", "file", "reset"):
        return True
    address = element.href.casefold()
    if address.startswith(_ACTING_SCHEMES):
        return True
    return bool(address) and "address.act" in view.lexicon.kinds(_address_words(element))
