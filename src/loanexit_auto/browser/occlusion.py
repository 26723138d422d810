"""What covers what: painted boxes in paint order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from loanexit_auto.browser.layout import Row, area
from loanexit_auto.browser.snapshot import Rect
from loanexit_auto.screen.model import Element

_SQUARE = 128  # CSS pixels; a screen has some seventy of these squares


class Span(NamedTuple):
    """A painted node and everything below it, for the question what covers what."""

    paint: float
    rect: Rect
    frame: str
    first: int
    last: int


def with_occlusion(
    elements: Sequence[Element], spans: Sequence[Span], covers: Sequence[Span], viewport: Rect
) -> list[Element]:
    """Return the elements, `occluded` set where something else lies over their centre."""
    known = Covers(covers, viewport)
    return [
        replace(element, occluded=True)
        if element.on_screen and known.cover(element.box.center, span)
        else element
        for element, span in zip(elements, spans, strict=True)
    ]


class Covers:
    """What may lie over others in the viewport, by the square of the viewport it reaches."""

    def __init__(self, covers: Sequence[Span], viewport: Rect) -> None:
        self._last = (int(viewport[2] // _SQUARE), int(viewport[3] // _SQUARE))
        self._squares: dict[tuple[int, int], list[Span]] = {}
        for span in sorted(covers, key=lambda span: -span.paint):  # the topmost first
            for square in self._reached(span.rect):
                self._squares.setdefault(square, []).append(span)

    def cover(self, point: tuple[float, float], span: Span) -> bool:
        """Return whether one of them lies over `span` at a point of the viewport."""
        square = (int(point[0] // _SQUARE), int(point[1] // _SQUARE))
        return is_covered(point, span, self._squares.get(square, ()))

    def _reached(self, rect: Rect) -> Iterator[tuple[int, int]]:
        left, right = int(rect[0] // _SQUARE), int((rect[0] + rect[2]) // _SQUARE)
        top, bottom = int(rect[1] // _SQUARE), int((rect[1] + rect[3]) // _SQUARE)
        for across in range(max(left, 0), min(right, self._last[0]) + 1):
            for down in range(max(top, 0), min(bottom, self._last[1]) + 1):
                yield across, down


def is_covered(point: tuple[float, float], span: Span, covers: Sequence[Span]) -> bool:
    """Return whether one of `covers` (topmost first) lies over `span` at a point."""
    x, y = point
    for cover in covers:
        if cover.paint <= span.paint:
            return False
        left, top, width, height = cover.rect
        if not (left <= x <= left + width and top <= y <= top + height):
            continue
        if cover.frame != span.frame or cover.first > span.last or cover.last < span.first:
            return True
    return False


def can_cover(row: Row) -> bool:
    """Whether the node could lie over others: raised, and it takes the pointer."""
    style = row.style
    if style.position == "static" and row.node.name != "IFRAME":
        return False
    if style.pointer_events == "none" or style.visibility != "visible":
        return False
    return row.rect is not None and area(row.rect) > 16
