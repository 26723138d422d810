"""A Screen prepared for reading: its lines and controls, and what kind of page it is.

Preparing costs far more than any single question, so the last few views are remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from loanexit_auto.screen.columns import Columns, ends_like
from loanexit_auto.screen.labels import Sense, sense
from loanexit_auto.screen.lexicon import Hit, Lexicon
from loanexit_auto.screen.line import Line, around
from loanexit_auto.screen.model import Screen
from loanexit_auto.screen.text import core

__all__ = ["Line", "View", "around", "view_of"]

_Answer = TypeVar("_Answer")
_CLOSES = frozenset({"close.account", "close.credit", "close.product"})
_CLOSING = _CLOSES | {"terms", "irreversible", "refusal", "checkup"}
_TOP_BAR = 60  # CSS pixels
_APART = 200  # CSS pixels: what stands so far below is no item of a list
_MENU = frozenset({"navigate", "account_section", "log_out"})
_SEND = ("发送", "send", "enviar")
_PROGRESS = ("进度", "progress", "timeline", "progreso")
_COURSE = ("流程", "步骤")
_LONG_HEAD = 40  # characters
_LONGEST = 14  # characters of a title


class View(Columns):
    """What the readers ask a Screen, with the answers they share."""

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Return the phrases of a normalised text that no longer one covers."""
        return self.lexicon.outermost_hits(text)

    def once(self, question: Callable[[View, int], _Answer], number: int) -> _Answer:
        """Return the answer to a question about a layer or an element, worked out only once."""
        key = (question, number)
        if key not in self._answers:
            self._answers[key] = question(self, number)
        answer: _Answer = self._answers[key]
        return answer

    @cached_property
    def _answers(self) -> dict[tuple[object, int], Any]:
        return {}

    @cached_property
    def _plain_kinds(self) -> dict[int, frozenset[str]]:
        found: dict[int, set[str]] = {}
        for line in self.lines:
            kinds = line.kinds
            if self.is_row(line):
                agrees = sense(core(line.text), self.lexicon) is Sense.AGREE  # 撤回同意 does not
                kinds = frozenset({"agree"}) if "agree" in kinds and agrees else frozenset()
            if self.is_of_settings_row(line):
                kinds -= _CLOSING
            found.setdefault(line.layer, set()).update(kinds)
        return {layer: frozenset(kinds) for layer, kinds in found.items()}

    def says(self, layer: int, *kinds: str) -> bool:
        """Return whether running text of the layer (not the labels of controls) says such."""
        return not self._plain_kinds.get(layer, frozenset()).isdisjoint(kinds)

    def is_closing(self, layer: int) -> bool:
        """Return whether the layer, or the page behind a dialog, is about closing."""
        return self._title_closes or bool(self._about_closing & self._with_what_lies_behind(layer))

    @cached_property
    def _about_closing(self) -> frozenset[int]:
        said = (one for one, kinds in self._plain_kinds.items() if kinds & _CLOSING)
        return self._closing_by_label.union(said)

    def _with_what_lies_behind(self, layer: int) -> frozenset[int]:
        return self.layers | {layer} if layer else frozenset({0})

    @cached_property
    def _closing_by_label(self) -> frozenset[int]:
        """Layers with a last button, or with a top bar that names closing, and no menu."""
        found = {e.layer for e in self.controls if "final" in self.lexicon.kinds(core(e.label))}
        for line in self.lines:
            titled = line.box.y < _TOP_BAR and line.layer == 0 and len(line.text) <= _LONGEST
            if self.is_row(line) and self._is_listed(line):
                continue
            if titled and line.kinds & _CLOSES and "about" not in line.kinds:
                found.add(line.layer)
        return frozenset(layer for layer in found if not self.is_menu(layer))

    def _is_listed(self, line: Line) -> bool:
        """Whether the line is a row with at least two others above or below it, and no news."""
        if line.element is None or any(kind.startswith("accepted.") for kind in line.kinds):
            return False
        element = self.screen.elements[line.element]
        return sum(ends_like(other, element) for other in self.controls) >= 2

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
        ends: dict[int, float] = {}
        for line in sorted(self.lines, key=lambda line: (line.frame, line.box.y, line.box.x)):
            near = line.box.y - ends.get(line.layer, line.box.y) <= _APART
            ends[line.layer] = line.box.bottom
            if terms.get(line.layer) and near:
                found.add(id(line))
            terms[line.layer] = terms.get(line.layer, False) and near
            if line.kinds & {"terms", "refusal"}:
                supposed = {"terms", "condition"} <= line.kinds  # 有以下情形时无法注销
                terms[line.layer] = supposed or "refusal" not in line.kinds
        return frozenset(found)

    @cached_property
    def offers_closing(self) -> bool:
        """Whether closing can be asked for on the page: what lies over it may be the answer."""
        return any(
            self.lexicon.exactly(core(element.label)) & _CLOSES
            for element in self.shown
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
        asked = [line for line in heads[:2] if "question" in line.kinds]
        if "question" in titled or any("checkup" not in line.kinds for line in asked):
            return True
        return "about" in titled and any("question" in line.kinds for line in self.lines_of(0))

    @cached_property
    def is_progress(self) -> bool:
        """Whether the page lists the steps of a request: what stands there is told, no button."""
        return any(word in head for head in self._heads for word in _PROGRESS)

    @cached_property
    def is_course(self) -> bool:
        """Whether the page tells the steps that closing takes, before any is taken: 注销流程."""
        return any(head.endswith(_COURSE) for head in self._heads)

    @cached_property
    def _heads(self) -> tuple[str, ...]:
        """The title, the headings, and what stands in the top bar."""
        lines = [ln for ln in self.lines_of(0) if ln.is_heading or ln.box.y < _TOP_BAR]
        return (core(self.title), *(core(ln.text) for ln in lines if len(ln.text) <= _LONG_HEAD))

    def is_irreversible(self, layer: int) -> bool:
        """Return whether the layer, or the page behind a dialog, warns of no way back."""
        return any(self.says(one, "irreversible") for one in self._with_what_lies_behind(layer))

    @cached_property
    def _menu_sizes(self) -> dict[int, int]:
        found: dict[int, set[str]] = {}
        for element in self.controls:
            for name in self.names(element):
                if any(hit.kind in _MENU for hit in self.hits(name) if hit.end == len(name)):
                    found.setdefault(element.layer, set()).add(name)
        return {layer: len(names) for layer, names in found.items()}

    def menu_size(self, layer: int) -> int:
        """Return how many known names of pages the controls of the layer bear."""
        return self._menu_sizes.get(layer, 0)

    @cached_property
    def is_titled_menu(self) -> bool:
        """Return whether title or heading of the page are the name of a menu: 设置, 我的."""
        heads = [core(line.text) for line in self.lines_of(0) if line.is_heading]
        return any(
            self.lexicon.is_exactly(head, kind)
            for head in (core(self.title), *heads)
            for kind in ("navigate", "account_section")
        )

    def is_chat(self, layer: int) -> bool:
        """Return whether something can be typed and sent there: what stands there was said."""
        return layer in self._chats

    @cached_property
    def _chats(self) -> frozenset[int]:
        typed = {e.layer for e in self.shown if e.role == "textbox"}
        names = {(e.layer, core(e.label)) for e in self.controls if self.is_control(e)}
        return frozenset(layer for layer, name in names if name in _SEND and layer in typed)

    def is_menu(self, layer: int) -> bool:
        """Return whether the layer is a list of settings or a menu."""
        return self._menu_sizes.get(layer, 0) >= 2


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
