"""What pressing a control could do whose words say nothing, judged by what it stands among.

Nothing unknown is harmless where something is at stake: on a page about closing or with a warning,
beside what proves a person, an agreement or an answer that stays, beside fields to fill in, in a
dialog that asks, and as a button by itself. What is left are the rows and tiles of a page.
"""

from __future__ import annotations

import re

from loanexit_auto.screen.challenges import asks_for_proof
from loanexit_auto.screen.fields import is_search, takes_input
from loanexit_auto.screen.findings import Effect
from loanexit_auto.screen.labels import Sense, names_a_page
from loanexit_auto.screen.links import leads_on
from loanexit_auto.screen.lists import is_among_rows
from loanexit_auto.screen.model import Element
from loanexit_auto.screen.text import core, normalise
from loanexit_auto.screen.view import View
from loanexit_auto.screen.wording import senses_on

_SUBMITTING = frozenset({Sense.FINAL, Sense.AGREE, Sense.ACT, Sense.AFFIRM})
_DECIDING = frozenset({Sense.FINAL, Sense.AGREE, Sense.STAY})
_DOTS = re.compile(r"\s*(?:[⋯…⋮︙]|[.·•]{3})\s*")
_CHOICE = re.compile(r"[○●◯◉◎☐☑☒]")
_BUTTON = re.compile(r"(?<![a-z])(?:btn|button)(?![a-z])")
_LEADING_ROLES = frozenset({"menuitem", "tab", "treeitem"})
_PRESSING_INPUTS = ("button", "submit", "image")
_FEWEST_ROWS = 3  # like things before they are a list or a grid
_FEWEST_KNOWN = 2
_TOP_BAR = 60  # CSS pixels


def effect_of_unknown(element: Element, view: View) -> Effect:
    """Return what a control with unknown words is to be taken for."""
    layer = element.layer
    if at_stake(view, layer) or _answers_a_dialog(element, view) or _chooses(element, view):
        return Effect.FINAL
    if _may_hand_in(element, view):
        return Effect.NAVIGATE if _only_opens(element, view) else Effect.FINAL
    if _stands_alone(element, view):
        return Effect.FINAL
    if element.name_from in ("icon", "none"):
        return nameless_effect(element, view)
    return Effect.NAVIGATE


def effect_of_page_name(element: Element, view: View) -> Effect:
    """Where something is at stake, a label must be the name of a page, not merely contain one."""
    if _chooses(element, view):
        return Effect.FINAL
    fields = view.once(_fields_of, element.layer)
    typed = any(field.role != "switch" for field in fields) and _may_hand_in(element, view)
    if not (at_stake(view, element.layer) or typed):
        return Effect.NAVIGATE
    if asks_for_proof(view, element.layer) and _asks(element, view):
        return Effect.FINAL  # 收不到验证码? may send another one
    return Effect.NAVIGATE if _names_a_page(element, view) else Effect.FINAL


def _chooses(element: Element, view: View) -> bool:
    """Whether it is one of several things to choose: 银行卡支付 ○, a row of a sheet of reasons."""
    marked = bool(_CHOICE.search(element.label))
    return marked or (element.layer > 0 and view.says(element.layer, "choose"))


def _asks(element: Element, view: View) -> bool:
    return any("question" in view.lexicon.kinds(name) for name in view.titles(element))


def nameless_effect(element: Element, view: View) -> Effect:
    """An icon without words is harmless only if its class names say that it navigates."""
    kinds = view.lexicon.kinds(f"{normalise(element.label)} {hints(element)}")
    if "icon.act" in kinds or "icon.navigate" not in kinds:
        return Effect.FINAL
    return Effect.NAVIGATE


def hints(element: Element) -> str:
    """Return the class names and the like of an element as words."""
    return normalise(element.hints.replace("_", " ").replace("-", " "))


def is_button(element: Element) -> bool:
    """Return whether it is drawn as a button, by its tag or by what its class names say."""
    if element.tag.endswith("button") or element.input_type in _PRESSING_INPUTS:
        return True
    return bool(_BUTTON.search(element.hints.casefold()))


# -- what is at stake on a layer ----------------------------------------------------------------


def at_stake(view: View, layer: int) -> bool:
    """Return whether a press on the layer may close, agree, prove or decide something."""
    return view.once(_at_stake, layer)


def _at_stake(view: View, layer: int) -> bool:
    if view.is_irreversible(layer) or view.is_closing(layer) or view.is_pending(layer):
        return True
    if asks_for_proof(view, layer):
        return True
    said = senses_on(view, layer) & _DECIDING
    return bool(said) and (not view.is_menu(layer) or Sense.STAY in said)


def _answers_a_dialog(element: Element, view: View) -> bool:
    """Whether it is one of the few answers of a dialog, and no row of a menu in one."""
    if element.layer == 0 or view.is_menu(element.layer) or _only_leads(element):
        return False
    return _is_worded(element) and view.is_control(element) and not _is_one_of_many(element, view)


