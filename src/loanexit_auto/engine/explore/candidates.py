"""What could be tried on a screen: every control that only navigates, reveals or searches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlsplit

from loanexit_auto.engine import guard
from loanexit_auto.engine.explore.fingerprint import (
    is_advertising,
    is_content,
    modal_layer,
    place,
    reachable,
    stable_word,
)
from loanexit_auto.engine.explore.worth import (
    CONTENT,
    UNKNOWN,
    Kinship,
    is_overflow,
    kinship,
    leaves,
    worth,
)
from loanexit_auto.screen.findings import Effect
from loanexit_auto.screen.labels import Sense, sense
from loanexit_auto.screen.lexicon import Lexicon
from loanexit_auto.screen.model import Element, Screen
from loanexit_auto.screen.text import core
from loanexit_auto.screen.view import View, view_of

How = Literal["tap", "search", "scroll"]
# Typing 注销 into the site's search: one act that often answers at once, before 我的, after 设置.
SEARCHING = 80.0
OPENING_SEARCH = 78.0
SCROLLING = 24.0  # coming back only to look further down
# “Delete history” ends in the name of a page and still tells to delete, 还原所有默认设置 in that of
# another and still resets: what begins with the verb of an act is left alone. None leads on.
_ACTS = re.compile(
    r"(?:delete|remove|clear|erase|unlink|unbind|revoke|reset|restore|cancel|删除|清空|清除|移除|解绑"
    r"|解除|撤销|还原|恢复|重置|重设|初始化|保存|提交|发送|发布|发表|上传|导入|导出|下载|创建|新建|新增"
    r"|添加|启用|停用|禁用|开启|订阅|关注|领取|一键|全部标|标记|(?:save|submit|send|publish|post|upload|import"
    r"|export|download|create|add|apply|enable|disable|follow|subscribe|accept|invite|mark|watch"
    r"|request|generate|regenerate|stop|run|install|upgrade)\b)"
)
_EXACTLY_ACTS = frozenset({"应用", "打印", "分享", "print", "share", "like", "ok"})
_TAPPED = frozenset({Effect.NAVIGATE, Effect.REVEAL, Effect.SEARCH})
_FIELDS = frozenset({"textbox", "searchbox", "combobox"})
_SET_BY_PERSON = frozenset({"switch", "checkbox", "radio", "slider"})
_SWITCH = re.compile(r"(?<![a-z])(?:switch|toggle)(?![a-z])")
_SWITCH_SHARE = 0.4  # of the width of its row, at most
_FILES = (".apk", ".pdf", ".zip", ".exe", ".doc", ".docx", ".xls", ".xlsx", ".ipa", ".dmg")
_BARE = 6.0  # taken off a text without a listener of its own
_HEADER = 0.14  # share of the viewport's height in which a header's corner icons stand
_BOTTOM = 0.88
_CORNER = 8.0  # added to an icon in the header's right corner, to a tab at the bottom
_SCROLL_SLACK = 40  # CSS pixels a page may be taller than the viewport without anything to scroll
_LIST_END = 0.8
_LIST_ROWS = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing to try. `element` is only valid for the screen it was gathered from."""

    key: str  # the same on the next visit of the same screen
    label: str
    how: How
    worth: float
    family: str = ""  # rows drawn alike share it
    target: str = ""  # where a link leads, "" if it does not say
    element: int | None = None
    reveals: bool = False  # it opens something on this screen: 更多, a menu, a section
    kin: Kinship = ""  # on what kind of page such a label stands


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where exploring may go: hosts that end in one of these domains; empty means any."""

    domains: tuple[str, ...] = ()

    def allow(self, href: str) -> bool:
        """Return whether a link stays on the site and is a page."""
        parts = urlsplit(href)
        if parts.path.lower().endswith(_FILES):
            return False
        host = parts.hostname
        if not host or not self.domains:
            return True
        return any(host == known or host.endswith("." + known) for known in self.domains)


def gather(screen: Screen, lexicon: Lexicon, bounds: Bounds) -> tuple[Candidate, ...]:
    """Return what could be tried on the screen, in document order; nothing the guard refuses."""
    view = view_of(screen, lexicon)
    seen: Counter[str] = Counter()
    found: list[Candidate] = []
    for candidate in (*_controls(view, bounds), *_scrolling(screen)):
        seen[candidate.key] += 1
        number = seen[candidate.key]
        found.append(candidate if number == 1 else _numbered(candidate, number))
    return tuple(found)


def ways_back(screen: Screen, lexicon: Lexicon) -> tuple[Element, ...]:
    """Return the controls that leave this screen or close what lies over it, best first."""
    view, front = view_of(screen, lexicon), modal_layer(screen)
    found = [e for e in reachable(screen) if _goes_back(e, view) and _permitted(e, view)]
    return tuple(sorted(found, key=lambda e: (e.layer < front, e.box.y, e.box.x, e.id)))


def _numbered(candidate: Candidate, number: int) -> Candidate:
    return replace(candidate, key=f"{candidate.key}#{number}")


def _controls(view: View, bounds: Bounds) -> Iterator[Candidate]:
    known = {element.id for element in view.controls}
    can_type = any(e.role in _FIELDS and _permitted(e, view) for e in reachable(view.screen))
    named = {view.screen.caption(e) for e in view.controls if view.is_control(e)}
    for element in reachable(view.screen):
        label = view.screen.caption(element)
        is_double = not view.is_control(element) and label in named
        if element.id not in known or is_double or not _permitted(element, view):
            continue
        if element.role in _FIELDS:
            yield _search(element, label)
        elif can_type and sense(core(label), view.lexicon) is Sense.SEARCH:
            continue  # the button of a search field; pressed without a word it does nothing
        elif _may_try(element, view) and bounds.allow(element.href):
            yield _tap(element, label, view)


def _may_try(element: Element, view: View) -> bool:
    if element.tag == "label":  # pressing it sets its field, whatever it is called
        return False
    if _goes_back(element, view) or is_advertising(element) or _holds_switch(element, view):
        return False
    return not any(_ACTS.match(n) or n in _EXACTLY_ACTS for n in view.names(element))


def _holds_switch(element: Element, view: View) -> bool:
    """Whether the row carries a switch or a box: pressing the row would set it.

    Many are drawn by hand: an empty thing at the end of the row, a switch by its class only.
    """
    roled = (e.box for e in view.screen.elements
             if e.role in _SET_BY_PERSON and e.id != element.id and e.visible)  # fmt: skip
    drawn = (m.box for m in view.screen.marks
             if _SWITCH.search(m.words) and m.frame == element.frame and m.layer == element.layer
             and 0 < m.box.width < _SWITCH_SHARE * element.box.width)  # fmt: skip
    return any(element.box.holds(*box.center) for box in (*roled, *drawn))


def _permitted(element: Element, view: View) -> bool:
    verdict = guard.judge(element, view.screen, view.lexicon)
    return isinstance(verdict, guard.Permit) and verdict.effect in _TAPPED


def _goes_back(element: Element, view: View) -> bool:
    if element.role in _FIELDS:
        return False
    if leaves(view.names(element), view.lexicon):
        return True
    words = set(f"{element.label} {element.hints}".replace("-", " ").replace("_", " ").split())
    iconic = element.name_from in ("icon", "none")
    return iconic and bool(words & {"back", "return", "close", "left"})


def _search(element: Element, label: str) -> Candidate:
    return Candidate(f"search|{core(label)}", label, "search", SEARCHING, element=element.id)


def _tap(element: Element, label: str, view: View) -> Candidate:
    name = stable_word(label) or core(label)
    target = place(element.href) if _leads_somewhere(element.href) else ""
    return Candidate(
        key=f"{name}|{stable_word(element.heading)}|{target}",
        label=label,
        how="tap",
        worth=_worth(element, label, view),
        family=_family(element),
        target=target,
        element=element.id,
        reveals=is_overflow(label, view.lexicon),
        kin=kinship(label, view.lexicon),
    )


def _leads_somewhere(href: str) -> bool:
    """Whether an address says where a link leads: `#` and `javascript:void(0)` do not."""
    return href not in ("", "#") and urlsplit(href).scheme.lower() in ("", "http", "https")


def _worth(element: Element, label: str, view: View) -> float:
    value = worth(label, view.lexicon)
    if sense(core(label), view.lexicon) is Sense.SEARCH:
        value = OPENING_SEARCH
    if element.name_from in ("icon", "none"):
        value = max(value, worth(element.hints.replace("-", " ").replace("_", " "), view.lexicon))
    if is_content(label) and value < SEARCHING:
        return CONTENT
    if not view.is_control(element):
        value = value - _BARE if value > UNKNOWN else CONTENT  # a remark, more likely than a row
    return max(value + _by_place(element, view.screen), CONTENT)


def _by_place(element: Element, screen: Screen) -> float:
    """Account menus hang on the header's right corner and on the last tab at the bottom."""
    small = element.box.area < 0.02 * screen.width * screen.height
    right = element.box.center[0] > 0.7 * screen.width
    height = element.box.center[1] / max(screen.height, 1.0)
    if not (small and right and element.on_screen):
        return 0.0
    if height < _HEADER:
        return _CORNER if element.name_from in ("icon", "alt", "aria", "none") else _CORNER / 2
    return _CORNER / 2 if height > _BOTTOM else 0.0


