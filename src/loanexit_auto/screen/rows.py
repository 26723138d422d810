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
_ENDING = ("关闭", "关停", "停用", "终止", "注销", "取消", "关掉")
_LIMIT = "额度"
_CREDIT = frozenset({"noun.unsettled_loan", "noun.credit_line_open"})
_KNOWN = ("noun.", "navigate", "act", "account_section", "page_word", "close.other")
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


def is_of_this_page(element: Element, name: str, view: View) -> bool:
    """Return whether the control names the page it stands on, as the end of a breadcrumb does."""
    return any(
        line.is_heading and line.element != element.id and line.box.y > element.box.y
        for line in view.lines_of(element.layer)
        if line.frame == element.frame and core(line.text) == name
    )


def ends_credit(element: Element, view: View) -> bool:
    """Return whether a row ends the loan or credit that its page is about.

    关闭额度 on 我的贷款, 关闭零花宝 on 零花宝设置: a verb, then the name that the page bears, on a
    page of which at least two other rows speak of loans, bills or limits.
    """
    name = next((n for n in view.names(element) if n.startswith(_ENDING)), "")
    what = name[2:]
    if element.layer > 0 or not 2 <= len(what) <= 8 or not view.is_control(element):
        return False
    limit = what == _LIMIT and not name.startswith("注销")  # of a cloud: 注销额度
    if not limit and not _names_the_page(what, view):
        return False
    rows = [other for other in view.controls if other.id != element.id and other.layer == 0]
    about = [row for row in rows if any(_speaks_of_credit(n, view) for n in view.names(row))]
    return len(about) >= 2 and not view.says(0, "irreversible", "refusal", "agree")


def _names_the_page(what: str, view: View) -> bool:
    """Whether a word that the lexicon knows nothing of is the name of the page."""
    kinds = view.lexicon.kinds(what)
    if any(view.lexicon.is_exactly(what, kind) for kind in kinds if kind.startswith(_KNOWN)):
        return False
    heads = (core(line.text) for line in view.lines_of(0) if line.is_heading)
    return any(head.startswith(what) for head in (core(view.title), *heads))


def _speaks_of_credit(name: str, view: View) -> bool:
    return bool(_CREDIT & view.lexicon.kinds(name))
