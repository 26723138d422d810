"""The words that name a field from outside of it.

As in "Accessible Name and Description Computation" (W3C) and HTML's rules for `<label>`:
`aria-labelledby`, a label that points to the field or is wrapped around it. Forms laid out as
tables name a field by the cell before its own; no standard says so, but people read them like that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from loanexit_auto.browser.layout import Row
from loanexit_auto.browser.naming import Caption, input_type
from loanexit_auto.browser.snapshot import ELEMENT, TEXT, Node

_LABELABLE = frozenset({"INPUT", "SELECT", "TEXTAREA", "BUTTON", "METER", "OUTPUT", "PROGRESS"})
_CELLS = frozenset({"TD", "TH"})
_SILENT = frozenset({"SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT"})
_LONGEST = 160  # characters; more is the text of a page that somebody wrapped into a label


class Captions:
    """The captions of one document."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def of(self, row: Row) -> Caption:
        """Return what names the field; only native fields have a label or a cell."""
        referenced = self._referenced(row)
        if row.node.name not in _LABELABLE:
            return Caption(referenced)
        return Caption(referenced, self._labelled(row), self._beside(row))

    def _referenced(self, row: Row) -> str:
        ids = row.node.attributes.get("aria-labelledby", "").split()
        named = (self._named(one, row) for one in ids)
        return _shortened(" ".join(self._words(at) for at in named if at is not None))

    def _named(self, one: str, row: Row) -> int | None:
        """Return the element of that id in the same tree as the row."""
        root = self._root(row.node.index)
        return next((at for at in self._ids.get(one, ()) if self._root(at) == root), None)

    def _labelled(self, row: Row) -> str:
        own = row.node.attributes.get("id", "")
        labels = list(self._pointing(own, row)) if own else []
        around = self._around(row, own)
        if around is not None and around not in labels:
            labels.append(around)
        return _shortened(" ".join(self._words(at, row) for at in sorted(labels)))

    def _pointing(self, own: str, row: Row) -> Iterator[int]:
        if self._named(own, row) == row.node.index:
            root = self._root(row.node.index)
            yield from (at for at in self._labels.get(own, ()) if self._root(at) == root)

    def _around(self, row: Row, own: str) -> int | None:
        """Return the label around a field, if the field is the first in it that it can name."""
        at = row.node.parent
        while at >= 0 and self._rows[at].node.name != "LABEL":
            at = self._rows[at].node.parent
        if at < 0:
            return None
        points_to = self._rows[at].node.attributes.get("for")
        if points_to is not None:
            return at if points_to == own else None
        before = (self._rows[inner].node for inner in range(at + 1, row.node.index))
        return None if any(map(_is_labelable, before)) else at

    def _beside(self, row: Row) -> str:
        """Return the words of the nearest cell before the field's own that holds some."""
        cell = self._above(row.node.index, _CELLS)
        line = self._rows[cell].node.parent if cell >= 0 else -1
        if line < 0:
            return ""
        for at in reversed(self._cells_of(line)):
            if at < cell:
                inner = range(at + 1, self._rows[at].last + 1)
                if any(_is_labelable(self._rows[one].node) for one in inner):
                    return ""
                if words := self._words(at):
                    return _shortened(words)
        return ""

    def _above(self, index: int, names: frozenset[str]) -> int:
        at = self._rows[index].node.parent
        while at >= 0 and self._rows[at].node.name not in names:
            at = self._rows[at].node.parent
        return at

    def _cells_of(self, line: int) -> list[int]:
        known = self._lines.get(line)
        if known is None:
            inner = range(line + 1, self._rows[line].last + 1)
            nodes = (self._rows[at].node for at in inner)
            known = [one.index for one in nodes if one.parent == line and one.name in _CELLS]
            self._lines[line] = known
        return known

    @cached_property
    def _lines(self) -> dict[int, list[int]]:
        return {}

    def _words(self, index: int, field: Row | None = None) -> str:
        """Return what an element says: what shows of it, else all of it; nothing of fields."""
        given = self._rows[index].node.attributes.get("aria-label", "").strip()
        if given and field is None:
            return given
        shown: list[str] = []
        written: list[str] = []
        at, last = index, self._rows[index].last
        while at <= last:
            row = self._rows[at]
            node = row.node
            if node.name in _SILENT or (at != index and _is_labelable(node)):
                at = row.last + 1
                continue
            if node.name == "IMG":
                written.append(node.attributes.get("alt", ""))
            if node.type == TEXT and not row.in_field:
                written.append(node.value)
            if node.text and row.readable and not row.in_field:
                shown.append(node.text)
            at += 1
        return _joined(shown) or _joined(written)

    def _root(self, index: int) -> int:
        """Return the host of the shadow root that a node stands in, -1 outside of all of them.

        A root within one of the same type cannot be told from it.
        """
        node, root = self._rows[index].node, -1
        kind = node.shadow
        while kind and node.shadow == kind:
            root, node = node.parent, self._rows[node.parent].node
        return root

    @cached_property
    def _ids(self) -> dict[str, list[int]]:
        return self._by_attribute("id")

    @cached_property
    def _labels(self) -> dict[str, list[int]]:
        return self._by_attribute("for", "LABEL")

    def _by_attribute(self, name: str, tag: str = "") -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for row in self._rows:
            node = row.node
            if node.type == ELEMENT and name in node.attributes and tag in ("", node.name):
                found.setdefault(node.attributes[name], []).append(node.index)
        return found


def _is_labelable(node: Node) -> bool:
    return node.name in _LABELABLE and input_type(node) != "hidden"


def _joined(pieces: Sequence[str]) -> str:
    return " ".join(" ".join(pieces).split())


def _shortened(words: str) -> str:
    plain = words.strip()
    return plain if len(plain) <= _LONGEST else ""
