"""Blockers told as something to do first: 退保后才能注销, 请先取消连续包月服务, 交易完成后再来.

Also a refusal that names its subject without saying outright what is wrong with it. Terms say the
same of everybody; there it is a condition and no blocker.
"""

from __future__ import annotations

from collections.abc import Iterator

from loanexit_auto.screen.currency import Money
from loanexit_auto.screen.findings import Blocker, BlockerKind
from loanexit_auto.screen.lexicon import Hit
from loanexit_auto.screen.money import named_money, only_money
from loanexit_auto.screen.mood import Sentence, is_counted, is_question, sentences, supposes
from loanexit_auto.screen.subject import NOUN, asked, kind_in, nouns, remedied
from loanexit_auto.screen.text import core, is_latin
from loanexit_auto.screen.view import Line, View

_LONGEST, _LONGEST_LATIN = 60, 160
_LIKELY = 0.8
_ENDING = ("注销", "销户", "关闭", "停用", "终止", "close ", "delete ", "cerrar ", "eliminar ")
_FORMAL = ("方可", "方能", "后方", "后(方")  # how terms put it: 贷款结清后方可申请注销


def demands(view: View, refusing: frozenset[int], passed: frozenset[int]) -> Iterator[Blocker]:
    """Yield a blocker for each short demand or refusal on a page about closing.

    `passed` are the ids of lines beside which it is said that they are met.
    """
    for line in view.lines:
        if (
            id(line) in passed
            or _is_general(line, view, refusing)
            or not concerns_closing(line, view, offered=True)
        ):
            continue
        for sentence in sentences(line.text, view.lexicon):
            kind = _subject(sentence) if _demands(sentence) else None
            if kind and not (kind == "account_state" and _is_checked_here(line, view)):
                amount, currency = _money(sentence, kind, line, view)
                box, frame, owner = line.box, line.frame, line.element
                yield Blocker(line.raw, box, frame, _LIKELY, owner, kind, amount, currency=currency)


def _is_checked_here(line: Line, view: View) -> bool:
    """Whether the page itself asks for the identity document or face that the line speaks of."""
    return view.says(line.layer, "challenge.id_document", "challenge.face")


def _is_general(line: Line, view: View, refusing: frozenset[int]) -> bool:
    """Whether the line is one of terms or an article, a formality, or long."""
    longest = _LONGEST_LATIN if is_latin(line.text) else _LONGEST
    if view.is_article or len(line.text) > longest:
        return True
    if line.kinds & {"not_offered", "not_offered_hint", "challenge.qr", "challenge.face"}:
        return True
    if gives_up(line):
        return True
    return line.layer not in refusing and view.is_under_terms(line)


def gives_up(line: Line) -> bool:
    """Return whether what the account holds is lost by closing (视为放弃余额): that stops nobody.

    That something is left and is to be dealt with first does: 有未领取的红包,请领取后再注销.
    """
    undone = {"demand", "open"} <= line.kinds
    return "given_up" in line.kinds and "refusal" not in line.kinds and not undone


def concerns_closing(line: Line, view: View, *, offered: bool = False) -> bool:
    """Return whether the page is about closing, or else the line itself.

    With `offered` it is enough that closing can be asked for on the page. 注销 alone as the title
    counts here: a page that signs out gives no reasons.
    """
    title = core(view.title)
    if view.is_closing(line.layer) or view.lexicon.is_exactly(title, "close.bare"):
        return True
    if title.startswith(_ENDING) and "question" not in view.lexicon.kinds(title):
        return True
    if offered and view.offers_closing and not view.is_row(line):
        return True
    named = bool(line.kinds & {"close.bare", "close.account", "close.credit", "close.product"})
    return named and not view.is_row(line) and (line.layer > 0 or "demand" in line.kinds)


def is_of_something_else(sentence: Sentence, hit: Hit) -> bool:
    """Return whether what a refusal says cannot be closed is no account: 不能注销设备."""
    others = sentence.of("close.other")
    return any(hit.start < other.start < hit.end < other.end for other in others)


def _demands(sentence: Sentence) -> bool:
    if is_question(sentence) or supposes(sentence):
        return False
    refusals = sentence.of("refusal")
    if refusals:
        return not all(is_of_something_else(sentence, hit) for hit in refusals)
    general = sentence.has("soft_condition") and not sentence.has("personal")
    if general and not any(hit.phrase.lang == "en" for hit in sentence.of("demand")):
        return _demands_then(sentence)
    return sentence.has("demand", "todo") and not _is_formality(sentence)


def _demands_then(sentence: Sentence) -> bool:
    """Whether it says 退保后才能注销: first this, then that."""
    then = any(hit.phrase.text.startswith(("(后", "后")) for hit in sentence.of("demand"))
    formal = any(hit.phrase.text.startswith(_FORMAL) for hit in sentence.of("soft_condition"))
    said = sentence.has("open", "personal") or is_counted(sentence.text)
    return then and (said or not formal) and not _is_formality(sentence)


def _is_formality(sentence: Sentence) -> bool:
    """Whether it is done already, or only asks to type or read (the 认证 of 企业认证 does not)."""
    named = nouns(sentence.hits)
    asked_for = (hit for hit in sentence.of("past", "formality"))
    return any(not any(noun.covers(hit) for noun in named) for hit in asked_for)


def _subject(sentence: Sentence) -> BlockerKind | None:
    """Return what the sentence is about: its first word for a subject, else what is to be done."""
    hit = asked(sentence)
    if hit:
        return kind_in(sentence, hit)
    if nouns(sentence.hits):
        return None
    again = any("注销" in hit.phrase.text for hit in sentence.of("demand"))
    unnamed: BlockerKind | None = "generic" if again and sentence.has("personal") else None
    return remedied(sentence.hits) or unnamed


def _money(sentence: Sentence, kind: BlockerKind, line: Line, view: View) -> Money:
    """Return the amount of the sentence, else the only one a line of the layer gives for it."""
    if any(money.amount for money in named_money(sentence.text)):
        return only_money(sentence.text)
    lines = (other for other in view.lines_of(line.layer) if len(other.text) <= _LONGEST)
    return only_money(*(other.text for other in lines if NOUN + kind in other.kinds))
