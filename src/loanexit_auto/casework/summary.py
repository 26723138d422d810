"""A case as plain data, for `--json` and for the export."""

from __future__ import annotations

import dataclasses
from datetime import date

from loanexit_auto.casework.advice import Task, tasks
from loanexit_auto.casework.deadlines import BeyondCalendar, Due
from loanexit_auto.casework.friction import friction
from loanexit_auto.casework.ladder import routing_of
from loanexit_auto.casework.shelf import ShelvedCase
from loanexit_auto.casework.standing import Standing
from loanexit_auto.casework.telling import task_text
from loanexit_auto.evidence.record import plain
from loanexit_auto.messages import Messages

Json = dict[str, object]


def summary(case: ShelvedCase, today: date, say: Messages) -> Json:
    """Return everything that `case show` knows, as JSON-able data."""
    standing = case.standing
    whole: Json = plain(_fields(standing) | {"routing": _fields(routing_of(standing))})
    return brief(case) | whole | {
        "friction": plain(_fields(friction(case.reading))),
        "tasks": [task_data(case, task, today, say) for task in tasks(standing, today)],
        "files": sum(len(line.files) for line in case.reading.lines),
    }  # fmt: skip


def brief(case: ShelvedCase) -> Json:
    """Return one line's worth of a case: name, platform, state, and whether its record is whole."""
    standing = case.standing
    return {
        "case": case.name,
        "path": str(case.path),
        "platform": standing.platform,
        "name": standing.name,
        "state": standing.state.value,
        "since": standing.since.isoformat() if standing.since else None,
        "mock": standing.mock,
        "problem": case.reading.problem,
        "torn_bytes": len(case.reading.torn),
        "seal_outdated": case.seal_outdated,
    }


def task_data(case: ShelvedCase, task: Task, today: date, say: Messages) -> Json:
    """Return one task: what, by when, and whether it is late."""
    return {
        "case": case.name,
        "task": task.id,
        "key": task.key,
        "text": task_text(task, case.standing, case.name, say),
        "late": task.late(today),
        "mock": case.standing.mock,
    } | due_data(task.due)


def due_data(limit: Due | None) -> Json:
    """Return a due day; `known_until` instead where the calendar does not reach it."""
    if isinstance(limit, BeyondCalendar):
        return {"due": None, "known_until": limit.known_until.isoformat()}
    return {"due": limit.isoformat() if limit else None}


def _fields(value: Standing | object) -> Json:
    """Return a dataclass as a dict, deep, keeping mappings that are read-only."""
    if not dataclasses.is_dataclass(value):
        raise TypeError(f"{type(value).__name__} is no dataclass")
    return {field.name: _part(getattr(value, field.name)) for field in dataclasses.fields(value)}


def _part(value: object) -> object:
    if dataclasses.is_dataclass(value):
        return _fields(value)
    return [_part(item) for item in value] if isinstance(value, tuple) else value
