"""What the person should do next, and by when: a pure projection of a Standing and a day.

The words are the messages `case.task_<key>`; `values` fill them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from loanexit_auto.casework import aftercare
from loanexit_auto.casework.deadlines import Due, cooling_end, due, is_past
from loanexit_auto.casework.ladder import limits_of, next_door
from loanexit_auto.casework.remedies import remedies
from loanexit_auto.casework.routing import Limit
from loanexit_auto.casework.standing import CaseState, Complaint, Contact, Standing

S = CaseState
REVIEW_DAYS = 15
"""Working days for closing by hand; source: law app191-6-15."""
_AGAIN = {
    "abandoned": "run_anew",
    "human_needed": "run_present",
    "refused_by_wall": "look_yourself",
    "no_online_entry": "by_hand",
    "entry_not_found": "ask_entry",
}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do. `due` is its last day; None where no rule and nobody named one.

    `id` is stable and unique within a case, so that it can be ticked off.
    """

    id: str
    key: str
    values: Mapping[str, str] = field(default_factory=dict)
    due: Due | None = None

    def late(self, today: date) -> bool:
        """Return whether its last day has passed."""
        return self.due is not None and is_past(self.due, today)


def tasks(case: Standing, today: date) -> tuple[Task, ...]:
    """Return what is to be done now, most urgent first, without what has been ticked off.

    Words of a fraud script stop everything else until the person has ticked the warning off.
    """
    if case.fraud_lines and (warning := f"fraud-{case.fraud_lines[-1]}") not in case.done:
        return (Task(warning, "fraud", {"task": warning}),)
    proposed = (*_ADVICE[case.state](case, today), *_promises(case), *_aftercare(case))
    return tuple(task for task in proposed if task.id not in case.done)


def _preflight(case: Standing, today: date) -> Iterator[Task]:
    yield from _clearing(case)
    yield Task("go-on", _AGAIN.get(case.outcome, "run"))
    if case.outcome in ("no_online_entry", "entry_not_found"):
        yield Task("letter-institution", "letter_institution")


def _blocked(case: Standing, today: date) -> Iterator[Task]:
    yield from _clearing(case)
    yield Task("run-again", "run_again")
    if _contestable(case):
        yield Task("letter-institution", "letter_institution")


def _entry_located(case: Standing, today: date) -> Iterator[Task]:
    yield Task("decide", "decide")
    yield Task("tell-result", "tell_result")


def _handed_over(case: Standing, today: date) -> Iterator[Task]:
    yield Task("tell-result", "tell_result")
    yield Task("no-sign-in", "no_sign_in_maybe")


def _submitted(case: Standing, today: date) -> Iterator[Task]:
    yield Task("no-sign-in", "no_sign_in_maybe")
    yield Task("keep-proof", "keep_proof")
    yield _waiting(case, S.SUBMITTED)


def _under_review(case: Standing, today: date) -> Iterator[Task]:
    yield Task("no-sign-in", "no_sign_in_maybe")
    yield _waiting(case, S.UNDER_REVIEW)
    if _waiting(case, S.UNDER_REVIEW).late(today):
        yield Task("letter-institution", "letter_institution")


def _waiting(case: Standing, state: CaseState) -> Task:
    begun = case.day_of(state)
    limit = due(begun, REVIEW_DAYS, "working") if begun else None
    return Task("wait-answer", "wait_answer", {"days": str(REVIEW_DAYS)}, limit)


def _cooling_off(case: Standing, today: date) -> Iterator[Task]:
    ends = end_of_cooling(case)
    revokes = case.cooling.sign_in_revokes if case.cooling else None
    yield Task("no-sign-in", "no_sign_in" if revokes else "no_sign_in_unknown", {}, ends)
    if ends is None:
        yield Task("ask-end", "ask_end")
    elif is_past(ends, today):
        yield Task("after-cooling", "after_cooling")


def end_of_cooling(case: Standing) -> Due | None:
    """Return the last day of the cooling-off period; None when nobody named one."""
    if case.cooling is None:
        return None
    cooling = case.cooling
    return cooling_end(
        cooling.began,
        until=cooling.until,
        days=cooling.days,
        hours=cooling.hours,
        working=cooling.working_days,
    )


def _refused(case: Standing, today: date) -> Iterator[Task]:
    yield from _clearing(case)
    yield Task("ask-reasons", "ask_reasons")
    yield Task("letter-institution", "letter_institution")
    if not case.facts.get("lender"):
        yield Task("name-lender", "name_lender")


def _closed(case: Standing, today: date) -> Iterator[Task]:
    yield Task("verify-closed", "verify_closed")


