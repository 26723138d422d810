"""Deadlines in calendar days and in Chinese working days. Pure.

Day 0 is the day on which something was sent or received; it is not counted, the last day is
("以内"含本数: 银行业保险业消费投诉处理管理办法 art. 43). Working days follow the State Council's
holiday arrangements as far as `chinesecalendar` has them; beyond that the answer is
`BeyondCalendar`, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import chinese_calendar  # type: ignore[import-untyped]

Unit = Literal["calendar", "working"]
MOST_DAYS = 3660  # about ten years; no rule of this project is longer


@dataclass(frozen=True, slots=True)
class BeyondCalendar:
    """The holidays that decide this date are not published in the installed calendar yet.

    `known_until` is the last day that could be counted, `counted` how many working days up to it.
    """

    known_until: date
    counted: int


Due = date | BeyondCalendar


def due(start: date, count: int, unit: Unit) -> Due:
    """Return the last day of a period of `count` days after `start`.

    Raises ValueError for a period that is not between 0 and MOST_DAYS days.
    """
    if not 0 <= count <= MOST_DAYS:
        raise ValueError(f"{count} days is no period")
    if unit == "calendar":
        return start + timedelta(days=count)
    return _working(start, count)


def _working(start: date, count: int) -> Due:
    reached, counted = start, 0
    while counted < count:
        following = reached + timedelta(days=1)
        is_working = is_working_day(following)
        if is_working is None:
            return BeyondCalendar(reached, counted)
        reached, counted = following, counted + is_working
    return reached


def is_working_day(on: date) -> bool | None:
    """Return whether people work in China on this day; None where the calendar does not know."""
    try:
        return bool(chinese_calendar.is_workday(on))
    except NotImplementedError:
        return None


def is_past(limit: Due, today: date) -> bool:
    """Return whether the period is over; its last day still belongs to it.

    A period that ends beyond the calendar is over only when even its unknown part must be: never
    claimed here, so False.
    """
    return isinstance(limit, date) and today > limit


def months_after(start: date, months: int) -> date:
    """Return the same day so many months later, or that month's last day if it is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    for last in (start.day, 30, 29, 28):
        if last <= start.day:
            try:
                return date(year, month + 1, last)
            except ValueError:
                continue
    raise AssertionError("every month has 28 days")


def cooling_end(
    began: date, *, until: date | None, days: int | None, hours: int | None, working: bool
) -> Due | None:
    """Return the last day of a cooling-off period as the platform worded it; None if it did not.

    Hours are rounded up to whole days, so that nobody is told too early that it is over.
    """
    if until is not None:
        return until
    if days is not None:
        return due(began, min(days, MOST_DAYS), "working" if working else "calendar")
    if hours is not None:
        return due(began, min(-(-hours // 24), MOST_DAYS), "calendar")
    return None
