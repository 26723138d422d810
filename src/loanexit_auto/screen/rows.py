"""Rows of menus: an item at the top, the end of a breadcrumb, a row that ends credit."""

from __future__ import annotations

import re

from loanexit_auto.screen.columns import ends_like
from loanexit_auto.screen.model import Element
from loanexit_auto.screen.text import core
from loanexit_auto.screen.view import View

ENDING = ("关闭", "关停", "停用", "终止", "注销", "取消", "关掉")
_SUFFIX = re.compile("(?:服务|功能|额度|账户)$")
_LIMIT = "额度"
_CREDIT = frozenset({"noun.unsettled_loan", "noun.credit_line_open"})
_KNOWN = ("noun.", "navigate", "act", "account_section", "page_word", "close.other")
_FEWEST_REPAYING = 2  # 还款计划, 结清证明
_ROW_STEP = 48  # CSS pixels from one item of a list to the next
_GAP = 12


def is_listed_at_top(element: Element, view: View) -> bool:
    """Return whether the control at the top is an item of a list rather than the page's title."""
    others = (other for other in view.controls if ends_like(other, element))
    reach = max(_ROW_STEP, element.box.height + _GAP)
    return any(0 < abs(other.box.y - element.box.y) <= reach for other in others)


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
    names = (_turned(name) for name in view.names(element))
    name = next((name for name in names if name.startswith(ENDING)), "")
    what = name[2:]
    if element.layer > 0 or not 2 <= len(what) <= 8 or not view.is_control(element):
        return False
    # 注销额度 may be that of a cloud
    limit = what == _LIMIT and (not name.startswith("注销") or _is_about_loans(element, view))
    if limit and name.startswith("注销"):
        return True
    titled = what.endswith(_LIMIT) and _is_heading(what, view)
    if not limit and not titled and not _names_the_page(what, view):
        return False
    if titled:
        return not view.says(0, "irreversible", "refusal", "agree")
    rows = [other for other in view.controls if other.id != element.id and other.layer == 0]
    about = [row for row in rows if any(_speaks_of_credit(n, view) for n in view.names(row))]
    return len(about) >= 2 and not view.says(0, "irreversible", "refusal", "agree")


def _turned(name: str) -> str:
    """Return 额度注销 as 注销额度."""
    head = name.removesuffix(name[-2:])
    return name[-2:] + head if head == _LIMIT and name.endswith(ENDING) else name


def _is_about_loans(element: Element, view: View) -> bool:
    """Whether a heading or title speaks of loans, or the next row closes the account."""
    heads = (line.kinds for line in view.lines_of(0) if line.is_heading)
    if any("noun.unsettled_loan" in kinds for kinds in heads):
        return True
    others = {core(other.label) for other in view.controls if other.id != element.id}
    if sum("repay" in view.lexicon.kinds(name) for name in others) >= _FEWEST_REPAYING:
        return True
    return any("close.account" in view.lexicon.kinds(core(e.label)) for e in view.alike(element))


def _names_the_page(what: str, view: View) -> bool:
    """Whether a word that the lexicon knows nothing of is the name of the page."""
    kinds = view.lexicon.kinds(what)
    if any(view.lexicon.is_exactly(what, kind) for kind in kinds if kind.startswith(_KNOWN)):
        return False
    stem = _SUFFIX.sub("", what)
    heads = (core(line.text) for line in view.lines_of(0) if line.is_heading)
    return len(stem) > 1 and any(head.startswith(stem) for head in (core(view.title), *heads))


def _is_heading(what: str, view: View) -> bool:
    return any(line.is_heading and core(line.text) == what for line in view.lines_of(0))


def _speaks_of_credit(name: str, view: View) -> bool:
    return bool(_CREDIT & view.lexicon.kinds(name))
