"""Turns the rows of one document into texts, elements and marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from loanexit_auto.browser import naming
from loanexit_auto.browser.layout import NATIVE, ROLES, Numbers, Place, Row, area, union
from loanexit_auto.browser.occlusion import Span, can_cover
from loanexit_auto.browser.snapshot import ELEMENT, TEXT, Node, Rect
from loanexit_auto.screen.address import without_query_values
from loanexit_auto.screen.model import Box, Element, Frame, Mark, TappableBy, Text

_MARKS: dict[str, Literal["script", "iframe", "canvas", "image", "video"]] = {
    "SCRIPT": "script", "IFRAME": "iframe", "FRAME": "iframe", "CANVAS": "canvas", "IMG": "image",
    "VIDEO": "video",
}  # fmt: skip
_TELLING = re.compile(
    r"captcha|verif|geetest|turnstile|yidun|nc[_-]|slider|puzzle|keyboard|keypad|altcha|aliyun"
)
_SECRET_HINT = re.compile(r"code|otp|pin|pass|验证码|密码")
_LONGEST_BARE_TEXT = 24  # longer text without a listener is prose, not a menu row
_MOST_RUNS_OF_A_CONTROL = 8  # a listener over more runs than this is a container, not a control


def fold(text: str) -> str:
    """Return the text without white space, as the tripwire compares it."""
    return re.sub(r"[\s\u200b-\u200f\u2060\ufeff]+", "", text)


@dataclass(frozen=True, slots=True)
class Stand:
    """What clips a text: in the view, and on a picture of the whole page; and how it is painted."""

    window: Rect
    pane: Rect
    span: Span


@dataclass(slots=True)
class Gathered:
    """What has been collected over all documents so far."""

    viewport: Rect
    numbers: Numbers = field(default_factory=Numbers)
    texts: list[Text] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    covers: list[Span] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)  # one per element
    wording: dict[tuple[str, int], str] = field(default_factory=dict)
    secrets: set[str] = field(default_factory=set)
    stands: list[Stand] = field(default_factory=list)  # one per text


class Reader:
    """Turns the rows of one document into texts, elements and marks."""

    def __init__(self, frame: str, rows: list[Row], place: Place, out: Gathered) -> None:
        self.frame, self.rows, self.place, self.out = frame, rows, place, out
        self.runs: dict[int, list[tuple[str, bool]]] = {}  # control -> (words, generated)
        self.controls: dict[int, str] = {}  # control -> heading it stands under
        self.headings: dict[int, str] = {}  # layer -> heading met last
        self.inner_controls: dict[int, int] = {}  # control -> number of controls inside it

    def read(self) -> None:
        first_text = len(self.out.texts)
        for row in self.rows:
            if row.is_control and not row.in_field:
                self._note_control(row)
            if row.node.type == ELEMENT:
                self._note_structure(row)
            if row.node.text and not row.in_field:
                self._note_text(row)
        ids = self._emit()
        texts = self.out.texts
        for at in range(first_text, len(texts)):
            if (control := texts[at].element) is not None:
                texts[at] = replace(texts[at], element=ids.get(control))

    def _note_control(self, row: Row) -> None:
        self.controls[row.node.index] = self.headings.get(row.layer, "")
        for outer in self._around(row.node.parent):
            self.inner_controls[outer] = self.inner_controls.get(outer, 0) + 1

    def _around(self, index: int) -> list[int]:
        """Indexes of the controls at or above a node, innermost first."""
        found = []
        while index >= 0 and (control := self.rows[index].control) >= 0:
            found.append(control)
            index = self.rows[control].node.parent
        return found

    def _note_structure(self, row: Row) -> None:
        node = row.node
        kind = _MARKS.get(node.name)
        words = naming.mark_words(node)
        if kind is not None or _TELLING.search(words):
            box = Box(*row.rect) if row.rect else Box(0, 0, 0, 0)
            self.out.marks.append(Mark(kind or "container", words, box, self.frame, row.layer))
        if node.typed:
            self._note_secret(node)
        if row.rect is not None and row.shown and can_cover(row):
            self.out.covers.append(self._span(row, row.node.paint))

    def _note_secret(self, node: Node) -> None:
        kind = naming.input_type(node)
        if kind in ("hidden", "button", "submit", "reset", "checkbox", "radio", "range", "image"):
            return
        typed = (node.typed or "").strip()
        telling = kind in ("password", "tel", "number") or _SECRET_HINT.search(naming.hints(node))
        if len(typed) >= 4 and (telling or typed != node.attributes.get("value", "").strip()):
            self.out.secrets.add(typed)

    def _note_text(self, row: Row) -> None:
        text = row.node.text.strip()
        if not text or row.rect is None:
            return
        if row.readable:
            self._give_to_controls(row, text)
        if row.heading and row.control < 0 and row.readable:
            self.headings[row.layer] = text
        self.out.stands.append(Stand(row.window, row.pane, self._span(row, row.node.paint)))
        size = (row.style or {}).get("font-size", "16px").removesuffix("px")
        self.out.texts.append(
            Text(
                text=text,
                box=Box(*row.rect),
                frame=self.frame,
                block=row.block,
                layer=row.layer,
                heading=self.headings.get(row.layer, ""),
                element=row.control if row.control >= 0 else self._bare(row, text),
                size=float(size or 16),
                is_heading=row.heading and row.control < 0,
                hidden=not row.readable,
            )
        )

    def _give_to_controls(self, row: Row, text: str) -> None:
        generated = any(self._name(at).startswith("::") for at in (row.node.index, row.node.parent))
        for control in self._around(row.node.index):
            self.runs.setdefault(control, []).append((text, generated))

    def _bare(self, row: Row, text: str) -> int | None:
        """A short text without a listener of its own: frameworks listen far above it."""
        parent = row.node.parent
        if len(text) > _LONGEST_BARE_TEXT or not row.readable or parent < 0:
            return None
        self.controls.setdefault(parent, self.headings.get(row.layer, ""))
        self.runs.setdefault(parent, []).append((text, False))
        return parent

    def _name(self, index: int) -> str:
        return self.rows[index].node.name if index >= 0 else ""

    def _emit(self) -> dict[int, int]:
        ids: dict[int, int] = {}
        for index in sorted(self.controls):
            row = self.rows[index]
            if self._is_container(row):
                continue
            ids[index] = len(self.out.elements)
            self.out.elements.append(self._element(row, ids[index]))
            top = max(self.rows[at].node.paint for at in range(index, row.last + 1))
            self.out.spans.append(self._span(row, top))
        return ids

    def _is_container(self, row: Row) -> bool:
        if _tappable_by(row) == "native":
            return False
        inner = self.inner_controls.get(row.node.index, 0)
        return inner >= 2 or len(self.runs.get(row.node.index, ())) > _MOST_RUNS_OF_A_CONTROL

    def _span(self, row: Row, paint: int) -> Span:
        rect = row.rect or (0, 0, 0, 0)
        order = self.place.paint + (paint + 1) / 1e6 if self.place.out_of_process else paint
        return Span(order, rect, self.frame, row.node.index, row.last)

    def _element(self, row: Row, number: int) -> Element:
        node, attributes = row.node, row.node.attributes
        runs = self.runs.get(node.index, [])
        text = " ".join(words for words, _ in runs)
        label, source = naming.label(node, text, *self._pictures(row))
        box = Box(*self._rect(row))
        self.out.wording[self.frame, node.backend_id] = fold(
            "".join(words for words, generated in runs if not generated)
        )
        return Element(
            id=number,
            node=node.backend_id,
            frame=self.frame,
            tag=node.name.lower(),
            role=naming.role(node),
            label=label,
            box=box,
            name_from=source,
            tappable_by=_tappable_by(row),
            text=text,
            href=without_query_values(attributes.get("href", "")),
            input_type=naming.input_type(node),
            hints=naming.hints(node),
            max_length=naming.integer(attributes.get("maxlength")),
            filled=bool(node.typed),
            checked=naming.checked(node),
            disabled="disabled" in attributes or attributes.get("aria-disabled") == "true",
            visible=_visible(row, box),
            on_screen=_on_screen(row, box, self.out.viewport),
            layer=row.layer,
            block=row.block,
            heading=self.controls[node.index],
        )

    def _rect(self, row: Row) -> Rect:
        """The control's own box, or that of its contents when its own is empty."""
        if row.rect is not None and area(row.rect) > 1:
            return row.rect
        below = (self.rows[at].rect for at in range(row.node.index + 1, row.last + 1))
        rects = [rect for rect in below if rect is not None and area(rect) > 1]
        return union(rects) if rects else (row.rect or (0, 0, 0, 0))

    def _pictures(self, row: Row) -> tuple[str, str]:
        """Words of the pictures inside: (alt or svg title, icon classes)."""
        alt, icon = "", naming.icon_words(row.node)
        for at in range(row.node.index + 1, row.last + 1):
            inner = self.rows[at].node
            if inner.name == "IMG":
                alt = alt or inner.attributes.get("alt", "")
            elif inner.type == TEXT and self._name(inner.parent) == "TITLE":
                alt = alt or inner.value.strip()
            icon = icon or naming.icon_words(inner)
        return alt, icon


def _tappable_by(row: Row) -> TappableBy:
    node = row.node
    if node.name in NATIVE or (node.name == "A" and "href" in node.attributes):
        return "native"
    if node.attributes.get("role") in ROLES or node.clickable:
        return "listener"
    return "pointer" if row.is_control else "text"


def _visible(row: Row, box: Box) -> bool:
    style = row.style or {}
    if style.get("visibility", "visible") != "visible" or style.get("pointer-events") == "none":
        return False
    left, top, width, height = row.clip
    inside = box.right > left and box.x < left + width and box.bottom > top and box.y < top + height
    return row.shown and row.opacity > 0.05 and box.area > 1 and inside


def _on_screen(row: Row, box: Box, viewport: Rect) -> bool:
    x, y = box.center
    return Box(*row.window).holds(x, y) and Box(*viewport).holds(x, y)
