"""The cockpit: browser, window, driver, panel and stand-in of one run, opened together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright

from loanexit_auto.browser.brief import BriefDriver
from loanexit_auto.browser.driver import BrowserDriver, Patience
from loanexit_auto.browser.fence import WIDGET_HOSTS, Fence
from loanexit_auto.browser.handoff import Signal, Signals, leave_open, wait_for_person
from loanexit_auto.browser.kept import KeptBrowser
from loanexit_auto.browser.launch import FoundBrowser, launch, sandboxed
from loanexit_auto.browser.machine import Machine
from loanexit_auto.browser.mount import Mount
from loanexit_auto.browser.panel import Colour, Panel, place_window
from loanexit_auto.browser.router import Network
from loanexit_auto.browser.stand_in import StandIn
from loanexit_auto.browser.window import Window, WindowPlan
from loanexit_auto.engine.events import Answer
from loanexit_auto.portal.backend import Backend
from loanexit_auto.screen.model import Device, Screen

REAL = Patience()
MOCKED = Patience(fact=2.5)  # a mounted portal answers at once


@dataclass(frozen=True, slots=True)
class CockpitPlan:
    """How to open one."""

    found: FoundBrowser
    domains: tuple[str, ...]
    device: Device = "desktop"
    headless: bool = False
    storage_state: Path | None = None
    backend: Backend | None = None  # of a mock portal
    stand_in: bool = False  # only with a backend
    title: str = "loanexit-auto"
    kept: KeptBrowser | None = None  # to open the window in; only without a visible one
    is_brief: bool = False  # of each screen only the view and its words are kept


class Cockpit:
    """One open window and what belongs to it."""

    def __init__(
        self, window: Window, driver: BrowserDriver, panel: Panel | None, stand_in: StandIn | None
    ) -> None:
        self.window, self.driver = window, driver
        self._panel, self._stand_in = panel, stand_in

    @property
    def has_stand_in(self) -> bool:
        return self._stand_in is not None

    def facts(self) -> dict[str, object]:
        """Return what the browser says of itself, for the environment record."""
        browser, page = self.window.context.browser, self.window.page
        size = page.viewport_size or {"width": 0, "height": 0}
        return {
            "version": browser.version if browser else None,
            "user_agent": self.window.ask("navigator.userAgent"),
            "locale": self.window.ask("navigator.language"),
            "time_zone": self.window.ask("Intl.DateTimeFormat().resolvedOptions().timeZone"),
            "viewport": [size["width"], size["height"]],
            "device_scale": self.window.ask("devicePixelRatio"),
            "sandbox": sandboxed(Machine()),
        }

    def say(
        self, who: Colour, headline: str, detail: str = "", buttons: dict[Signal, str] | None = None
    ) -> None:
        """Show on the panel who drives and what to do."""
        if self._panel is not None:
            self._panel.show(who, headline, detail, buttons or {})

    def hand_over(
        self, script: str, holds: Callable[[Screen], bool], said: Signals, deadline: float
    ) -> Answer:
        """Give the person the wheel until `holds`, and take it back.

        `script` names the handoff for the stand-in; `said` is what the person says at the
        terminal; `deadline` is a `time.monotonic()` moment.
        """
        if self._stand_in is not None:
            self._stand_in.begin(script)
        self.window.wheel.give_to("person")
        try:
            return wait_for_person(
                self.window, self.driver, holds, self._all_signals(said), deadline
            )
        finally:
            if self.window.is_open:
                self.window.wheel.give_to("tool")

    def release(self, said: Signals) -> None:
        """Leave the window to the person until they close it or say that they are done."""
        self.window.wheel.give_to("person")
        leave_open(self.window, self._all_signals(said))

    def _all_signals(self, said: Signals) -> Signals:
        return _Several(tuple(s for s in (said, self._panel, self._stand_in) if s is not None))


class _Several:
    """Several sources of signals as one."""

    def __init__(self, sources: tuple[Signals, ...]) -> None:
        self._sources = sources

    def poll(self) -> Signal | None:
        heard = [source.poll() for source in self._sources]
        return next((signal for signal in heard if signal is not None), None)


@contextmanager
def open_cockpit(plan: CockpitPlan) -> Iterator[Cockpit]:
    """Open the browser and everything in it; close it all at the end.

    Raises BrowserUnavailable when the browser cannot be started.
    """
    with _browser(plan) as browser:
        window: Window | None = None
        try:
            panel = None if plan.headless else Panel(browser, title=plan.title)
            mount = Mount(plan.backend) if plan.backend is not None else None
            window = Window(
                browser,
                WindowPlan(
                    fence=Fence(plan.domains, WIDGET_HOSTS),
                    device=plan.device,
                    storage_state=plan.storage_state,
                    origin=mount or Network(),
                ),
            )
            if panel is not None:
                place_window(window.page, {"left": 0, "top": 0})
            kind = BriefDriver if plan.is_brief and mount else BrowserDriver
            driver = kind(window, MOCKED if mount else REAL)
            stand_in = StandIn(mount, window, driver) if mount and plan.stand_in else None
            yield Cockpit(window, driver, panel, stand_in)
        finally:
            if window is not None and plan.kept is not None:
                window.close()


@contextmanager
def _browser(plan: CockpitPlan) -> Iterator[Browser]:
    """Open the browser, or take the one that is kept open; that stays open."""
    if plan.kept is not None and plan.headless:
        yield plan.kept.browser()
        return
    with sync_playwright() as playwright:
        browser = launch(playwright, plan.found, headless=plan.headless)
        try:
            yield browser
        finally:
            _close(browser.close)


def _close(close: Callable[[], None]) -> None:
    try:
        close()
    except Error:
        return  # the person closed it first
