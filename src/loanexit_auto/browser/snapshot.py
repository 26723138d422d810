"""One document of a DOMSnapshot as plain rows: the decoding, apart from any judgement.

The format is Chrome DevTools Protocol `DOMSnapshot.captureSnapshot`: parallel arrays with indexes
into one table of strings. Boxes come in document coordinates, in CSS pixels.

A page has few different styles and many nodes, so each style is decoded once and shared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
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
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Style:
    """Computed style; lengths in CSS pixels. The defaults are those of a node without any."""

    display: str = "inline"
    visibility: str = "visible"
    opacity: float = 1.0
    cursor: str = "auto"
    pointer_events: str = "auto"
    position: str = "static"
    overflow_y: str = "visible"
    font_size: float = 16.0


@dataclass(slots=True)
class Node:
    """One node of the document; `rect` and `style` are None when it is not laid out."""

    index: int
    parent: int
    type: int
    name: str  # upper-case tag, "#text", "::before" ...
    value: str
    backend_id: int
    attributes: Mapping[str, str]
    rect: Rect | None = None
    style: Style | None = None
    text: str = ""
    paint: int = -1
    clickable: bool = False
    checked: bool | None = None
    typed: str | None = None  # what is in the field; never leaves the browser layer
    document: int | None = None  # index of the document an IFRAME holds
    shadow: str = ""  # type of the shadow root it stands in, if any


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
    nodes = _nodes(raw["nodes"], strings)
    _lay_out(nodes, raw["layout"], strings)
    return Document(
        frame_id=_string(strings, raw["frameId"]),
        url=_string(strings, raw["documentURL"]),
        title=_string(strings, raw["title"]),
        scroll=(raw.get("scrollOffsetX", 0), raw.get("scrollOffsetY", 0)),
        size=(raw.get("contentWidth", 0), raw.get("contentHeight", 0)),
        nodes=nodes,
    )


def _nodes(raw: dict[str, Any], strings: list[str]) -> list[Node]:
    words = [*strings, ""]  # -1 stands for no string
    tags: dict[int, str] = {}
    pseudo = _rare(raw["pseudoType"], strings)
    nodes: list[Node] = []
    rows = zip(
        raw["parentIndex"], raw["nodeType"], raw["nodeName"], raw["nodeValue"],
        raw["backendNodeId"], raw["attributes"], strict=True,
    )  # fmt: skip
    for index, (parent, kind, name, value, backend_id, pairs) in enumerate(rows):
        if kind != ELEMENT:
            tag = words[name]
        elif (tag := tags.get(name, "")) == "":
            tag = tags[name] = words[name].upper()
        attributes = _attributes(pairs, words) if pairs else _NONE
        nodes.append(Node(index, parent, kind, tag, words[value], backend_id, attributes))
    for index, kind in pseudo.items():
        nodes[index].name = f"::{kind}"
    _note_state(nodes, raw, strings)
    return nodes


def _note_state(nodes: list[Node], raw: dict[str, Any], strings: list[str]) -> None:
    """Note what only some nodes have: a listener, a tick, a value, a root, a document."""
    for index in raw["isClickable"]["index"]:
        nodes[index].clickable = True
    for index in raw["inputChecked"]["index"]:
        nodes[index].checked = True
    for values in (raw["inputValue"], raw["textValue"]):
        for index, typed in _rare(values, strings).items():
            nodes[index].typed = typed
    for index, shadow in _rare(raw["shadowRootType"], strings).items():
        nodes[index].shadow = shadow
    for index, held in zip(*raw["contentDocumentIndex"].values(), strict=True):
        nodes[index].document = held


def _lay_out(nodes: list[Node], raw: dict[str, Any], strings: list[str]) -> None:
    known: dict[tuple[int, ...], Style] = {}
    rows = zip(
        raw["nodeIndex"], raw["styles"], raw["bounds"], raw["text"], raw["paintOrders"], strict=True
    )
    for index, listed, bounds, text, paint in rows:
        node = nodes[index]
        node.rect = tuple(bounds)
        node.paint = paint
        if listed:
            style = known.get(key := tuple(listed))
            if style is None:
                style = known[key] = _style([strings[at] for at in listed])
            node.style = style
        if text >= 0:
            node.text += strings[text]


def _style(values: Sequence[str]) -> Style:
    display, visibility, opacity, cursor, pointer_events, position, overflow_y, size = values
    return Style(
        display, visibility, number(opacity, 1.0), cursor, pointer_events, position, overflow_y,
        number(size.removesuffix("px"), 16.0),
    )  # fmt: skip


def number(text: str, otherwise: float) -> float:
    """Return the number a text is, or `otherwise`."""
    try:
        return float(text)
    except ValueError:
        return otherwise


def _attributes(raw: list[int], words: list[str]) -> dict[str, str]:
    return {words[raw[i]]: words[raw[i + 1]] for i in range(0, len(raw), 2)}


def _rare(raw: dict[str, list[int]], strings: list[str]) -> dict[int, str]:
    return {
        index: _string(strings, at) for index, at in zip(raw["index"], raw["value"], strict=True)
    }


def _string(strings: list[str], at: int) -> str:
    return strings[at] if at >= 0 else ""
