"""What each node of one document inherits: place, visibility, layer, block, control.

Nodes come in tree order, so one pass suffices. Rectangles are moved into the coordinates of the
top page's viewport.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loanexit_auto.browser.snapshot import ELEMENT, Document, Node, Rect, Style

FIELDS = frozenset({"INPUT", "TEXTAREA"})
NATIVE = frozenset({"BUTTON", "SELECT", "TEXTAREA", "SUMMARY", "INPUT"})
ROLES = frozenset(
    {
        "button", "link", "tab", "menuitem", "menuitemcheckbox", "menuitemradio", "option",
        "switch", "checkbox", "radio", "searchbox", "textbox", "combobox", "treeitem", "slider",
    }
)  # fmt: skip
_HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6", "LEGEND", "CAPTION"})
_HEADING_CLASS = re.compile(r"(?<![a-z])(title|heading|header|caption|legend)(?![a-z])")
_SKIPPED = frozenset({"HEAD", "SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "TITLE"})
NO_STYLE = Style()
_EVERYWHERE: Rect = (-1e9, -1e9, 2e9, 2e9)
_DIALOGS = ("dialog", "alertdialog")
_LAYER_SHARE = 0.12  # a fixed box over this share of the viewport lies on top of the page


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document lies in the top viewport, and what it inherits from its frame element."""

    offset: tuple[float, float] = (0.0, 0.0)
    window: Rect = _EVERYWHERE  # the part of the top viewport in which it shows
    pane: Rect = _EVERYWHERE  # the same as if the viewport were as large as the page
    parent_frame: str = ""
    layer: int = 0
    hidden: bool = False
    out_of_process: bool = False
    paint: int = 0  # paint order of the frame element, where the document's own starts at 0 again


@dataclass(slots=True)
class Numbers:
    """Counters that run on over all documents of a screen."""

    layers: int = 0
    blocks: int = 0


@dataclass(slots=True)
class Row:
    """A node with everything inherited from above resolved."""

    node: Node
    rect: Rect | None
    last: int  # index of the last node below it
    opacity: float = 1.0
    shown: bool = True
    style: Style = NO_STYLE  # own, or of the nearest laid-out ancestor
    clip: Rect = _EVERYWHERE  # overflow: hidden; outside it nothing can be seen or scrolled to
    window: Rect = _EVERYWHERE  # scrollers too; outside it something must be scrolled first
    pane: Rect = _EVERYWHERE  # the same, but for the scroller that is the page itself
    layer: int = 0
    block: int = 0
    control: int = -1  # index of the innermost actionable node at or above; -1 none
    in_field: bool = False
    heading: bool = False

    @property
    def readable(self) -> bool:
        """Whether a person could see it, after scrolling if need be."""
        if not self.shown or self.rect is None or self.opacity <= 0.05:
            return False
        if self.style.visibility != "visible":
            return False
        return area(self.rect) > 1 and overlap(self.rect, self.clip) > 0

    @property
    def is_control(self) -> bool:
        return self.control == self.node.index


def resolve(document: Document, place: Place, viewport: Rect, numbers: Numbers) -> list[Row]:
    """Return one Row per node, in tree order."""
    last = _last_below(document.nodes)
    dx = place.offset[0] - document.scroll[0]
    dy = place.offset[1] - document.scroll[1]
    rows: list[Row] = []
    for node in document.nodes:
        rect = node.rect
        if rect is not None:
            rect = (rect[0] + dx, rect[1] + dy, rect[2], rect[3])
        if node.parent < 0:
            row = above = _topmost(node, rect, last[node.index], place)
        else:
            above = rows[node.parent]
            row = _below(above, node, rect, last[node.index])
        if node.style is not None and node.type == ELEMENT:
            _apply_style(row, above, node.style, place, viewport, numbers)
        rows.append(row)
    return rows


def area(rect: Rect) -> float:
    return max(rect[2], 0.0) * max(rect[3], 0.0)


def overlap(one: Rect, other: Rect) -> float:
    return area(intersection(one, other))


