"""A walk whose routes are all lost goes on by exploring, and takes nothing else for the entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import pytest
from fake import FakeDriver, screen

from loanexit_auto.engine.detour import Budget
from loanexit_auto.engine.driver import Fenced, HeldBack, TakenOver
from loanexit_auto.engine.events import (
    Answer,
    Drifted,
    Event,
    Explored,
    Finished,
    Handoff,
    Mapped,
    Rerouted,
    Seen,
    StepBegun,
    Tapped,
    Went,
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
)
from loanexit_auto.engine.walk import WalkPlan, walk
from loanexit_auto.scenario.model import Scenario
from loanexit_auto.scenario.wordbook import builtin_lexicon
from loanexit_auto.screen.findings import Effect

T = TypeVar("T")
HOME = "https://www.lender.test/"
PLATFORM = {
    "loanexit": 1, "id": "lender", "name": "某贷款", "kind": "lender_app", "channels": ["web"],
    "domains": ["lender.test"], "start": HOME,
    "routes": [
        {"name": "设置", "quality": "seed",
         "steps": [{"tap": {"text": ["我的"]}}, {"tap": {"text": ["设置"]}},
                   {"tap": {"text": ["账户与安全"]}}]},
        {"name": "更多", "quality": "seed",
         "steps": [{"tap": {"text": ["我的"]}}, {"tap": {"text": ["全部服务"]}}]},
    ],
    "entry": {"text": ["注销账户"]},
}  # fmt: skip
# The menu as it is now: what the routes call 账户与安全 is called 隐私中心, one level deeper.
SCREENS = {
    "home": screen(HOME, "首页", "[我的]", "[借款]", "[活动]"),
    "mine": screen(HOME + "my", "我的", "[设置]", "[钱包]", "[优惠券]"),
    "settings": screen(HOME + "settings", "设置", "[隐私中心]", "[通知]", "[字体]"),
    "privacy": screen(HOME + "privacy", "隐私中心", "[个人信息管理]", "[权限说明]", "[广告]"),
    "data": screen(
        HOME + "data", "个人信息管理", "[个人信息下载]", "[登录密码]", "[手机号]", "[注销账户]"
    ),
    "terms": screen(HOME + "close", "注销须知", "注销后账户无法恢复", "{我已阅读并申请注销}"),
    "accepted": screen(HOME + "done", "注销申请已提交", "预计7个工作日内完成"),
    "puzzle": screen(HOME + "verify", "请完成安全验证", "拖动滑块完成拼图", "{滑块}"),
    "sign_in": screen(HOME + "login", "登录已过期", "登录已过期，请重新登录", "{重新登录}"),
}
MOVES = {
    ("home", "我的"): "mine", ("mine", "设置"): "settings", ("settings", "隐私中心"): "privacy",
    ("privacy", "个人信息管理"): "data", ("data", "注销账户"): "terms",
}  # fmt: skip
FOUND = (("我的", "tap"), ("设置", "tap"), ("隐私中心", "tap"), ("个人信息管理", "tap"))


def driver(**changes: object) -> FakeDriver:
    screens = {**SCREENS, **changes.pop("screens", {})}
    moves = {**MOVES, **changes.pop("moves", {})}
    return FakeDriver(screens, moves, **changes)


def walked(
    fake: FakeDriver,
    answers: Iterable[object] = (),
    *,
    ask: bool = False,
    budget: Budget | None = None,
    **changes: object,
) -> list[Event]:
    """All events; an answer is an Answer, or (Answer, screen the person left behind)."""
    given = iter(answers)
    scenario = Scenario.model_validate({**PLATFORM, **changes})
    walking = walk(scenario, builtin_lexicon(), fake, WalkPlan(ask, budget or Budget()))
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


def finished(events: list[Event]) -> Finished:
    assert isinstance(events[-1], Finished)
    return events[-1]


def of(events: list[Event], kind: type[T]) -> list[T]:
    return [event for event in events if isinstance(event, kind)]


def test_the_entry_is_found_where_no_route_leads_and_told_as_a_drift() -> None:
    fake = driver()
    events = walked(fake)
    ended = finished(events)
    assert isinstance(ended.outcome, EntryLocated) and ended.drifted
    assert (ended.outcome.entry.text, ended.outcome.entry.closes) == ("注销账户", "account")
    assert of(events, Rerouted) == [Rerouted(FOUND, "注销账户", "account")]
    assert len(of(events, Drifted)) == 2
    assert "注销账户" not in fake.pressed()
    assert {event.effect for event in of(events, Tapped)} <= {Effect.NAVIGATE, Effect.REVEAL}


def test_a_walk_whose_route_holds_has_not_drifted_and_explores_nothing() -> None:
    moves = {("settings", "账户与安全"): "data"}
    settings = screen(HOME + "settings", "设置", "[账户与安全]", "[通知]")
    events = walked(driver(screens={"settings": settings}, moves=moves))
    assert isinstance(finished(events).outcome, EntryLocated)
    assert not finished(events).drifted
    assert not of(events, Mapped) and not of(events, Rerouted)


def test_it_goes_on_from_the_last_good_screen() -> None:
    """What the routes walked is not walked again: the next tap is one that no route knows."""
    events = walked(driver())
    begun = next(
        n for n, e in enumerate(events) if isinstance(e, StepBegun) and e.what == "explore"
    )
    after = [e.label for e in of(events[begun:], Tapped)]
    assert after[-2:] == ["隐私中心", "个人信息管理"]
    assert len(after) <= 3, "the way back to 设置 is known"


def test_what_the_routes_saw_is_on_the_map_with_its_photographs() -> None:
    events = walked(driver())
    shots = of(events, Seen)
    first: dict[int, Mapped] = {}
    seen = 0
    for event in events:
        seen += isinstance(event, Seen)
        if isinstance(event, Mapped) and event.screen not in first:
            first[event.screen] = event
            shown = shots[(event.shot or seen) - 1].screen
            assert shown.title == event.title
    assert [m.title for m in first.values()][:3] == ["首页", "我的", "设置"]
    assert [(m.came_from, m.by) for m in first.values()][1:3] == [(0, "我的"), (1, "设置")]


def test_where_the_route_leads_what_is_tucked_away_is_opened_before_looking_elsewhere() -> None:
    """The route is right to its end; the entry is behind 更多, beside a menu full of promises."""
    menu = ("[账号安全]", "[个人信息]", "[隐私设置]", "[账号与数据]")
    pages = {"账号安全": "safety", "个人信息": "info", "隐私设置": "privacy", "账号与数据": "data"}
    rows = {
        "safety": ("[修改密码]", "[安全手机]", "[安全邮箱]", "[密保问题]"),
        "info": ("[昵称]", "[性别]", "[生日]"),
        "privacy": ("[授权管理]", "[广告设置]"),
        "data": ("[导出个人数据]", "[更改地区]", "{更多}"),
    }
    shown = {name: screen(HOME + name, *menu, *rows[name], heading=name) for name in rows}
    shown["more"] = screen(HOME + "data", "更多", "[意见反馈]", "[注销账号]", "[关于我们]")
    moves = {(name, label): to for name in rows for label, to in pages.items()}
    fake = driver(
        screens={"home": screen(HOME, *menu), **shown}, moves={**moves, ("data", "更多"): "more"}
    )
    route = [{"name": "直达", "quality": "C", "steps": [{"goto": HOME + "data"}]}]
    events = walked(fake, routes=route, entry={"text": ["注销账号"]}, budget=Budget(most_taps=6))
    assert isinstance(finished(events).outcome, EntryLocated)
    assert fake.pressed()[-1] == "更多"
    assert of(events, Rerouted)[0].steps == ((HOME + "data", "goto"), ("更多", "tap"))


def test_what_the_routes_name_is_followed_where_it_stands_now() -> None:
    """The whole menu went behind a button and the entry a level deeper; the names are the old."""
    decoys = ("[账户锁]", "[账户申诉]", "[账户信息]", "[隐私中心]")
    shown = {
        "home": screen(HOME, "首页", "[☰ 导航]", "[借款]", "[活动]"),
        "nav": screen(HOME + "nav", "导航", "[安全中心]", "[我的]", "[账户管理]"),
        "mine": screen(HOME + "my", "我的", "[钱包]", "[会员]", "[更多服务]", "[安全中心]"),
        "services": screen(HOME + "s", "更多服务", *decoys, "{更多}"),
        "more": screen(HOME + "m", "其他", "[意见反馈]", "[注销账户]"),
        **{n: screen(HOME + n, n, *decoys, heading=n) for n in ("a", "b", "c", "d")},
    }
    moves = {
        ("home", "☰ 导航"): "nav", ("nav", "我的"): "mine", ("mine", "更多服务"): "services",
        ("services", "更多"): "more", ("nav", "安全中心"): "a", ("nav", "账户管理"): "b",
        ("services", "账户申诉"): "c", ("services", "账户锁"): "d",
    }  # fmt: skip
    steps = [{"tap": {"text": ["我的"]}}, {"tap": {"text": ["更多服务"]}}]
    route = [{"name": "我的-更多服务", "quality": "C", "steps": steps}]
    fake = FakeDriver(shown, moves)
    events = walked(fake, routes=route, budget=Budget(most_taps=5))
    assert isinstance(finished(events).outcome, EntryLocated)
    assert fake.pressed()[-2:] == ["更多服务", "更多"]
    assert not of(events, Explored)[0].told_by_help


def test_where_the_route_leads_the_scenarios_own_words_are_enough() -> None:
    """申请注销 alone says too little; on the screen a source names, and only there, it is it."""
    rows = ("[意见反馈]", "{申请注销}", "[关于我们]")
    shown = {
        "home": screen(HOME, "首页", "[会员]", "[账户页]"),
        "club": screen(HOME + "club", "会员", *rows),
        "page": screen(HOME + "page", "账户页", "{更多}"),
        "more": screen(HOME + "page", "账户页", *rows),
    }
    moves = {("home", "会员"): "club", ("home", "账户页"): "page", ("page", "更多"): "more"}
    steps = [{"tap": {"text": ["账户页"]}}]
    route = [{"name": "账户页", "quality": "C", "steps": steps}]
    entry = {"text": ["申请注销"]}
    there = finished(walked(FakeDriver(shown, moves), routes=route, entry=entry))
    assert isinstance(there.outcome, EntryLocated) and there.drifted
    del moves["page", "更多"]
    elsewhere = finished(walked(FakeDriver(shown, moves), routes=route, entry=entry))
    assert isinstance(elsewhere.outcome, EntryNotFound)


def test_with_consent_the_rest_goes_on_as_on_a_route() -> None:
    fake = driver()
    events = walked(fake, [Answer.YES, (Answer.DONE, "accepted")], ask=True)
    ended = finished(events)
    assert isinstance(ended.outcome, Requested) and ended.drifted
    assert [e.kind for e in of(events, Handoff)] == ["consent", "final"]
    assert fake.pressed()[-1] == "注销账户"


@pytest.mark.parametrize("answer", [Answer.NO, Answer.NOBODY, Answer.STOPPED])
def test_without_consent_what_exploring_found_is_not_opened(answer: Answer) -> None:
    fake = driver()
    ended = finished(walked(fake, [answer], ask=True))
    assert isinstance(ended.outcome, EntryLocated) and not ended.outcome.opened
    assert "注销账户" not in fake.pressed()


def test_where_it_is_truly_gone_it_is_not_found_and_told_what_was_looked_at() -> None:
    gone = screen(HOME + "data", "个人信息管理", "[个人信息下载]", "[登录密码]")
    events = walked(driver(screens={"data": gone}))
    ended = finished(events)
    assert ended.outcome == EntryNotFound("注销账户", "tap 全部服务")
    assert not ended.drifted and not of(events, Rerouted)
    explored = of(events, Explored)[0]
    assert explored.screens >= 5 and explored.path == ()


@pytest.mark.parametrize(
    ("there", "closes"),
    [("注销账户", "account"), ("关闭白条", "credit_line")],
)
def test_what_closes_something_else_is_told_and_not_taken(there: str, closes: str) -> None:
    """The account's entry must not pass for that of a credit line, nor the other way round."""
    wanted = {"text": ["关闭借款额度"], "closes": "credit_line"}
    if closes == "credit_line":
        wanted = {"text": ["注销账户"], "closes": "account"}
    other = screen(HOME + "data", "个人信息管理", "[个人信息下载]", f"[{there}]")
    fake = driver(screens={"data": other})
    events = walked(fake, [Answer.YES], ask=True, entry=wanted)
    outcome = finished(events).outcome
    assert isinstance(outcome, EntryNotFound)
    assert (there, closes) in outcome.instead
    assert there not in fake.pressed() and not of(events, Handoff)


