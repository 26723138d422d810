"""A verification told to a person: the verdict first, what failed, what is not proved."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from loanexit_auto.evidence.verify import NOT_PROVED, Level, Report
from loanexit_auto.messages import Messages


def verdict_lines(report: Report, say: Messages) -> Iterator[str]:
    """Yield the lines of a verdict in the language of `say`."""
    yield say(f"evidence.level_{report.verdict.name.lower()}", fingerprint=report.key)
    if report.redacted:
        yield say("evidence.redacted")
    if report.interrupted:
        yield say("evidence.interrupted", lines=report.lines)
    for where, why in report.failures:
        yield say("evidence.failed", where=where, why=why)
    if report.verdict > Level.NOT_VERIFIABLE:
        yield say("evidence.counts", lines=report.lines, steps=report.steps, files=report.files)
    for name, time in report.stamps:
        yield say("evidence.stamped", name=name, time=time)
    yield from (say("evidence.note", text=note) for note in report.notes)
    yield from (say("evidence.not_covered", name=name) for name in report.not_covered)
    yield say("evidence.not_proved")
    yield from ("  · " + say(f"evidence.not_proved_{key}") for key in NOT_PROVED)


def verdict_facts(report: Report) -> dict[str, Any]:
    """Return a verdict as JSON."""
    facts = dataclasses.asdict(report) | {
        "verdict": report.verdict.name,
        "level": report.level.name,
        "exit_code": report.exit_code,
        "not_proved": list(NOT_PROVED),
    }
    facts["failures"] = [{"where": where, "why": why} for where, why in report.failures]
    facts["stamps"] = [{"file": name, "time": time} for name, time in report.stamps]
    return facts
