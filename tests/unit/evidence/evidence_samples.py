"""Events as a run would give them, for the tests of evidence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from loanexit_auto.engine import driver, events, outcome
from loanexit_auto.engine.driver import Artefact, Capture, Lack
from loanexit_auto.screen import findings
from loanexit_auto.screen.findings import Effect
from loanexit_auto.screen.model import Box, Frame, NativeDialog, Screen, Text

BOX = Box(10, 20.5, 100, 30)
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8ffff3f0005fe02fea735819c0000000049454e44ae426082"
)
BALANCE = findings.Blocker(
    "钱包余额0.30元未提现", BOX, "main", 0.9, blocker="balance", amount=Decimal("0.30")
)
ENTRY = findings.Entry("注销账户", BOX)


def capture(*names: str) -> Capture:
    types = {"png": "image/png", "txt": "text/plain", "json": "application/json"}
    files = tuple(
        Artefact(name, types[name.rpartition(".")[2]], PICTURE if "png" in name else name.encode())
        for name in names
    )
    facts: dict[str, object] = {
        "status": 200, "server": "192.0.2.7", "url": "https://jr.example/set?uid=77",
        "cookie": "sid=1", "took_ms": 12.5,
    }  # fmt: skip
    return Capture(files, facts, (Lack("typed_value", {"file": "page.mhtml"}),))


def seen(*found: findings.Finding, why: str = "step", title: str = "账户与安全") -> events.Seen:
    screen = Screen(
        "https://jr.example/set?uid=13800000000",
        title,
        frames=(Frame("main", "https://jr.example/set"),),
        texts=(Text("尾号 8000", BOX, "main"),),
        dialogs=(NativeDialog("alert", "请先结清"),),
    )
    return events.Seen(screen, found, capture("view.png", "full.png", "text.txt"), why)


INCIDENTS: tuple[driver.Incident, ...] = (
    driver.Tripped("click", "确认注销", "label_changed"),
    driver.TakenOver("pointerdown"),
    driver.HeldBack("POST", "https://jr.example/close?token=s3cret"),
    driver.Fenced("https://evil.example/?a=s3cret", "popup"),
    driver.Missed("covered"),
    driver.DialogDismissed("confirm", "确定要注销吗？"),
    driver.Unreachable("https://jr.example/", "timed out"),
)
OUTCOMES: tuple[outcome.Outcome, ...] = (
    outcome.EntryLocated(ENTRY, True),
    outcome.Requested(
        findings.Accepted("已提交", BOX, state="submitted"),
        findings.CoolingOff("7天", BOX, days=7, until=date(2026, 11, 30), sign_in_revokes=True),
    ),
    outcome.ResultUnknown("the window shows the home page"),
    outcome.Blocked((BALANCE,), "preflight"),
    outcome.NoOnlineEntry("PC端暂不支持注销"),
    outcome.EntryNotFound("注销账户", "tap 账户与安全"),
    outcome.Abandoned("person"),
    outcome.HumanNeeded("slider"),
    outcome.RefusedByWall("tripwire", "label changed"),
)
EVENTS: tuple[events.Event, ...] = (
    events.StepBegun(1, 4, "tap 我的"),
    seen(why="start"),
    events.Went("https://jr.example/?uid=s3cret"),
    events.Tapped("我的", Effect.NAVIGATE, BOX, "main"),
    events.Searched("注销", "搜索"),
    events.Scrolled("更多服务"),
    *(events.Interfered(incident) for incident in INCIDENTS),
    events.RefusedTap("确认注销", Effect.FINAL, "final wording"),
    events.Checked("balance", "blocked", "余额 0.30 元", Decimal("0.30"), None, ""),
    events.Drifted("tap 设置", ("设置", "系统设置")),
    events.Handoff("challenge", "slider", findings.Challenge("拖动滑块", BOX, challenge="slider")),
    events.Handoff("sign_in"),
    events.Resumed("challenge", events.Answer.DONE),
    events.Resumed("consent", events.Answer.NOBODY),
    events.Mapped(0, None, "", "start", 0, True, "https://jr.example/?uid=s3cret", "首页"),
    events.Mapped(1, 0, "我的", "tap", 1, False, "https://jr.example/my", "我的"),
    events.Explored((("我的", "tap", "https://jr.example/my?t=s3cret"),), 1, 2, 0, 0, 0),
    events.Rerouted((("我的", "tap"), ("隐私中心", "tap")), "注销账户", "account"),
    *(events.Finished(each) for each in OUTCOMES),
    events.Finished(outcome.EntryLocated(ENTRY), drifted=True),
)
