"""Aftercare: what remains to be done once the platform says that the account is closed. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from loanexit_auto.casework.deadlines import months_after
from loanexit_auto.casework.standing import CaseState, Standing

REPORT_AFTER_MONTHS = 2
"""One reporting cycle before looking: pages say 1 to 2 months; no rule was found for it."""
WATCH_MONTHS = 6
BEGIN_WITHIN_DAYS = 7
"""Our own proposal for unbinding cards and the like: a week. No rule sets it."""
_OVER = (CaseState.CLOSED, CaseState.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist: `id` to tick it off, `due` the day we propose, None for notes."""

    id: str
    key: str
    due: date | None = None
    values: Mapping[str, str] = field(default_factory=dict)


def checklist(case: Standing) -> tuple[Item, ...]:
    """Return the aftercare of a case; empty until the platform has said that it is closed."""
    closed = case.day_of(*_OVER)
    if case.state not in _OVER or closed is None:
        return ()
    closed = case.day_of(CaseState.CLOSED) or closed
    return tuple(_items(case, closed))


def _items(case: Standing, closed: date) -> Iterator[Item]:
    soon = closed + timedelta(days=BEGIN_WITHIN_DAYS)
    for key in ("cards", "wechat", "alipay", "marketing", "app_data"):
        yield Item(f"after-{key}", key, soon)
    yield Item("after-report", "report", months_after(closed, REPORT_AFTER_MONTHS))
    yield Item("after-watch", "watch", months_after(closed, WATCH_MONTHS))
    for key in ("overdue", "guarantee"):
        yield Item(f"after-{key}", key)
