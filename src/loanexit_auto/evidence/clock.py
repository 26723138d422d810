"""The clock record: what the platform's own `Date` headers say about this computer's clock. Pure.

A `Date` belongs to the loading of a page, which may be long before a later picture of it; so only
the first sight of each `Date` is compared, and the difference includes the time of loading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise
from typing import Any

from loanexit_auto.evidence.journal import Line

TOLERATED = 60  # seconds between this computer and the platform before the report warns
_JUMP = 5.0  # seconds the wall clock may run away from the clock that never jumps


def clock_record(lines: Iterable[Line]) -> dict[str, Any]:
    """Return the comparison of every first-seen `Date`, jumps of the wall clock, and a verdict.

    Differences are in seconds; positive means that this computer was ahead of the platform. The
    verdict is "agrees", "differs" (over 60 s, or a jump) or "unknown" (no `Date` was seen).
    """
    lines = list(lines)
    compared = list(_compared(lines))
    jumps = list(_jumps(lines))
    largest = max((abs(each["difference_s"]) for each in compared), default=None)
    verdict = "unknown" if largest is None else "agrees" if largest <= TOLERATED else "differs"
    return {
        "verdict": "differs" if jumps else verdict,
        "largest_difference_s": largest,
        "tolerated_s": TOLERATED,
        "compared": compared,
        "jumps": jumps,
    }


def _compared(lines: list[Line]) -> Iterator[dict[str, Any]]:
    known: set[str] = set()
    for line in lines:
        date = server_date(line)
        here = wall_time(line)
        if date and here and date not in known:
            known.add(date)
            there = _parsed(date)
            if there:
                difference = round((here - there).total_seconds(), 1)
                yield {"line": line.seq, "date": date, "difference_s": difference}


def server_date(line: Line) -> str:
    """Return the `Date` header a capture was made under, "" if none is on record."""
    facts = line.data.get("facts")
    http = facts.get("http") if isinstance(facts, dict) else None
    date = http.get("date") if isinstance(http, dict) else None
    return date if line.kind == "seen" and isinstance(date, str) else ""


def wall_time(line: Line) -> datetime | None:
    """Return a line's wall time; None if it is no real time."""
    try:
        return datetime.strptime(line.utc, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def _jumps(lines: list[Line]) -> Iterator[dict[str, Any]]:
    """Yield where the wall clock was set while recording; a restart of the computer is no jump."""
    for before, after in pairwise(lines):
        start, end = wall_time(before), wall_time(after)
        passed = after.mono_ns - before.mono_ns
        if start is None or end is None or passed < 0 or after.kind in ("recovered", "opened"):
            continue
        jumped = end - start - timedelta(microseconds=passed / 1000)
        if abs(jumped.total_seconds()) > _JUMP:
            yield {"line": after.seq, "by_s": round(jumped.total_seconds(), 1)}


def _parsed(date: str) -> datetime | None:
    try:
        parsed = parsedate_to_datetime(date)
    except (ValueError, TypeError):
        return None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
