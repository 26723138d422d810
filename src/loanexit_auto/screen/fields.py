"""The fields of a screen and what each asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from loanexit_auto.screen.locate import same_row
from loanexit_auto.screen.model import Box, Element, Mark
from loanexit_auto.screen.text import core, normalise
from loanexit_auto.screen.view import Line, View

_SWITCHES = frozenset({"switch", "checkbox", "radio", "slider", "spinbutton", "option", "combobox"})
_FIELDS = frozenset({"textbox", "searchbox"})
_PRESSING_INPUTS = frozenset({"button", "submit", "image", "reset", ""})
_TYPED = frozenset({"text", "tel", "number", "password", "email", "search", "url", ""})
_CELL = 90  # CSS pixels: the widest box for one digit
_PIECES = (3, 4, 5)  # characters of a piece of a voucher: 1234 5678 9012 3456
_LABEL_GAP = 40
_ROW = 16  # CSS pixels: half the height of a row of a form
_MOST_RUNS = 8
_TOUCH = 4  # CSS pixels by which a label may reach into its field


def takes_input(element: Element) -> bool:
    """Return whether something is typed, ticked, chosen or set in it."""
    if element.role in _SWITCHES or element.checked is not None:
        return True
    if element.role in _FIELDS or element.tag in ("textarea", "select"):
        return True
    return element.tag == "input" and element.input_type not in _PRESSING_INPUTS


def is_search(element: Element, view: View) -> bool:
    """Return whether it is a field that looks something up."""
    if element.role not in _FIELDS and element.input_type not in ("search", "text"):
        return False
    if element.role == "searchbox" or element.input_type == "search":
        return True
    words = element.hints.replace("_", " ").replace("-", " ")
    return "search" in view.lexicon.kinds(normalise(f"{element.label} {normalise(words)}"))


def typed_fields(view: View) -> tuple[Element, ...]:
    """Return the fields that a person can see and type into."""
    return tuple(e for e in view.shown if not e.disabled and is_typed(e))


def laid_over(view: View) -> tuple[Element, ...]:
    """Return the transparent fields that lie over drawn cells and take what is typed there."""
    return tuple(
        e
        for e in view.screen.elements
        if is_typed(e) and not (e.visible or e.disabled or e.occluded)
        if _takes_code(e) or _is_told_of(e, view)
    )


def _takes_code(field: Element) -> bool:
    wide = field.box.width >= 2 * _LABEL_GAP and field.box.height >= _LABEL_GAP / 2
    known = field.max_length in range(4, 9) or "one-time-code" in field.hints
    return wide and known and field.input_type not in ("search", "email", "url")


def _is_told_of(field: Element, view: View) -> bool:
    """Whether the page says what to type and this is the only field that could take it."""
    wide = field.box.width >= 2 * _LABEL_GAP and field.box.height >= _LABEL_GAP / 2
    said = view.says(field.layer, "challenge.sms_code", "challenge.email_code", "challenge.otp")
    return (
        wide and said and not typed_fields(view) and field.input_type in ("number", "tel", "text")
    )


def is_typed(element: Element) -> bool:
    """Return whether the element is a field for typing."""
    if element.checked is not None or element.role in ("switch", "checkbox", "radio", "slider"):
        return False
    if element.tag == "textarea" or element.role in ("textbox", "searchbox"):
        return True
    return element.tag == "input" and element.input_type in _TYPED


def words_of(field: Element) -> str:
    """Return the words of a field itself: label, placeholder, class names; normal form.

    autocomplete="new-password" on a field that hides nothing only keeps browsers from filling it.
    """
    plain = field.input_type == "password"
    hints = field.hints if plain else field.hints.replace("new-password", " ")
    return normalise(" ".join((field.label, *field.other_names, hints)))


def asks(field: Element, view: View, *kinds: str) -> bool:
    """Return whether the field's own words, or the label beside or above it, are of a class."""
    return not view.once(_asked, field.id).isdisjoint(kinds)


def _asked(view: View, number: int) -> frozenset[str]:
    field, kinds = view.screen.elements[number], view.lexicon.kinds
    return kinds(words_of(field)).union(*(kinds(label) for label in labels_beside(field, view)))


def labels_beside(field: Element, view: View) -> Iterator[str]:
    """Yield the short lines left of a field, or right above it."""
    top = field.box.y - _LABEL_GAP - 1
    for line in view.lines_between(field.frame, field.layer, top, field.box.bottom + _TOUCH):
        for words, box in _labels_in(line):
            if len(words) > 24:
                continue
            gap = field.box.y - box.bottom
            left = same_row(box, field.box) and box.x <= field.box.x
            if left and any(box.x < other < field.box.x for other in view.once(_row_of, field.id)):
                continue  # it is the label of the field between
            above = -_TOUCH <= gap <= _LABEL_GAP and _overlap(box, field.box)
            if left or above:
                yield words


def _row_of(view: View, number: int) -> tuple[float, ...]:
    """Return where the other fields of a field's row begin."""
    field = view.screen.elements[number]
    return tuple(
        other.box.x
        for other in view.shown
        if other.id != number and other.frame == field.frame and other.layer == field.layer
        if is_typed(other) and same_row(other.box, field.box)
    )


def _labels_in(line: Line) -> Iterator[tuple[str, Box]]:
    """Yield the line, or its runs where they stand one under another, each before its field."""
    rows = {round(run.box.center[1] / _ROW) for run in line.runs}
    if len(rows) < 2 or len(line.runs) > _MOST_RUNS:
        yield core(line.text), line.box
        return
    for run in line.runs:
        yield core(run.text), run.box


def _overlap(one: Box, other: Box) -> bool:
    return min(one.right, other.right) > max(one.x, other.x)


def cells(fields: Iterable[Element]) -> tuple[Element, ...]:
    """Return the row of four or more one-digit boxes among the fields, or ()."""
    small = [f for f in fields if f.box.height > 0 and 0 < f.box.width <= _CELL]
    small = [f for f in small if f.max_length not in _PIECES]
    for first in small:
        row = tuple(f for f in small if f.frame == first.frame and same_row(f.box, first.box))
        if 4 <= len(row) <= 8:
            return row
    return ()


def near(box: Box, other: Box, reach: float) -> bool:
    """Return whether two boxes are at most `reach` pixels apart on each axis."""
    across = max(box.x - other.right, other.x - box.right)
    down = max(box.y - other.bottom, other.y - box.bottom)
    return across <= reach and down <= reach


def picture_beside(box: Box, view: View, frame: str, reach: float = 60) -> Mark | None:
    """Return a picture of the size of an image code that stands by the box."""
    for mark in view.screen.marks:
        shape = mark.box
        small = 40 <= shape.width <= 240 and 16 <= shape.height <= 90
        if mark.kind in ("image", "canvas") and mark.frame == frame and small:
            wide = shape.width > 1.3 * shape.height
            above = 0 <= box.y - shape.bottom <= reach
            if wide and near(shape, box, reach) and (above or same_row(shape, box)):
                return mark
    return None
