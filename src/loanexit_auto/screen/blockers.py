"""Why the platform refuses: statements, and rows of a checklist that did not pass.

A statement counts only if the page says it of this person (`screen.mood`); what terms and articles
say in general is no refusal. Amounts are yuan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from loanexit_auto.screen.checklist import failed_rows, passed_lines, switched_on
from loanexit_auto.screen.claims import PREFIX, claims, listed
from loanexit_auto.screen.demands import (
    concerns_closing,
    demands,
    gives_up,
    is_of_something_else,
)
from loanexit_auto.screen.findings import Blocker, BlockerKind
from loanexit_auto.screen.lexicon import Hit
from loanexit_auto.screen.money import named_counts, only_money
from loanexit_auto.screen.mood import (
    Sentence,
    asserts,
    is_conditional_before,
    is_personal,
    is_question,
    sentences,
)
from loanexit_auto.screen.subject import nouns, remedied
from loanexit_auto.screen.text import is_latin
from loanexit_auto.screen.view import Line, View

_RATE = re.compile(r"\d\s?%")
_SURE, _LIKELY, _HINT = 0.95, 0.85, 0.6
_PLEASE = ("(请", "请")  # 请完成以下验证 refuses nothing
_LONGEST_ROW = 60
_QUESTIONS = 2  # that many make a page of questions and answers
_SPEAKING = (PREFIX, "noun.")
_SUMS = frozenset({"balance", "unsettled_loan", "overdue"})
_BELONGINGS = frozenset(
    {"balance", "coupon", "membership", "wealth_product", "order", "binding", "auto_debit"}
)


def blockers(view: View) -> tuple[Blocker, ...]:
    """Return what stands in the way, the surest first; one finding for each kind and amount."""
    refusing = frozenset(line.layer for line, _ in _refusing(view))
    passed = passed_lines(view)
    told = tuple(_stated(view, refusing, passed))
    rows = (row for row in failed_rows(view, refusing) if not _is_told(row, told))
    stated = _distinct([*told, *rows, *switched_on(view)])
    specific = stated or _distinct(demands(view, refusing, passed | _answers(view)))
    return specific or _distinct(_refusals(view))


def _is_told(row: Blocker, told: tuple[Blocker, ...]) -> bool:
    """Whether the one line of a row has been read as a statement already."""
    return any((row.box, row.frame) == (one.box, one.frame) for one in told)


def refuses(view: View, layer: int) -> bool:
    """Return whether the layer itself says that closing is refused now."""
    return any(line.layer == layer for line, _ in _refusing(view))


def _refusing(view: View) -> Iterator[tuple[Line, Hit]]:
    for line in view.lines:
        if "refusal" not in line.kinds or is_elsewhere(line, view):
            continue
        if line.layer == 0 and (view.is_article or (_asks(line) and _answers(view))):
            continue
        if view.is_row(line) and not view.is_closing(line.layer):
            continue
        for sentence in sentences(line.text, view.lexicon):
            for hit in sentence.of("refusal"):
                proof = hit.phrase.text.startswith(_PLEASE) and _asks_for_proof(sentence)
                if proof or is_of_something_else(sentence, hit):
                    continue
                if _refuses_now(sentence, hit):
                    yield line, hit


def states_reason(line: Line) -> bool:
    """Return whether a line says what is wrong with the account, besides that it is refused."""
    named = any(kind.startswith("noun.") and kind != "noun.other" for kind in line.kinds)
    return (named and "open" in line.kinds) or any(k.startswith(PREFIX) for k in line.kinds)


def is_elsewhere(line: Line, view: View) -> bool:
    """Return whether closing is refused here only, not this account: that is "not offered"."""
    if states_reason(line):
        return False
    hits = view.lexicon.hits(line.text)
    refusals = [hit for hit in hits if hit.kind == "refusal"]
    return any(
        hit.kind == "not_offered" and not any(one.covers(hit) for one in refusals) for hit in hits
    )


def _refuses_now(sentence: Sentence, hit: Hit) -> bool:
    return not is_question(sentence) and _holds(sentence, hit)


def _holds(sentence: Sentence, hit: Hit) -> bool:
    """Like `asserts`, for a refusal, whose own 无 and 不 are no negation."""
    if is_conditional_before(sentence, hit.end):
        return False
    soft = (one for one in sentence.of("soft_condition") if not hit.covers(one))
    return sentence.has("personal", "exists") or not any(soft)


def _refusals(view: View) -> Iterator[Blocker]:
    for line, _ in _refusing(view):
        confidence = _SURE if line.layer > 0 or len(line.text) <= 40 else _LIKELY
        said = () if nouns(view.hits(line.text)) else view.hits(line.text)
        kind = remedied(_to_do(view, line.layer)) or remedied(said) or "generic"
        yield Blocker(line.raw, line.box, line.frame, confidence, line.element, kind)


def _to_do(view: View, layer: int) -> Iterator[Hit]:
    """Yield the words of what the layer offers to do: 去赎回."""
    for line in view.lines_of(layer):
        if "todo" in line.kinds and view.is_row(line):
            yield from view.hits(line.text)


# -- statements ---------------------------------------------------------------------------------


def _stated(view: View, refusing: frozenset[int], passed: frozenset[int]) -> Iterator[Blocker]:
    answers = _answers(view) | _losses(view)
    for line in view.lines:
        if id(line) in passed or id(line) in answers or (view.is_article and line.layer == 0):
            continue
        if gives_up(line):
            continue
        if any(kind.startswith(_SPEAKING) for kind in line.kinds):
            for sentence in sentences(line.text, view.lexicon):
                yield from _stated_in(sentence, line, view, refusing)


def _answers(view: View) -> frozenset[int]:
    """Return the ids of the lines of a page that follow one of several questions: 余额怎么办?"""
    lines = view.lines_of(0)
    asking = [at for at, line in enumerate(lines) if _asks(line)]
    if len(asking) < _QUESTIONS:
        return frozenset()
    return frozenset(id(line) for line in lines[asking[0] :] if not _asks(line))


def _losses(view: View) -> frozenset[int]:
    """Return the ids of lines that list what would be lost (以下资产将被清空: 优惠券 3 张)."""
    found: set[int] = set()
    for layer in {line.layer for line in view.lines}:
        losing = False
        for line in view.lines_of(layer):
            said = line.kinds & {"refusal", "demand", "open", "todo"}
            losing = ("given_up" in line.kinds or losing) and not said
            if losing:
                found.add(id(line))
    return frozenset(found)


def _asks(line: Line) -> bool:
    return "question" in line.kinds and len(line.text) <= (80 if is_latin(line.text) else 30)


def _stated_in(
    sentence: Sentence, line: Line, view: View, refusing: frozenset[int]
) -> Iterator[Blocker]:
    if sentence.has("advice") and not sentence.has("refusal", "demand"):
        return
    if _asks_for_proof(sentence) and not sentence.has("refusal"):
        return
    if _RATE.search(sentence.text) and not sentence.has("refusal", "personal"):
        return
    for kind, hit in claims(sentence):
        confidence = _belief(sentence, hit, line, view, refusing)
        if confidence and asserts(sentence, hit):
            yield _with_sum(_blocker(kind, sentence, hit, line, confidence), line, view)
            for piece, other, named in listed(sentence, kind, view.lexicon):
                yield _blocker(other, piece, named, line, confidence)


def _asks_for_proof(sentence: Sentence) -> bool:
    """Whether it tells why a verification comes now: 检测到您更换了设备,请先完成刷脸."""
    ordered = sentence.has("order", "start")
    return ordered and any(hit.kind.startswith("challenge.") for hit in sentence.hits)


def _belief(
    sentence: Sentence, hit: Hit, line: Line, view: View, refusing: frozenset[int]
) -> float:
    """Return how firmly the place of a statement makes it one about this person, 0 if not."""
    if _holds_refusal(sentence) or (line.layer in refusing and not view.is_under_terms(line)):
        return _SURE
    closing = concerns_closing(line, view)
    if hit.kind.endswith("account_state") and view.says(line.layer, "risk_control"):
        return _SURE if (closing or view.offers_closing) and line.layer > 0 else 0.0
    personal = is_personal(sentence, hit)
    if line.layer == 0 and not closing:
        return _HINT if personal and _hints(sentence, hit, line, view) else 0.0
    having = _begins_with_having(sentence, hit)
    said = (personal and having) if view.is_under_terms(line) else (personal or having)
    if line.layer > 0 and (closing or view.offers_closing) and (said or _is_short(line)):
        return _SURE
    if not (said or (closing and _is_notice(sentence, line, view))):
        return 0.0
    if closing or view.offers_closing:
        return _LIKELY
    said_so = sentence.has("open", "exists", "refusal", "demand") and not sentence.has("promo")
    return _HINT if said_so else 0.0


def _hints(sentence: Sentence, hit: Hit, line: Line, view: View) -> bool:
    """Whether words on a page that is not about closing may still be an answer to the person.

    That somebody has a coupon or an order is no more than the state of things there.
    """
    if view.is_row(line):
        return False
    grave = hit.kind.startswith(PREFIX) and hit.kind.removeprefix(PREFIX) not in _BELONGINGS
    return grave or (view.offers_closing and sentence.has("open", "exists"))


def _is_notice(sentence: Sentence, line: Line, view: View) -> bool:
    """Whether a short line tells what is so on a page that is neither terms nor an article."""
    general = view.is_article or view.is_menu(line.layer) or view.is_under_terms(line)
    return _is_short(line) and sentence.has("open") and not general


def _is_short(line: Line) -> bool:
    return len(line.text) <= (120 if is_latin(line.text) else 40)


def _holds_refusal(sentence: Sentence) -> bool:
    return any(_refuses_now(sentence, hit) for hit in sentence.of("refusal"))


def _begins_with_having(sentence: Sentence, hit: Hit) -> bool:
    return any(have.start < hit.end for have in sentence.of("exists"))


def _blocker(
    kind: BlockerKind, sentence: Sentence, hit: Hit, line: Line, confidence: float
) -> Blocker:
    start, end = sentence.clause(hit)
    clause = sentence.text[start:end]
    inner = only_money(clause)
    money = inner if inner.amount else only_money(sentence.text)
    count = _single(named_counts(clause)) or _single(named_counts(sentence.text))
    text = line.raw if len(line.raw) <= 2 * _LONGEST_ROW else sentence.text
    box, frame, owner = line.box, line.frame, line.element
    return Blocker(text, box, frame, confidence, owner, kind, money.amount, count, money.currency)


def _with_sum(found: Blocker, line: Line, view: View) -> Blocker:
    """Return a blocker about money with the only sum its dialog names, if it names none itself."""
    if found.amount is not None or found.blocker not in _SUMS or line.layer == 0:
        return found
    money = only_money(*(other.text for other in view.lines_of(line.layer)))
    return replace(found, amount=money.amount, currency=money.currency)


def _single(values: Iterable[int]) -> int | None:
    different = {value for value in values if value}
    return different.pop() if len(different) == 1 else None


def _distinct(found: Iterable[Blocker]) -> tuple[Blocker, ...]:
    """Return one finding for each kind and amount, the surest and most exact first."""
    ordered = sorted(found, key=_rank)
    named = {one.blocker for one in ordered if one.amount is not None}
    kept: dict[tuple[BlockerKind, Decimal | None], Blocker] = {}
    for one in ordered:
        if one.amount is not None or one.blocker not in named:
            kept.setdefault((one.blocker, one.amount), one)
    return tuple(kept.values())


def _rank(one: Blocker) -> tuple[float, bool, bool, float, float, str]:
    box = one.box
    return (-one.confidence, one.amount is None, one.count is None, box.y, box.x, one.text)