def _family(element: Element) -> str:
    """Rows of one list: same tag and frame, same left edge and width, under one heading."""
    box = element.box
    return f"{element.frame}|{element.tag}|{box.x:.0f}|{box.width:.0f}|{core(element.heading)}"


def _scrolling(screen: Screen) -> Iterator[Candidate]:
    """The move of scrolling down: the page, or the inner scroller that holds the last rows."""
    if modal_layer(screen) == 0 and screen.page_height > screen.height + _SCROLL_SLACK:
        if screen.scroll_y + screen.height < screen.page_height - 2:
            yield Candidate("scroll|page", "", "scroll", SCROLLING)
        return
    inner = _inner_row(screen)
    if inner is not None:
        yield Candidate("scroll|inner", inner.label, "scroll", SCROLLING, element=inner.id)


def _inner_row(screen: Screen) -> Element | None:
    """The lowest row of a list that seems to go on below what is shown of it."""
    rows = reachable(screen)
    sizes = Counter(_family(e) for e in rows)
    lists = [e for e in rows if sizes[_family(e)] >= _LIST_ROWS]
    hidden = [e for e in lists if not e.on_screen and e.box.y > 0]
    low = [e for e in lists if e.on_screen and e.box.bottom > _LIST_END * screen.height]
    if not hidden and not low:
        return None
    shown = [e for e in lists if e.on_screen] or hidden
    return max(shown, key=lambda e: (e.box.bottom, e.id), default=None)
