from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from case_samples import DAY, balance_left, make_case
from icalendar import Calendar

from loanexit_auto.casework.advice import Task, tasks
from loanexit_auto.casework.deadlines import BeyondCalendar
from loanexit_auto.casework.reminders import Reminder, calendar, dated
from loanexit_auto.casework.telling import task_text
from loanexit_auto.messages import LANGS, Messages

NOW = datetime(2026, 9, 28, 1, 2, 3, tzinfo=UTC)
SAY = Messages("zh")
NOTES = [
    ("case_fact", {"key": "lender", "value": "天津京东消费金融有限公司"}),
    ("letter_sent", {"letter": "nfra", "on": "2026-09-28"}),
]


def reminders(tmp_path) -> list[Reminder]:
    case = make_case(tmp_path, balance_left(), notes=NOTES)
    standing = case.standing
    return [
        Reminder(case.name, standing.name, task, task_text(task, standing, case.name, SAY))
        for task in tasks(standing, DAY)
    ]


def test_the_calendar_reads_back_with_the_right_day_after_the_october_holiday(tmp_path):
    read = Calendar.from_ical(calendar(reminders(tmp_path), NOW, SAY))
    (event,) = read.walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 10, 13)
    assert event.decoded("dtend") == date(2026, 10, 14)
    start = datetime(2026, 10, 13)
    rings = [start + alarm.decoded("trigger") for alarm in event.walk("VALARM")]
    assert rings == [datetime(2026, 10, 10, 9), datetime(2026, 10, 13, 9)]


def test_nobodys_platform_is_in_the_calendar_unless_asked_for(tmp_path):
    quiet = calendar(reminders(tmp_path), NOW, SAY).decode()
    for word in ("京东", "jd-finance", "12378", "天津"):
        assert word not in Calendar.from_ical(quiet).to_ical().decode().replace("\r\n ", "")
    named = Calendar.from_ical(calendar(reminders(tmp_path), NOW, SAY, with_names=True))
    (event,) = named.walk("VEVENT")
    assert "京东金融" in str(event["summary"])
    assert "12378" in str(event["description"])


def test_the_same_task_keeps_its_uid(tmp_path):
    once, twice = (
        Calendar.from_ical(calendar(reminders(tmp_path / str(n)), NOW + timedelta(n), SAY))
        for n in range(2)
    )
    assert [e["uid"] for e in once.walk("VEVENT")] == [e["uid"] for e in twice.walk("VEVENT")]


def test_a_day_nobody_knows_is_not_in_the_calendar():
    unknown = Task("wait", "wait_forward", {}, BeyondCalendar(date(2026, 12, 31), 2))
    task = Task("b", "run", {}, date(2026, 10, 1))
    made = [Reminder("c", "p", unknown, "t"), Reminder("c", "p", task, "t")]
    assert [each.task.id for each in dated(made)] == ["b"]
    for lang in LANGS:
        read = Calendar.from_ical(calendar(made, NOW, Messages(lang)))
        assert len(read.walk("VEVENT")) == 1
