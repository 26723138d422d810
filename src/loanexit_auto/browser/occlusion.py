"""What covers what: painted boxes in paint order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from loanexit_auto.browser.layout import Row, area
from loanexit_auto.browser.snapshot import Rect
from loanexit_auto.screen.model import Element


@dataclass(frozen=True, slots=True)
class Span:
    """A painted node and everything below it, for the question what covers what."""

    paint: float
    rect: Rect
    frame: str
    first: int
    last: int


def with_occlusion(
    elements: Sequence[Element], spans: Sequence[Span], covers: Sequence[Span]
) -> list[Element]:
    """Return the elements, `occluded` set where something else lies over their centre."""
    topmost = sorted(covers, key=lambda span: -span.paint)
    return [
        replace(element, occluded=True)
        if element.on_screen and is_covered(element.box.center, span, topmost)
        else element
        for element, span in zip(elements, spans, strict=True)
    ]


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
    style = row.style or {}
    if style.get("pointer-events") == "none" or style.get("visibility") != "visible":
        return False
    raised = style.get("position") != "static" or row.node.name == "IFRAME"
    return raised and row.rect is not None and area(row.rect) > 16
