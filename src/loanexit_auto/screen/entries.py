"""Which control leads to closing the account, what exactly it closes, and what only looks so.

注销 has three meanings: close an account, sign out, and deregister something else (a device, an
invoice title, a company). The object noun decides, then the heading, then the neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loanexit_auto.screen.challenges import asks_for_proof
from loanexit_auto.screen.findings import Closes, Entry, Finding, LogOut
from loanexit_auto.screen.labels import Sense, sense
from loanexit_auto.screen.lexicon import spread
from loanexit_auto.screen.lists import hands_in, is_among_rows, is_listed
from loanexit_auto.screen.model import Element
from loanexit_auto.screen.rows import (
    ENDING,
    ends_credit,
    is_listed_at_top,
    is_of_this_page,
)
from loanexit_auto.screen.text import core, is_latin, normalise
from loanexit_auto.screen.view import Line, View

_CLOSES: tuple[tuple[str, Closes], ...] = (
    ("close.credit", "credit_line"),
    ("close.product", "sub_product"),
    ("close.account", "account"),
)
_LASTING = (
    "永久", "自助", "我要", "申请", "办理", "在线", "注销本", "注销我", "permanently", "request",
    "solicitar",
)  # fmt: skip
_MINE = (" my ", " mi ")
_WARNING = ("terms", "irreversible", "refusal", "checkup", "agree")
_PAGE_OF_CLOSING = (
    "close.account", "close.credit", "close.product", "terms", "irreversible", "refusal", "checkup",
)  # fmt: skip
# 不再使用本账户时办理 tells what a row is for
_OCCASION = re.compile(r"[时時](?:办理|使用|申请|选用|适用)?$")
_ASIDE = re.compile(r"\([^()]*\)$")  # 注销账户(谨慎操作)
_OFFER = re.compile(
    r"(?:如|若|需要|想|不再|不想).{0,20}?(?:可|请|点击|前往|到)"
    r"|(?:if you|want to|no longer|would like to|si (?:ya no|deseas|quieres))"
)
_PRODUCTS = frozenset({"noun.wealth_product", "noun.membership"})
_BARELY_LEAVING = ("退出", "exit", "salir")
_LEAVING = ("log_out", "close.", "final")
_LONGEST_LABEL, _LONG = 24, 40
_ON_RECORDS = frozenset({"编辑", "修改", "删除", "详情", "edit", "delete", "details"})
_TOP_BAR, _HEAD = 60, 120  # CSS pixels
_SETTINGS = 3  # known rows of a page of settings
_ANSWERING = frozenset({Sense.STAY, Sense.FINAL, Sense.AGREE})
_FIELD_ROLES = frozenset({"textbox", "searchbox", "checkbox", "radio", "switch", "combobox"})


def entries(view: View) -> Iterator[Finding]:
    """Yield an Entry for each control that leads to closing, a LogOut for each that signs out."""
    for element in view.controls:
        if element.role in _FIELD_ROLES:
            continue
        if is_entry(element, view):
            yield _entry(element, view)
        elif _signs_out(element, view):
            yield LogOut(element.label, element.box, element.frame, 1.0, element.id)


def is_entry(element: Element, view: View) -> bool:
    """Return whether the control leads to closing an account, credit line or product."""
    if element.id in view.settled_actions or ends_credit(element, view):
        return True
    if _ends_product(element, view):
        return True
    title = _title(element, view)
    if _is_offered(element, view):
        return True
    if title is None or _is_confirming(element, view):
        return False
    if is_title(element, view) and (not view.is_menu(element.layer) or _is_at_top(element, view)):
        return False
    if is_of_this_page(element, title, view) or _ends_this_page(element, title, view):
        return False
    found = sense(title, view.lexicon)
    if found in (Sense.CLOSE, Sense.FINAL):
        return True
    return found is Sense.CLOSE_BARE and _closes_here(element, view)


def _ends_product(element: Element, view: View) -> bool:
    """Whether the action of a row ends what the row names, a product: 活期宝 … 关闭活期宝."""
    titles = {core(line.text): line.kinds for line in view.titles_of_row(element)}
    return any(
        name.startswith(ENDING) and _PRODUCTS & titles.get(name[2:], frozenset())
        for name in view.names(element)
        if len(name) <= _LONGEST_LABEL and element.layer == 0
    )


def _is_offered(element: Element, view: View) -> bool:
    """Whether it is a link in a sentence that offers it: 如不再使用本服务,可申请注销账户."""
    if not view.is_control(element) or view.says(element.layer, *_WARNING):
        return False
    words = core(element.label)
    found = sense(words, view.lexicon) in (Sense.CLOSE, Sense.FINAL)
    around = [line.text for line in view.lines_in(element) if len(line.text) >= len(words) + 4]
    return found and any(_OFFER.search(text) for text in around)


def _title(element: Element, view: View) -> str | None:
    """Return the name that speaks of closing: of a row with a subtitle only the row's title."""
    for name in (_ASIDE.sub("", name) for name in view.names(element)):
        short = len(name) <= _LONGEST_LABEL or is_latin(name)
        found = sense(name, view.lexicon) in (Sense.CLOSE, Sense.CLOSE_BARE)
        found = found or _is_lasting_row(name, element, view)
        if short and found and _is_mostly_closing(name, view) and not _OCCASION.search(name):
            return name
    return None