def _is_worded(element: Element) -> bool:
    return element.name_from not in ("icon", "none") and len(core(element.label)) > 1


def _only_leads(element: Element) -> bool:
    """Whether by its kind it leads somewhere: the row of a menu, a tab, a link to a page."""
    return element.role in _LEADING_ROLES or leads_on(element)


# -- fields -------------------------------------------------------------------------------------


def _may_hand_in(element: Element, view: View) -> bool:
    """Whether a control may hand in what fields beside it hold.

    For a row of a settings list the switches of the list are none; for a button they are.
    """
    fields = view.once(_fields_of, element.layer)
    only_switches = all(field.role == "switch" for field in fields)
    if not fields or (only_switches and _is_settings_row(element, view)):
        return False
    if element.role == "button" or (is_button(element) and element.role not in _LEADING_ROLES):
        return True
    alone = _is_worded(element) and view.is_control(element) and not _only_leads(element)
    return alone and not (only_switches or _is_one_of_many(element, view))


def _fields_of(view: View, layer: int) -> tuple[Element, ...]:
    """Return the fields of a layer whose contents could be handed in."""
    return tuple(
        other
        for other in view.shown
        if other.layer == layer and takes_input(other) and not is_search(other, view)
    )


def _only_opens(element: Element, view: View) -> bool:
    """Whether it is three dots, or an icon that is known to lead on, beside nothing but switches.

    A switch takes effect by itself; an avatar or a gear beside it hands nothing in.
    """
    if any(field.role != "switch" for field in view.once(_fields_of, element.layer)):
        return False
    if element.name_from in ("icon", "none"):
        return nameless_effect(element, view) is Effect.NAVIGATE
    return all(_DOTS.fullmatch(name) for name in (element.label, *element.other_names))


def _is_settings_row(element: Element, view: View) -> bool:
    """Whether it is a row of a menu on which nothing can be handed in."""
    if not view.is_menu(element.layer) or _SUBMITTING & senses_on(view, element.layer):
        return False
    return is_among_rows(element, view) or _is_row_of_buttons(element, view)


def _is_row_of_buttons(element: Element, view: View) -> bool:
    """Whether it is one of a column of like buttons that name pages, one of them below it.

    What hands a form in stands below its fields, or by itself.
    """
    rows = [row for row in view.alike(element) if _is_drawn_like(row, element)]
    known = [row for row in rows if _names_a_page(row, view)]
    below = any(row.box.y > element.box.y for row in known)
    return element.role == "button" and len(known) >= _FEWEST_KNOWN and below


def _names_a_page(element: Element, view: View) -> bool:
    return all(names_a_page(name, view.lexicon) for name in view.titles(element))


def _is_drawn_like(other: Element, element: Element) -> bool:
    same = (other.tag, other.role, other.frame) == (element.tag, element.role, element.frame)
    return same and abs(other.box.height - element.box.height) <= 2


# -- alone or among others ----------------------------------------------------------------------


def _stands_alone(element: Element, view: View) -> bool:
    """Whether it is a worded button by itself, as what a page asks to do is.

    A menu's rows come in numbers and an icon says where it leads; of 帮 TA 还 nothing is known.
    """
    if not _is_worded(element) or _only_opens(element, view) or _is_one_of_many(element, view):
        return False
    if _names_a_page(element, view):
        return False
    return is_button(element) or (not _only_leads(element) and _is_all_there_is(element, view))


def _is_all_there_is(element: Element, view: View) -> bool:
    """Whether the layer says something and offers nothing else to press below its top bar."""
    if element.name_from != "text" or element.role == "link" or element.box.y < _TOP_BAR:
        return False
    said = any(not view.is_row(line) for line in view.lines_of(element.layer))
    return said and view.is_control(element) and view.once(_pressed, element.layer) == 1


def _pressed(view: View, layer: int) -> int:
    here = (e for e in view.controls if e.layer == layer and e.box.y >= _TOP_BAR)
    return sum(view.is_control(e) and len(core(e.label)) > 1 for e in here)


def _is_one_of_many(element: Element, view: View) -> bool:
    """Whether at least two others like it stand in its column or its row."""
    return view.once(_among_its_like, element.id)


def _among_its_like(view: View, number: int) -> bool:
    element = view.screen.elements[number]
    like = [other for other in view.controls if _is_of_its_kind(other, element)]
    below = sum(abs(other.box.x - element.box.x) <= 1 for other in like)
    beside = sum(abs(other.box.y - element.box.y) <= 1 for other in like)
    return max(below, beside) >= _FEWEST_ROWS


def _is_of_its_kind(other: Element, element: Element) -> bool:
    """Whether it is the same sort of thing on the same layer, equally wide or equally high."""
    same = (other.tag, other.role, other.layer) == (element.tag, element.role, element.layer)
    wide = abs(other.box.width - element.box.width) <= 1
    high = abs(other.box.height - element.box.height) <= 1
    return same and (wide or high) and other.frame == element.frame
