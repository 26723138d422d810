"""What a control's words mean by themselves, before the page around it is considered.

Decided by label only, never by place, colour or the words ok and cancel in the markup: in real
dialogs the coloured button is 放弃注销 (stay) and the grey one 确认注销.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from loanexit_auto.screen.lexicon import Hit, Lexicon, outermost

_LABEL = frozenset(
    {"final", "agree", "act", "affirm", "stay", "back", "dismiss", "log_out", "about"}
    | {
        "account_section",
        "navigate",
        "reveal",
        "search",
        "sign_in_button",
        "destroy",
        "elsewhere",
        "data_word",
        "verify",
    }
    | {"close.account", "close.credit", "close.product", "close.bare", "close.other"}
)
_ANSWERS = frozenset({"accepted.submitted", "accepted.under_review", "accepted.closed", "refusal"})
_SAYING = _ANSWERS | {"irreversible", "terms", "not_offered"}
_ACTING = ("act", "sign_in_button", "verify")
_CLOSE = ("close.account", "close.credit", "close.product")
_PAGES = ("data_word", "page_word", "place_word", "navigate", "account_section")
_PLACES = ("navigate", "account_section", "reveal", "elsewhere")
_ALSO = re.compile(r"[,，;；。]|并|后|和|再|然后|\b(and|then|y|luego)\b")
_THEN = (",", "，", "并", "且", "并且", "and", "y")
_PARTICLES = re.compile(
    r"([\W\d我你您们的了吧啊呢哦嘛呀再先还是就想会在真得走]|i|i'?ll|my|the|it|for|now|please|thanks|yo)*"
)
_UNDOING = re.compile(
    r"(?:[不别勿莫拒弃]|取消|停止|不再|don't|do not|not|no longer|no)[想再愿要予会能]?\s*$"
)
_MARKS = "▾▸▼►▶▷◂+- "  # of a section that opens
_LONG = 40
_LONGEST_TAIL = 12


class Sense(StrEnum):
    """What a label says would happen."""

    FINAL = "final"
    AGREE = "agree"
    LOG_OUT = "log_out"
    CLOSE = "close"  # 注销账户 and the like: entry or last button, the page decides
    CLOSE_BARE = "close_bare"  # 注销 alone
    ACT = "act"
    AFFIRM = "affirm"
    STAY = "stay"
    BACK = "back"
    DISMISS = "dismiss"
    SEARCH = "search"
    REVEAL = "reveal"
    NAVIGATE = "navigate"
    ABOUT = "about"  # an article, an agreement or a question about closing
    UNKNOWN = "unknown"


_SEVERITY = tuple(Sense)
_EXACT = (
    ("stay", Sense.STAY),
    ("dismiss", Sense.DISMISS),
    ("act", Sense.ACT),
    ("verify", Sense.ACT),
    ("sign_in_button", Sense.ACT),
    ("affirm", Sense.AFFIRM),
    ("back", Sense.BACK),
    ("search", Sense.SEARCH),
    ("reveal", Sense.REVEAL),
    ("navigate", Sense.NAVIGATE),
    ("account_section", Sense.NAVIGATE),
    ("elsewhere", Sense.NAVIGATE),
)


def most_severe(senses: set[Sense]) -> Sense:
    """Return the sense that forbids most; a control is what the worst of its names says."""
    return min(senses, key=_SEVERITY.index, default=Sense.UNKNOWN)


@lru_cache(maxsize=65536)
def sense(label: str, lexicon: Lexicon) -> Sense:
    """Return what a normalised label says would happen if its control were pressed."""
    hits = _label_hits(label, lexicon)
    kinds = {hit.kind for hit in hits}
    if "final" in kinds:
        return Sense.ABOUT if _asks_how(label, lexicon) else Sense.FINAL
    if _exactly(label, "back", hits) and not kinds & {*_CLOSE, "close.bare"}:
        return Sense.BACK  # close this dialog
    if _stays(label, hits) and not kinds & {*_CLOSE, "agree"} and not _exactly(label, "act", hits):
        return Sense.STAY
    if kinds & {*_CLOSE, "close.bare", "close.other"}:
        return _closing_sense(label, kinds, hits)
    if "agree" in kinds and not _exactly(label, "dismiss", hits):
        return Sense.ACT if _destroys(hits) else Sense.AGREE  # 撤回同意 agrees to nothing
    if "log_out" in kinds:
        return Sense.LOG_OUT
    return _plain_sense(label, lexicon, hits)


def _asks_how(label: str, lexicon: Lexicon) -> bool:
    """Whether it is the heading of an answer: How do I close my account?"""
    asked = (hit for hit in lexicon.hits(label) if hit.kind == "question")
    return label.endswith("?") and any(not label[: hit.start].strip(_MARKS) for hit in asked)


def _label_hits(label: str, lexicon: Lexicon) -> tuple[Hit, ...]:
    """Return the hits of a label's words; 注销 inside 无法注销 is a remark and no control."""
    found = lexicon.hits(label)
    said = [hit for hit in found if hit.kind in _SAYING]
    others = [hit for hit in found if hit.kind == "close.other"]
    hits = outermost(
        hit
        for hit in found
        if hit.kind in _LABEL and not any(_runs_past(hit, other) for other in others)
    )
    hits = tuple(hit for hit in hits if not any(_tells_of(remark, hit) for remark in said))
    return tuple(hit for hit in hits if hit.kind != "final" or not _is_foretold(label, hit))


