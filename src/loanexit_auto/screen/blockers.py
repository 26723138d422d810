"""Why the platform refuses: statements, and rows of a checklist that did not pass.

A statement counts only if the page says it of this person (`screen.mood`); what terms and articles
say in general is no refusal. Amounts are yuan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TypeVar

from loanexit_auto.screen.checklist import failed_rows
from loanexit_auto.screen.demands import demands
from loanexit_auto.screen.findings import Blocker, BlockerKind
from loanexit_auto.screen.lexicon import Hit
from loanexit_auto.screen.money import named_amounts, named_counts
from loanexit_auto.screen.mood import (
    Sentence,
    asserts,
    is_conditional_before,
    is_personal,
    is_question,
    sentences,
)
from loanexit_auto.screen.view import Line, View

_SURE, _LIKELY, _HINT = 0.95, 0.85, 0.6
_LONGEST_ROW = 60
_PREFIX = "blocker."
_FIRST = ("blocker.overdue", "blocker.dispute")


def blockers(view: View) -> tuple[Blocker, ...]:
    """Return what stands in the way, the surest first; one finding for each kind and amount."""
    refusing = frozenset(line.layer for line, _ in _refusing(view))
    stated = _distinct([*_stated(view, refusing), *failed_rows(view, refusing)])
    specific = stated or _distinct(demands(view, refusing))
    return specific or _distinct(_refusals(view))


def refuses(view: View, layer: int) -> bool:
    """Return whether the layer itself says that closing is refused now."""
    return any(line.layer == layer for line, _ in _refusing(view))


def _refusing(view: View) -> Iterator[tuple[Line, Hit]]:
    for line in view.lines:
        if "refusal" not in line.kinds or line.kinds & {"not_offered"}:
            continue
        if view.is_row(line) and not view.is_closing(line.layer):
            continue
        for sentence in sentences(line.text, view.lexicon):
            for hit in sentence.of("refusal"):
                if _refuses_now(sentence, hit):
                    yield line, hit


def _refuses_now(sentence: Sentence, hit: Hit) -> bool:
    return not is_question(sentence) and _holds(sentence, hit)


def _holds(sentence: Sentence, hit: Hit) -> bool:
    """Like `asserts`, for a refusal, whose own 无 and 不 are no negation."""
    if is_conditional_before(sentence, hit.end):
        return False
    general = sentence.has("soft_condition") and not sentence.has("personal", "exists")
    return not general


def _refusals(view: View) -> Iterator[Blocker]:
    for line, _ in _refusing(view):
        confidence = _SURE if line.layer > 0 or len(line.text) <= 40 else _LIKELY
        yield Blocker(line.raw, line.box, line.frame, confidence, line.element)


# -- statements ---------------------------------------------------------------------------------


def _stated(view: View, refusing: frozenset[int]) -> Iterator[Blocker]:
    for line in view.lines:
        if any(kind.startswith(_PREFIX) for kind in line.kinds):
            yield from _stated_in(line, view, refusing)


def _stated_in(line: Line, view: View, refusing: frozenset[int]) -> Iterator[Blocker]:
    for sentence in sentences(line.text, view.lexicon):
        for hit in _foremost(sentence):
            confidence = _belief(sentence, hit, line, view, refusing)
            if confidence and asserts(sentence, hit):
                yield _blocker(hit.kind, sentence, hit, line, confidence)


def _foremost(sentence: Sentence) -> tuple[Hit, ...]:
    """Return the statements of a sentence; of overlapping ones the longest.

    An overdue loan is overdue, and a disputed order is a dispute.
    """
    hits = [hit for hit in sentence.hits if hit.kind.startswith(_PREFIX)]
    if sentence.has("blocker.guarantee"):  # the loan is somebody else's
        hits = [hit for hit in hits if hit.kind != "blocker.unsettled_loan"]
    hits.sort(key=lambda hit: (hit.kind not in _FIRST, hit.start - hit.end, hit.start))
    kept: list[Hit] = []
    for hit in hits:
        if not any(hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    return tuple(kept)


def _belief(
    sentence: Sentence, hit: Hit, line: Line, view: View, refusing: frozenset[int]
) -> float:
    """Return how firmly the place of a statement makes it one about this person, 0 if not."""
    if _holds_refusal(sentence) or line.layer in refusing:
        return _SURE
    personal = is_personal(sentence, hit) or _begins_with_having(sentence, hit)
    closing = view.is_closing(line.layer)
    if line.layer > 0 and closing and (personal or len(line.text) <= 40):
        return _SURE
    if view.is_row(line) and not closing and not is_personal(sentence, hit):
        return 0.0
    if not (is_personal(sentence, hit) if line.layer == 0 and not closing else personal):
        return 0.0
    if view.says(line.layer, "risk_control") and hit.kind == "blocker.account_state":
        return 0.0
    return _LIKELY if closing or line.layer > 0 else _HINT


def _holds_refusal(sentence: Sentence) -> bool:
    return any(_refuses_now(sentence, hit) for hit in sentence.of("refusal"))


def _begins_with_having(sentence: Sentence, hit: Hit) -> bool:
    return any(have.start < hit.end for have in sentence.of("exists"))


def _blocker(kind: str, sentence: Sentence, hit: Hit, line: Line, confidence: float) -> Blocker:
    start, end = sentence.clause(hit)
    clause = sentence.text[start:end]
    amount = _single(named_amounts(clause)) or _single(named_amounts(sentence.text))
    count = _single(named_counts(clause)) or _single(named_counts(sentence.text))
    text = line.raw if len(line.raw) <= 2 * _LONGEST_ROW else sentence.text
    return Blocker(
        text, line.box, line.frame, confidence, line.element, _kind_of(kind), amount, count
    )


def _kind_of(kind: str) -> BlockerKind:
    kind_name: BlockerKind = kind.split(".", 1)[1]  # type: ignore[assignment]
    return kind_name


Number = TypeVar("Number", Decimal, int)


def _single(values: Iterable[Number]) -> Number | None:
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
