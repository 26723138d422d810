"""walk() over a fake driver: the order of events, the answers, and what is never pressed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from fake import FakeDriver, screen

from loanexit_auto.engine.driver import Fenced, HeldBack, Missed, TakenOver, Tripped
from loanexit_auto.engine.events import (
    Answer,
    Checked,
    Drifted,
    Event,
    Finished,
    Handoff,
    RefusedTap,
    Tapped,
)
from loanexit_auto.engine.outcome import (
    Abandoned,
    Blocked,
    EntryLocated,
    EntryNotFound,
    HumanNeeded,
    NoOnlineEntry,
    RefusedByWall,
    Requested,
    ResultUnknown,
)
from loanexit_auto.engine.walk import WalkPlan, walk
from loanexit_auto.scenario.model import Scenario
from loanexit_auto.scenario.wordbook import builtin_lexicon
from loanexit_auto.screen.model import Screen

HOME = "https://www.lender.test/"
PLATFORM = {
    "loanexit": 1, "id": "lender", "name": "某贷款", "kind": "lender_app", "channels": ["web"],
    "domains": ["lender.test"], "start": HOME,
    "routes": [{
        "name": "设置", "quality": "seed",
        "steps": [{"tap": {"text": ["我的"]}}, {"tap": {"text": ["设置"]}},
                  {"tap": {"text": ["账户与安全"]}}],
    }],
    "entry": {"text": ["注销账户"]},
}  # fmt: skip
SCREENS = {
    "home": screen(HOME, "首页", "[我的]", "[借款]"),
    "mine": screen(HOME + "my", "我的", "[设置]", "[钱包]"),
    "settings": screen(HOME + "settings", "设置", "[账户与安全]", "[通知]", "[退出登录]"),
    "security": screen(HOME + "security", "账户与安全", "[登录密码]", "[手机号]", "[注销账户]"),
    "terms": screen(HOME + "close", "注销须知", "注销后账户无法恢复", "{我已阅读并申请注销}"),
    "wallet": screen(HOME + "wallet", "钱包", "钱包余额", "0.30元"),
    "accepted": screen(HOME + "done", "注销申请已提交", "预计7个工作日内完成"),
    "refused": screen(HOME + "no", "暂无法注销", "您有未结清的借款，不能注销"),
    "puzzle": screen(HOME + "verify", "请完成安全验证", "拖动滑块完成拼图", "{滑块}"),
}
MOVES = {
    ("home", "我的"): "mine", ("mine", "设置"): "settings", ("mine", "钱包"): "wallet",
    ("wallet", "我的"): "mine", ("settings", "账户与安全"): "security",
    ("security", "注销账户"): "terms",
}  # fmt: skip


def driver(**changes: object) -> FakeDriver:
    screens = {**SCREENS, **changes.pop("screens", {})}
    moves = {**MOVES, **changes.pop("moves", {})}
    return FakeDriver(screens, moves, **changes)


def platform(**changes: object) -> Scenario:
    return Scenario.model_validate({**PLATFORM, **changes})


def walked(
    fake: FakeDriver, answers: Iterable[object] = (), *, ask: bool = True, **changes: object
) -> list[Event]:
    """All events; an answer is an Answer, or (Answer, screen the person left behind)."""
    given = iter(answers)
    walking = walk(platform(**changes), builtin_lexicon(), fake, WalkPlan(ask))
    events: list[Event] = []
    answer: Answer | None = None
    while True:
        try:
            event = walking.send(answer)
        except StopIteration:
            return events
        events.append(event)
        answer = None
        if isinstance(event, Handoff):
            reply = next(given, Answer.NOBODY)
            answer, fake.at = reply if isinstance(reply, tuple) else (reply, fake.at)


def outcome(events: list[Event]) -> object:
    assert isinstance(events[-1], Finished)
    return events[-1].outcome


def test_the_entry_is_located_and_not_pressed() -> None:
    fake = driver()
    events = walked(fake, ask=False)
    assert isinstance(outcome(events), EntryLocated)
    assert fake.pressed() == ["我的", "设置", "账户与安全"]
    assert [e.label for e in events if isinstance(e, Tapped)] == ["我的", "设置", "账户与安全"]


@pytest.mark.parametrize("answer", [Answer.NO, Answer.NOBODY, Answer.STOPPED])
def test_without_consent_the_entry_is_not_opened(answer: Answer) -> None:
    fake = driver()
    found = outcome(walked(fake, [answer]))
    assert isinstance(found, EntryLocated) and not found.opened
    assert "注销账户" not in fake.pressed()


def test_with_consent_it_is_opened_and_the_rest_is_the_persons() -> None:
    fake = driver()
    events = walked(fake, [Answer.YES, (Answer.DONE, "accepted")])
    found = outcome(events)
    assert isinstance(found, Requested) and found.accepted and found.accepted.state == "submitted"
    assert [e.kind for e in events if isinstance(e, Handoff)] == ["consent", "final"]
    assert fake.pressed()[-1] == "注销账户"


def test_refusal_after_the_last_press_is_a_refusal() -> None:
    found = outcome(walked(driver(), [Answer.YES, (Answer.DONE, "refused")]))
    assert isinstance(found, Blocked) and found.found_by == "page"
    assert found.blockers[0].blocker == "unsettled_loan"


def test_what_the_page_does_not_say_is_unknown() -> None:
    found = outcome(walked(driver(), [Answer.YES, (Answer.OUT_OF_TIME, "terms")]))
    assert isinstance(found, ResultUnknown)
    closed = outcome(walked(driver(), [Answer.YES, Answer.WINDOW_CLOSED]))
    assert isinstance(closed, ResultUnknown)


def test_stopping_at_the_last_step_leaves_an_opened_entry() -> None:
    found = outcome(walked(driver(), [Answer.YES, Answer.STOPPED]))
    assert isinstance(found, EntryLocated) and found.opened


def test_a_challenge_with_nobody_there_stops_everything() -> None:
    fake = driver(moves={("settings", "账户与安全"): "puzzle"})
    events = walked(fake)
    assert outcome(events) == HumanNeeded("slider")
    assert fake.done[-1] == "tap 账户与安全"


def test_after_a_challenge_the_route_goes_on() -> None:
    fake = driver(moves={("settings", "账户与安全"): "puzzle"})
    found = outcome(walked(fake, [(Answer.DONE, "security"), Answer.NO]))
    assert isinstance(found, EntryLocated)


def test_a_blocked_check_ends_the_run_with_its_amount() -> None:
    check = {
        "check": "balance", "steps": [{"tap": {"text": ["我的"]}}, {"tap": {"text": ["钱包"]}}],
        "shows": ["钱包余额"], "decide": {"amount": ["钱包余额"]},
    }  # fmt: skip
    events = walked(driver(), preflight=[check])
    found = outcome(events)
    assert isinstance(found, Blocked) and found.found_by == "preflight"
    assert str(found.blockers[0].amount) == "0.30"
    assert [e.verdict for e in events if isinstance(e, Checked)] == ["blocked"]


def test_a_check_that_cannot_be_reached_is_unknown_and_never_clear() -> None:
    check = {
        "check": "coupon", "steps": [{"tap": {"text": ["优惠券"]}}],
        "shows": ["未使用优惠券"], "decide": {"count": ["未使用优惠券"]},
    }  # fmt: skip
    events = walked(driver(), preflight=[check], ask=False)
    assert [e.verdict for e in events if isinstance(e, Checked)] == ["unknown"]
    assert isinstance(outcome(events), EntryLocated)


def test_a_route_that_is_gone_drifts() -> None:
    gone = screen(HOME + "settings", "设置", "[通知]", "[退出登录]")
    events = walked(driver(screens={"settings": gone}), ask=False)
    assert any(isinstance(e, Drifted) for e in events)
    assert isinstance(outcome(events), EntryNotFound | EntryLocated)
    assert not isinstance(outcome(events), EntryLocated)


def test_a_page_that_says_use_the_app_is_no_online_entry() -> None:
    says = screen(
        HOME + "security",
        "账户与安全",
        "目前PC端暂不支持注销功能，请前往app 我-设置-账号注销进行注销操作",
    )
    assert isinstance(outcome(walked(driver(screens={"security": says}))), NoOnlineEntry)


RISK = "您的账号存在安全风险，暂无法在京东网页端使用。"
TO_APP = "请使用该账号登录【京东商城 APP】完成安全验证"


@pytest.mark.parametrize("answers", [[], [Answer.DONE]], ids=["nobody there", "a person there"])
def test_a_risk_that_only_the_app_lets_pass_leads_to_the_app(answers: list[Answer]) -> None:
    says = screen(HOME + "security", "安全提示", RISK + TO_APP)
    events = walked(driver(screens={"security": says}), answers)
    found = outcome(events)
    assert isinstance(found, NoOnlineEntry) and "APP" in found.why
    assert not any(isinstance(event, Handoff) for event in events)


def test_a_risk_that_can_be_passed_here_is_the_persons() -> None:
    says = screen(HOME + "security", "安全提示", "您的账号存在安全风险，请完成安全验证", "{去验证}")
    events = walked(driver(screens={"security": says}))
    assert isinstance(outcome(events), HumanNeeded)
    assert any(isinstance(event, Handoff) for event in events)


def test_a_step_worded_as_final_is_refused_by_the_guard() -> None:
    trap = screen(HOME + "settings", "设置", "{确认注销}", "[通知]")
    fake = driver(screens={"settings": trap})
    steps = [{"tap": {"text": [label]}} for label in ("我的", "设置", "确认注销")]
    route = {"name": "陷阱", "quality": "seed", "steps": steps}
    events = walked(fake, routes=[route])
    assert outcome(events) == RefusedByWall("guard", "确认注销")
    assert any(isinstance(e, RefusedTap) for e in events)
    assert "确认注销" not in fake.pressed()


@pytest.mark.parametrize(
    ("incident", "wall"),
    [
        (HeldBack("POST", HOME + "account/close"), "egress"),
        (Fenced("https://evil.test/", "redirect"), "fence"),
    ],
)
def test_a_wall_that_stops_an_act_ends_the_run(incident: object, wall: str) -> None:
    fake = driver(trouble={("mine", "设置"): [incident]})
    found = outcome(walked(fake))
    assert isinstance(found, RefusedByWall) and found.wall == wall


def test_a_moved_element_is_looked_for_again() -> None:
    fake = driver(trouble={("mine", "设置"): [Missed("covered")]})
    assert isinstance(outcome(walked(fake, ask=False)), EntryLocated)


def nagged() -> Screen:
    """The security page with a notice that has just popped up over it."""
    below = SCREENS["security"]
    over = screen(HOME, "新消息提醒", "开启后不错过账单", "{去开启}", "{以后再说}")
    first = len(below.elements)
    laid = [replace(e, occluded=True) for e in below.elements]
    laid += [replace(e, id=first + e.id, layer=1) for e in over.elements]
    texts = [replace(run, layer=1, element=None if run.element is None else first + run.element)
             for run in over.texts]  # fmt: skip
    return replace(below, elements=tuple(laid), texts=(*below.texts, *texts))


@pytest.mark.parametrize("closes", [True, False])
def test_a_notice_that_pops_up_over_the_entry_is_put_away(closes: bool) -> None:
    class Nagging(FakeDriver):
        def tap(self, element, screen) -> None:
            if self.at == "security" and element.label == "注销账户" and "nag" not in self.done:
                self.done.append("nag")
                self.at, self.pending = "nagged", [Missed("covered")]
            else:
                super().tap(element, screen)

    moves = {**MOVES, ("nagged", "以后再说"): "security" if closes else "nagged"}
    fake = Nagging({**SCREENS, "nagged": nagged()}, moves)
    events = walked(fake, [Answer.YES, (Answer.DONE, "accepted")])
    assert fake.pressed()[-1] == ("注销账户" if closes else "以后再说")
    assert isinstance(outcome(events), Requested if closes else EntryLocated)
    assert "去开启" not in fake.pressed()


def test_a_control_that_keeps_turning_is_given_up() -> None:
    tripped = Tripped("click", "确认注销", "label_changed")

    class Turning(FakeDriver):
        def tap(self, element, screen) -> None:
            if element.label == "设置":
                self.pending.append(tripped)
            else:
                super().tap(element, screen)

    found = outcome(walked(Turning(dict(SCREENS), dict(MOVES))))
    assert found == RefusedByWall("tripwire", "设置")


def test_the_person_taking_over_stops_until_they_hand_back() -> None:
    trouble = {("mine", "设置"): [TakenOver("pointerdown")]}
    stopped = outcome(walked(driver(trouble=dict(trouble)), [Answer.STOPPED]))
    assert stopped == Abandoned("person")
    gone_on = walked(driver(trouble=dict(trouble)), [Answer.YES], ask=False)
    assert isinstance(outcome(gone_on), EntryLocated | EntryNotFound)


def test_a_platform_without_a_browser_route_says_so_at_once() -> None:
    events = walked(driver(), routes=[], entry=None, start=None)
    assert isinstance(outcome(events), NoOnlineEntry)
    assert len(events) == 1