def test_the_scenarios_own_words_decide_what_its_entry_closes() -> None:
    """关闭白条 reads as a credit line; where the scenario calls it a sub-product, it is one."""
    wanted = {"text": ["关闭白条"], "closes": "sub_product"}
    other = screen(HOME + "data", "个人信息管理", "[个人信息下载]", "[关闭白条]")
    ended = finished(walked(driver(screens={"data": other}), entry=wanted))
    assert isinstance(ended.outcome, EntryLocated) and ended.drifted
    assert ended.outcome.entry.closes == "sub_product"


def test_after_a_page_that_sends_people_elsewhere_nothing_is_explored() -> None:
    says = screen(HOME + "settings", "设置", "目前PC端暂不支持注销功能，请前往app进行注销操作")
    events = walked(driver(screens={"settings": says}))
    assert isinstance(finished(events).outcome, NoOnlineEntry)
    assert not of(events, Mapped)


@pytest.mark.parametrize(
    ("incident", "wall"),
    [
        (HeldBack("POST", HOME + "account/close"), "egress"),
        (Fenced("https://evil.test/", "redirect"), "fence"),
    ],
)
def test_after_a_wall_refused_nothing_is_explored(incident: object, wall: str) -> None:
    events = walked(driver(trouble={("mine", "设置"): [incident]}))
    outcome = finished(events).outcome
    assert isinstance(outcome, RefusedByWall) and outcome.wall == wall
    assert not of(events, Mapped)


