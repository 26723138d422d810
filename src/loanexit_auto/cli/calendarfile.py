"""The calendar file of `case remind`: written to the disk, and told of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from rich.console import Console

from loanexit_auto.casework.advice import Task, tasks
from loanexit_auto.casework.reminders import Reminder, calendar, dated
from loanexit_auto.casework.shelf import ShelvedCase
from loanexit_auto.casework.telling import task_text
from loanexit_auto.cli.caseview import plainly, print_json
from loanexit_auto.evidence import disk
from loanexit_auto.messages import Messages


def write_reminders(
    cases: Sequence[ShelvedCase],
    target: Path,
    today: date,
    say: Messages,
    *,
    with_names: bool,
    as_json: bool,
) -> None:
    """Write the calendar of these cases and say what could not get a date."""
    due = [
        _reminder(case, task, say)
        for case in cases
        for task in tasks(case.standing, today)
        if not task.late(today)  # an alarm in the past rings for nobody
    ]
    ready = dated(due)
    undated = [each for each in due if each.task.due is not None and each not in ready]
    if ready:
        content = calendar(due, datetime.now(UTC), say, with_names=with_names)
        with disk.naming(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    if as_json:
        path = str(target) if ready else None
        skipped = [task.task.id for task in undated]
        print_json({"path": path, "dates": len(ready), "undated": skipped})
        return
    console = Console(soft_wrap=True, highlight=False)
    told = say("case.reminded", path=target, count=len(ready)) if ready else ""
    console.print(plainly(told or say("case.reminded_none")))
    for each in undated:
        console.print(plainly(say("case.not_dated", task=each.text)), style="yellow")
    if ready and not with_names:
        console.print(say("case.calendar_note"), style="dim", markup=False)


def _reminder(case: ShelvedCase, task: Task, say: Messages) -> Reminder:
    standing = case.standing
    return Reminder(
        case.name, standing.name, task, task_text(task, standing, case.name, say), standing.mock
    )
