"""Panes: inner scrollers that hold more than they show. Arithmetic on a snapshot only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loanexit_auto.browser.layout import Place, Row, area, intersection
from loanexit_auto.browser.occlusion import Span
from loanexit_auto.browser.snapshot import ELEMENT, Document, Rect

_SCROLLS = ("auto", "scroll", "overlay")
_SMALLEST = 40  # CSS pixels; what is lower or narrower is a ticker or a trick, not a pane


@dataclass(frozen=True, slots=True)
class Pane:
    """An inner scroller, or the document of a frame (`node` 0), in the top page's viewport.

    `box` is the part of it that shows once the page itself is scrolled to it.
    """

    frame: str
    node: int
    tag: str
    box: Rect
    span: Span


def panes_of(document: Document, rows: Sequence[Row], place: Place) -> Iterator[Pane]:
    """Yield what may scroll inside a document, outer ones first; the page itself is none."""
    if place.parent_frame and document.nodes and document.nodes[0].rect is not None:
        height = document.nodes[0].rect[3]
        order = _order(document.nodes[0].paint, place)
        span = Span(order, place.pane, document.frame_id, 0, len(rows))
        if document.size[1] > height + 1 and _is_large(place.pane) and not place.hidden:
            yield Pane(document.frame_id, 0, "iframe", place.pane, span)
    for row in rows:
        style = row.node.style
        if style is None or row.node.type != ELEMENT or style.overflow_y not in _SCROLLS:
            continue
        if row.node.name == "HTML" or row.rect is None or not row.readable:
            continue
        box = intersection(row.rect, row.pane)
        if _is_large(box) and _holds_more(row, rows):
            order = _order(row.node.paint, place)
            span = Span(order, row.rect, document.frame_id, row.node.index, row.last)
            yield Pane(document.frame_id, row.node.backend_id, row.node.name.lower(), box, span)


def _order(paint: int, place: Place) -> float:
    """Return a paint order; that of a frame in another process lies within its frame's."""
    return place.paint + (paint + 1) / 1e6 if place.out_of_process else paint


def _is_large(box: Rect) -> bool:
    return area(box) > 0 and min(box[2], box[3]) >= _SMALLEST


def _holds_more(row: Row, rows: Sequence[Row]) -> bool:
    """Whether anything below the node lies outside of it, above or below."""
    left, top, width, height = row.rect or (0.0, 0.0, 0.0, 0.0)
    below = (rows[at] for at in range(row.node.index + 1, row.last + 1))
    return any(
        inner.rect is not None
        and inner.shown
        and area(inner.rect) > 1
        and (inner.rect[1] + inner.rect[3] > top + height + 1 or inner.rect[1] < top - 1)
        and intersection(inner.rect, (left, -1e9, width, 2e9))[2] > 0
        for inner in below
    )