def _runs_past(hit: Hit, other: Hit) -> bool:
    """Whether the gap of a phrase has swallowed what is closed: 注销设备 / 从此账户移除一台."""
    gap = hit.end - other.end
    return hit.kind in _CLOSE and "…" in hit.phrase.text and other.start == hit.start and gap > 2


def _is_foretold(label: str, hit: Hit) -> bool:
    """Whether it is said what will happen: 将清空所有数据 under the title of a row."""
    return label[: hit.start].endswith(("将", "会"))


def _tells_of(remark: Hit, hit: Hit) -> bool:
    """Whether the hit is only a part of a remark; 确认注销 stays what it is in any warning."""
    if hit.kind == "final":
        return remark.kind in _ANSWERS and remark.covers(hit)
    return hit.kind.startswith("close.") and remark.covers(hit)


def _stays(label: str, hits: tuple[Hit, ...]) -> bool:
    """Whether words of staying make up the label but for particles: 放弃注销,继续使用; 我不走了.

    不保留 and 放弃继续使用 leave.
    """
    rest, last = "", 0
    for hit in sorted((h for h in hits if h.kind == "stay"), key=lambda hit: hit.start):
        if _UNDOING.search(label[: hit.start]):
            return False
        rest += label[last : hit.start]
        last = max(last, hit.end)
    return last > 0 and bool(_PARTICLES.fullmatch(rest + label[last:]))


def _closing_sense(label: str, kinds: set[str], hits: tuple[Hit, ...]) -> Sense:
    if "agree" in kinds:
        closes = [h for h in hits if h.kind in _CLOSE and h.end == len(label)]
        then = any(label[: hit.start].rstrip().endswith(_THEN) for hit in closes)
        return Sense.FINAL if then else Sense.AGREE  # 我了解后果,删除账户
    if "about" in kinds and "close.other" not in kinds:
        return Sense.ABOUT
    if kinds & set(_CLOSE):
        return Sense.CLOSE
    if "log_out" in kinds:
        return Sense.LOG_OUT
    return Sense.ACT if "close.other" in kinds else Sense.CLOSE_BARE


def _plain_sense(label: str, lexicon: Lexicon, hits: tuple[Hit, ...]) -> Sense:
    kinds = {hit.kind for hit in hits}
    exact = [found for kind, found in _EXACT if _exactly(label, kind, hits)]
    if exact:
        return exact[0]
    if _is_led_by(label, "back_verb", lexicon):
        return Sense.BACK
    if _is_led_by(label, "look_verb", lexicon):
        return Sense.NAVIGATE
    if "question" in lexicon.kinds(label):
        return Sense.ABOUT
    if any(_is_act(label, hit, lexicon) for hit in hits if hit.kind in _ACTING):
        return Sense.ACT
    if _destroys(hits) or _begins_with_act(label, lexicon):
        return Sense.ACT
    if "affirm" in kinds and any(h.start == 0 for h in hits if h.kind == "affirm"):
        return Sense.AFFIRM
    if "about" in kinds:
        return Sense.ABOUT
    if any(h.end - h.start > 1 for h in hits if h.kind in ("navigate", "account_section")):
        return Sense.NAVIGATE
    return Sense.UNKNOWN


