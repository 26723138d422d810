"""Pages about closing: their terms, their last buttons and warnings, their attempts to hold on."""

from __future__ import annotations

from collections.abc import Iterator

from loanexit_auto.screen.entries import is_entry, is_title
from loanexit_auto.screen.findings import FinalConfirm, Finding, Retention, Terms
from loanexit_auto.screen.labels import Sense
from loanexit_auto.screen.lexicon import spread
from loanexit_auto.screen.lists import hands_in
from loanexit_auto.screen.model import Element
from loanexit_auto.screen.mood import Sentence, is_counted, sentences
from loanexit_auto.screen.text import core, is_latin
from loanexit_auto.screen.view import Line, View
from loanexit_auto.screen.wording import sense_of, senses_on

_LAST = frozenset({Sense.FINAL, Sense.CLOSE, Sense.CLOSE_BARE})
_FIELDS = frozenset({"textbox", "searchbox", "checkbox", "radio", "switch", "combobox"})
_LEADING = ("去", "前往", "立即前往", "马上去", "go to ", "ir a ")
_TOP_BAR = 60  # CSS pixels
_LONGEST_BUTTON = 10
_NAMED = frozenset({"close.account", "close.credit", "close.product", "close.bare"})
_WARNED = ("terms", "irreversible", "checkup", "retention")
_ASKS = frozenset({Sense.FINAL, Sense.AGREE})
_GENERIC = frozenset({Sense.AFFIRM, Sense.ACT})


def closing_pages(view: View) -> Iterator[Finding]:
    """Yield terms, last buttons or warnings, and retention."""
    yield from final_confirms(view)
    yield from _terms(view)
    yield from _retention(view)


# -- last buttons -------------------------------------------------------------------------------


def final_confirms(view: View) -> Iterator[FinalConfirm]:
    """Yield the last buttons; without any the warning that stands for one, without an element."""
    found = False
    for element in view.controls:
        confidence = _finality(element, view)
        if confidence:
            found = True
            yield FinalConfirm(element.label, element.box, element.frame, confidence, element.id)
    if not found:
        yield from _warnings(view)


def _finality(element: Element, view: View) -> float:
    if element.role in _FIELDS:
        return 0.0
    found = sense_of(element, view)
    if not view.is_control(element) and not _is_mostly_final(element, view):
        return 0.0
    if not view.is_control(element) and (
        element.tag in ("td", "th")  # what a table tells of
        or view.is_progress
        or view.is_chat(element.layer)
        or view.is_pending(element.layer)
    ):
        return 0.0
    if found is not Sense.FINAL and core(element.label).startswith(_LEADING):
        return 0.0  # 去关闭月付 opens what is to be done first
    if _is_message(element, view) or _is_of_settings_row(element, view):
        return 0.0
    if found in _LAST:
        return _finality_of_last(element, found, view)
    if any(asks(element, view) for asks in (_is_other_answer, _hands_in_request, _just_deletes)):
        return 0.8
    asked = element.layer > 0 and view.says(element.layer, "irreversible")
    if found in _GENERIC and asked and not view.says(element.layer, "refusal"):
        return 0.8
    return 0.0


def _hands_in_request(element: Element, view: View) -> bool:
    """Whether it sends off what a page about closing has the person declare: ☑ … 提交申请."""
    named = any(view.lexicon.is_exactly(name, "hand_in") for name in view.names(element))
    layer = element.layer
    declared = Sense.AGREE in senses_on(view, layer) or view.says(layer, "choose")
    return named and view.is_closing(layer) and declared


def _just_deletes(element: Element, view: View) -> bool:
    """Whether it says no more than Delete, beside what has to be typed on a page about closing."""
    bare = any(view.lexicon.is_exactly(name, "destroy") for name in view.names(element))
    bare = bare and sense_of(element, view) is Sense.ACT
    return bare and view.is_closing(element.layer) and hands_in(element, view)


def _is_of_settings_row(element: Element, view: View) -> bool:
    """Whether it only tells of a row that leads to closing, as a tag beside its action does."""
    if element.id in view.settled_actions or (
        view.is_control(element) and not view.settled_actions
    ):
        return False
    lines = view.lines_between(element.frame, element.layer, element.box.y, element.box.bottom)
    return any(
        view.is_of_settings_row(line) and element.box.holds(*line.box.center) for line in lines
    )


def _is_other_answer(element: Element, view: View) -> bool:
    """Whether it is the one button beside an answer that stays: 留在平台 | 退出并销毁."""
    layer = element.layer
    if not view.says(layer, "irreversible") or view.says(layer, "refusal", "demand"):
        return False
    if view.is_pending(layer):
        return False
    answers = view.once(_answers, layer)
    stay = [number for number, found in answers if found is Sense.STAY]
    rest = [number for number, found in answers if found is not Sense.STAY]
    return bool(stay) and rest == [element.id]


def _answers(view: View, layer: int) -> tuple[tuple[int, Sense], ...]:
    """Return the worded buttons of a layer below its top bar that neither go back nor dismiss."""
    return tuple(
        (e.id, found)
        for e in view.controls
        if e.layer == layer and view.is_control(e) and (layer or e.box.y >= _TOP_BAR)
        if len(core(e.label)) > 1 and e.name_from == "text" and e.role not in _FIELDS
        for found in (sense_of(e, view),)
        if found not in (Sense.BACK, Sense.DISMISS)
    )


