from __future__ import annotations

from datetime import date

import pytest
from case_samples import BOX, COUPON, DAY, GUARANTEE, balance_left, make_case, requested
from hypothesis import given, settings
from hypothesis import strategies as st

from loanexit_auto.casework.advice import _ADVICE, tasks
from loanexit_auto.casework.deadlines import BeyondCalendar
from loanexit_auto.casework.ladder import next_door
from loanexit_auto.casework.standing import CaseState, Standing
from loanexit_auto.casework.telling import due_text, task_text
from loanexit_auto.engine import events, outcome
from loanexit_auto.messages import LANGS, Messages
from loanexit_auto.screen import findings

ACCEPTED = findings.Accepted("已提交", BOX)


def keys(case: Standing, today: date = DAY) -> list[str]:
    return [task.key for task in tasks(case, today)]


def due_days(case: Standing, today: date = DAY) -> dict[str, object]:
    return {task.id: task.due for task in tasks(case, today)}


def test_every_state_has_advice_in_both_languages(tmp_path):
    assert _ADVICE.keys() == set(CaseState)
    for lang in LANGS:
        for state in CaseState:
            assert Messages(lang)(f"case.state_{state}")


def test_thirty_cents_left_says_what_to_clear_and_that_it_may_be_waived(tmp_path):
    case = make_case(tmp_path, balance_left())
    assert keys(case.standing) == ["clear", "run_again", "letter_institution"]
    first = tasks(case.standing, DAY)[0]
    text = task_text(first, case.standing, case.name, Messages("zh"))
    assert "账户余额" in text
    assert "0.30 元" in text


def test_an_unsettled_loan_alone_is_no_ground_for_a_complaint(tmp_path):
    loan = findings.Blocker("有未结清借款", BOX, blocker="unsettled_loan")
    end = (events.Finished(outcome.Blocked((loan,), "preflight")),)
    assert keys(make_case(tmp_path, end).standing) == ["clear", "run_again"]


@pytest.mark.parametrize("blocker", [COUPON, GUARANTEE], ids=["coupon", "guarantee"])
def test_an_unreasonable_condition_is(tmp_path, blocker):
    end = (events.Finished(outcome.Blocked((blocker,), "page")),)
    assert "letter_institution" in keys(make_case(tmp_path, end).standing)


def test_a_cooling_off_across_the_october_holiday_ends_on_its_day(tmp_path):
    cooling = findings.CoolingOff("15天内", BOX, days=15, sign_in_revokes=True)
    case = make_case(tmp_path, requested(ACCEPTED, cooling)).standing
    assert due_days(case) == {"no-sign-in": date(2026, 10, 6)}
    assert keys(case) == ["no_sign_in"]
    assert keys(case, date(2026, 10, 6)) == ["no_sign_in"]
    assert keys(case, date(2026, 10, 7)) == ["no_sign_in", "after_cooling"]


def test_a_cooling_off_without_an_end_is_asked_for_not_guessed(tmp_path):
    cooling = findings.CoolingOff("冷静期内", BOX)
    case = make_case(tmp_path, requested(ACCEPTED, cooling)).standing
    assert due_days(case) == {"no-sign-in": None, "ask-end": None}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("revokes", [True, False, None])
def test_during_a_cooling_off_nobody_is_ever_told_to_sign_in(tmp_path, lang, revokes):
    cooling = findings.CoolingOff("7天", BOX, days=7, sign_in_revokes=revokes)
    case = make_case(tmp_path, requested(ACCEPTED, cooling))
    say = Messages(lang)
    for today in (DAY, date(2026, 12, 1)):
        told = [task_text(task, case.standing, "x", say) for task in tasks(case.standing, today)]
        assert any(("不要" in text or "not" in text) for text in told)
        assert not any("请登录" in text or "log in to" in text for text in told)


def test_a_complaint_during_the_cooling_off_does_not_lift_the_warning(tmp_path):
    cooling = findings.CoolingOff("7天", BOX, days=7, sign_in_revokes=True)
    notes = [("letter_sent", {"letter": "institution", "on": "2026-09-21"})]
    case = make_case(tmp_path, requested(ACCEPTED, cooling), notes=notes).standing
    assert case.state is CaseState.COMPLAINED
    assert "no_sign_in" in keys(case)


def test_a_review_has_fifteen_working_days_without_the_holiday(tmp_path):
    reviewed = findings.Accepted("审核中", BOX, state="under_review")
    case = make_case(tmp_path, requested(reviewed)).standing
    # 22, 23, 24, 28, 29, 30 September (25 free: Mid-Autumn), 8, 9, 10, 12 to 16, 19 October
    assert due_days(case)["wait-answer"] == date(2026, 10, 19)
    assert "letter_institution" not in keys(case, date(2026, 10, 19))
    assert "letter_institution" in keys(case, date(2026, 10, 20))


COMPLAINT = ("letter_sent", {"letter": "institution", "on": "2026-09-21"})
LENDER = ("case_fact", {"key": "lender", "value": "捷信消费金融有限公司"})


