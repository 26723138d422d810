"""What a case of a mock portal expects, held against what a run did: every shortfall in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from loanexit_auto.engine.outcome import EXIT_CODES, NAMES
from loanexit_auto.evidence import journal
from loanexit_auto.evidence.folder import JOURNAL
from loanexit_auto.evidence.journal import Line
from loanexit_auto.messages import Messages
from loanexit_auto.portal.model import Expect, ExpectedBlocker
from loanexit_auto.session.run import RunResult

Shortfalls = Iterator[str]


def shortfalls(
    expected: Expect, result: RunResult, told: Sequence[Line], say: Messages
) -> tuple[str, ...]:
    """Return what a run lacks of what its case expects, in words; () means that the case passed.

    `told` are the journal lines in the order in which the person was told them. What must hold
    however a case ends is always looked at: no closing request while the tool drove, and nothing
    told that is not on the disk.
    """
    return (
        *_of_outcome(expected, result, say),
        *_of_details(expected, _last(told, "finished"), say),
        *_of_drift(expected, _last(told, "finished"), say),
        *_of_checks(expected, told, say),
        *_of_handoffs(expected, told, say),
        *_of_requests(expected, result, say),
        *_of_evidence(expected, result, told, say),
    )


def _of_outcome(expected: Expect, result: RunResult, say: Messages) -> Shortfalls:
    kind = type(result.outcome)
    if NAMES[kind] != expected.outcome:
        yield say("trial.outcome", wanted=expected.outcome, got=NAMES[kind])
    if EXIT_CODES[kind] != expected.exit_code:
        yield say("trial.exit_code", wanted=expected.exit_code, got=EXIT_CODES[kind])


def _of_details(expected: Expect, finished: Mapping[str, Any], say: Messages) -> Shortfalls:
    given = finished.get("blockers") or []
    for blocker in expected.blockers:
        if not any(_is_it(blocker, each) for each in given):
            names = ", ".join(f"{each['subtype']} {each['amount'] or ''}".strip() for each in given)
            wanted = f"{blocker.subtype} {blocker.amount or ''}".strip()
            yield say("trial.blocker", wanted=wanted, got=names or "—")
    state = (finished.get("accepted") or {}).get("state")
    if expected.accepted is not None and state != expected.accepted:
        yield say("trial.accepted", wanted=expected.accepted, got=state or "—")
    if expected.cooling_off is not None:
        period = finished.get("cooling_off") or {}
        for unit, wanted in expected.cooling_off.model_dump(exclude_none=True).items():
            if period.get(unit) != wanted:
                got = period.get(unit, "—")
                yield say("trial.cooling_off", unit=unit, wanted=wanted, got=got)


def _of_drift(expected: Expect, finished: Mapping[str, Any], say: Messages) -> Shortfalls:
    """An entry that no route leads to any more is found all the same: that must not go unseen."""
    if bool(finished.get("drifted")) != expected.drifted:
        yield say("trial.drifted", wanted=expected.drifted, got=bool(finished.get("drifted")))


def _is_it(wanted: ExpectedBlocker, given: Mapping[str, Any]) -> bool:
    return (
        given["subtype"] == wanted.subtype
        and (wanted.amount is None or Decimal(given["amount"] or -1) == Decimal(wanted.amount))
        and (wanted.count is None or given["count"] == wanted.count)
    )


def _of_checks(expected: Expect, told: Sequence[Line], say: Messages) -> Shortfalls:
    verdicts: dict[str, set[str]] = {}
    for line in told:
        if line.kind == "checked":
            verdicts.setdefault(line.data["check"], set()).add(line.data["verdict"])
    for check, verdict in expected.checks.items():
        if verdict not in (given := verdicts.get(check, set())):
            got = ", ".join(sorted(given)) or "—"
            yield say("trial.check", check=check, wanted=verdict, got=got)


def _of_handoffs(expected: Expect, told: Sequence[Line], say: Messages) -> Shortfalls:
    made = [_script(line.data) for line in told if line.kind == "handoff"]
    in_order = iter(made)
    if not all(wanted in in_order for wanted in expected.handoffs):
        wanted, got = ", ".join(expected.handoffs), ", ".join(made) or "—"
        yield say("trial.handoffs", wanted=wanted, got=got)


def _script(handoff: Mapping[str, Any]) -> str:
    return str(handoff["about"] if handoff["of"] == "challenge" else handoff["of"])


def _of_requests(expected: Expect, result: RunResult, say: Messages) -> Shortfalls:
    if result.backend is None:
        yield say("trial.not_mounted")
        return
    if closings := result.backend.closings("tool"):
        yield say("trial.tool_closed", requests=", ".join(f"{e.method} {e.path}" for e in closings))
    wanted, got = expected.person_closing_requests, len(result.backend.closings("person"))
    if wanted is not None and wanted != got:
        yield say("trial.person_closed", wanted=wanted, got=got)


def _of_evidence(
    expected: Expect, result: RunResult, told: Sequence[Line], say: Messages
) -> Shortfalls:
    reading = journal.read(result.folder / JOURNAL)
    if reading.problem is not None or reading.torn:
        yield say("trial.journal", problem=reading.problem or "torn")
    if [line.raw for line in reading.lines[-len(told) :]] != [line.raw for line in told]:
        yield say("trial.told_otherwise")
    captures = sum(line.kind == "seen" for line in reading.lines)
    if captures < (expected.captures or 0):
        yield say("trial.captures", wanted=expected.captures, got=captures)
    if not result.report.is_file():
        yield say("trial.no_report")


def _last(told: Sequence[Line], kind: str) -> Mapping[str, Any]:
    return next((line.data for line in reversed(told) if line.kind == kind), {})
