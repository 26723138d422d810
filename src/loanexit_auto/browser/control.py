"""Makes an Element of a row: its name, its box, whether it shows and what listens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from loanexit_auto.browser import naming
from loanexit_auto.browser.captions import Captions
from loanexit_auto.browser.layout import NATIVE, ROLES, Row, area, union
from loanexit_auto.browser.snapshot import TEXT, Rect
from loanexit_auto.screen.address import without_query_values
from loanexit_auto.screen.model import Box, Element, TappableBy

_MOST_RUNS_OF_A_CONTROL = 8  # a listener over more runs than this is a container, not a control


class Run(NamedTuple):
    """Words of a control; generated ones come from a style sheet and are in no document."""

    words: str
    generated: bool


class Controls:
    """The controls of one document."""

    def __init__(self, frame: str, rows: Sequence[Row], viewport: Rect) -> None:
        self.frame, self.rows, self.viewport = frame, rows, viewport
        self._captions = Captions(rows)

    def is_container(self, row: Row, runs: Sequence[Run], inner: int) -> bool:
        """Return whether a row that listens over `inner` controls is none itself."""
        if inner < 2 and len(runs) <= _MOST_RUNS_OF_A_CONTROL:
            return False
        return tappable_by(row) != "native"

    def element(self, row: Row, number: int, runs: Sequence[Run], heading: str) -> Element:
        """Return the row as an Element with that number."""
        node, attributes = row.node, row.node.attributes
        text = " ".join([run.words for run in runs])
        caption = self._captions.of(row) if naming.is_field(node) else naming.NO_CAPTION
        label, source, besides = naming.label(node, self._inside(row, text), caption)
        box = Box(*self._rect(row))
        href = attributes.get("href", "")
        return Element(
            id=number,
            node=node.backend_id,
            frame=self.frame,
            tag=node.name.lower(),
            role=naming.role(node),
            label=label,
            box=box,
            name_from=source,
            tappable_by=tappable_by(row),
            text=text,
            href=without_query_values(href) if href else "",
            input_type=naming.input_type(node),
            hints=naming.hints(node),
            max_length=naming.integer(attributes.get("maxlength")),
            filled=bool(node.typed),
            checked=naming.checked(node),
            disabled="disabled" in attributes or attributes.get("aria-disabled") == "true",
            visible=_visible(row, box),
            on_screen=_holds(row.window, box) and _holds(self.viewport, box),
            layer=row.layer,
            block=row.block,
            heading=heading,
            other_names=besides,
        )

    def _rect(self, row: Row) -> Rect:
        """The control's own box, or that of its contents when its own is empty."""
        if row.rect is not None and area(row.rect) > 1:
            return row.rect
        below = (self.rows[at].rect for at in range(row.node.index + 1, row.last + 1))
        rects = [rect for rect in below if rect is not None and area(rect) > 1]
        return union(rects) if rects else (row.rect or (0, 0, 0, 0))

    def _inside(self, row: Row, text: str) -> naming.Inside:
        """The text, and the words of the pictures in it: alt or svg title, icon classes."""
        alt, icon = "", naming.icon_words(row.node)
        for at in range(row.node.index + 1, row.last + 1):
            inner = self.rows[at].node
            if inner.type == TEXT:
                if not alt and self.rows[inner.parent].node.name == "TITLE":
                    alt = inner.value.strip()
                continue
            if not alt and inner.name == "IMG":
                alt = inner.attributes.get("alt", "")
            icon = icon or naming.icon_words(inner)
        return naming.Inside(text, alt, icon)


def tappable_by(row: Row) -> TappableBy:
    """Return what makes a row something to press."""
    node = row.node
    if node.name in NATIVE or (node.name == "A" and "href" in node.attributes):
        return "native"
    if node.clickable or node.attributes.get("role") in ROLES:
        return "listener"
    return "pointer" if row.is_control else "text"


def _visible(row: Row, box: Box) -> bool:
    if not row.shown or row.opacity <= 0.05 or box.area <= 1:
        return False
    if row.style.visibility != "visible" or row.style.pointer_events == "none":
        return False
    left, top, width, height = row.clip
    return box.right > left and box.x < left + width and box.bottom > top and box.y < top + height


def _holds(rect: Rect, box: Box) -> bool:
    """Whether the middle of the box lies in the rectangle (edges included)."""
    x, y = box.center
    return rect[0] <= x <= rect[0] + rect[2] and rect[1] <= y <= rect[1] + rect[3]
