"""Cases on disk as a run would leave them, for the tests of casework."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from loanexit_auto.casework.shelf import ShelvedCase, read_case
from loanexit_auto.casework.standing import Standing
from loanexit_auto.engine import events, outcome
from loanexit_auto.engine.driver import Artefact, Capture
from loanexit_auto.engine.events import Answer, Event
from loanexit_auto.evidence.folder import CaseFolder
from loanexit_auto.evidence.journal import Moment
from loanexit_auto.evidence.record import Record, plain, record
from loanexit_auto.screen import findings
from loanexit_auto.screen.findings import Effect
from loanexit_auto.screen.model import Box, Frame, Screen

NOW = datetime(2026, 9, 21, 2, 0, 0, tzinfo=UTC)  # a Monday, ten o'clock in Beijing
DAY = date(2026, 9, 21)
BOX = Box(0, 0, 10, 10)
BALANCE = findings.Blocker(
    "钱包余额0.30元未提现，不能注销", BOX, blocker="balance", amount=Decimal("0.30")
)
COUPON = findings.Blocker("您有1张优惠券未使用", BOX, blocker="coupon", count=1)
GUARANTEE = findings.Blocker("存在担保", BOX, blocker="guarantee")
ENTRY = findings.Entry("注销账户", BOX)
FINAL = events.Handoff("final", "注销账户", ENTRY)
DONE = events.Resumed("final", Answer.DONE)


def seen(title: str = "账户与安全", *found: findings.Finding) -> events.Seen:
    screen = Screen("https://jr.example/set", title, frames=(Frame("main", "https://jr.example"),))
    files = (
        Artefact("view.png", "image/png", title.encode()),
        Artefact("text.txt", "text/plain", b"text " + title.encode()),
    )
    return events.Seen(screen, found, Capture(files, {"status": 200}), "step")


def tapped(label: str) -> events.Tapped:
    return events.Tapped(label, Effect.NAVIGATE, BOX, "main")


def balance_left() -> tuple[Event, ...]:
    """A run that ends refused by preflight for 0.30 yuan."""
    return (
        events.StepBegun(1, 2, "tap 我的", "preflight"),
        tapped("我的"),
        seen("我的"),
        tapped("钱包"),
        seen("钱包", BALANCE),
        events.Checked("unsettled_loan", "clear", "已结清"),
        events.Checked("balance", "blocked", BALANCE.text, Decimal("0.30")),
        events.Checked("coupon", "unknown", why="not reached"),
        events.Finished(outcome.Blocked((BALANCE,), "preflight")),
    )


def refused() -> tuple[Event, ...]:
    """A run that came to the entry, and the platform refused after the person's own press."""
    return (
        events.StepBegun(1, 2, "tap 我的"),
        tapped("我的"),
        seen("我的"),
        events.StepBegun(2, 2, "tap 设置"),
        tapped("设置"),
        seen("账户与安全", ENTRY),
        FINAL,
        DONE,
        seen("不能注销", BALANCE),
        events.Finished(outcome.Blocked((BALANCE,), "page")),
    )


def requested(
    accepted: findings.Accepted | None = None, cooling: findings.CoolingOff | None = None
) -> tuple[Event, ...]:
    """A run in which the person pressed the last button."""
    return (seen(), FINAL, DONE, events.Finished(outcome.Requested(accepted, cooling)))


def make_case(
    root: Path,
    events_of_run: Iterable[Event] = (),
    *,
    platform: str = "jd-finance",
    name: str = "京东金融",
    mock: bool = False,
    notes: Iterable[tuple[str, dict[str, object]]] = (),
    now: datetime = NOW,
) -> ShelvedCase:
    """Return a case in `root` with the lines of a run, then lines of the person, all at `now`."""
    facts = {"name": name, "name_en": "JD Finance", "mock": mock}
    with CaseFolder.create(root, platform, now=now, facts=facts) as folder:
        moment = Moment(now, 1)
        for event in events_of_run:
            folder.commit(record(event), moment)
        for kind, data in notes:
            folder.commit(Record(kind, "person", plain(data)), moment)
    return read_case(folder.path)


def standing(root: Path, *args: object, **more: object) -> Standing:
    return make_case(root, *args, **more).standing  # type: ignore[arg-type]
