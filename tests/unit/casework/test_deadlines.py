from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanexit_auto.casework.deadlines import (
    BeyondCalendar,
    cooling_end,
    due,
    is_past,
    is_working_day,
    months_after,
)

DAYS = st.dates(date(2005, 1, 1), date(2025, 12, 31))


def test_calendar_days_run_on_through_the_october_holiday():
    assert due(date(2026, 9, 28), 15, "calendar") == date(2026, 10, 13)


def test_working_days_leave_out_the_october_holiday_and_count_the_make_up_days():
    # 29, 30 September; 1 to 7 October free; 8, 9, 10 (a worked Saturday), 12, 13.
    assert due(date(2026, 9, 28), 7, "working") == date(2026, 10, 13)
    assert is_working_day(date(2026, 10, 10)) is True
    assert is_working_day(date(2026, 10, 1)) is False
    assert is_working_day(date(2026, 9, 20)) is True


def test_beyond_the_published_holidays_there_is_no_date():
    assert due(date(2026, 12, 28), 7, "working") == BeyondCalendar(date(2026, 12, 31), 3)
    assert is_working_day(date(2040, 1, 2)) is None
    assert not is_past(BeyondCalendar(date(2026, 12, 31), 3), date(2030, 1, 1))


def test_the_last_day_still_belongs_to_the_period():
    limit = due(date(2026, 11, 1), 15, "calendar")
    assert not is_past(limit, date(2026, 11, 16))
    assert is_past(limit, date(2026, 11, 17))


@settings(deadline=None)
@given(DAYS, st.integers(0, 200))
def test_a_working_period_ends_on_a_working_day_after_exactly_so_many(start, count):
    end = due(start, count, "working")
    if isinstance(end, BeyondCalendar):
        assert end.counted < count
        return
    following = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    assert sum(bool(is_working_day(day)) for day in following) == count
    assert count == 0 or is_working_day(end)


@settings(deadline=None)
@given(DAYS, st.integers(0, 3000))
def test_calendar_days_are_calendar_days(start, count):
    assert due(start, count, "calendar") - start == timedelta(days=count)


@pytest.mark.parametrize("count", [-1, 100_000])
def test_a_period_that_cannot_be_is_refused(count):
    with pytest.raises(ValueError, match="no period"):
        due(date(2026, 1, 1), count, "calendar")


def test_months_end_where_the_month_does():
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 11, 23), 2) == date(2027, 1, 23)


@settings(deadline=None)
@given(DAYS, st.integers(0, 60))
def test_months_land_in_the_right_month(start, months):
    end = months_after(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day <= start.day


@pytest.mark.parametrize(
    ("until", "days", "hours", "working", "expected"),
    [
        (date(2026, 10, 9), 7, None, False, date(2026, 10, 9)),
        (None, 7, None, False, date(2026, 10, 5)),
        (None, 7, None, True, date(2026, 10, 13)),
        (None, None, 72, False, date(2026, 10, 1)),
        (None, None, 25, False, date(2026, 9, 30)),
        (None, None, None, False, None),
    ],
)
def test_a_cooling_off_ends_as_it_was_worded(until, days, hours, working, expected):
    began = date(2026, 9, 28)
    assert cooling_end(began, until=until, days=days, hours=hours, working=working) == expected
