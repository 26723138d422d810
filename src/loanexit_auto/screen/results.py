"""What became of a request: accepted, under review, closed; and the period to undo it.

"Submitted" wins over "closed" where both are said, for a request that is still running is not done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from loanexit_auto.screen.blockers import refuses
from loanexit_auto.screen.checklist import passed_lines
from loanexit_auto.screen.closing import final_confirms
from loanexit_auto.screen.findings import Accepted, CoolingOff, Finding
from loanexit_auto.screen.labels import Sense, sense
from loanexit_auto.screen.lexicon import Hit
from loanexit_auto.screen.locate import same_row
from loanexit_auto.screen.mood import Sentence, is_question, is_supposed, sentences
from loanexit_auto.screen.subject import nouns
from loanexit_auto.screen.text import core
from loanexit_auto.screen.view import Line, View

State = Literal["submitted", "under_review", "closed"]
_STATES: tuple[State, ...] = ("under_review", "submitted", "closed")
_LONGEST = 80
# words that make it plain what was asked for, where nothing else on the screen does
_NAMING = ("closure", "deletion", "account will be", "account is being", "cierre", "tu cuenta")
_TO_COME = ("○", "◯", "◌")  # a step of a progress that is not reached
_PRESSES = ("点", "按")
_FEW_LINES, _NOTICE_LINES = 12, 6
_LONGEST_STEP, _FEWEST_BESIDE = 14, 2
_NUMBERED = re.compile(r"\s*(?:\(\d{1,2}\)|\d{1,2}[.、)](?!\d))")
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_PERIOD = re.compile(
    r"(?P<number>\d{1,3}|[零一二两三四五六七八九十]{1,3})\s?-?(?:个)?"
    r"(?P<unit>工作日|自然日|天|日(?!期)|小时|working days?|business days?|days?|hours?)"
)
_DATE = re.compile(r"(20\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_ENGLISH_DATE = re.compile(rf"({'|'.join(_MONTHS)})[a-z]*\.? (\d{{1,2}}),? (20\d\d)")


def results(view: View) -> Iterator[Finding]:
    """Yield the acceptance (at most one) and the cooling-off period (at most one)."""
    cooling = _cooling_off(view)
    accepted = _accepted(view, cooling is not None)
    if accepted:
        yield accepted
    if cooling:
        yield cooling


# -- accepted -----------------------------------------------------------------------------------


def _accepted(view: View, cooling: bool) -> Accepted | None:
    said = dict(_states_said(view))
    for state in _STATES:
        if state in said:
            line = said[state]
            still = "submitted" if state == "closed" and cooling else state
            return Accepted(line.raw, line.box, line.frame, 1.0, line.element, still)
    return None


def _states_said(view: View) -> Iterator[tuple[State, Line]]:
    for line in reversed(view.lines):
        if view.is_row(line) and line.layer == 0 and len(view.lines) > _FEW_LINES:
            continue
        if not any(kind.startswith("accepted.") for kind in line.kinds):
            continue
        if line.raw.startswith(_TO_COME) or view.is_course or _is_a_step(line, view):
            continue
        if _still_asks(line.layer, view) and not _says_just_that(line, view):
            continue
        if _is_asked_above(line.layer, view) or _is_a_condition(line, view):
            continue
        if refuses(view, line.layer):  # it was received, and refused: that is what counts
            continue
        for sentence in sentences(line.text, view.lexicon):
            for state in _STATES:
                hits = sentence.of(f"accepted.{state}")
                if any(_happened(sentence, hit, line, view) for hit in hits):
                    yield state, line


def _is_a_step(line: Line, view: View) -> bool:
    """Whether it is one of at least three names in a row: 1 阅读须知 | 2 身份验证 | 3 注销完成."""
    if len(line.text) > _LONGEST_STEP:
        return False
    level = view.lines_between(line.frame, line.layer, line.box.y, line.box.bottom)
    beside = [
        other
        for other in level
        if other is not line and same_row(other.box, line.box) and not view.is_row(other)
        if 1 < len(other.text) <= _LONGEST_STEP
    ]
    return len(beside) >= _FEWEST_BESIDE


def _is_asked_above(layer: int, view: View) -> bool:
    """Whether a dialog over the line still asks to confirm: the page below answers nothing yet."""
    asking = (button.element for button in final_confirms(view) if button.element is not None)
    return any(view.screen.elements[element].layer > layer for element in asking)


def _is_a_condition(line: Line, view: View) -> bool:
    """Whether 京东支付账户已注销 says what must be so before closing, not what has become of it."""
    if "accepted.closed" not in line.kinds:
        return False
    if id(line) in passed_lines(view):
        return True
    if line.is_heading:
        return False
    numbered = any(_NUMBERED.match(s.text) for s in sentences(line.text, view.lexicon))
    return numbered or view.is_under_terms(line)


def _says_just_that(line: Line, view: View) -> bool:
    """Whether a heading of the layer is the answer itself: 账号注销中 over 是否取消注销?"""
    return any(
        view.lexicon.is_exactly(core(other.text), f"accepted.{state}")
        for other in view.lines_of(line.layer)
        for state in _STATES
    )


def _happened(sentence: Sentence, hit: Hit, line: Line, view: View) -> bool:
    if len(sentence.text) > _LONGEST or is_question(sentence) or is_supposed(sentence, hit):
        return False
    if any(h.kind.startswith("blocker.") for h in sentence.hits):
        return False
    if _is_of_another_thing(sentence, hit):
        return False
    around = (h for h in sentence.hits if h.kind in ("before_word", "after_word"))
    if any(_spoils(sentence, hit, word) for word in around):
        return False
    return _is_about_closing(sentence, hit, line, view)


def _is_of_another_thing(sentence: Sentence, hit: Hit) -> bool:
    """Whether it is something else that is under way: 身份资料变更尚在审核中."""
    named = any(noun.start < hit.start for noun in nouns(sentence.hits))
    closing = ("close.", "final", "accepted.")
    about = [
        one for one in sentence.hits if one.kind.startswith(closing) and one.start <= hit.start
    ]
    return named and not any("审核中" not in one.phrase.text for one in about)


def _spoils(sentence: Sentence, hit: Hit, word: Hit) -> bool:
    """Whether 将, 未 ... stand right before the words, or 后, 时 ... right after them."""
    if word.kind == "after_word":
        return word.start == hit.end
    if word.phrase.text.startswith(_PRESSES) and hit.start < word.start < hit.end:
        return True  # 账号将在点击后立即注销
    gap = sentence.text[word.end : hit.start] if word.end <= hit.start else None
    return word.start < hit.start and gap is not None and len(gap) <= 6 and "," not in gap


def _is_about_closing(sentence: Sentence, hit: Hit, line: Line, view: View) -> bool:
    kinds = {hit.kind for hit in sentence.hits}
    if kinds & {"close.bare", "close.account", "close.credit", "close.product"}:
        return True
    if any(word in sentence.text[hit.start : hit.end] for word in _NAMING):
        return True
    if "accepted.closed" in kinds and _is_a_notice(line, view):
        return True
    return _is_titled_closing(view) or view.is_closing(line.layer)


def _is_titled_closing(view: View) -> bool:
    named = view.lexicon.kinds(view.title)
    return "close.account" in named or ("close.bare" in named and "close.other" not in named)


def _is_a_notice(line: Line, view: View) -> bool:
    """Whether a line is what its screen was made to say: in a dialog, nearly alone, or its heading.

    花呗已关闭 in a list of services is a state; as the heading of a page it is an answer.
    """
    alone = line.layer > 0 or len(view.lines) <= _NOTICE_LINES
    return alone or (line.is_heading and not view.is_row(line))


def _still_asks(layer: int, view: View) -> bool:
    """Whether the same layer still has a last button: then nothing has been accepted yet."""
    senses = {
        sense(name, view.lexicon)
        for element in view.controls
        if element.layer == layer and (view.is_control(element) or not view.is_progress)
        for name in view.names(element)
    }
    return bool(senses & {Sense.FINAL, Sense.AGREE})


# -- cooling off --------------------------------------------------------------------------------


def _cooling_off(view: View) -> CoolingOff | None:
    best: CoolingOff | None = None
    for line in view.lines:
        if "cooling_off" not in line.kinds or not _closes_here(line, view):
            continue
        found = _period(line, view)
        if found and (best is None or _knows(found) > _knows(best)):
            best = found
    return best


def _closes_here(line: Line, view: View) -> bool:
    about = {"close.bare", "close.account", "close.credit", "close.product", "terms"}
    about |= {"accepted.submitted", "revokes", "irreversible"}
    if view.is_row(line) and not view.is_closing(line.layer):
        return False
    asked = view.says(line.layer, "accepted.submitted")
    if _is_titled_closing(view) and not view.is_article:
        return True
    return bool(line.kinds & about) or view.is_closing(line.layer) or asked


def _knows(found: CoolingOff) -> int:
    return sum(value is not None for value in (found.days, found.hours, found.until))


def _period(line: Line, view: View) -> CoolingOff | None:
    days, hours, working = None, None, False
    pieces = [s for s in sentences(line.text, view.lexicon) if s.has("cooling_off")]
    if not pieces or all(is_question(s) for s in pieces):
        return None
    text = " ".join(s.text for s in pieces)
    for match in _PERIOD.finditer(text):
        number, unit = _numeral(match["number"]), match["unit"]
        if unit in ("小时", "hours", "hour"):
            hours = hours or number
        elif days is None:
            days, working = number, "工作" in unit or unit.startswith(("working", "business"))
    until = _date_in(text)
    revokes = _revokes(view, line.layer)
    box, frame, owner = line.box, line.frame, line.element
    return CoolingOff(line.raw, box, frame, 1.0, owner, days, hours, until, working, revokes)


def _numeral(words: str) -> int:
    """Return the number of a run of digits or Chinese numerals up to 99."""
    if words.isdigit():
        return int(words)
    tens, ten, ones = words.partition("十")
    if not ten:
        return _DIGITS.get(words[-1], 0)
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)


def _date_in(text: str) -> date | None:
    found = _DATE.search(text)
    english = _ENGLISH_DATE.search(text)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
        if english:
            return date(int(english[3]), _MONTHS.index(english[1]) + 1, int(english[2]))
    except ValueError:
        return None
    return None


def _revokes(view: View, layer: int) -> bool | None:
    kinds = {kind for line in view.lines if line.layer == layer for kind in line.kinds}
    if "keeps" in kinds and "revokes" not in kinds:
        return False
    return True if "revokes" in kinds and "keeps" not in kinds else None