def _nothing(case: Standing, today: date) -> Iterator[Task]:
    return iter(())


def _withdrawn(case: Standing, today: date) -> Iterator[Task]:
    yield Task("withdrawn", "withdrawn")


def _clearing(case: Standing) -> Iterator[Task]:
    for blocker in case.blockers:
        amount = f"{blocker.amount}" if blocker.amount is not None else ""
        yield Task(f"clear-{blocker.kind}", "clear", {"blocker": blocker.kind, "amount": amount})


def _contestable(case: Standing) -> bool:
    known = remedies().blockers
    return any(
        known[blocker.kind].ground == "disputable" or known[blocker.kind].waivable
        for blocker in case.blockers
        if blocker.kind in known
    )


def _complained(case: Standing, today: date) -> Iterator[Task]:
    yield from _clearing(case)
    yield from _still_quiet(case, today)
    last = case.last_complaint()
    if last is None:  # said by hand, without naming a letter
        yield Task("name-letter", "name_letter")
        return
    limits = limits_of(last)
    if not limits:
        yield Task(f"wait-{last.line}", "wait_no_limit", {"door": last.letter})
    for limit in limits:
        yield _limit_task(last, limit)
    yield from _still_running(case, last, today)
    yield from _next_rung(case, last, today)


def _still_running(case: Standing, last: Complaint, today: date) -> Iterator[Task]:
    """Keep the limits of letters sent before the last one, as long as they have not passed."""
    for sent in {each.letter: each for each in case.complaints}.values():
        if sent.letter != last.letter:
            limits = [_limit_task(sent, limit) for limit in limits_of(sent)]
            yield from (task for task in limits if not task.late(today))


def _still_quiet(case: Standing, today: date) -> Iterator[Task]:
    """Keep the person from signing in while an earlier request may still be running."""
    ends = end_of_cooling(case)
    if case.cooling is not None and not (ends and is_past(ends, today)):
        yield from _cooling_off(case, today)
    elif case.day_of(S.SUBMITTED, S.COOLING_OFF, S.UNDER_REVIEW, S.HANDED_OVER):
        yield Task("no-sign-in", "no_sign_in_maybe")


def _limit_task(sent: Complaint, limit: Limit) -> Task:
    values = {"door": sent.letter, "limit": limit.id, "on": sent.on.isoformat()}
    ends = due(sent.on, limit.count, limit.unit)
    return Task(f"wait-{sent.line}-{limit.id}", f"wait_{_kind_of_wait(sent, limit)}", values, ends)


def _kind_of_wait(sent: Complaint, limit: Limit) -> Literal["answer", "forward", "extended"]:
    if limit.id == "forward":
        return "forward"
    return "extended" if limit.id in ("complex", "extended") else "answer"


def _next_rung(case: Standing, last: Complaint, today: date) -> Iterator[Task]:
    """Propose a reminder after the first limit, and the next door after the second."""
    passed = [lim for lim in limits_of(last) if is_past(due(last.on, lim.count, lim.unit), today)]
    if not passed:
        return
    yield Task(f"remind-{last.line}", "remind", {"door": last.letter})
    if len(passed) > 1 or len(limits_of(last)) == 1:
        yield _escalation(case)


def _escalation(case: Standing) -> Task:
    to = next_door(case)
    if to is None:
        key = "name_lender" if not case.facts.get("lender") else "court"
        return Task(key.replace("_", "-"), key)
    return Task(f"letter-{to}", "next_door", {"door": to})


def _promises(case: Standing) -> Iterator[Task]:
    for contact in case.contacts:
        if contact.promised_by is not None:
            yield _promise(contact, contact.promised_by)


def _promise(contact: Contact, by: date) -> Task:
    values = {"promised": contact.promised, "on": contact.on.isoformat()}
    return Task(f"promise-{contact.line}", "promise", values, by)


def _aftercare(case: Standing) -> Iterator[Task]:
    for item in aftercare.checklist(case):
        yield Task(item.id, f"aftercare_{item.key}", item.values, item.due)


_ADVICE: dict[CaseState, Callable[[Standing, date], Iterator[Task]]] = {
    S.PREFLIGHT: _preflight,
    S.BLOCKED: _blocked,
    S.ENTRY_LOCATED: _entry_located,
    S.HANDED_OVER: _handed_over,
    S.SUBMITTED: _submitted,
    S.COOLING_OFF: _cooling_off,
    S.UNDER_REVIEW: _under_review,
    S.REFUSED: _refused,
    S.CLOSED: _closed,
    S.CONFIRMED: _nothing,
    S.COMPLAINED: _complained,
    S.WITHDRAWN: _withdrawn,
}
