"""Finding on a Screen what a step names, as a person would: by its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from loanexit_auto.screen.model import Box, Element, Screen, Text
from loanexit_auto.screen.text import core, matches, normalise

_ROLES = {
    "link": {"link"},
    "button": {"button"},
    "tab": {"tab"},
    "row": {"row", "listitem", "option", "generic", "cell", "link", "button", "menuitem", ""},
    "menuitem": {"menuitem", "menuitemradio", "option", "listitem"},
    "searchbox": {"searchbox", "textbox", "combobox"},
    "textbox": {"textbox", "searchbox", "combobox"},
}
_LONGEST_LABEL = 60
_Rank = tuple[float, ...]


def find(
    screen: Screen,
    texts: Sequence[str],
    *,
    under: str | None = None,
    role: str | None = None,
    part: bool = False,
) -> tuple[Element, ...]:
    """Return the elements that carry one of the texts, the likeliest first; () if there is none.

    Earlier texts win over later ones, whole labels over parts, what can be tapped over what is
    covered or disabled. Invisible elements are never returned. Where no element carries the
    words, the element that holds a visible run with these words does.
    """
    for wanted in texts:
        found = _ranked(screen, _carrying(screen, wanted, under, role, part), wanted)
        if found:
            return found
    return ()


def shows(screen: Screen, texts: Sequence[str], *, under: str | None = None) -> bool:
    """Return whether a visible run, block of runs or element carries one of the texts."""
    if any(find(screen, (wanted,), under=under) for wanted in texts):
        return True
    return any(
        matches(run.text, wanted) and _stands_under(run.heading, under)
        for run in screen.visible_texts()
        for wanted in texts
    )


def _carrying(
    screen: Screen, wanted: str, under: str | None, role: str | None, part: bool
) -> Iterator[Element]:
    owners = _owners(screen, wanted, part)
    for element in screen.elements:
        if not (element.visible and _has_role(element, role)):
            continue
        if not _stands_under(element.heading, under):
            continue
        if element.id in owners or _is_called(element, wanted, part):
            yield element


def _owners(screen: Screen, wanted: str, part: bool) -> set[int]:
    """Return the ids of elements that hold a run with the words (a row's title, for example)."""
    return {
        run.element
        for run in screen.visible_texts()
        if run.element is not None and matches(run.text, wanted, part=part)
    }


def _is_called(element: Element, wanted: str, part: bool) -> bool:
    if part and len(element.label) > _LONGEST_LABEL:
        return False
    return any(
        matches(name, wanted, part=part) for name in (element.label, *element.other_names) if name
    )


def _has_role(element: Element, role: str | None) -> bool:
    if role is None:
        return True
    if role == "icon":
        return element.name_from in ("icon", "aria", "title", "alt")
    return element.role in _ROLES.get(role, {role})


def _stands_under(heading: str, under: str | None) -> bool:
    return under is None or matches(heading, under) or matches(heading, under, part=True)


def _ranked(screen: Screen, found: Iterable[Element], wanted: str) -> tuple[Element, ...]:
    return tuple(sorted(found, key=lambda element: _rank(element, wanted)))


def _rank(element: Element, wanted: str) -> _Rank:
    exact = core(element.label) == core(wanted)
    return (
        not element.can_be_tapped,
        not exact,
        -element.layer,
        element.tappable_by == "none",
        not element.on_screen,
        len(normalise(element.label)),
        element.box.area,
        element.box.y,
        element.box.x,
        element.id,
    )


def runs_with(screen: Screen, wanted: str, *, part: bool = True) -> tuple[Text, ...]:
    """Return the visible runs that carry the words, the shortest first."""
    found = [run for run in screen.visible_texts() if matches(run.text, wanted, part=part)]
    return tuple(sorted(found, key=lambda run: (len(run.text), run.box.y, run.box.x)))


def same_row(one: Box, other: Box) -> bool:
    """Return whether two boxes overlap vertically by at least half of the lower one."""
    overlap = min(one.bottom, other.bottom) - max(one.y, other.y)
    return overlap >= 0.5 * min(one.height, other.height) > 0