def _finality_of_last(element: Element, found: Sense, view: View) -> float:
    at_top = element.layer == 0 and element.box.y < _TOP_BAR and not view.is_control(element)
    if at_top or not _is_of_an_account(element, view):
        return 0.0
    if is_entry(element, view) or (found is not Sense.FINAL and is_title(element, view)):
        return 0.0
    if found is Sense.FINAL:
        return 1.0
    return 0.9 if view.is_closing(element.layer) or hands_in(element, view) else 0.0


def _is_of_an_account(element: Element, view: View) -> bool:
    """Whether the label, the page or what is behind speaks of closing; 残忍拒绝 alone does not."""
    named = any(
        kind.startswith("close.") for n in view.names(element) for kind in view.lexicon.kinds(n)
    )
    return (
        named
        or any(view.says(layer, *_NAMED, *_WARNED) for layer in {element.layer, 0})
        or bool(_NAMED & view.lexicon.kinds(view.title))
    )


def _is_message(element: Element, view: View) -> bool:
    """Whether the control is a toast or a row that says something to the person."""
    kinds = view.lexicon.kinds(core(element.label))
    said = kinds & {"refusal", "personal", "demand"} or any(k.startswith("blocker.") for k in kinds)
    return bool(said) and len(element.label) > _LONGEST_BUTTON


def _is_mostly_final(element: Element, view: View) -> bool:
    """Whether a text without a listener is a button's label rather than a heading or remark."""
    label = core(element.label)
    last = [h for h in view.hits(label) if h.kind == "final" or h.kind.startswith("close.")]
    return spread(last) >= 0.8 * len(label) > 0


def _warnings(view: View) -> Iterator[FinalConfirm]:
    """The warning itself, where it goes with a control whose words say nothing."""
    for line in view.lines:
        if "irreversible" not in line.kinds or view.is_row(line) or view.is_of_settings_row(line):
            continue
        if view.is_pending(line.layer):
            return
        if line.layer == 0 and not _is_about_closing(view):
            continue  # Delete this project. This can't be undone
        acts = [e for e in view.controls if e.layer == line.layer and sense_of(e, view) in _GENERIC]
        if acts or line.layer > 0:
            yield FinalConfirm(line.raw, line.box, line.frame, 0.7)
            return


def _is_about_closing(view: View) -> bool:
    said = view.says(0, *_NAMED) or bool(_NAMED & view.lexicon.kinds(view.title))
    return said or Sense.FINAL in senses_on(view, 0)


# -- terms --------------------------------------------------------------------------------------


def _terms(view: View) -> Iterator[Terms]:
    """A heading or several sentences about conditions of closing; a link to them is not enough."""
    for layer in sorted({line.layer for line in view.lines}, reverse=True):
        lines = [line for line in view.lines_of(layer) if _speaks_of_terms(line, view)]
        if len(lines) < 2 and view.says(layer, "checkup"):
            continue
        strong = any(line.is_heading or _is_short(line) for line in lines)
        titled = "terms" in view.lexicon.kinds(view.title) and layer == 0
        asks = any(sense_of(e, view) in _ASKS for e in view.controls if e.layer == layer)
        if len(lines) >= 2 or (lines and (strong or titled or asks)):
            first = lines[0]
            yield Terms(first.raw, first.box, first.frame, 1.0 if len(lines) > 1 else 0.8)
            return


def _is_short(line: Line) -> bool:
    return len(line.text) <= (60 if is_latin(line.text) else 20)


def _speaks_of_terms(line: Line, view: View) -> bool:
    if "terms" not in line.kinds or view.is_row(line):
        return False
    if (
        line.kinds & {"refusal", "checkup"}
        or {"demand", "open"} <= line.kinds
        or _tells_what_is_left(line)
        or any(k.startswith("challenge.") for k in line.kinds)
    ):
        return False
    return not any(_asks(sentence) for sentence in sentences(line.text, view.lexicon))


def _asks(sentence: Sentence) -> bool:
    """Whether it asks; What happens when you delete your account, as a heading, does not."""
    terms = sentence.of("terms")
    return any(not any(one.covers(hit) for one in terms) for hit in sentence.of("question"))


def _tells_what_is_left(line: Line) -> bool:
    """Whether it names a sum or number of this account: 余额 66.60 元,注销前请先提现."""
    left = any(kind.startswith("blocker.") for kind in line.kinds)
    return left and "condition" not in line.kinds and is_counted(line.text)


# -- retention ----------------------------------------------------------------------------------


def _retention(view: View) -> Iterator[Retention]:
    for layer in sorted({line.layer for line in view.lines}, reverse=True):
        if not view.is_closing(layer) and Sense.FINAL not in senses_on(view, layer):
            continue
        stay = _stay_control(layer, view)
        lines = [line for line in view.lines_of(layer) if _pleads(line, layer, view)]
        if lines and (stay or layer > 0 or Sense.FINAL in senses_on(view, layer)):
            line = lines[0]
            element = stay.id if stay else None
            yield Retention(line.raw, line.box, line.frame, 1.0 if stay else 0.7, element)
            return


def _pleads(line: Line, layer: int, view: View) -> bool:
    """Whether a line begs to stay, or offers something beside the last button of a dialog."""
    if "refusal" in line.kinds:
        return False
    offered = layer > 0 and "promo" in line.kinds and not view.is_row(line)
    offers = offered and Sense.FINAL in senses_on(view, layer)
    return "retention" in line.kinds or offers


def _stay_control(layer: int, view: View) -> Element | None:
    for element in view.controls:
        if element.layer == layer and sense_of(element, view) is Sense.STAY:
            return element
    return None