def is_title(element: Element, view: View) -> bool:
    """Whether it may be the page's title rather than a control: a bare text, or a top bar's."""
    if not view.is_control(element):
        return True
    if element.layer == 0 and element.box.y < _TOP_BAR and element.role != "button":
        return not is_listed_at_top(element, view)
    return any(line.is_heading for line in view.lines_in(element))


def _ends_this_page(element: Element, title: str, view: View) -> bool:
    """Whether a button bears the name of the page, as its title and heading do: no way in."""
    heads = {core(line.text) for line in view.lines_of(element.layer) if line.is_heading}
    return element.tag == "button" and core(view.title) == title and title in heads


def _is_at_top(element: Element, view: View) -> bool:
    """Whether it stands in the top bar, and no like thing under it as under a menu's first row."""
    box = element.box
    in_bar = box.y < _TOP_BAR and box.height <= _TOP_BAR
    return in_bar and not is_listed_at_top(element, view)


def _is_lasting_row(name: str, element: Element, view: View) -> bool:
    """Whether a menu row says 永久注销: worded like a last button, placed like an entry."""
    if not (name.startswith(_LASTING) or any(mine in name for mine in _MINE)):
        return False
    if not any(hit.kind == "final" and hit.start == 0 for hit in view.hits(name)):
        return False
    if not is_among_rows(element, view):
        return _is_on_account_page(element, view)
    if view.says(element.layer, *_PAGE_OF_CLOSING):
        return False
    return view.is_menu(element.layer) or is_listed(element, view)


def _is_on_account_page(element: Element, view: View) -> bool:
    """Whether a button stands on a page of settings under its own heading: a danger zone."""
    known = element.layer == 0 and view.menu_size(0) >= _SETTINGS and not hands_in(element, view)
    return known and not view.says(0, *_WARNING)


def _is_mostly_closing(name: str, view: View) -> bool:
    """Whether the words of closing make up the label, rather than stand in a sentence."""
    return _is_mostly(name, view, "close.", "final")


def _is_mostly(name: str, view: View, *kinds: str) -> bool:
    """Whether words of such classes make up the label, which asks nothing."""
    words = (hit for hit in view.hits(name) if hit.kind.startswith(kinds))
    return spread(words) * 2 >= len(name) and "question" not in view.lexicon.kinds(name)


def _entry(element: Element, view: View) -> Entry:
    title = _title(element, view) or normalise(element.label)
    kinds = {hit.kind for hit in view.hits(title)}
    closes: Closes = next((closes for kind, closes in _CLOSES if kind in kinds), "account")
    if not kinds.intersection(kind for kind, _ in _CLOSES) and ends_credit(element, view):
        closes = "credit_line"
    if not kinds.intersection(kind for kind, _ in _CLOSES) and _ends_product(element, view):
        closes = "sub_product"
    confidence = 1.0 if kinds & {kind for kind, _ in _CLOSES} else 0.8
    text = core(element.label) if len(element.label) > _LONGEST_LABEL else element.label
    return Entry(text, element.box, element.frame, confidence, element.id, closes)


