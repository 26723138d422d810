"""Blockers told as something to do first: 退保后才能注销, 请先取消连续包月服务, 交易完成后再来.

Also a refusal that names its subject without saying outright what is wrong with it. Terms say the
same of everybody; there it is a condition and no blocker.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from loanexit_auto.screen.findings import Blocker, BlockerKind
from loanexit_auto.screen.money import named_amounts
from loanexit_auto.screen.mood import Sentence, is_negated, is_question, sentences
from loanexit_auto.screen.view import Line, View

_NOUN = "noun."
_LONGEST = 60
_LIKELY = 0.8


def demands(view: View, refusing: frozenset[int]) -> Iterator[Blocker]:
    """Yield a blocker for each short demand or refusal on a page about closing."""
    if view.is_article:
        return
    for line in view.lines:
        general = view.says(line.layer, "terms") and line.layer not in refusing
        if line.kinds & {"not_offered", "not_offered_hint"}:
            continue
        if general or not _concerns_closing(line, view) or len(line.text) > _LONGEST:
            continue
        for sentence in sentences(line.text, view.lexicon):
            kind = _subject(sentence) if _demands(sentence) else None
            if kind:
                amount = _amount(sentence, kind, line, view)
                box, frame, owner = line.box, line.frame, line.element
                yield Blocker(line.raw, box, frame, _LIKELY, owner, kind, amount)


def _concerns_closing(line: Line, view: View) -> bool:
    if view.is_closing(line.layer):
        return True
    return line.layer > 0 and bool(line.kinds & {"close.bare", "close.account", "close.credit"})


def _demands(sentence: Sentence) -> bool:
    if is_question(sentence) or sentence.has("condition", "past"):
        return False
    return sentence.has("demand", "todo") or sentence.has("refusal")


def _subject(sentence: Sentence) -> BlockerKind | None:
    """Return what the sentence is about: its first word for a subject."""
    nouns = [hit for hit in sentence.hits if hit.kind.startswith(_NOUN)]
    if not nouns and any("注销" in hit.phrase.text for hit in sentence.of("demand")):
        return "generic"
    if not nouns or any(is_negated(sentence, hit) for hit in nouns):
        return None
    best = min(nouns, key=lambda hit: (hit.start, hit.start - hit.end))
    kind: BlockerKind = best.kind.removeprefix(_NOUN)  # type: ignore[assignment]
    return kind


def _amount(sentence: Sentence, kind: BlockerKind, line: Line, view: View) -> Decimal | None:
    """Return the amount of the sentence, else the only one a line of the layer gives for it."""
    named = {amount for amount in named_amounts(sentence.text) if amount}
    if not named:
        named = {
            amount
            for other in view.lines_of(line.layer)
            if _NOUN + kind in other.kinds and len(other.text) <= _LONGEST
            for amount in named_amounts(other.text)
            if amount
        }
    return named.pop() if len(named) == 1 else None
