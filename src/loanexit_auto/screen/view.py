"""A Screen prepared for reading: lines in normal form with the phrases they hold, and layers.

Preparing costs far more than any single question, so the last few views are remembered.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from loanexit_auto.screen.lexicon import Hit, Lexicon
from loanexit_auto.screen.model import Box, Element, Screen, Text
from loanexit_auto.screen.text import core, normalise

DIALOG_LAYER = 10_000  # native dialogs lie above everything the page can draw
_CLOSING = frozenset(
    {
        "close.account",
        "close.credit",
        "close.product",
        "terms",
        "irreversible",
        "refusal",
        "checkup",
    }
)
_CLOSES = frozenset({"close.account", "close.credit", "close.product"})
_TOP_BAR = 60  # CSS pixels
_MENU = frozenset({"navigate", "account_section", "log_out"})
_HEADING_SIZE = 18
_LONGEST, _LONGEST_LATIN, _LONGEST_ROW = 14, 30, 60
_PRESSED = frozenset({"button", "link", "tab", "menuitem", "checkbox", "radio", "switch"})
_MESSAGES = frozenset({"alert", "status", "log", "presentation", "none"})  # roles of toasts
_SENTENCE = re.compile(r"[,。!?;:]|吗|^\d")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,20}")


@dataclass(frozen=True, slots=True)
class Line:
    """The visible runs of one paragraph or row, joined; `text` is in normal form."""

    text: str
    runs: tuple[Text, ...]
    kinds: frozenset[str]
    box: Box
    frame: str
    layer: int
    element: int | None = None
    heading: str = ""
    is_heading: bool = False

    @property
    def raw(self) -> str:
        """The words as they are on the page, on one line."""
        return " ".join("".join(run.text for run in self.runs).split())


class View:
    """What the readers ask a Screen, with the answers they share."""

    def __init__(self, screen: Screen, lexicon: Lexicon) -> None:
        self.screen = screen
        self.lexicon = lexicon

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All visible lines, native dialogs last."""
        seen = (run for run in self.screen.visible_texts() if run.box.right > 0)
        blocks = groupby(seen, key=lambda run: (run.frame, run.block))
        drawn = (self._line(runs) for _, block in blocks for runs in self._parts(tuple(block)))
        return (*(line for line in drawn if line.text), *self._dialog_lines())

    def _parts(self, block: tuple[Text, ...]) -> Iterator[tuple[Text, ...]]:
        """Yield a block as one line, or control by control where it holds nothing but controls."""
        owners = [run.element for run in block]
        if len(set(owners)) == 1 or not all(self._owns(owner) for owner in owners):
            yield block
            return
        for _, runs in groupby(block, key=lambda run: run.element):
            yield tuple(runs)

    def _owns(self, owner: int | None) -> bool:
        return owner is not None and self.is_control(self.screen.elements[owner])

    def _line(self, runs: tuple[Text, ...]) -> Line:
        text = normalise("".join(run.text for run in runs))
        first = runs[0]
        worded = [run for run in runs if core(run.text)]  # the bullet of a list is no word
        owners = {run.element for run in worded or runs}
        return Line(
            text=text,
            runs=runs,
            kinds=self._kinds(text),
            box=around(run.box for run in runs),
            frame=first.frame,
            layer=max(run.layer for run in runs),
            element=owners.pop() if len(owners) == 1 else None,
            heading=normalise(first.heading),
            is_heading=any(run.is_heading for run in runs) or first.size >= _HEADING_SIZE,
        )

    def _kinds(self, text: str) -> frozenset[str]:
        """Return the classes of a line; 确定要注销当前登录吗 warns of nothing irreversible."""
        kinds = self.lexicon.kinds(text)
        if {"irreversible", "log_out"} <= kinds:
            hits = self.lexicon.hits(text)
            signing_out = any(h.kind == "log_out" and "注销" in h.phrase.text for h in hits)
            return kinds - {"irreversible"} if signing_out else kinds
        return kinds

    def _dialog_lines(self) -> Iterator[Line]:
        nowhere = Box(0, 0, 0, 0)
        for dialog in self.screen.dialogs:
            text = normalise(dialog.message)
            run = Text(dialog.message, nowhere, "", layer=DIALOG_LAYER)
            yield Line(text, (run,), self.lexicon.kinds(text), nowhere, "", DIALOG_LAYER)

    @cached_property
    def title(self) -> str:
        """The page's title in normal form."""
        return normalise(self.screen.title)

    @cached_property
    def top_layer(self) -> int:
        """The layer in front: what lies there is what the person is asked about."""
        return max((line.layer for line in self.lines), default=0)

    @cached_property
    def shown(self) -> tuple[Element, ...]:
        """Elements a person can see or scroll to, and that nothing covers."""
        return tuple(e for e in self.screen.elements if e.visible and not e.occluded)

    @cached_property
    def controls(self) -> tuple[Element, ...]:
        """What a person would take for a control: listens, or is a short label by itself."""
        return tuple(e for e in self.shown if self.is_control(e) or self._is_label(e))

    def is_control(self, element: Element) -> bool:
        """Whether the element itself listens or is one by its tag, and is no mere container."""
        if element.tappable_by in ("text", "none"):
            return False
        if element.tappable_by != "native" and element.role in _MESSAGES:
            return False
        return element.tappable_by == "native" or element.id not in self._containers

    @cached_property
    def _containers(self) -> frozenset[int]:
        """Elements that listen on behalf of what is in them, as the root of a React page does."""
        whole = 0.4 * self.screen.width * self.screen.height
        inner = [e for e in self.shown if e.tappable_by == "native" or e.role in _PRESSED]
        inner.sort(key=_middle)
        return frozenset(
            element.id
            for element in self.shown
            if element.tappable_by in ("listener", "pointer") and element.role not in _PRESSED
            if element.box.area > whole or _holds_any(element, inner)
        )

    def _is_label(self, element: Element) -> bool:
        """Whether a text without a listener of its own reads like a button or menu row."""
        lines = self.lines_in(element)
        return (
            len(core(element.label)) <= (_LONGEST_LATIN if element.label.isascii() else _LONGEST)
            and not _SENTENCE.search(normalise(element.label))
            and not any(line.is_heading for line in lines)
            and all(len(line.text) <= len(normalise(element.label)) + 2 for line in lines)
        )

    def lines_of(self, layer: int) -> tuple[Line, ...]:
        """Return the lines of one layer."""
        return self._lines_by_layer.get(layer, ())

    @cached_property
    def _lines_by_layer(self) -> dict[int, tuple[Line, ...]]:
        found: dict[int, list[Line]] = {}
        for line in self.lines:
            found.setdefault(line.layer, []).append(line)
        return {layer: tuple(lines) for layer, lines in found.items()}

    def alike(self, element: Element) -> tuple[Element, ...]:
        """Return the other controls that begin and end where it does, as the rows of a list do."""
        column = self._columns.get(_column_of(element), [])
        return tuple(other for other in column if other.id != element.id)

    def has_alike(self, element: Element) -> bool:
        """Return whether at least two other controls do."""
        return len(self._columns.get(_column_of(element), ())) > 2

    @cached_property
    def _columns(self) -> dict[tuple[int, int, int], list[Element]]:
        found: dict[tuple[int, int, int], list[Element]] = {}
        for element in self.controls:
            found.setdefault(_column_of(element), []).append(element)
        return found

    @cached_property
    def _runs_of_element(self) -> dict[int, list[Line]]:
        found: dict[int, list[Line]] = {}
        for line in self.lines:
            for owner in {run.element for run in line.runs}:
                if owner is not None:
                    found.setdefault(owner, []).append(line)
        return found

    def lines_in(self, element: Element) -> tuple[Line, ...]:
        """Return the lines that lie, at least partly, directly in the element."""
        return tuple(self._runs_of_element.get(element.id, ()))

    def names(self, element: Element) -> tuple[str, ...]:
        """Return everything the control calls itself, in normal form, without doubles."""
        known = self._names.get(element.id)
        if known is None:
            known = self._names[element.id] = self._named(element)
        return known

    @cached_property
    def _names(self) -> dict[int, tuple[str, ...]]:
        return {}

    def _named(self, element: Element) -> tuple[str, ...]:
        own = (element.label, element.text, *element.other_names)
        own += self._own_texts(element)
        own += tuple(_CHINESE.findall(element.hints))
        return tuple(dict.fromkeys(name for name in map(core, own) if name))

    def _own_texts(self, element: Element) -> tuple[str, ...]:
        """Return what the element itself says, line by line."""
        return tuple(
            "".join(run.text for run in line.runs if run.element == element.id)
            for line in self.lines_in(element)
        )

    def titles(self, element: Element) -> tuple[str, ...]:
        """Return the names without the subtitle of a row: 隐私设置 of 隐私设置 授权与个性化."""
        texts = self._own_texts(element)
        if len(texts) < 2 or element.role == "button":
            return self.names(element)
        return tuple(filter(None, (core(texts[0]), *map(core, element.other_names))))

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Return the phrases of a normalised text that no longer one covers."""
        return self.lexicon.outermost_hits(text)

    # -- what kind of page this is ------------------------------------------------------------

    def is_row(self, line: Line) -> bool:
        """Whether the line is (part of) a control's label rather than running text."""
        if line.element is None or len(line.text) > _LONGEST_ROW:
            return False
        return self.is_control(self.screen.elements[line.element])

    @cached_property
    def _plain_kinds(self) -> dict[int, frozenset[str]]:
        found: dict[int, set[str]] = {}
        for line in self.lines:
            kinds = line.kinds if not self.is_row(line) else line.kinds & {"agree"}
            found.setdefault(line.layer, set()).update(kinds)
        return {layer: frozenset(kinds) for layer, kinds in found.items()}

    def says(self, layer: int, *kinds: str) -> bool:
        """Return whether running text of the layer (not the labels of controls) says such."""
        return not self._plain_kinds.get(layer, frozenset()).isdisjoint(kinds)

    def is_closing(self, layer: int) -> bool:
        """Return whether the layer, or the page behind a dialog, is about closing."""
        layers = {layer} if layer == 0 else {layer, *(line.layer for line in self.lines)}
        return self._title_closes or any(
            self.says(one, *_CLOSING) or one in self._closing_by_label for one in layers
        )

    @cached_property
    def _closing_by_label(self) -> frozenset[int]:
        """Layers with a last button, or with a top bar that names closing, and no menu."""
        found = {e.layer for e in self.controls if "final" in self.lexicon.kinds(core(e.label))}
        for line in self.lines:
            titled = line.box.y < _TOP_BAR and line.layer == 0 and len(line.text) <= _LONGEST
            if titled and line.kinds & _CLOSES and "about" not in line.kinds:
                found.add(line.layer)
        return frozenset(layer for layer in found if not self.is_menu(layer))

    @cached_property
    def _title_closes(self) -> bool:
        kinds = self.lexicon.kinds(self.title)
        return bool(kinds & _CLOSING) and "about" not in kinds

    def is_under_terms(self, line: Line) -> bool:
        """Return whether the nearest line before it that says so announces terms, no refusal."""
        return id(line) in self._under_terms

    @cached_property
    def _under_terms(self) -> frozenset[int]:
        found: set[int] = set()
        terms: dict[int, bool] = {}
        for line in sorted(self.lines, key=lambda line: (line.frame, line.box.y, line.box.x)):
            if terms.get(line.layer):
                found.add(id(line))
            if line.kinds & {"terms", "refusal"}:
                terms[line.layer] = "refusal" not in line.kinds
        return frozenset(found)

    @cached_property
    def offers_closing(self) -> bool:
        """Whether closing can be asked for on the page: what lies over it may be the answer."""
        return any(
            self.lexicon.is_exactly(core(element.label), kind)
            for element in self.shown
            for kind in _CLOSES
            if element.layer == 0
        )

    def is_pending(self, layer: int) -> bool:
        """Return whether the layer, or the page behind it, says that a request is under way."""
        pending = ("accepted.submitted", "accepted.under_review")
        return self.says(layer, *pending) or self.says(0, *pending)

    @cached_property
    def is_article(self) -> bool:
        """Whether the page answers a question rather than tells what is so now."""
        heads = [line for line in self.lines if line.is_heading and line.layer == 0]
        titled = self.lexicon.kinds(self.title)
        if "question" in titled or any("question" in line.kinds for line in heads[:2]):
            return True
        return "about" in titled and any("question" in line.kinds for line in self.lines_of(0))

    def is_irreversible(self, layer: int) -> bool:
        """Return whether the layer, or the page behind a dialog, warns of no way back."""
        layers = {layer} if layer == 0 else {layer, *(line.layer for line in self.lines)}
        return any(self.says(one, "irreversible") for one in layers)

    @cached_property
    def _menu_sizes(self) -> dict[int, int]:
        found: dict[int, set[str]] = {}
        for element in self.controls:
            for name in self.names(element):
                if any(hit.kind in _MENU for hit in self.hits(name) if hit.end == len(name)):
                    found.setdefault(element.layer, set()).add(name)
        return {layer: len(names) for layer, names in found.items()}

    def is_menu(self, layer: int) -> bool:
        """Return whether the layer is a list of settings or a menu."""
        return self._menu_sizes.get(layer, 0) >= 2


