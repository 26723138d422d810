"""A person's click, and which element of a Screen it reached. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from loanexit_auto.screen.model import Element, Screen
from loanexit_auto.screen.text import normalise


@dataclass(frozen=True, slots=True)
class Click:
    """Where a click landed, in CSS pixels of its own frame's viewport, and what stood there.

    `words` are the texts of what was clicked and of what holds it, innermost first; never of a
    field.
    """

    x: float
    y: float
    frame: str
    words: tuple[str, ...] = ()


def clicked(screen: Screen, click: Click) -> Element | None:
    """Return the element of the screen that was clicked, or None if that cannot be told.

    It holds the point, lies on top, and says what the clicked control said: a control that has
    only just come to stand there is none of this screen.
    """
    frame = next((f for f in screen.frames if f.id == click.frame), None)
    if frame is None:
        return None
    x, y = (click.x + frame.box.x, click.y + frame.box.y) if frame.parent else (click.x, click.y)
    told = {normalise(words) for words in click.words}
    here = [
        element
        for element in screen.elements
        if element.frame == click.frame
        and element.can_be_tapped
        and element.box.holds(x, y)
        and _says(screen, element, told)
    ]
    here.sort(key=lambda e: (-e.layer, e.tappable_by == "none", e.box.area))
    return here[0] if here else None


def _says(screen: Screen, element: Element, told: set[str]) -> bool:
    if not told:  # an icon: nothing it could say
        return not element.text
    names = {normalise(name) for name in (element.label, element.text, screen.caption(element))}
    return bool(told & names) or any(name and name in words for name in names for words in told)
