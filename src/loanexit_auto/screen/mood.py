"""Whether a sentence says that something is so, or only talks about it.

"您没有未结清的借款" denies, "如您有未结清的借款" supposes, "无未完成订单方可注销" only states a
condition and "如何处理未结清的借款?" asks: none of them says that there is an unsettled loan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loanexit_auto.screen.lexicon import Hit, Lexicon

_SENTENCE = re.compile(r"[^。!?;\n]*(?:[。!?;\n]+|$)")
_ITEM = re.compile(r"\s*(?:\([\d一二三四五六七八九十]+\)|[①-⑳]|\d{1,2}[.、)](?!\d))")
_ENGLISH_STOP = re.compile(r"(?<=[a-z\d)])\. +(?=\S)")
_ASIDE = re.compile(r"\((?![一二三四五六七八九十]+\))[^()\d]*\)")
_CLAUSE_STOP = re.compile(r"(?<!\d),|,(?!\d)|[。!;?]")  # the comma of 3,560.20 is none
_EXAMPLE = ("包括", "包含", "例如", "比如", "诸如", "including ", "such as ")
_LISTING = "、或与/及"
_NEAR_NEGATION = 4
_PLAIN_NO = frozenset({"无", "不存在", "没有", "暂无", "未发现", "未被", "no", "not", "without"})
_NEAR_ENGLISH_NEGATION = 24
_RULES = ("的账户", "的用户", "的会员", "的客户")  # …的账户不能注销: a rule for all of them
_IN_GENERAL = (
    "accounts ", "users ", "customers ", "las cuentas", "los usuarios", "clientes ", "有权",
    "(我们|平台",
)  # fmt: skip
_ZERO = re.compile(
    r"(?<![\d.,])0(?:\.0+)?(?![\d.])\s?(?:[笔张个元项件份单条节门晚场辆套本枚宗]|yuan)?|(?<![a-z])zero(?![a-z])"
)
_NOT_ZERO = re.compile(
    r"(不为|大于|不等于|非|超过|高于|>|需为|须为|应为|必须为|must be)\s*(0|零)(\.0+)?"
)
_FIGURE = r"(?=[\d,.]*[1-9])\d[\d,]*(?:\.\d+)?"
_COUNTED = re.compile(
    rf"[¥￥$€£₩฿₱]\s?{_FIGURE}"
    rf"|(?<![\d.]){_FIGURE}\s?(?:[元块笔张项份件台位家单期只节门晚场辆套本枚宗€£]|usd|mxn|eur|pesos|euros)"
)
_COMPARED = re.compile(
    r"最长|最多|最高|最低|至少|低于|少于|不超过|不足|以下|以内|以上|大于|超过|满|每"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a line in normal form, with the phrases it holds."""

    text: str
    hits: tuple[Hit, ...]

    def has(self, *kinds: str) -> bool:
        return any(hit.kind in kinds for hit in self.hits)

    def of(self, *kinds: str) -> tuple[Hit, ...]:
        return tuple(hit for hit in self.hits if hit.kind in kinds)

    def clause(self, hit: Hit) -> tuple[int, int]:
        """Return where the clause around a hit begins and ends."""
        stops = [match.start() for match in _CLAUSE_STOP.finditer(self.text)]
        start = max((at + 1 for at in stops if at < hit.start), default=0)
        return start, min((at for at in stops if at >= hit.end), default=len(self.text))


def sentences(text: str, lexicon: Lexicon) -> Iterator[Sentence]:
    """Yield the sentences of a line in normal form."""
    rule = ""  # the sentence that says of which cases a list goes on to speak
    for piece in _SENTENCE.findall(_ASIDE.sub("", text)):
        for sentence in _ENGLISH_STOP.split(piece):
            if not sentence.strip():
                continue
            if rule and _ITEM.match(sentence):
                yield Sentence(rule + sentence, lexicon.hits(rule + sentence))
                continue
            said = Sentence(sentence, lexicon.hits(sentence))
            rule = sentence if supposes(said) and not said.has("refusal") else ""
            yield said


def is_question(sentence: Sentence) -> bool:
    """Return whether the sentence asks."""
    return sentence.has("question") and not sentence.has("refusal", "irreversible")


def is_denied(sentence: Sentence, hit: Hit) -> bool:
    """Return whether the statement of a hit is negated, already dealt with, or about zero."""
    return is_negated(sentence, hit) or _is_past(sentence, hit) or is_zero(sentence, hit)


def is_supposed(sentence: Sentence, hit: Hit) -> bool:
    """Return whether a condition comes before the hit, or closes its clause."""
    _, end = sentence.clause(hit)
    if is_conditional_before(sentence, end, hit):
        return True
    if not any(soft.start < end for soft in sentence.of("soft_condition")):
        return False
    return not _is_personal(sentence, hit)


def is_conditional_before(sentence: Sentence, end: int, said: Hit | None = None) -> bool:
    """Return whether a condition begins before `end`; what follows a refusal is its reason.

    The words of `said` itself are no condition of it: "will be deleted" in "your account will be
    deleted on 5 March".
    """
    refused = min((hit.end for hit in sentence.of("refusal")), default=len(sentence.text))
    return any(
        (
            condition.start < min(end, refused)
            or _is_of_others(condition)
            or (said is not None and _opens_clause(sentence, condition, said))
        )
        and not _is_of_the_person(sentence, condition)
        and not any(_is_plainly_within(condition, hit) for hit in sentence.of("refusal"))
        and not (said and _is_of_another_clause(sentence, condition, said))
        and not (said and _is_within(condition, said))
        for condition in sentence.of("condition")
        if not _comes_after_order(condition)
    )