def _column_of(element: Element) -> tuple[int, int, int]:
    return element.layer, round(element.box.x), round(element.box.width)


def _middle(element: Element) -> float:
    return element.box.center[1]


def _holds_any(outer: Element, sorted_inner: list[Element]) -> bool:
    first = bisect_left(sorted_inner, outer.box.y, key=_middle)
    last = bisect_right(sorted_inner, outer.box.bottom, key=_middle)
    return any(_lies_in(inner, outer) for inner in sorted_inner[first:last])


def _lies_in(inner: Element, outer: Element) -> bool:
    same = (inner.frame, inner.layer) == (outer.frame, outer.layer)
    small = inner.box.area < 0.9 * outer.box.area
    return same and small and outer.box.holds(*inner.box.center)


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds all of them."""
    known = tuple(boxes)
    x, y = min(box.x for box in known), min(box.y for box in known)
    right, bottom = max(box.right for box in known), max(box.bottom for box in known)
    return Box(x, y, right - x, bottom - y)


_RECENT: list[View] = []
_KEPT = 4


def view_of(screen: Screen, lexicon: Lexicon) -> View:
    """Return the view of a Screen, the same one for the same two objects."""
    for known in _RECENT:
        if known.screen is screen and known.lexicon is lexicon:
            return known
    fresh = View(screen, lexicon)
    _RECENT.insert(0, fresh)
    del _RECENT[_KEPT:]
    return fresh
