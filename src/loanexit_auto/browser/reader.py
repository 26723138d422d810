"""Turns the rows of one document into texts, elements and marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from loanexit_auto.browser import naming
from loanexit_auto.browser.control import Controls, Run
from loanexit_auto.browser.layout import Numbers, Place, Row
from loanexit_auto.browser.occlusion import Span, can_cover
from loanexit_auto.browser.snapshot import ELEMENT, Node, Rect
from loanexit_auto.screen.model import Box, Element, Frame, Mark, Text

_MARKS: dict[str, Literal["script", "iframe", "canvas", "image", "video"]] = {
    "SCRIPT": "script", "IFRAME": "iframe", "FRAME": "iframe", "CANVAS": "canvas", "IMG": "image",
    "VIDEO": "video",
}  # fmt: skip
_TELLING = re.compile(
    r"captcha|verif|geetest|turnstile|yidun|nc[_-]|slider|puzzle|keyboard|keypad|altcha|aliyun|cap-widget|friendly|frc-"
    r"|(?<![a-z])(?:switch|toggle)(?![a-z])"  # drawn by hand, without a role
)
_SECRET_HINT = re.compile(r"code|otp|pin|pass|验证码|密码")
_NO_SECRET = frozenset(
    {"hidden", "button", "submit", "reset", "checkbox", "radio", "range", "image"}
)
_LONGEST_BARE_TEXT = 24  # longer text without a listener is prose, not a menu row
_NOWHERE: Rect = (0, 0, 0, 0)


class Stand(NamedTuple):
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


class _Said(NamedTuple):
    """A run of text met on the way, before the elements have their numbers."""

    row: Row
    text: str
    heading: str
    readable: bool
    control: int  # index of the row that carries it; -1 none


class Reader:
    """Turns the rows of one document into texts, elements and marks."""

    def __init__(self, frame: str, rows: list[Row], place: Place, out: Gathered) -> None:
        self.frame, self.rows, self.place, self.out = frame, rows, place, out
        self.runs: dict[int, list[Run]] = {}  # control -> its words
        self.controls: dict[int, str] = {}  # control -> heading it stands under
        self.headings: dict[int, str] = {}  # layer -> heading met last
        self.inner_controls: dict[int, int] = {}  # control -> number of controls inside it
        self.said: list[_Said] = []

    def read(self) -> None:
        for row in self.rows:
            node = row.node
            if row.control == node.index and not row.in_field:
                self._note_control(row)
            if node.type == ELEMENT:
                self._note_structure(row)
            if node.text and row.rect is not None and not row.in_field:
                self._note_text(row)
        ids = self._emit()
        for said in self.said:
            self.out.texts.append(self._text(said, ids))

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
        if kind is not None or node.attributes or "-" in node.name:
            words = naming.mark_words(node)
            if kind is not None or _TELLING.search(words):
                seen = kind is not None or (row.shown and row.style.visibility == "visible")
                box = Box(*((row.rect if seen else None) or _NOWHERE))
                self.out.marks.append(Mark(kind or "container", words, box, self.frame, row.layer))
        if node.typed:
            self._note_secret(node)
        if row.rect is not None and row.shown and can_cover(row):
            self.out.covers.append(self._span(row, node.paint))

    def _note_secret(self, node: Node) -> None:
        kind = naming.input_type(node)
        if kind in _NO_SECRET:
            return
        typed = (node.typed or "").strip()
        telling = kind in ("password", "tel", "number") or _SECRET_HINT.search(naming.hints(node))
        if len(typed) >= 4 and (telling or typed != node.attributes.get("value", "").strip()):
            self.out.secrets.add(typed)

    def _note_text(self, row: Row) -> None:
        text = row.node.text.strip()
        if not text:
            return
        readable = row.readable
        if readable:
            if row.control >= 0:
                self._give_to_controls(row, text)
            elif row.heading:
                self.headings[row.layer] = text
        heading = self.headings.get(row.layer, "")
        control = row.control
        if control < 0 and readable and len(text) <= _LONGEST_BARE_TEXT:
            control = self._bare(row, text, heading)
        self.out.stands.append(Stand(row.window, row.pane, self._span(row, row.node.paint)))
        self.said.append(_Said(row, text, heading, readable, control))

    def _give_to_controls(self, row: Row, text: str) -> None:
        parent = row.node.parent
        generated = row.node.name[:2] == "::" or self.rows[parent].node.name[:2] == "::"
        run = Run(text, generated)
        for control in self._around(row.node.index):
            self.runs.setdefault(control, []).append(run)

    def _bare(self, row: Row, text: str, heading: str) -> int:
        """A short text without a listener of its own: frameworks listen far above it."""
        parent = row.node.parent
        if parent >= 0:
            self.controls.setdefault(parent, heading)
            self.runs.setdefault(parent, []).append(Run(text, generated=False))
        return parent

    def _emit(self) -> dict[int, int]:
        """Make the elements; returns their numbers by the index of their rows."""
        ids: dict[int, int] = {}
        tops = _highest_paint(self.rows)
        made = Controls(self.frame, self.rows, self.out.viewport)
        elements = self.out.elements
        for index in sorted(self.controls):
            row, runs = self.rows[index], self.runs.get(index, ())
            if made.is_container(row, runs, self.inner_controls.get(index, 0)):
                continue
            ids[index] = len(elements)
            elements.append(made.element(row, len(elements), runs, self.controls[index]))
            self.out.spans.append(self._span(row, tops[index]))
            self.out.wording[self.frame, row.node.backend_id] = "".join(
                run.words for run in runs if not run.generated
            )
        return ids

    def _text(self, said: _Said, ids: dict[int, int]) -> Text:
        row = said.row
        return Text(
            said.text,
            Box(*(row.rect or _NOWHERE)),
            self.frame,
            row.block,
            row.layer,
            said.heading,
            ids.get(said.control),
            row.style.font_size,
            row.heading and row.control < 0,
            not said.readable,
        )

    def _span(self, row: Row, paint: int) -> Span:
        order = self.place.paint + (paint + 1) / 1e6 if self.place.out_of_process else paint
        return Span(order, row.rect or _NOWHERE, self.frame, row.node.index, row.last)


def _highest_paint(rows: list[Row]) -> list[int]:
    """Return for each row the highest paint order of it and everything below it."""
    tops = [row.node.paint for row in rows]
    for row in reversed(rows):
        node = row.node
        if node.parent >= 0 and tops[node.index] > tops[node.parent]:
            tops[node.parent] = tops[node.index]
    return tops
