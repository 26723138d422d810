"""Rows of settings: what stands left of a control, and the column of actions it belongs to."""

from __future__ import annotations

import re

from loanexit_auto.screen.labels import Sense, sense
from loanexit_auto.screen.locate import same_row
from loanexit_auto.screen.model import Element
from loanexit_auto.screen.text import core
from loanexit_auto.screen.view import Line, View

_CONFIRMING = ("确认", "确定", "继续", "仍要", "同意", "confirm", "yes", "continue", "proceed")
_OCCASION = re.compile(r"[时時](?:办理|使用|申请|选用|适用)?$")
_LONGEST_ACTION = 20
_ROW_STEP = 48  # CSS pixels from one item of a list to the next


def acts_in_settings(element: Element, view: View, leading: frozenset[Sense]) -> bool:
    """Return whether it is the action of a settings row: 注销账号 … 申请注销 under 登录密码 … 修改.

    `leading` are the senses that the actions of the other rows may have.
    """
    if element.layer > 0 or not any(_is_action(name, view) for name in view.names(element)):
        return False
    titles = titles_of_row(element, view)
    if not any(sense(core(line.text), view.lexicon) is Sense.CLOSE for line in titles):
        return False
    column = [other for other in view.controls if _ends_like(other, element)]
    others = [other for other in column if titles_of_row(other, view)]
    senses = {sense(name, view.lexicon) for other in others for name in view.titles(other)}
    return bool(others) and leading.issuperset(senses)


def _is_action(name: str, view: View) -> bool:
    closing = sense(name, view.lexicon) in (Sense.CLOSE, Sense.CLOSE_BARE, Sense.FINAL)
    named = len(name) <= _LONGEST_ACTION and not _OCCASION.search(name)
    return closing and named and not name.startswith(_CONFIRMING)


def titles_of_row(element: Element, view: View) -> list[Line]:
    """Return what stands left of the control on its row."""
    return [
        line
        for line in view.lines_of(element.layer)
        if line.frame == element.frame and line.box.right <= element.box.x + 1
        if same_row(line.box, element.box)
    ]


def _ends_like(other: Element, element: Element) -> bool:
    """Whether another control stands in the same column, on another row."""
    aligned = abs(other.box.right - element.box.right) <= 4 or abs(other.box.x - element.box.x) <= 4
    apart = other.box.bottom <= element.box.y or element.box.bottom <= other.box.y
    return aligned and apart and (other.frame, other.layer) == (element.frame, element.layer)


def is_listed_at_top(element: Element, view: View) -> bool:
    """Return whether the control at the top is an item of a list rather than the page's title."""
    below = (other for other in view.controls if _ends_like(other, element))
    steps = (abs(other.box.y - element.box.y) for other in below)
    return any(0 < step <= _ROW_STEP for step in steps)