def _is_led_by(label: str, kind: str, lexicon: Lexicon) -> bool:
    """Whether a verb that changes nothing comes first and no other follows: 查看合同, 返回账号安全.

    查看并同意 and 了解风险,继续 go on.
    """
    verbs = [hit for hit in lexicon.hits(label) if hit.kind == kind and hit.start == 0]
    if not verbs or len(label) > _LONG or _ALSO.search(label):
        return False
    start = max(hit.end for hit in verbs)
    rest = label[start:].strip()
    if kind == "back_verb":
        kinds = {hit.kind for hit in lexicon.hits(rest) if hit.end == len(rest)}
        return bool(kinds & {*_PLACES, "page_word", "place_word"})
    begun = {hit.kind for hit in lexicon.hits(rest) if hit.start == 0}
    return bool(rest) and not begun & {"destroy", "act_verb", "final", "agree", "affirm"}


def _destroys(hits: tuple[Hit, ...]) -> bool:
    """Whether a label begins with a verb that undoes something and names no document.

    清除浏览记录 and Delete history end like the name of a page and are none.
    """
    data = {(hit.start, hit.end) for hit in hits if hit.kind == "data_word"}
    documents = [h for h in hits if h.kind == "about" and (h.start, h.end) not in data]
    return not documents and any(h.kind == "destroy" and h.start == 0 for h in hits)


def _begins_with_act(label: str, lexicon: Lexicon) -> bool:
    """Whether a verb comes first and what it is done to follows: 保存当前过滤设置, Save changes.

    The verb outweighs the name of a page at the end. A verb and a kind of record are a page
    (导出记录), a verb that is a noun as well and any one word for a page, too (下载中心).
    """
    verbs = [h for h in lexicon.hits(label) if h.kind.startswith("act_verb") and h.start == 0]
    if not verbs:
        return False
    verb = max(verbs, key=lambda hit: hit.end)
    rest = label[verb.end :].removeprefix("的").strip()
    pages = ("data_word", "place_word") if verb.kind == "act_verb" else _PAGES
    return not any(lexicon.is_exactly(rest, kind) for kind in pages)


def names_a_page(label: str, lexicon: Lexicon) -> bool:
    """Return whether a normalised label is a known place, or ends like one to read or look up."""
    if any(lexicon.is_exactly(label, kind) for kind in _PLACES):
        return True
    if _is_led_by(label, "look_verb", lexicon):
        return True
    ends = any(_ends_with(label, kind, lexicon) for kind in ("place_word", "data_word"))
    return ends or "question" in lexicon.kinds(label)


def _exactly(label: str, kind: str, hits: tuple[Hit, ...]) -> bool:
    return any(hit.kind == kind and hit.start == 0 and hit.end == len(label) for hit in hits)


def _is_act(label: str, hit: Hit, lexicon: Lexicon) -> bool:
    """Whether the label tells to do it (立即还款, 还款 1,200 元), not to read of it (还款记录)."""
    if len(label) > _LONG or _ends_with(label, "page_word", lexicon):
        return False
    before, after = label[: hit.start], label[hit.end :]
    if lexicon.is_exactly(after, "place_word") and _is_noun(label, hit, lexicon):
        return False  # 借款合同
    if hit.phrase.lang != "zh":
        return not before
    if before:
        return not after and lexicon.is_exactly(before, "act_prefix")
    return len(after) <= _LONGEST_TAIL


def _is_noun(label: str, hit: Hit, lexicon: Lexicon) -> bool:
    """Whether the word for an act is one for a thing as well: 借款."""
    here = (one for one in lexicon.hits(label) if (one.start, one.end) == (hit.start, hit.end))
    return any(one.kind.startswith("noun.") for one in here)


def _ends_with(label: str, kind: str, lexicon: Lexicon) -> bool:
    return any(hit.kind == kind and hit.end == len(label) for hit in lexicon.hits(label))
