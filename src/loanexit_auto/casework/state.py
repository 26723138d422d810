"""From journal lines to a Standing: a pure fold, tolerant of any journal that can be read.

Lines of a run come from `evidence.record`; lines of the person are written by `casework.diary`:
`contact`, `case_event`, `case_fact`, `letter_sent`, `task_done`, `fraud_warning`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import reduce
from types import MappingProxyType

from loanexit_auto.casework.standing import (
    CaseState,
    Complaint,
    Contact,
    Cooling,
    Hindrance,
    Irregular,
    Passage,
    Standing,
)
from loanexit_auto.casework.transitions import NO_CHANGE_AFTER, allowed
from loanexit_auto.evidence.journal import Line
from loanexit_auto.evidence.story import Data, beijing

S = CaseState
_OUTCOMES: dict[str, CaseState] = {
    "entry_located": S.ENTRY_LOCATED,
    "result_unknown": S.HANDED_OVER,
    "blocked": S.BLOCKED,
    "requested": S.SUBMITTED,
}
_ACCEPTED = {"submitted": S.SUBMITTED, "under_review": S.UNDER_REVIEW, "closed": S.CLOSED}
Step = Callable[[Standing, Line, Data], Standing]


def stand(lines: Iterable[Line]) -> Standing:
    """Return where the case stands after these lines. Never raises on their content."""
    return reduce(_after, lines, Standing())


def _after(case: Standing, line: Line) -> Standing:
    step = _STEPS.get(line.kind)
    return step(case, line, Data(line.data)) if step else case


def _into(case: Standing, state: CaseState, on: date, line: Line) -> Standing:
    if not allowed(case.state, state):
        odd = Irregular(line.seq, case.state, state)
        return replace(case, irregular=(*case.irregular, odd))
    return replace(case, state=state, history=(*case.history, Passage(state, on, line.seq)))


def _opened(case: Standing, line: Line, data: Data) -> Standing:
    facts = data.part("facts") or Data({})
    platform = data.text("platform")
    return replace(
        case,
        platform=platform,
        name=facts.text("name") or platform,
        name_en=facts.text("name_en"),
        mock=facts.text("mock") not in ("", "False"),
        opened=day_of(line),
        history=(Passage(S.PREFLIGHT, day_of(line), line.seq),),
    )


def _environment(case: Standing, line: Line, data: Data) -> Standing:
    return replace(case, final_before_person=False)  # a run begins


def _checked(case: Standing, line: Line, data: Data) -> Standing:
    kind, verdict = data.text("check"), data.text("verdict")
    case = replace(
        case,
        blockers=tuple(each for each in case.blockers if each.kind != kind),
        clear=tuple(each for each in case.clear if each != kind),
        unknown=tuple(each for each in case.unknown if each != kind),
    )
    match verdict:
        case "clear":
            return replace(case, clear=(*case.clear, kind))
        case "blocked":
            return replace(case, blockers=(*case.blockers, _hindrance(kind, data, line)))
        case _:
            return replace(case, unknown=(*case.unknown, kind))


def _handoff(case: Standing, line: Line, data: Data) -> Standing:
    if data.text("of") != "final":
        return case
    return replace(_into(case, S.HANDED_OVER, day_of(line), line), final_before_person=True)


def _resumed(case: Standing, line: Line, data: Data) -> Standing:
    """Take back a handover to nobody: the last button was before an empty chair."""
    handed_over = case.final_before_person and case.history[-1:] and len(case.history) > 1
    if data.text("of") != "final" or data.text("answer") != "nobody" or not handed_over:
        return case
    if case.history[-1].state is not S.HANDED_OVER:
        return replace(case, final_before_person=False)
    kept = case.history[:-1]
    return replace(case, state=kept[-1].state, history=kept, final_before_person=False)


def _finished(case: Standing, line: Line, data: Data) -> Standing:
    case = replace(case, outcome=data.text("outcome"))
    case = _with_blockers(case, line, data)
    case = _with_cooling(case, line, data)
    state = _state_of_outcome(case, data)
    if state is None or state is case.state:
        return case
    return _into(case, state, day_of(line), line)


def _state_of_outcome(case: Standing, data: Data) -> CaseState | None:
    """Return the state an outcome leads to; None for one that decides nothing."""
    outcome = data.text("outcome")
    if outcome == "entry_located" and case.final_before_person:
        return S.HANDED_OVER
    if outcome == "blocked" and case.final_before_person and data.text("found_by") == "page":
        return S.REFUSED
    if outcome == "requested":
        if data.part("cooling_off"):
            return S.COOLING_OFF
        accepted = data.part("accepted") or Data({})
        return _ACCEPTED.get(accepted.text("state"), S.SUBMITTED)
    return _OUTCOMES.get(outcome)


def _with_blockers(case: Standing, line: Line, data: Data) -> Standing:
    found = [_hindrance(p.text("subtype"), p, line) for p in data.parts("blockers")]
    merged = {each.kind: each for each in (*case.blockers, *found)}
    clear = tuple(kind for kind in case.clear if kind not in merged)
    return replace(case, blockers=tuple(merged.values()), clear=clear)


def _with_cooling(case: Standing, line: Line, data: Data) -> Standing:
    part = data.part("cooling_off")
    return replace(case, cooling=_cooling(part, day_of(line))) if part else case


def _cooling(data: Data, began: date) -> Cooling:
    return Cooling(
        began=began,
        days=_whole(data.text("days")),
        hours=_whole(data.text("hours")),
        until=day(data.text("until")),
        working_days=data.flag("working_days") is True,
        sign_in_revokes=data.flag("sign_in_revokes"),
        text=data.text("text"),
    )


def _contact(case: Standing, line: Line, data: Data) -> Standing:
    made = Contact(
        how=data.text("how"),
        on=day(data.text("on")) or day_of(line),
        at=data.text("at"),
        number=data.text("number"),
        agent=data.text("agent"),
        said=data.text("said"),
        promised=data.text("promised"),
        promised_by=day(data.text("promised_by")),
        line=line.seq,
    )
    return replace(case, contacts=(*case.contacts, made))


def _case_event(case: Standing, line: Line, data: Data) -> Standing:
    on = day(data.text("on")) or day_of(line)
    try:
        state = CaseState(data.text("state"))
    except ValueError:
        odd = Irregular(line.seq, case.state, data.text("state"))
        return replace(case, irregular=(*case.irregular, odd))
    moved = _into(case, state, on, line)
    if state is S.COOLING_OFF and moved.state is S.COOLING_OFF:
        return replace(moved, cooling=_cooling(data, on))
    return moved


def _case_fact(case: Standing, line: Line, data: Data) -> Standing:
    facts = {**case.facts, data.text("key"): data.text("value")}
    return replace(case, facts=MappingProxyType(facts))


def _letter_sent(case: Standing, line: Line, data: Data) -> Standing:
    letter = data.text("letter")
    on = day(data.text("on")) or day_of(line)
    sent = Complaint(letter, on, data.text("reference"), line.seq)
    noted = replace(case, complaints=(*case.complaints, sent))
    if case.state in NO_CHANGE_AFTER.get(letter, frozenset()):
        return noted
    return _into(noted, S.COMPLAINED, on, line)


def _task_done(case: Standing, line: Line, data: Data) -> Standing:
    done = dict(case.done)
    if data.flag("undone"):
        done.pop(data.text("task"), None)
    else:
        done[data.text("task")] = day(data.text("on")) or day_of(line)
    return replace(case, done=MappingProxyType(done))


def _fraud_warning(case: Standing, line: Line, data: Data) -> Standing:
    return replace(case, fraud_lines=(*case.fraud_lines, line.seq))


_STEPS: dict[str, Step] = {
    "opened": _opened,
    "environment": _environment,
    "checked": _checked,
    "handoff": _handoff,
    "resumed": _resumed,
    "finished": _finished,
    "contact": _contact,
    "case_event": _case_event,
    "case_fact": _case_fact,
    "letter_sent": _letter_sent,
    "task_done": _task_done,
    "fraud_warning": _fraud_warning,
}


def _hindrance(kind: str, data: Data, line: Line) -> Hindrance:
    count = _whole(data.text("count"))
    is_yuan = data.text("currency") in ("", "CNY")  # journals of before had yuan only
    amount = _yuan(data.text("amount")) if is_yuan else None
    return Hindrance(kind, data.text("text"), amount, count, line.seq)


def _yuan(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def day(text: str) -> date | None:
    """Return the day an ISO text begins with; None if it is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def day_of(line: Line) -> date:
    """Return the day in China on which the line was written."""
    return day(beijing(line.utc)) or date.fromisoformat(line.utc[:10])