def test_a_request_held_back_while_exploring_ends_the_run_and_keeps_the_map() -> None:
    held = HeldBack("POST", HOME + "account/close")
    events = walked(driver(trouble={("settings", "隐私中心"): [held]}))
    outcome = finished(events).outcome
    assert isinstance(outcome, RefusedByWall) and outcome.wall == "egress"
    assert isinstance(events[-2], Explored)


def test_no_tap_allowed_is_no_detour() -> None:
    events = walked(driver(), budget=Budget(most_taps=0))
    assert finished(events).outcome == EntryNotFound("注销账户", "tap 全部服务")
    assert not of(events, Mapped)


def test_the_taps_are_counted() -> None:
    fake = driver()
    events = walked(fake, budget=Budget(most_taps=1))
    assert isinstance(finished(events).outcome, EntryNotFound)
    begun = next(
        n for n, e in enumerate(events) if isinstance(e, StepBegun) and e.what == "explore"
    )
    assert len(of(events[begun:], Tapped)) <= 1


def test_when_the_time_is_up_it_stops_between_two_steps() -> None:
    asked: list[int] = []

    def left_for(most: int) -> Callable[[], bool]:
        asked.clear()
        return lambda: asked.append(1) is None and len(asked) <= most

    events = walked(driver(), budget=Budget(may_go_on=left_for(1)))
    assert isinstance(finished(events).outcome, EntryNotFound)
    assert isinstance(events[-2], Explored)
    long = walked(driver(), budget=Budget(may_go_on=left_for(100)))
    assert isinstance(finished(long).outcome, EntryLocated)


