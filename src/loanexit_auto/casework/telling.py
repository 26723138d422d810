"""Tasks and dates in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import assert_never

from loanexit_auto.casework.advice import REVIEW_DAYS, Task
from loanexit_auto.casework.deadlines import BeyondCalendar, Due
from loanexit_auto.casework.law import law_book
from loanexit_auto.casework.remedies import remedies
from loanexit_auto.casework.routing import Limit, channels
from loanexit_auto.casework.standing import Standing
from loanexit_auto.messages import Messages


def task_text(task: Task, case: Standing, name: str, say: Messages) -> str:
    """Return what is to be done, as a sentence; `name` is what the case is called on the shelf."""
    again = f"{case.platform} --mock" if case.mock else case.platform  # a rehearsal stays one
    values = {**task.values, "platform": again, "case": name}
    if "amount" in values:
        amount = values["amount"]
        values["amount"] = say("case.amount", amount=amount) if amount else ""
    if "blocker" in values:
        values["blocker"] = blocker_name(values["blocker"], say)
    if task.key == "wait_answer":
        return _waiting(task, values, say)
    if "door" in values:
        values |= _door(values["door"], values.get("limit", ""), say)
    return say(f"case.task_{task.key}", **values)


def _waiting(task: Task, values: dict[str, str], say: Messages) -> str:
    if "door" in values:
        values |= _door(values["door"], values["limit"], say)
        return say("case.task_wait_answer_complaint", **values)
    by_hand = Limit(id="manual", count=REVIEW_DAYS, unit="working", law="app191-6-15")
    return say("case.task_wait_answer", limit=limit_text(by_hand, say))


def _door(letter_or_door: str, limit: str, say: Messages) -> dict[str, str]:
    doors = channels().doors
    door = doors.get(letter_or_door) or next(
        (each for each in doors.values() if each.letter == letter_or_door), None
    )
    if door is None:
        return {"door": letter_or_door, "letter": letter_or_door, "limit": ""}
    kept = next((each for each in door.limits if each.id == limit), None)
    name = door.name if say.lang == "zh" else door.name_en
    words = limit_text(kept, say) if kept else ""
    return {"door": name, "letter": door.letter, "limit": words}


def limit_text(limit: Limit, say: Messages) -> str:
    """Return a period in words, with the article it stands in if there is one."""
    days = say(f"case.limit_days_{limit.unit}", count=limit.count)
    if limit.law is None:
        return days
    return say("case.limit_law", days=days, law=law_book().articles[limit.law].citation)


def blocker_name(kind: str, say: Messages) -> str:
    """Return what a kind of blocker is called; the general name for one that is not known."""
    return say(f"remedy.{kind if kind in remedies().blockers else 'generic'}_title")


def due_text(limit: Due | None, today: date, say: Messages) -> str:
    """Return by when in words; "" where there is no date, and never a guessed one."""
    match limit:
        case None:
            return ""
        case BeyondCalendar(known_until, _):
            year = (known_until + timedelta(days=1)).year
            return say("case.beyond", year=year, known=known_until)
        case date():
            return say("case.late" if today > limit else "case.due", day=limit)
        case _:
            assert_never(limit)