def _is_confirming(element: Element, view: View) -> bool:
    """Whether this is the last button of a confirm or terms page rather than the way to it."""
    layer = element.layer
    if (layer > 0 and view.is_irreversible(layer)) or hands_in(element, view):
        return True
    answers = view.once(_answers, layer)
    senses = {found for number, found in answers if number != element.id}
    if Sense.STAY in senses or Sense.FINAL in senses:
        return True
    if view.is_menu(layer):
        return False
    return Sense.AGREE in senses or view.says(layer, "irreversible", "terms", "agree")


def _answers(view: View, layer: int) -> tuple[tuple[int, Sense], ...]:
    """Return the controls of a layer that answer, and how: stay, the last button, or agree."""
    return tuple(
        (other.id, found)
        for other in view.controls
        if other.layer == layer and (view.is_control(other) or not view.is_chat(layer))
        if view.is_control(other) or not _explains_a_row(other, view)
        for found in {sense(name, view.lexicon) for name in view.names(other) if len(name) <= 60}
        if found in _ANSWERING
    )


def _explains_a_row(element: Element, view: View) -> bool:
    return any(view.is_of_settings_row(line) for line in view.lines_in(element))


def _closes_here(element: Element, view: View) -> bool:
    """Whether 注销 alone closes an account here: under account security, or beside 退出登录."""
    if _is_of_another_row(element, view):
        return False
    heading = normalise(element.heading)
    if "account_section" in view.lexicon.kinds(heading):
        return True
    kinds = view.lexicon.kinds(heading)
    if "close.other" not in kinds and any(kind in kinds for kind, _ in _CLOSES):
        return True
    if _is_headed_by_closing(element, view):
        return True
    page = any(
        line.is_heading and "account_section" in line.kinds and line.layer == element.layer
        for line in view.lines
    )
    return (page or "account_section" in view.lexicon.kinds(view.title)) and element.layer == 0


def _is_of_another_row(element: Element, view: View) -> bool:
    """Whether the row that the control ends names something else: 发票抬头 … 注销."""
    titles = [line for line in view.titles_of_row(element) if not _is_like(line, element, view)]
    own = (any(k.startswith("close.") for k in t.kinds) or "账户" in t.text for t in titles)
    return bool(titles) and not any(own)


def _is_like(line: Line, element: Element, view: View) -> bool:
    """Whether the line is the label of a like control beside it: another tab."""
    alike = {other.id for other in view.controls if other.tag == element.tag}
    return line.element in alike and view.is_row(line)


def _is_of_a_record(element: Element, view: View) -> bool:
    """Whether the row is of something that is kept there, with other actions: 编辑 | 注销."""
    beside = view.titles_of_row(element)
    below = element.box.y > _HEAD and any(not view.is_row(line) for line in beside)
    acted = any(core(line.text) in _ON_RECORDS for line in beside)
    return len(beside) > 1 and (acted or below)


def _is_headed_by_closing(element: Element, view: View) -> bool:
    """Whether the same row or card says 账号注销 right beside the button 注销."""
    for line in view.lines:
        if view.is_row(line) or line.frame != element.frame or line.layer != element.layer:
            continue
        gap = max(element.box.y - line.box.bottom, line.box.y - element.box.bottom)
        exact = sense(core(line.text), view.lexicon) is Sense.CLOSE
        if exact and gap <= 24 and "about" not in line.kinds:
            return True
    return False


def _signs_out(element: Element, view: View) -> bool:
    names = [name for name in view.names(element) if _is_mostly(name, view, *_LEAVING)]
    if asks_for_proof(view, element.layer):
        names = [name for name in names if name not in _BARELY_LEAVING]
    senses = {sense(name, view.lexicon) for name in names if len(name) <= _LONG}
    if senses & {Sense.CLOSE, Sense.FINAL}:
        return False
    bare = any(view.lexicon.is_exactly(name, "close.bare") for name in names)
    bare = bare and Sense.CLOSE_BARE in senses and not view.is_closing(element.layer)
    bare = bare and not _is_of_a_record(element, view)
    return bare or Sense.LOG_OUT in senses