def _opens_clause(sentence: Sentence, condition: Hit, said: Hit) -> bool:
    """Whether an if opens the clause of what is said, even after a refusal: 如有异议请申诉."""
    ifs = condition.phrase.text.startswith(("如", "若"))
    start, _ = sentence.clause(said)
    return ifs and start <= condition.start < said.start


def _is_of_others(condition: Hit) -> bool:
    """Whether it speaks of accounts in general: we cannot close accounts with a balance."""
    return condition.phrase.text.startswith(_IN_GENERAL)


def _is_within(condition: Hit, said: Hit) -> bool:
    """Whether the condition is made of words of the statement, not of what its gap swallowed."""
    if condition.phrase.text.startswith(_RULES):
        return said.start <= condition.start and condition.end <= said.end
    return _is_plainly_within(condition, said)


def _is_plainly_within(condition: Hit, said: Hit) -> bool:
    plain = "…" not in said.phrase.text
    return plain and said.start <= condition.start and condition.end <= said.end


def _is_of_another_clause(sentence: Sentence, condition: Hit, said: Hit) -> bool:
    """Whether a rule came first, and then how it is with this person: …的账户不能注销,你的…."""
    start, _ = sentence.clause(said)
    personal = any(start <= one.start <= said.start for one in sentence.of("personal"))
    return condition.phrase.text.startswith(_RULES) and condition.end <= start and personal


def supposes(sentence: Sentence) -> bool:
    """Return whether the sentence holds a condition, wherever it stands."""
    return any(not _comes_after_order(hit) for hit in sentence.of("condition"))


def _comes_after_order(condition: Hit) -> bool:
    """Whether it is the tail of an order: Unlink your card / before you delete your account."""
    return condition.phrase.text.startswith("before") and condition.start > 0


def _is_of_the_person(sentence: Sentence, condition: Hit) -> bool:
    """Whether 的账户不 is that of 你的账户不能: said of this account, not of such accounts."""
    return any(
        personal.start < condition.start < personal.end for personal in sentence.of("personal")
    )


def asserts(sentence: Sentence, hit: Hit) -> bool:
    """Return whether the sentence says that what the hit names is so."""
    return not (is_question(sentence) or is_denied(sentence, hit) or is_supposed(sentence, hit))


def _is_personal(sentence: Sentence, hit: Hit) -> bool:
    said = any(personal.start <= hit.start for personal in sentence.of("personal"))
    return said or is_counted(sentence.text)


def is_counted(text: str) -> bool:
    """Whether a sum or number of things is named: what is said is so of one account."""
    return bool(_COUNTED.search(text)) and not _COMPARED.search(text)


def is_personal(sentence: Sentence, hit: Hit) -> bool:
    """Return whether the sentence speaks of this person or account before the hit."""
    return _is_personal(sentence, hit)


def is_negated(sentence: Sentence, hit: Hit) -> bool:
    """Return whether a 没有, 无 or not belongs to the hit."""
    if "…" in hit.phrase.text and _denies_within(sentence, hit):
        return True
    start, _ = sentence.clause(hit)
    if _is_example_of_denied(sentence, start):
        return True
    states = sentence.of("open")
    for negation in sentence.of("negation"):
        if not start <= negation.start < hit.start or _is_part(negation, states):
            continue
        between = _without(states, sentence.text, negation.end, hit.start)
        if len(between) <= _reach(negation) or any(mark in between for mark in _LISTING):
            return True
    return False


def _is_example_of_denied(sentence: Sentence, start: int) -> bool:
    """Whether 包括 opens the clause, and what it is an example of was denied or is not named."""
    if not sentence.text[start:].lstrip().startswith(_EXAMPLE):
        return False
    return start == 0 or any(negation.start < start for negation in sentence.of("negation"))


def _is_part(negation: Hit, states: tuple[Hit, ...]) -> bool:
    """Whether the 未 is that of 未完成: it denies the completion, not the thing.

    In 没有生效中的代扣 a longer state, 生效中, begins behind it: there it denies the thing.
    """
    behind = max((s.end for s in states if s.start == negation.end), default=0)
    return any(s.start <= negation.start and max(negation.end, behind) <= s.end for s in states)


def _without(states: tuple[Hit, ...], text: str, start: int, end: int) -> str:
    """Return a piece of text without the states in it: 没有[正在处理]的投诉."""
    inside = {at for state in states for at in range(state.start, state.end)}
    return "".join(text[at] for at in range(start, end) if at not in inside)


def _denies_within(sentence: Sentence, hit: Hit) -> bool:
    """Whether the gap of a pattern has swallowed a 无 or 不存在."""
    return any(
        hit.start < inner.start < hit.end and inner.phrase.text in _PLAIN_NO
        for inner in sentence.of("negation")
    )


def _reach(negation: Hit) -> int:
    return _NEAR_NEGATION if negation.phrase.lang == "zh" else _NEAR_ENGLISH_NEGATION


def _is_past(sentence: Sentence, hit: Hit) -> bool:
    """Whether it is dealt with; the "resolved" of "hasn't been resolved" settles nothing."""
    start, end = sentence.clause(hit)
    states = [state for state in sentence.of("open") if "…" not in state.phrase.text]
    return any(
        start <= past.start < end
        and not hit.covers(past)
        and not any(state.covers(past) for state in states)
        for past in sentence.of("past")
    )


def is_zero(sentence: Sentence, hit: Hit) -> bool:
    """Return whether the only numbers of the clause are zeros (余额 0.00, 0 笔)."""
    start, end = sentence.clause(hit)
    clause = _NOT_ZERO.sub("", sentence.text[start:end])
    if not _ZERO.search(clause):
        return False
    return not re.search(r"[1-9]", _ZERO.sub("", clause))