def test_a_verification_on_the_way_is_the_persons_and_then_it_goes_on() -> None:
    moves = {("settings", "隐私中心"): "puzzle"}
    events = walked(driver(moves=moves), [(Answer.DONE, "privacy")] * 2)
    assert [e.kind for e in of(events, Handoff)] == ["challenge"]
    assert isinstance(finished(events).outcome, EntryLocated) and finished(events).drifted


def test_a_verification_on_the_route_is_no_other_way() -> None:
    """The screens before it stay on the map: the way found begins at the start page."""
    fake = driver(moves={("mine", "设置"): "puzzle"})
    answers = [(Answer.DONE, "settings")] * 3
    events = walked(fake, answers)
    assert finished(events).drifted
    assert of(events, Rerouted)[0].steps == FOUND


def test_with_nobody_there_a_sign_in_ends_the_run_as_ever() -> None:
    fake = driver(moves={("settings", "隐私中心"): "sign_in", ("mine", "设置"): "sign_in"})
    assert finished(walked(fake)).outcome == HumanNeeded("sign_in")


def test_after_signing_in_on_the_way_exploring_begins_at_the_start() -> None:
    """Where the person landed is not known to the map, so the way is found from the start."""
    one = [{"name": "设置", "quality": "seed", "steps": [{"tap": {"text": ["没有这一项"]}}]}]
    fake = driver(at="sign_in")
    fake.screens["home"] = SCREENS["home"]
    events = walked(fake, [(Answer.DONE, "home")], routes=one)
    assert finished(events).drifted
    assert of(events, Rerouted)[0].steps == FOUND


