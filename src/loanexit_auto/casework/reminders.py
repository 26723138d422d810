"""Reminders: the due days of a case as a calendar file (.ics) with alarms.

Days are all-day events; alarms ring at nine in the morning, three days before and on the day. A
calendar may be synchronised to somebody's cloud, so the platform is named only when asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from loanexit_auto.casework.advice import Task
from loanexit_auto.messages import Messages

ALARMS = (timedelta(days=-3, hours=9), timedelta(hours=9))  # from the beginning of the day


@dataclass(frozen=True, slots=True)
class Reminder:
    """One task of one case; `text` is what is to be done, shown only `with_names`.

    `mock`: the case is a rehearsal on a mock portal, and its days bind nobody.
    """

    case: str
    platform: str
    task: Task
    text: str
    mock: bool = False


def dated(reminders: Sequence[Reminder]) -> tuple[Reminder, ...]:
    """Return those whose day is known; the others must be told to the person, not dropped."""
    return tuple(each for each in reminders if isinstance(each.task.due, date))


def calendar(
    reminders: Sequence[Reminder], now: datetime, say: Messages, *, with_names: bool = False
) -> bytes:
    """Return the calendar file. The same case and task keep their UID from one file to the next."""
    made = Calendar()
    made.add("prodid", "-//loanexit-auto//case reminders//ZH")
    made.add("version", "2.0")
    made.add("x-wr-timezone", "Asia/Shanghai")
    for reminder in dated(reminders):
        made.add_component(_event(reminder, now, say, with_names=with_names))
    return bytes(made.to_ical())


def _event(reminder: Reminder, now: datetime, say: Messages, *, with_names: bool) -> Event:
    day = reminder.task.due
    assert isinstance(day, date)
    named = {"platform": reminder.platform}
    event = Event()
    event.add("uid", f"{reminder.task.id}.{_private(reminder.case)}@loanexit-auto")
    event.add("dtstamp", now)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    mark = f"[{say('case.mock_mark')}] " if reminder.mock else ""
    if with_names:
        event.add("summary", mark + say("case.ics_summary_named", **named))
        event.add("description", reminder.text)
    else:
        event.add("summary", mark + say("case.ics_summary"))
        case, task = _private(reminder.case), reminder.task.id
        event.add("description", say("case.ics_text", case=case, task=task))
    for trigger in ALARMS:
        event.add_component(_alarm(trigger, say))
    return event


def _private(case: str) -> str:
    """Return the part of a case's name that does not name the platform: its UTC time."""
    return "-".join(case.split("-")[:2])


def _alarm(trigger: timedelta, say: Messages) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", say("case.ics_alarm"))
    alarm.add("trigger", trigger)
    return alarm
