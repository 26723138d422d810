"""Bars docked to an edge of the view: they belong to the page under them.

A fixed bar with 下一步 at the lower edge, or a menu down the side, is drawn apart from the page and
still a part of it: the button goes with the terms above it. What lies over a page that it covers,
or tells something of its own as a cookie notice does, is no such bar.
"""

from __future__ import annotations

from dataclasses import replace

from loanexit_auto.screen.model import Box, Element, Screen

_TOUCH = 24  # CSS pixels between a bar and the edge, as above the bar of a phone's own
_LOWEST_SHARE, _SIDE_SHARE, _VEIL_SHARE = 0.3, 0.3, 0.6  # of the view
_MOST_BUTTONS, _FEWEST_ROWS = 5, 3  # a keypad has more, a menu no less
_LONGEST_RUN, _LONGEST = 12, 24  # characters of words that are no control's


def with_docked_bars(screen: Screen) -> Screen:
    """Return the Screen with the contents of docked bars in the page's own layer, 0."""
    raised = sorted({element.layer for element in screen.elements if element.layer})
    docked = frozenset(layer for layer in raised if _is_docked(layer, screen))
    if not docked:
        return screen
    return replace(
        screen,
        texts=tuple(replace(t, layer=0) if t.layer in docked else t for t in screen.texts),
        elements=tuple(replace(e, layer=0) if e.layer in docked else e for e in screen.elements),
        marks=tuple(replace(m, layer=0) if m.layer in docked else m for m in screen.marks),
    )


def _is_docked(layer: int, screen: Screen) -> bool:
    held = [e for e in screen.elements if e.layer == layer and e.visible and e.box.area > 0]
    pressed = [e for e in held if e.tappable_by != "text"]
    if not pressed or any(mark.layer == layer for mark in screen.marks if mark.kind != "image"):
        return False
    return _is_at_edge(held, screen) and _says_little(layer, screen) and _lies_open(held, screen)


def _is_at_edge(held: list[Element], screen: Screen) -> bool:
    box = _around([element.box for element in held])
    pressed = len([e for e in held if e.tappable_by != "text"])
    low = box.bottom >= screen.height - _TOUCH and box.y < screen.height
    if low and box.height <= _LOWEST_SHARE * screen.height:
        return pressed <= _MOST_BUTTONS
    beside = box.x <= _TOUCH or box.right >= screen.width - _TOUCH
    narrow = box.width <= _SIDE_SHARE * screen.width
    return beside and narrow and pressed >= _FEWEST_ROWS


def _says_little(layer: int, screen: Screen) -> bool:
    """Whether the bar has no words besides those of its controls, but for a name or a sum."""
    plain = [
        run.text
        for run in screen.visible_texts()
        if run.layer == layer
        if run.element is None or screen.elements[run.element].tappable_by == "text"
    ]
    return all(len(text) <= _LONGEST_RUN for text in plain) and len("".join(plain)) <= _LONGEST


def _lies_open(held: list[Element], screen: Screen) -> bool:
    """Whether something of the page can be reached beside the bar: no veil lies between them."""
    box, layer = _around([element.box for element in held]), held[0].layer
    veil = _VEIL_SHARE * screen.width * screen.height
    return any(
        e.layer < layer and e.visible and e.on_screen and not e.occluded
        for e in screen.elements
        if e.box.area < veil and not box.holds(*e.box.center)
    )


def _around(boxes: list[Box]) -> Box:
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    return Box(x, y, right - x, bottom - y)