def test_the_institution_has_fifteen_thirty_and_sixty_calendar_days(tmp_path):
    case = make_case(tmp_path, balance_left(), notes=[COMPLAINT]).standing
    assert {k: v for k, v in due_days(case).items() if k.startswith("wait")} == {
        "wait-11-simple": date(2026, 10, 6),
        "wait-11-complex": date(2026, 10, 21),
        "wait-11-extended": date(2026, 11, 20),
    }


def test_the_ladder_reminds_after_fifteen_days_and_climbs_after_thirty(tmp_path):
    case = make_case(tmp_path, balance_left(), notes=[LENDER, COMPLAINT]).standing
    assert not {"remind", "next_door"} & set(keys(case, date(2026, 10, 6)))
    assert "remind" in keys(case, date(2026, 10, 7))
    assert "next_door" not in keys(case, date(2026, 10, 21))
    climbing = [t for t in tasks(case, date(2026, 10, 22)) if t.key == "next_door"]
    assert [task.values["door"] for task in climbing] == ["nfra"]


def test_without_the_lenders_name_the_ladder_asks_for_it(tmp_path):
    case = make_case(tmp_path, balance_left(), notes=[COMPLAINT]).standing
    assert "name_lender" in keys(case, date(2026, 10, 22))


def test_the_regulator_forwards_within_seven_working_days(tmp_path):
    sent = ("letter_sent", {"letter": "nfra", "on": "2026-09-28"})
    case = make_case(tmp_path, notes=[LENDER, COMPLAINT, sent]).standing
    assert due_days(case)["wait-4-forward"] == date(2026, 10, 13)
    assert next_door(case) is None
    assert "court" in keys(case, date(2026, 10, 14))


def test_a_second_letter_does_not_hide_the_limits_of_the_first(tmp_path):
    second = ("letter_sent", {"letter": "isc", "on": "2026-09-28"})
    case = make_case(tmp_path, notes=[COMPLAINT, second]).standing
    first = [task.due for task in tasks(case, DAY) if task.values.get("door") == "institution"]
    assert first == [date(2026, 10, 6), date(2026, 10, 21), date(2026, 11, 20)]
    later = tasks(case, date(2026, 10, 7))
    assert [t.due for t in later if t.values.get("door") == "institution"] == first[1:]


@pytest.mark.parametrize(
    ("end", "key"),
    [(outcome.HumanNeeded("slider"), "run_present"), (outcome.Abandoned("person"), "run_anew")],
)
def test_a_run_without_a_conclusion_is_to_be_made_again_for_what_ended_it(tmp_path, end, key):
    assert keys(make_case(tmp_path, (events.Finished(end),)).standing) == [key]


def test_working_days_beyond_the_calendar_are_told_as_unknown(tmp_path):
    sent = ("letter_sent", {"letter": "isc", "on": "2026-12-25"})
    case = make_case(tmp_path, notes=[sent]).standing
    task = next(t for t in tasks(case, date(2026, 12, 25)) if t.id.startswith("wait"))
    assert task.due == BeyondCalendar(date(2026, 12, 31), 4)
    assert not task.late(date(2027, 6, 1))
    assert "2027" in due_text(task.due, DAY, Messages("zh"))


def test_a_promise_is_due_on_the_day_they_named(tmp_path):
    contact = {"how": "call", "on": "2026-09-21", "promised": "回电", "promised_by": "2026-09-24"}
    case = make_case(tmp_path, notes=[("contact", contact)]).standing
    assert due_days(case)["promise-2"] == date(2026, 9, 24)


def test_words_of_a_fraud_script_stop_everything_until_ticked_off(tmp_path):
    warned = [("fraud_warning", {"line": 2})]
    case = make_case(tmp_path / "a", balance_left(), notes=warned).standing
    assert keys(case) == ["fraud"]
    ticked = [*warned, ("task_done", {"task": "fraud-11"})]
    assert keys(make_case(tmp_path / "b", balance_left(), notes=ticked).standing)[0] == "clear"


def test_aftercare_begins_when_the_platform_says_closed_and_can_be_ticked_off(tmp_path):
    closed = findings.Accepted("已注销", BOX, state="closed")
    ticked = [("task_done", {"task": "after-cards"})]
    case = make_case(tmp_path / "a", requested(closed)).standing
    days = due_days(case)
    assert days["after-cards"] == date(2026, 9, 28)
    assert days["after-report"] == date(2026, 11, 21)
    assert days["after-watch"] == date(2027, 3, 21)
    assert "after-guarantee" in days
    assert "after-overdue" in days
    less = make_case(tmp_path / "b", requested(closed), notes=ticked).standing
    assert due_days(less).keys() == days.keys() - {"after-cards"}
    assert not any(key.startswith("aftercare") for key in keys(make_case(tmp_path / "c").standing))


@settings(deadline=None)
@given(
    st.sampled_from(CaseState), st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.sampled_from(LANGS)
)
def test_whatever_the_state_the_advice_can_be_told(state, today, lang):
    case = Standing(platform="jd-finance", name="京东金融", state=state)
    say = Messages(lang)
    for task in tasks(case, today):
        assert task_text(task, case, "name", say)
        due_text(task.due, today, say)
