"""A person's click, and which element of a Screen it reached. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from loanexit_auto.screen.model import Element, Screen
from loanexit_auto.screen.text import normalise


@dataclass(frozen=True, slots=True)
class Click:
    """Where a click landed, in CSS pixels of its own frame's viewport, and what stood there.

    `words` are the texts of what was clicked and of what holds it, innermost first; never of a
    field. Inside a closed shadow root nobody can say what was clicked: then `inside` is the
    address of the document, without which a place alone says nothing.
    """

    x: float
    y: float
    frame: str
    words: tuple[str, ...] = ()
    inside: str = ""


def clicked(screen: Screen, click: Click) -> Element | None:
    """Return the element of the screen that was clicked, or None if that cannot be told.

    It holds the point, lies on top, and says what the clicked control said: a control that has
    only just come to stand there is none of this screen. Where the page has moved since it was
    looked at (a banner came or went), it is the one control of that name. What lies in a closed
    shadow root is known by its place alone, on a screen of the same document.
    """
    frame = next((f for f in screen.frames if f.id == click.frame), None)
    if frame is None:
        return None
    x, y = (click.x + frame.box.x, click.y + frame.box.y) if frame.parent else (click.x, click.y)
    told = [normalise(words) for words in click.words]
    controls = [e for e in screen.elements if e.frame == click.frame and e.can_be_tapped]
    there = [e for e in controls if e.box.holds(x, y)]
    there.sort(key=lambda e: (-e.layer, e.tappable_by == "none", e.box.area))
    if click.inside:
        return there[0] if there and _page_of(frame.url) == _page_of(click.inside) else None
    here = [e for e in there if _says(screen, e, told)]
    return here[0] if here else _moved(screen, controls, told)


def _page_of(url: str) -> str:
    return url.partition("#")[0].partition("?")[0]


def _says(screen: Screen, element: Element, told: list[str]) -> bool:
    if not told:  # an icon: nothing it could say
        return not element.text
    names = _names(screen, element)
    return any(name in words for name in names for words in told)


def _moved(screen: Screen, controls: list[Element], told: list[str]) -> Element | None:
    """The only control that bears the clicked words as its name, the innermost words first."""
    for words in told:
        bearing = [e for e in controls if words in _names(screen, e)]
        if bearing:
            inner = min(bearing, key=lambda e: e.box.area)
            return inner if all(e.box.holds(*inner.box.center) for e in bearing) else None
    return None


def _names(screen: Screen, element: Element) -> frozenset[str]:
    offered = (element.label, element.text, screen.caption(element))
    return frozenset(name for name in map(normalise, offered) if name)
