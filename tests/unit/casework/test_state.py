from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from case_samples import (
    BALANCE,
    BOX,
    DONE,
    ENTRY,
    FINAL,
    balance_left,
    make_case,
    requested,
    seen,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from loanexit_auto.casework.standing import CaseState
from loanexit_auto.casework.state import stand
from loanexit_auto.casework.transitions import TRANSITIONS, allowed
from loanexit_auto.engine import events, outcome
from loanexit_auto.engine.events import Answer
from loanexit_auto.evidence import journal
from loanexit_auto.evidence.journal import Line
from loanexit_auto.screen import findings

S = CaseState


def test_a_new_case_is_in_preflight_since_the_day_it_was_opened_in_china(tmp_path):
    case = make_case(tmp_path).standing
    assert case.state is S.PREFLIGHT
    assert case.opened == case.since == date(2026, 9, 21)
    assert (case.platform, case.name, case.name_en) == ("jd-finance", "京东金融", "JD Finance")


def test_a_balance_of_thirty_cents_blocks_and_is_remembered_exactly(tmp_path):
    case = make_case(tmp_path, balance_left()).standing
    assert case.state is S.BLOCKED
    (blocker,) = case.blockers
    assert (blocker.kind, blocker.amount) == ("balance", Decimal("0.30"))
    assert case.clear == ("unsettled_loan",)
    assert case.unknown == ("coupon",)


def test_a_check_that_comes_clear_later_is_no_blocker_any_more(tmp_path):
    again = (*balance_left(), events.Checked("balance", "clear"))
    assert make_case(tmp_path, again).standing.blockers == ()


@pytest.mark.parametrize(
    ("accepted", "cooling", "state"),
    [
        (findings.Accepted("已提交", BOX), None, S.SUBMITTED),
        (findings.Accepted("审核中", BOX, state="under_review"), None, S.UNDER_REVIEW),
        (findings.Accepted("已注销", BOX, state="closed"), None, S.CLOSED),
        (findings.Accepted("已提交", BOX), findings.CoolingOff("7天", BOX, days=7), S.COOLING_OFF),
    ],
)
def test_the_answer_of_the_platform_decides(tmp_path, accepted, cooling, state):
    case = make_case(tmp_path, requested(accepted, cooling)).standing
    assert [passage.state for passage in case.history] == [S.PREFLIGHT, S.HANDED_OVER, state]


def test_a_cooling_off_is_kept_as_the_page_worded_it(tmp_path):
    cooling = findings.CoolingOff("7天内", BOX, days=7, sign_in_revokes=True)
    kept = make_case(tmp_path, requested(None, cooling)).standing.cooling
    assert kept is not None
    assert (kept.days, kept.until, kept.sign_in_revokes) == (7, None, True)


def test_a_refusal_counts_as_one_only_after_the_last_button_was_the_persons(tmp_path):
    refused = events.Finished(outcome.Blocked((BALANCE,), "page"))
    asked = make_case(tmp_path / "a", (seen(), FINAL, DONE, refused)).standing
    not_asked = make_case(tmp_path / "b", (seen(), refused)).standing
    assert (asked.state, not_asked.state) == (S.REFUSED, S.BLOCKED)


def test_nobody_in_the_chair_is_no_handover(tmp_path):
    nobody = events.Resumed("final", Answer.NOBODY)
    end = events.Finished(outcome.EntryLocated(ENTRY))
    case = make_case(tmp_path, (seen(), FINAL, nobody, end)).standing
    assert [passage.state for passage in case.history] == [S.PREFLIGHT, S.ENTRY_LOCATED]


def test_a_run_that_breaks_off_at_the_last_button_leaves_the_result_unknown(tmp_path):
    assert make_case(tmp_path, (seen(), FINAL)).standing.state is S.HANDED_OVER


@pytest.mark.parametrize(
    "end",
    [
        outcome.Abandoned("person"),
        outcome.HumanNeeded("slider"),
        outcome.NoOnlineEntry("hotline only"),
        outcome.EntryNotFound("注销"),
        outcome.RefusedByWall("guard", "final"),
    ],
)
def test_an_outcome_that_decides_nothing_leaves_the_state_alone(tmp_path, end):
    case = make_case(tmp_path, (events.Finished(end),)).standing
    assert case.state is S.PREFLIGHT
    assert case.outcome == outcome.NAMES[type(end)]


def test_what_the_person_reports_moves_the_case_and_keeps_its_own_day(tmp_path):
    notes = [("case_event", {"state": "submitted", "on": "2026-09-20"})]
    case = make_case(tmp_path, balance_left(), notes=notes).standing
    assert (case.state, case.since) == (S.SUBMITTED, date(2026, 9, 20))


@pytest.mark.parametrize("asked", ["confirmed", "preflight", "no such state", ""])
def test_a_transition_that_is_not_listed_changes_nothing_and_is_remembered(tmp_path, asked):
    case = make_case(tmp_path, notes=[("case_event", {"state": asked})]).standing
    assert case.state is S.PREFLIGHT
    assert [odd.asked for odd in case.irregular] == [asked]


def test_a_report_of_marketing_does_not_reopen_a_confirmed_case(tmp_path):
    notes: list[tuple[str, dict[str, object]]] = [
        ("case_event", {"state": "closed"}),
        ("case_event", {"state": "confirmed"}),
        ("letter_sent", {"letter": "12321", "on": "2026-09-21"}),
    ]
    case = make_case(tmp_path, notes=notes).standing
    assert case.state is S.CONFIRMED
    assert case.last_complaint("12321") is not None


def test_confirmed_is_reached_only_from_closed_and_withdrawn_is_the_end():
    assert [s for s in CaseState if allowed(s, S.CONFIRMED)] == [S.CLOSED]
    assert TRANSITIONS[S.WITHDRAWN] == frozenset()
    assert TRANSITIONS.keys() == set(CaseState)
    assert not any(S.PREFLIGHT in after for after in TRANSITIONS.values())


def test_a_ticked_task_can_be_taken_back(tmp_path):
    notes: list[tuple[str, dict[str, object]]] = [
        ("task_done", {"task": "a", "on": "2026-09-21"}),
        ("task_done", {"task": "b", "on": "2026-09-21"}),
        ("task_done", {"task": "a", "undone": True}),
    ]
    assert dict(make_case(tmp_path, notes=notes).standing.done) == {"b": date(2026, 9, 21)}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
_KINDS = st.sampled_from(
    ["opened", "environment", "checked", "handoff", "resumed", "finished", "contact",
     "case_event", "case_fact", "letter_sent", "task_done", "fraud_warning", "seen", "unheard_of"]
)  # fmt: skip
_KEYS = st.sampled_from(
    ["state", "on", "until", "check", "verdict", "amount", "of", "answer", "outcome", "blockers",
     "cooling_off", "accepted", "letter", "task", "days", "facts", "found_by", "count"]
)  # fmt: skip
_WORDS = st.sampled_from(
    [*CaseState, "final", "nobody", "blocked", "requested", "2026-02-31", "NaN"]
)
_DATA = st.dictionaries(_KEYS, _JSON | _WORDS | st.dictionaries(_KEYS, _JSON | _WORDS))


@settings(deadline=None)
@given(st.lists(st.tuples(_KINDS, _DATA), max_size=8))
def test_any_journal_folds_and_every_passage_is_a_listed_transition(drawn):
    case = stand(_line(n, kind, data) for n, (kind, data) in enumerate(drawn, 1))
    states = [passage.state for passage in case.history]
    first = states[0] if states and states[0] is S.PREFLIGHT else S.PREFLIGHT
    walked = [first, *[state for state in states if state is not S.PREFLIGHT]]
    assert all(allowed(a, b) for a, b in pairwise(walked))


def _line(seq: int, kind: str, data: dict[str, object]) -> Line:
    utc = "2026-09-21T02:00:00.000Z"
    return Line(
        1, seq, journal.FIRST_PREV, utc, 0, "person", kind, data, (), json.dumps(data).encode()
    )
