"""What a sentence or row is about: which of its words for a subject decides.

An overdue loan is overdue, a disputed order is a dispute, and a guaranteed loan is a guarantee
whatever else is named; otherwise the first word decides, and of two that begin alike the longer.
"""

from __future__ import annotations

from collections.abc import Iterable

from loanexit_auto.screen.findings import BlockerKind
from loanexit_auto.screen.lexicon import Hit, outermost
from loanexit_auto.screen.mood import (
    Sentence,
    is_counted,
    is_denied,
    is_negated,
    is_supposed,
    is_zero,
)
from loanexit_auto.screen.text import is_latin

NOUN = "noun."
_FOREMOST = ("noun.overdue", "noun.dispute", "noun.guarantee")
_REMEDY = "remedy."
_CHANGE = "noun.pending_change"  # 换绑银行卡 is what is done to the card, not a kind of card
_NEAR, _NEAR_LATIN = 16, 40  # characters between a subject and what is said of it


def nouns(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return the words for subjects that no longer one covers: 余额宝 is no 余额.

    The class noun.other holds longer words that are no subject: 电子账户 is no 子账户. Of words
    that make up one name the last says what it is (还款抵扣券 is a coupon), unless it only says how
    much there is of the first (class measure: 理财份额, 贷款余额).
    """
    hits = tuple(hits)
    measures = {(hit.start, hit.end) for hit in hits if hit.kind == "measure"}
    found = outermost(hit for hit in hits if hit.kind.startswith(NOUN))
    others = {(hit.start, hit.end) for hit in found if hit.kind == "noun.other"}
    named = [hit for hit in found if (hit.start, hit.end) not in others]
    return tuple(hit for hit in named if not _is_modifier(hit, named, measures))


def _is_modifier(hit: Hit, named: Iterable[Hit], measures: set[tuple[int, int]]) -> bool:
    """Whether the word only says of what kind the next one is."""
    if is_foremost(hit) or hit.kind == _CHANGE:
        return False
    heads = (other for other in named if other.start == hit.end and other.kind != hit.kind)
    return any((head.start, head.end) not in measures for head in heads)


def kind_of(hit: Hit) -> BlockerKind:
    """Return the kind of blocker that a word for a subject stands for."""
    kind: BlockerKind = hit.kind.removeprefix(NOUN)  # type: ignore[assignment]
    return kind


def deciding(hits: Iterable[Hit]) -> Hit | None:
    """Return the word that decides, or None if there is none."""
    return min(hits, key=_rank, default=None)


def _rank(hit: Hit) -> tuple[bool, int, int, str]:
    return (hit.kind not in _FOREMOST, hit.start, hit.start - hit.end, hit.kind)


def is_foremost(hit: Hit) -> bool:
    """Return whether the subject decides whatever else is named."""
    return hit.kind in _FOREMOST


def said_open(sentence: Sentence) -> Hit | None:
    """Return the subject of which the sentence says that it is not yet done, or None.

    您的基金 尚未赎回, 押金 没退, 有 正在处理 的投诉: a subject and a state near it, or a subject
    that there is. Denied and settled subjects do not count.
    """
    states = tuple(state for state in sentence.of("open") if not is_zero(sentence, state))
    found = [hit for hit in nouns(sentence.hits) if not is_denied(sentence, hit)]
    found = [hit for hit in found if not is_supposed(sentence, hit)] or found
    strong = [hit for hit in found if is_foremost(hit) or not _is_state(hit, states)]
    reach = _NEAR_LATIN if is_latin(sentence.text) else _NEAR
    stated = [h for h in strong or found if any(_gap(s, h) <= reach for s in states)]
    if stated or is_counted(sentence.text):
        # 额度 50,000 元 tells what could be borrowed, not that anything is open
        return deciding(stated or [hit for hit in strong if hit.kind != "noun.credit_line_open"])
    return deciding(hit for hit in strong if _there_is(sentence, hit, reach))


def asked(sentence: Sentence) -> Hit | None:
    """Return the subject of a demand or refusal, or None if there is none or it is denied."""
    found = nouns(sentence.hits)
    if any(is_negated(sentence, hit) for hit in found):
        return None
    return deciding(found)


def remedied(hits: Iterable[Hit]) -> BlockerKind | None:
    """Return the one kind of blocker that something to be done is for, or None.

    用掉 is for coupons, 赎回 for wealth products, whatever a platform calls its own.
    """
    kinds = {hit.kind.removeprefix(_REMEDY) for hit in hits if hit.kind.startswith(_REMEDY)}
    found: BlockerKind | None = kinds.pop() if len(kinds) == 1 else None  # type: ignore[assignment]
    return found


def kind_in(sentence: Sentence, hit: Hit) -> BlockerKind:
    """Return the kind of blocker; a credit line that is to be repaid is a loan."""
    kind = kind_of(hit)
    repay = any(not is_zero(sentence, due) for due in sentence.of("repay"))
    return "unsettled_loan" if kind == "credit_line_open" and repay else kind


def _is_state(noun: Hit, states: tuple[Hit, ...]) -> bool:
    """Whether the word is only a part of a state: 未结清 names no subject of its own."""
    return any(state.start <= noun.start and noun.end <= state.end for state in states)


def _gap(state: Hit, noun: Hit) -> int:
    return max(state.start - noun.end, noun.start - state.end)


def _there_is(sentence: Sentence, noun: Hit, reach: int) -> bool:
    start, _ = sentence.clause(noun)
    return any(
        start <= have.start and have.end <= noun.start and noun.start - have.end <= reach
        for have in sentence.of("exists")
    )
