"""Rows of settings drawn as a table: what stands left of an action, and its column of actions."""

from __future__ import annotations

import re
from functools import cached_property

from loanexit_auto.screen.controls import Controls
from loanexit_auto.screen.labels import Sense, sense
from loanexit_auto.screen.line import Line
from loanexit_auto.screen.locate import same_row
from loanexit_auto.screen.model import Element
from loanexit_auto.screen.text import core

LEADING = frozenset(
    {Sense.NAVIGATE, Sense.UNKNOWN, Sense.ABOUT, Sense.REVEAL, Sense.CLOSE, Sense.ACT}
)
_CONFIRMING = ("确认", "确定", "继续", "仍要", "同意", "confirm", "yes", "continue", "proceed")
_OCCASION = re.compile(r"[时時](?:办理|使用|申请|选用|适用)?$")
_CLOSING = frozenset({Sense.CLOSE, Sense.CLOSE_BARE, Sense.FINAL})
_LONGEST_ACTION = 20
_UNDER, _LONGEST_SUBTITLE = 10, 40  # CSS pixels, characters


class Columns(Controls):
    """The columns of actions of one screen."""

    @cached_property
    def settled_actions(self) -> frozenset[int]:
        """The actions of settings rows that lead to closing: 注销账号 … 申请注销 under … 修改."""
        return frozenset(e.id for e in self.controls if self._acts_in_settings(e))

    def _acts_in_settings(self, element: Element) -> bool:
        if element.layer > 0 or not any(self._is_action(name) for name in self.names(element)):
            return False
        titles = self.titles_of_row(element)
        if not any(sense(core(line.text), self.lexicon) is Sense.CLOSE for line in titles):
            return False
        column = [other for other in self.controls if ends_like(other, element)]
        others = [other for other in column if self.titles_of_row(other)]
        senses = {sense(name, self.lexicon) for other in others for name in self.titles(other)}
        return bool(others) and LEADING.issuperset(senses)

    def _is_action(self, name: str) -> bool:
        named = len(name) <= _LONGEST_ACTION and not _OCCASION.search(name)
        closing = named and sense(name, self.lexicon) in _CLOSING
        return closing and not name.startswith(_CONFIRMING)

    def titles_of_row(self, element: Element) -> list[Line]:
        """Return what stands left of the control on its row."""
        return [
            line
            for line in self.lines_of(element.layer)
            if line.frame == element.frame and line.box.right <= element.box.x + 1
            if same_row(line.box, element.box)
        ]

    def is_of_settings_row(self, line: Line) -> bool:
        """Return whether the line names or explains a settings row that leads to closing.

        What it says is no running text of the page: 注销后不可恢复 beside 账号注销 … 申请注销.
        """
        return id(line) in self._words_of_rows

    @cached_property
    def _words_of_rows(self) -> frozenset[int]:
        actions = (self.screen.elements[number] for number in self.settled_actions)
        titles = {id(line) for e in actions for line in self.titles_of_row(e)}
        return frozenset(titles.union(*(self._subtitles(e) for e in self.controls if e.label)))

    def _subtitles(self, element: Element) -> frozenset[int]:
        """Return what a link to closing has right under it, where others in its column have too."""
        if element.layer > 0 or sense(core(element.label), self.lexicon) is not Sense.CLOSE:
            return frozenset()
        column = [o for o in self.controls if o.tag == element.tag and ends_like(o, element)]
        own = [line for line in self._right_under(element) if not self.is_row(line)]
        common = any(not self.is_row(line) for o in column for line in self._right_under(o))
        return frozenset(id(line) for line in own) if common else frozenset()

    def _right_under(self, element: Element) -> list[Line]:
        top = element.box.bottom
        near = self.lines_between(element.frame, element.layer, top - 1, top + _UNDER)
        below = [line for line in near if 0 <= line.box.y - top + 1 <= _UNDER]
        return [line for line in below if len(line.text) <= _LONGEST_SUBTITLE]


def ends_like(other: Element, element: Element) -> bool:
    """Return whether another control stands in the same column, on another row."""
    aligned = abs(other.box.right - element.box.right) <= 4 or abs(other.box.x - element.box.x) <= 4
    apart = other.box.bottom <= element.box.y or element.box.bottom <= other.box.y
    return aligned and apart and (other.frame, other.layer) == (element.frame, element.layer)
