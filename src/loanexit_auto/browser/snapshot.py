"""One document of a DOMSnapshot as plain rows: the decoding, apart from any judgement.

The format is Chrome DevTools Protocol `DOMSnapshot.captureSnapshot`: parallel arrays with indexes
into one table of strings. Boxes come in document coordinates, in CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

STYLES = (
    "display", "visibility", "opacity", "cursor", "pointer-events", "position", "overflow-y",
    "font-size",
)  # fmt: skip
OPTIONS = {
    "computedStyles": list(STYLES),
    "includePaintOrder": True,
    "includeDOMRects": False,
}
Rect = tuple[float, float, float, float]
ELEMENT, TEXT = 1, 3


@dataclass(slots=True)
class Node:
    """One node of the document; `rect` and `style` are None when it is not laid out."""

    index: int
    parent: int
    type: int
    name: str  # upper-case tag, "#text", "::before" ...
    value: str
    backend_id: int
    attributes: dict[str, str]
    rect: Rect | None = None
    style: dict[str, str] | None = None
    text: str = ""
    paint: int = -1
    clickable: bool = False
    checked: bool | None = None
    typed: str | None = None  # what is in the field; never leaves the browser layer
    document: int | None = None  # index of the document an IFRAME holds


@dataclass(slots=True)
class Document:
    """One document with its nodes in tree order (a parent always before its children)."""

    frame_id: str
    url: str
    title: str
    scroll: tuple[float, float]
    size: tuple[float, float]
    nodes: list[Node]


def documents(snapshot: dict[str, Any]) -> list[Document]:
    """Return all documents of one target, the top one first."""
    strings: list[str] = snapshot["strings"]
    return [_document(raw, strings) for raw in snapshot["documents"]]


def _document(raw: dict[str, Any], strings: list[str]) -> Document:
    nodes = list(_nodes(raw["nodes"], strings))
    _lay_out(nodes, raw["layout"], strings)
    return Document(
        frame_id=_string(strings, raw["frameId"]),
        url=_string(strings, raw["documentURL"]),
        title=_string(strings, raw["title"]),
        scroll=(raw.get("scrollOffsetX", 0), raw.get("scrollOffsetY", 0)),
        size=(raw.get("contentWidth", 0), raw.get("contentHeight", 0)),
        nodes=nodes,
    )


def _nodes(raw: dict[str, Any], strings: list[str]) -> Iterator[Node]:
    clickable = set(raw["isClickable"]["index"])
    checked = set(raw["inputChecked"]["index"])
    typed = _rare(raw["inputValue"], strings) | _rare(raw["textValue"], strings)
    pseudo = _rare(raw["pseudoType"], strings)
    held = dict(zip(*raw["contentDocumentIndex"].values(), strict=True))
    rows = zip(
        raw["parentIndex"], raw["nodeType"], raw["nodeName"], raw["nodeValue"],
        raw["backendNodeId"], raw["attributes"], strict=True,
    )  # fmt: skip
    for index, (parent, kind, name, value, backend_id, attributes) in enumerate(rows):
        tag = f"::{pseudo[index]}" if index in pseudo else _string(strings, name)
        yield Node(
            index=index,
            parent=parent,
            type=kind,
            name=tag.upper() if kind == ELEMENT and tag[:2] != "::" else tag,
            value=_string(strings, value),
            backend_id=backend_id,
            attributes=_attributes(attributes, strings),
            clickable=index in clickable,
            checked=True if index in checked else None,
            typed=typed.get(index),
            document=held.get(index),
        )


def _lay_out(nodes: list[Node], raw: dict[str, Any], strings: list[str]) -> None:
    rows = zip(
        raw["nodeIndex"], raw["styles"], raw["bounds"], raw["text"], raw["paintOrders"], strict=True
    )
    for index, style, bounds, text, paint in rows:
        node = nodes[index]
        node.rect = (bounds[0], bounds[1], bounds[2], bounds[3])
        node.paint = paint
        if style:
            node.style = dict(zip(STYLES, (strings[at] for at in style), strict=True))
        if text >= 0:
            node.text += strings[text]


def _attributes(raw: list[int], strings: list[str]) -> dict[str, str]:
    return {strings[raw[i]]: _string(strings, raw[i + 1]) for i in range(0, len(raw), 2)}


def _rare(raw: dict[str, list[int]], strings: list[str]) -> dict[int, str]:
    return {
        index: _string(strings, at) for index, at in zip(raw["index"], raw["value"], strict=True)
    }


def _string(strings: list[str], at: int) -> str:
    return strings[at] if at >= 0 else ""