def test_the_person_taking_over_while_exploring_stops_it() -> None:
    trouble = {("settings", "隐私中心"): [TakenOver("pointerdown")]}
    events = walked(driver(trouble=trouble), [Answer.STOPPED])
    assert finished(events).outcome == Abandoned("person")
    assert not finished(events).drifted


def test_closing_the_generator_midway_leaves_nothing_running() -> None:
    scenario = Scenario.model_validate(PLATFORM)
    walking = walk(scenario, builtin_lexicon(), driver(), WalkPlan(False))
    for event in walking:
        if isinstance(event, Mapped):
            break
    walking.close()
    with pytest.raises(StopIteration):
        next(walking)


def test_the_start_page_is_opened_once_a_route_and_not_again() -> None:
    events = walked(driver())
    begun = next(
        n for n, e in enumerate(events) if isinstance(e, StepBegun) and e.what == "explore"
    )
    assert not [e for e in of(events[begun:], Went) if e.url == HOME]


def refusing(*words: str, heading: str = "") -> FakeDriver:
    """The routes lead to 设置, where nothing is left but a page that says something."""
    settings = screen(HOME + "settings", "设置", "[通知]", "[字体]", "[注销说明]")
    page = screen(HOME + "no", *words, heading=heading)
    return FakeDriver(
        {**SCREENS, "settings": settings, "no": page},
        {**MOVES, ("settings", "注销说明"): "no"},
    )


def test_a_page_that_plainly_refuses_is_the_outcome_when_no_entry_is_found() -> None:
    fake = refusing("账户注销", "您有1笔借款未结清，暂时无法注销账户", "{知道了}")
    outcome = finished(walked(fake, budget=Budget(most_taps=12))).outcome
    assert isinstance(outcome, Blocked)
    assert [blocker.blocker for blocker in outcome.blockers] == ["unsettled_loan"]


@pytest.mark.parametrize(
    "words",
    [
        ("我的借款", "您有1笔借款未结清", "[立即还款]"),
        ("注销说明", "有未结清借款时，将无法注销账户", "[返回]"),
    ],
)
def test_an_open_loan_or_a_general_rule_is_no_refusal(words: tuple[str, ...]) -> None:
    outcome = finished(walked(refusing(*words), budget=Budget(most_taps=12))).outcome
    assert isinstance(outcome, EntryNotFound)
