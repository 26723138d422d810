"""A verification told to a person: the verdict first, what failed, what is not proved."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from loanexit_auto.evidence.story import beijing
from loanexit_auto.evidence.verified import NOT_PROVED, Level, Report, Seal
from loanexit_auto.messages import Messages, said

_MOST_NAMED = 20  # files added after a seal that are named; the JSON names all


def verdict_lines(report: Report, say: Messages, case: str = "") -> Iterator[str]:
    """Yield the lines of a verdict in the language of `say`.

    `case` is what the person called the case, for the command that seals it again.
    """
    yield from _headline(report, say)
    if report.interrupted:
        yield say("evidence.interrupted", lines=report.lines)
    for where, why in report.failures:
        yield say("evidence.failed", where=where, why=said(why, say))
    if report.is_outgrown:
        yield from _outgrown(report, say, case or report.case)
    if report.verdict > Level.NOT_VERIFIABLE:
        yield say("evidence.counts", lines=report.lines, steps=report.steps, files=report.files)
    older = (seal for seal in report.earlier if seal.statement != report.statement)
    yield from (_earlier(seal, report, say) for seal in older)
    for name, time in report.stamps:
        yield say("evidence.stamped", name=name, time=time)
    yield from (say("evidence.note", text=note.said(say)) for note in report.notes)
    yield from (say("evidence.not_covered", name=name) for name in report.not_covered)
    yield say("evidence.not_proved")
    yield from ("  · " + say(f"evidence.not_proved_{key}") for key in NOT_PROVED)


def _headline(report: Report, say: Messages) -> Iterator[str]:
    yield say(f"evidence.level_{report.verdict.name.lower()}", fingerprint=report.key)
    if report.is_outgrown and report.verdict > Level.FAILED:
        yield say("evidence.level_part", sealed=report.sealed_lines)
    if report.redacted and report.verdict > Level.FAILED:
        yield say("evidence.redacted")
    if report.case:
        yield say("evidence.about_case", case=report.case)
    if report.sealed_utc:
        utc = report.sealed_utc[:19].replace("T", " ")
        yield say("evidence.sealed_at", utc=utc, beijing=beijing(report.sealed_utc))


def _outgrown(report: Report, say: Messages, case: str) -> Iterator[str]:
    lines = report.lines - report.sealed_lines
    yield say("evidence.added_after", lines=lines, files=len(report.added))
    for name in report.added[:_MOST_NAMED]:
        yield say("evidence.added_file", name=name)
    if len(report.added) > _MOST_NAMED:
        yield say("evidence.added_more", count=len(report.added) - _MOST_NAMED)
    if report.falls_short:
        yield say("evidence.falls_short")
    yield say("evidence.seal_again_now", case=case)


def _earlier(seal: Seal, report: Report, say: Messages) -> str:
    key = "evidence.earlier_broken" if report.failures else "evidence.earlier_seal"
    return say(key, beijing=beijing(seal.sealed_utc), lines=seal.lines, fingerprint=seal.key[:16])


def verdict_facts(report: Report, say: Messages) -> dict[str, Any]:
    """Return a verdict as JSON; its reasons are in the language of `say`."""
    facts = dataclasses.asdict(report) | {
        "verdict": report.verdict.name,
        "level": report.level.name,
        "exit_code": report.exit_code,
        "not_proved": list(NOT_PROVED),
        "is_outgrown": report.is_outgrown,
    }
    facts["failures"] = [
        {"where": where, "code": why.key, "why": why.said(say)} for where, why in report.failures
    ]
    facts["notes"] = [note.said(say) for note in report.notes]
    facts["stamps"] = [{"file": name, "time": time} for name, time in report.stamps]
    return facts
