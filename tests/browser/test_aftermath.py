"""Waiting ends when the browser itself says that nothing more is to come, and not before.

The patience is an hour wherever the answer must not depend on it: a look that would wait for it
never returns.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from loanexit_auto.browser.aftermath import Aftermath
from loanexit_auto.browser.driver import BrowserDriver, Patience
from loanexit_auto.browser.hand import Hand
from loanexit_auto.screen.model import Screen
from tests.browser.site import Visit

HOUR = Patience(fact=3600.0)


def patient(at: Visit, page: str) -> BrowserDriver:
    at.driver = BrowserDriver(at.window, HOUR)
    at.open(page)
    return at.driver


def has_arrived(screen: Screen) -> bool:
    return any(run.text == "到了" for run in screen.texts)


def never(screen: Screen) -> bool:
    return False


@pytest.mark.parametrize("label", ["没有反应", "听了就算"])
def test_a_tap_that_does_nothing_is_not_waited_for(at: Visit, label: str) -> None:
    driver = patient(at, "late-rows")
    at.tap(label)
    assert not has_arrived(driver.look(never))


@pytest.mark.parametrize(
    "label",
    [
        "定时",
        "接连定时",
        "先换地址",
        "先取后画",
        "后台线程",
        "渐变以后",
        "空闲以后",
        "框架里",
        "换一页",
    ],
)
def test_rows_that_come_later_are_waited_for(at: Visit, label: str) -> None:
    driver = patient(at, "late-rows")
    at.tap(label)
    assert has_arrived(driver.look(has_arrived))


@pytest.mark.parametrize("label", ["定时", "先取后画", "换一页"])
def test_after_the_rows_nothing_is_waited_for(at: Visit, label: str) -> None:
    """What was waited for never comes: the look ends once all that was set going has come."""
    driver = patient(at, "late-rows")
    at.tap(label)
    assert has_arrived(driver.look(never))


def test_a_timer_longer_than_the_patience_holds_nothing_up(at: Visit) -> None:
    at.open("late-rows")
    element, screen = at.named("三十分钟后退出")
    over = Aftermath(at.window, 0.045)
    over.begin()
    Hand(at.window).tap(element, at.driver._sighting_of(screen))
    while not over.is_over(time.monotonic() + 60):
        at.window.page.wait_for_timeout(20)


def test_a_phone_tap_that_does_nothing_is_not_waited_for(at_phone: Visit) -> None:
    driver = patient(at_phone, "late-rows")
    at_phone.tap("没有反应")
    assert not has_arrived(driver.look(never))


def test_rows_that_come_later_are_waited_for_on_a_phone(at_phone: Visit) -> None:
    driver = patient(at_phone, "late-rows")
    at_phone.tap("接连定时")
    assert has_arrived(driver.look(has_arrived))


def test_where_somebody_else_traces_the_browser_patience_decides(at: Visit) -> None:
    at.window.link.main.session.send("Tracing.start", {"transferMode": "ReportEvents"})
    at.open("late-rows")
    at.tap("定时")
    assert has_arrived(at.driver.look(has_arrived))


class Teller:
    """A page or a web socket as Playwright tells of it; a routed one would tell nothing."""

    def __init__(self) -> None:
        self.heard: dict[str, Callable[[object], None]] = {}

    def on(self, event: str, hear: Callable[[object], None]) -> None:
        self.heard[event] = hear


def test_what_went_over_a_web_socket_may_be_answered_at_any_time(at: Visit) -> None:
    at.open("late-rows")
    element, screen = at.named("没有反应")
    page, socket, over = Teller(), Teller(), Aftermath(at.window, 0.045)
    at.window.traffic.watch(page)
    page.heard["websocket"](socket)
    over.begin()
    Hand(at.window).tap(element, at.driver._sighting_of(screen))
    socket.heard["framesent"]("rows, please")
    at.window.page.wait_for_timeout(200)
    assert not over.is_over(float("inf"))