def intersection(one: Rect, other: Rect) -> Rect:
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right = min(one[0] + one[2], other[0] + other[2])
    bottom = min(one[1] + one[3], other[1] + other[3])
    return (left, top, max(right - left, 0.0), max(bottom - top, 0.0))


def union(rects: list[Rect]) -> Rect:
    left, top = min(r[0] for r in rects), min(r[1] for r in rects)
    right, bottom = max(r[0] + r[2] for r in rects), max(r[1] + r[3] for r in rects)
    return (left, top, right - left, bottom - top)


def editable(node: Node) -> bool:
    """Return whether a person could type into an element that is no field by its tag."""
    given = node.attributes.get("contenteditable")
    return given is not None and given.lower() in ("", "true", "plaintext-only")


def _topmost(node: Node, rect: Rect | None, last: int, place: Place) -> Row:
    row = Row(node, rect, last, shown=not place.hidden, layer=place.layer)
    row.window, row.pane = place.window, place.pane
    return row


def _below(above: Row, node: Node, rect: Rect | None, last: int) -> Row:
    """Return a row as it inherits everything from the one above it."""
    return Row(
        node, rect, last, above.opacity, above.shown and node.name not in _SKIPPED, above.style,
        above.clip, above.window, above.pane, above.layer, above.block, above.control,
        above.in_field or above.node.name in FIELDS or editable(above.node), above.heading,
    )  # fmt: skip


def _apply_style(
    row: Row, above: Row, style: Style, place: Place, viewport: Rect, numbers: Numbers
) -> None:
    row.opacity *= style.opacity
    row.style = style
    if style.position == "fixed":
        row.clip, row.window, row.pane = _EVERYWHERE, place.window, place.pane
    if not style.display.startswith("inline") and style.display != "contents":
        numbers.blocks += 1
        row.block = numbers.blocks
    if _starts_layer(row, style, place, viewport):
        numbers.layers += 1
        row.layer = numbers.layers
    if style.overflow_y != "visible" and row.rect is not None:
        _clip_below(row, row.rect, style.overflow_y)
    if _actionable(row, above):
        row.control = row.node.index
    row.heading = _is_heading(row, above)


def _clip_below(row: Row, rect: Rect, overflow: str) -> None:
    if row.node.name in ("HTML", "BODY"):
        return
    if overflow in ("hidden", "clip"):
        row.clip = intersection(row.clip, rect)
    row.window = intersection(row.window, rect)
    row.pane = intersection(row.pane, rect)


def _starts_layer(row: Row, style: Style, place: Place, viewport: Rect) -> bool:
    attributes = row.node.attributes
    if row.node.name == "DIALOG":
        return True
    if attributes and (attributes.get("role") in _DIALOGS or "aria-modal" in attributes):
        return True
    if style.position != "fixed" or row.rect is None or row.layer != place.layer:
        return False
    return area(row.rect) >= _LAYER_SHARE * area(viewport)


def _actionable(row: Row, above: Row) -> bool:
    node = row.node
    if node.name in ("HTML", "BODY", "OPTION"):
        return False
    if node.name == "INPUT":
        return node.attributes.get("type", "").lower() != "hidden"
    if node.name in NATIVE or node.attributes.get("role") in ROLES or editable(node):
        return True
    if node.clickable or (node.name == "A" and "href" in node.attributes):
        return True
    return row.style.cursor == "pointer" and above.style.cursor != "pointer"


def _is_heading(row: Row, above: Row) -> bool:
    if row.control >= 0:
        return False
    node = row.node
    if node.name in _HEADINGS or node.attributes.get("role") == "heading":
        return True
    return above.heading or bool(_HEADING_CLASS.search(node.attributes.get("class", "").lower()))


def _last_below(nodes: list[Node]) -> list[int]:
    last = list(range(len(nodes)))
    for node in reversed(nodes):
        if node.parent >= 0:
            last[node.parent] = max(last[node.parent], last[node.index])
    return last
