"""The effect class of a control: what pressing it would do, judged before it is pressed.

Whatever is not known to be harmless on this screen is `final`; the guard refuses that always.
"""

from __future__ import annotations

from typing import assert_never

from loanexit_auto.screen.entries import is_entry
from loanexit_auto.screen.fields import is_search, takes_input
from loanexit_auto.screen.findings import Effect
from loanexit_auto.screen.labels import Sense
from loanexit_auto.screen.lexicon import Lexicon
from loanexit_auto.screen.links import acts_by_address, leads_to_entry
from loanexit_auto.screen.lists import is_among_rows, is_listed
from loanexit_auto.screen.model import Element, Screen
from loanexit_auto.screen.rows import ends_credit
from loanexit_auto.screen.stakes import effect_of_page_name, effect_of_unknown, hints, is_button
from loanexit_auto.screen.view import View, view_of
from loanexit_auto.screen.wording import kinds_of_names, sense_of

__all__ = ["effect", "effect_in", "effects", "sense_of"]

_PROVING = (
    "challenge.face", "challenge.widget", "challenge.slider", "challenge.click_captcha",
    "challenge.id_document",
)  # fmt: skip
_ABOUT_CLOSING = ("close.bare", "close.account", "close.credit", "close.product")


def effect(element: Element, screen: Screen, lexicon: Lexicon) -> Effect:
    """Return what pressing the element of this Screen would do."""
    return effect_in(element, view_of(screen, lexicon))


def effects(screen: Screen, lexicon: Lexicon) -> dict[int, Effect]:
    """Return the effect of every element, by its id."""
    view = view_of(screen, lexicon)
    return {element.id: effect_in(element, view) for element in screen.elements}


def effect_in(element: Element, view: View) -> Effect:
    """Return what pressing the element would do, given the prepared screen."""
    if is_search(element, view):
        return Effect.SEARCH
    if _answers_challenge(element, view):
        return Effect.FINAL
    found = sense_of(element, view)
    if takes_input(element) and not (element.role == "option" and found is Sense.BACK):
        return Effect.AGREE if _agrees(found, element, view) else Effect.FINAL
    by_label = _by_sense(found, element, view)
    if by_label in (Effect.FINAL, Effect.AGREE) or not acts_by_address(element, view):
        return by_label
    leads = by_label is Effect.OPEN_ENTRY and leads_to_entry(element, view)
    return by_label if leads else Effect.FINAL


def _by_sense(found: Sense, element: Element, view: View) -> Effect:
    match found:
        case Sense.ACT if ends_credit(element, view):
            return _close_effect(element, view)
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
            return effect_of_page_name(element, view)
        case Sense.UNKNOWN:
            return effect_of_unknown(element, view)
        case _:
            assert_never(found)


def _close_effect(element: Element, view: View) -> Effect:
    """A control worded 注销账户: the way in on a menu, the last button anywhere else."""
    layer = element.layer
    if layer > 0 or not is_entry(element, view):
        return Effect.FINAL
    if is_button(element) and not _is_row(element, view):
        return Effect.FINAL
    on_menu = view.is_menu(layer) and not view.is_closing(layer)
    warned = view.is_irreversible(layer) or view.says(layer, "terms", "refusal", "agree")
    listed = not warned and is_listed(element, view)
    return Effect.OPEN_ENTRY if on_menu or listed else Effect.FINAL


def _is_row(element: Element, view: View) -> bool:
    """Whether what is drawn as a button is a row of a list or the action of a row of settings."""
    return (
        element.id in view.settled_actions
        or is_among_rows(element, view)
        or is_listed(element, view)
    )


def _leaving_effect(found: Sense, element: Element, view: View) -> Effect:
    """取消, 关闭 and 知道了 leave a dialog, unless that dialog closes or cancels an account.

    While a request is pending, 放弃注销 withdraws it: that, too, is for the person to decide.
    """
    if found is Sense.STAY:
        return Effect.FINAL if view.is_pending(element.layer) else Effect.REVEAL
    names = view.names(element)
    if found is Sense.DISMISS:
        stepping = view.says(element.layer, *_ABOUT_CLOSING) or view.once(
            _has_choices, element.layer
        )
        if stepping and "skip" in kinds_of_names(element, view):
            return Effect.FINAL  # a step that is skipped is a step taken
        return Effect.AGREE if view.is_irreversible(element.layer) else Effect.REVEAL
    if _is_beside_last_button(element, view):
        return Effect.REVEAL
    if "关闭" in names and view.is_closing(element.layer):
        return Effect.REVEAL if _only_refuses(element.layer, view) else Effect.FINAL
    if {"cancel", "cancelar", "close"} & set(names) and _cancels_account(element.layer, view):
        return Effect.FINAL
    return Effect.REVEAL


def _has_choices(view: View, layer: int) -> bool:
    return any(other.role == "radio" for other in view.shown if other.layer == layer)


def _is_beside_last_button(element: Element, view: View) -> bool:
    """Whether another button does what Cancel or 关闭 could mean, so that these leave things be."""
    return any(
        other.id != element.id
        and other.layer == element.layer
        and view.is_control(other)
        and not takes_input(other)
        and sense_of(other, view) in (Sense.FINAL, Sense.CLOSE)
        for other in view.controls
    )


def _only_refuses(layer: int, view: View) -> bool:
    """Whether a dialog says that closing is not possible now, asks nothing and warns of nothing."""
    said = view.says(layer, "refusal", "demand")
    said = said and not view.says(layer, "irreversible", "question")
    return layer > 0 and said


def _cancels_account(layer: int, view: View) -> bool:
    """Whether Cancel on this layer may mean cancelling the account."""
    lines = view.lines_of(layer)
    return any("close.account" in line.kinds for line in lines) and not any(
        "stay" in line.kinds for line in lines
    )


def _answers_challenge(element: Element, view: View) -> bool:
    """Whether pressing it is part of proving who or what the person is; that is theirs alone."""
    if "vendor" in view.lexicon.kinds(hints(element)):
        return True
    starts = any(view.lexicon.is_exactly(name, "start") for name in view.names(element))
    return starts and view.says(element.layer, *_PROVING)


def _agrees(found: Sense, element: Element, view: View) -> bool:
    if found is Sense.AGREE:
        return True
    is_tick = element.role in ("checkbox", "radio") or element.checked is not None
    return is_tick and view.is_closing(element.layer)
