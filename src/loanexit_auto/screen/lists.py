"""Whether a control is one of the rows of a list, or what hands a form in."""

from __future__ import annotations

from loanexit_auto.screen.columns import LEADING
from loanexit_auto.screen.fields import typed_fields, words_of
from loanexit_auto.screen.labels import Sense, most_severe, sense
from loanexit_auto.screen.model import Element
from loanexit_auto.screen.view import View

_FEWEST_OTHERS = 2
_IN_A_LIST = LEADING | {Sense.LOG_OUT}


def is_among_rows(element: Element, view: View) -> bool:
    """Return whether the control is no button, or one of several alike, one under the other."""
    if element.role != "button" and element.tag != "button":
        return True
    if element.tag in ("button", "input"):
        return False
    return view.has_alike(element)


def is_listed(element: Element, view: View) -> bool:
    """Return whether it is a row among rows that lead on, none of which answers a question."""
    if element.tag == "button" and not _is_in_list_item(element, view):
        return False
    alike = [other for other in view.alike(element) if other.tag == element.tag] or [
        other for other in view.alike(element) if other.tag != "button"
    ]
    if len(alike) < _FEWEST_OTHERS:
        alike = _stacked_links(element, view) or alike
    senses = [view.once(_sense_of_titles, other.id) for other in alike]
    closing = senses.count(Sense.CLOSE)
    enough = len(alike) >= _FEWEST_OTHERS or (closing and closing == len(alike))
    enough = enough or (bool(alike) and view.is_titled_menu)
    return bool(enough) and _IN_A_LIST.issuperset(senses)


def _stacked_links(element: Element, view: View) -> list[Element]:
    """Return the links above and below that begin where it does, as wide as their words."""
    if element.tag != "a":
        return []
    return [
        other
        for other in view.controls
        if other.tag == "a" and other.id != element.id and other.layer == element.layer
        if abs(other.box.x - element.box.x) <= 1 and abs(other.box.y - element.box.y) > 1
    ]


def _is_in_list_item(element: Element, view: View) -> bool:
    """Whether it fills the item of a list that is drawn around it."""
    return any(
        other.role == "listitem" and other.box == element.box and other.id != element.id
        for other in view.controls
    )


def _sense_of_titles(view: View, number: int) -> Sense:
    titles = view.titles(view.screen.elements[number])
    return most_severe({sense(title, view.lexicon) for title in titles})


def hands_in(element: Element, view: View) -> bool:
    """Return whether it is a button beside fields to type into: the last of a form, no way in."""
    if element.role != "button" and "button" not in element.tag:
        return False
    fields = (f for f in typed_fields(view) if f.layer == element.layer)
    return not view.is_menu(element.layer) and any(not _searches(f, view) for f in fields)


def _searches(field: Element, view: View) -> bool:
    return field.role == "searchbox" or "search" in view.lexicon.kinds(words_of(field))
