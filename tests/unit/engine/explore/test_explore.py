"""explore() on generated sites without a browser: finds, stops, and touches nothing else."""

from __future__ import annotations

from fake import FakeDriver, screen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tools.portal_generator.plan import make
from tools.portal_generator.simulate import HOST, SimulatedDriver
from tools.portal_generator.site import Site, shortest

from loanexit_auto.engine.events import Event, Explored, Finished, Mapped, Seen, Tapped
from loanexit_auto.engine.explore.explore import ExplorePlan, explore
from loanexit_auto.engine.outcome import EntryLocated, EntryNotFound
from loanexit_auto.scenario.wordbook import builtin_lexicon
from loanexit_auto.screen.findings import Effect

SAMPLE = range(1000, 1040)
_FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def run(site: Site, most: int = 60) -> tuple[SimulatedDriver, list[Event]]:
    driver = SimulatedDriver(site)
    start = f"{HOST}/app" if site.router == "opaque" else f"{HOST}/s/0"
    plan = ExplorePlan(("generated.test",), most)
    return driver, list(explore(start, builtin_lexicon(), driver, plan))


def outcome(events: list[Event]) -> object:
    last = events[-1]
    assert isinstance(last, Finished)
    return last.outcome


def test_a_fixed_sample_is_found_directly() -> None:
    over: list[int] = []
    for seed in SAMPLE:
        site = make(seed)
        driver, events = run(site)
        known = shortest(site)
        if isinstance(outcome(events), EntryLocated) and known is not None:
            over.append(driver.counts.taps - known)
    assert len(over) >= 0.95 * len(SAMPLE)
    assert sorted(over)[len(over) // 2] <= 1


@_FEW
@given(st.integers(0, 5000))
def test_nothing_but_menus_is_ever_pressed(seed: int) -> None:
    for entry in (True, False):
        driver, events = run(make(seed, entry=entry, size=60), most=30)
        assert driver.counts.forbidden == []
        effects = {event.effect for event in events if isinstance(event, Tapped)}
        assert effects <= {Effect.NAVIGATE, Effect.REVEAL, Effect.SEARCH}


@_FEW
@given(st.integers(0, 5000))
def test_a_site_without_an_entry_has_none(seed: int) -> None:
    _, events = run(make(seed, entry=False, size=60), most=30)
    assert isinstance(outcome(events), EntryNotFound)


@_FEW
@given(st.integers(0, 5000))
def test_the_same_site_gives_the_same_events(seed: int) -> None:
    traces = [
        [event for event in run(make(seed, size=60), most=30)[1] if not isinstance(event, Seen)]
        for _ in range(2)
    ]
    assert [type(e) for e in traces[0]] == [type(e) for e in traces[1]]
    taps = [[(e.label, e.effect) for e in trace if isinstance(e, Tapped)] for trace in traces]
    assert taps[0] == taps[1]


@_FEW
@given(st.integers(0, 5000))
def test_the_summary_tells_what_happened(seed: int) -> None:
    driver, events = run(make(seed, size=60), most=40)
    explored = events[-2]
    assert isinstance(explored, Explored)
    assert explored.taps == driver.counts.taps <= 40
    mapped = {event.screen for event in events if isinstance(event, Mapped)}
    assert explored.screens == len(mapped)
    if isinstance(outcome(events), EntryLocated):
        assert len(explored.path) <= explored.taps


def test_the_taps_allowed_are_the_most_taps() -> None:
    driver, events = run(make(7, entry=False), most=5)
    assert driver.counts.taps == 5
    assert isinstance(outcome(events), EntryNotFound)


def test_growth_is_with_depth_not_with_size() -> None:
    small = [run(make(seed, size=30, depth=3))[0].counts.taps for seed in range(20)]
    large = [run(make(seed, size=400, depth=3))[0].counts.taps for seed in range(20)]
    assert sorted(large)[10] <= sorted(small)[10] + 1


def test_a_section_of_unknown_name_is_tried_before_the_help() -> None:
    home = "https://www.lender.test/"
    screens = {
        "home": screen(home, "首页", "[借款]", "[客服]", "[我的]"),
        "mine": screen(home + "my", "我的", "[钱包]", "[帮助中心]", "[设置]"),
        "settings": screen(
            home + "set", "设置", "[通知]", "[守护中心]", "[隐私设置]", "[关于我们]", "[语言]"
        ),
        "section": screen(home + "s", "守护中心", "[登录密码]", "[手机号]", "[注销账户]"),
        "privacy": screen(home + "p", "隐私设置", "[个性化推荐]", "[黑名单]"),
        "help": screen(home + "h", "帮助中心", "[如何还款]", "[如何借款]", "[额度问题]"),
    }
    moves = {
        ("home", "我的"): "mine", ("mine", "设置"): "settings", ("settings", "守护中心"): "section",
        ("settings", "隐私设置"): "privacy", ("mine", "帮助中心"): "help",
    }  # fmt: skip
    driver = FakeDriver(screens, moves)
    events = list(explore(home, builtin_lexicon(), driver, ExplorePlan(("lender.test",), 12)))
    assert isinstance(outcome(events), EntryLocated)
    assert "tap 帮助中心" not in driver.done
