"""What a sentence claims to be open: a subject with its state, or a statement known as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loanexit_auto.screen.findings import BlockerKind
from loanexit_auto.screen.lexicon import Hit, Lexicon
from loanexit_auto.screen.mood import Sentence, asserts
from loanexit_auto.screen.subject import is_foremost, kind_in, nouns, said_open

PREFIX = "blocker."
_FIRST = ("blocker.overdue", "blocker.dispute")
_LISTING = re.compile(r"、|;|以及|与(?=未|待|尚|有|\d)| (?:and|y) (?=\d|an? |un)")


def claims(sentence: Sentence) -> Iterator[tuple[BlockerKind, Hit]]:
    """Yield what stands in the way: a subject said to be open, or a statement known as a whole."""
    hit = None if _is_remark(sentence) else said_open(sentence)
    whole = _foremost(sentence)
    if hit and (not whole or is_foremost(hit) or _is_inside(hit, whole)):
        yield kind_in(sentence, hit), hit
        return
    if hit and any(one.kind == PREFIX + kind_in(sentence, hit) for one in whole):
        yield kind_in(sentence, hit), hit
    for statement in whole:
        kind: BlockerKind = statement.kind.removeprefix(PREFIX)  # type: ignore[assignment]
        yield kind, statement


def _cuts(statement: Hit, noun: Hit) -> bool:
    """Whether a statement begins or ends within a word: 余额未用完 in 礼品卡余额未用完."""
    other = noun.kind.removeprefix("noun.") != statement.kind.removeprefix(PREFIX)
    begins = noun.start < statement.start < noun.end
    ends = statement.start < noun.start < statement.end < noun.end
    return other and (begins or ends)


def _is_remark(sentence: Sentence) -> bool:
    """Whether a sentence that names a subject advertises, asks for a formality or states terms."""
    if sentence.has("terms") and not sentence.has("refusal", "demand"):
        return True
    return sentence.has("retention", "promo", "formality", "about") and not sentence.has("open")


def _is_inside(subject: Hit, whole: tuple[Hit, ...]) -> bool:
    """Whether the gap of a statement's pattern has swallowed a subject of another kind."""
    kind = subject.kind.removeprefix("noun.")
    return all(
        hit.start < subject.start and subject.end <= hit.end and hit.kind != PREFIX + kind
        for hit in whole
    )


def _foremost(sentence: Sentence) -> tuple[Hit, ...]:
    """Return the statements of a sentence; of overlapping ones the longest.

    An overdue loan is overdue, and a disputed order is a dispute.
    """
    named = nouns(sentence.hits)
    hits = [
        hit
        for hit in sentence.hits
        if hit.kind.startswith(PREFIX) and not any(_cuts(hit, noun) for noun in named)
    ]
    if sentence.has("blocker.guarantee"):  # the loan is somebody else's
        hits = [hit for hit in hits if hit.kind != "blocker.unsettled_loan"]
    hits.sort(key=lambda hit: (hit.kind not in _FIRST, hit.start - hit.end, hit.start))
    kept: list[Hit] = []
    for hit in hits:
        if not any(hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    return tuple(kept)


def listed(
    sentence: Sentence, kind: BlockerKind, lexicon: Lexicon
) -> Iterator[tuple[Sentence, BlockerKind, Hit]]:
    """Yield further subjects of a list of which each has a state of its own.

    待还分期 2 笔、待收货订单 1 笔 names two. `kind` is what the sentence was read as.
    """
    pieces = [Sentence(text, lexicon.hits(text)) for text in _LISTING.split(sentence.text)]
    told = {kind}
    if len(pieces) < 2 or not pieces[0].has("open"):
        return
    for piece in pieces:
        hit = said_open(piece) if piece.has("open") else None
        if hit is None or not asserts(piece, hit):
            continue
        if (other := kind_in(piece, hit)) not in told:
            told.add(other)
            yield piece, other, hit
