"""The driver: the engine's port to a real window."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from playwright.sync_api import Error

from loanexit_auto.browser.aftermath import Aftermath
from loanexit_auto.browser.camera import photograph
from loanexit_auto.browser.hand import Hand
from loanexit_auto.browser.observe import Sighting
from loanexit_auto.browser.sight import see
from loanexit_auto.browser.window import Window
from loanexit_auto.engine.driver import Capture, Fenced, Incident, Unreachable
from loanexit_auto.errors import WindowLost
from loanexit_auto.screen.address import without_query_values
from loanexit_auto.screen.findings import Finding
from loanexit_auto.screen.model import Element, Screen


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for a fact, in seconds; the one setting about time.

    `fact` bounds the wait for what a step expects, `rest` the wait for a page that keeps moving,
    `quiet` is how long nothing may have changed for a page to count as at rest.
    """

    fact: float = 10.0
    rest: float = 1.5
    quiet: float = 0.045


class BrowserDriver:
    """`engine.driver.Driver` over one Window."""

    def __init__(self, window: Window, patience: Patience) -> None:
        self._window = window
        self._hand = Hand(window)
        self._aftermath = Aftermath(window, patience.quiet)
        self._patience = patience
        self._last: Sighting | None = None
        self._seen = 0.0  # when that sighting was begun, by the clock that never jumps

    def look(self, until: Callable[[Screen], bool] | None = None) -> Screen:
        try:
            return self._look(until)
        finally:
            self._aftermath.end()

    def _look(self, until: Callable[[Screen], bool] | None) -> Screen:
        deadline, is_last = time.monotonic() + self._patience.fact, False
        while True:
            screen = self._glance(deadline)
            is_last = is_last or time.monotonic() >= deadline
            if screen is not None and (until is None or is_last or until(screen)):
                return screen
            if screen is None and time.monotonic() >= deadline:
                raise WindowLost("the page does not answer")
            is_last = screen is not None and self._aftermath.is_over(deadline)
            if not is_last:
                self._window.page.wait_for_timeout(40)

    def tap(self, element: Element, screen: Screen) -> None:
        self._aftermath.begin()
        self._hand.tap(element, self._sighting_of(screen))

    def type_search(self, element: Element, screen: Screen, phrase: str) -> None:
        self._aftermath.begin()
        self._hand.type_search(element, self._sighting_of(screen), phrase)

    def scroll(self, element: Element | None = None) -> None:
        self._hand.scroll(element)

    def goto(self, url: str) -> None:
        if not self._window.fence.allows(url):
            self._window.wheel.report(Fenced(without_query_values(url), "page"))
            return
        self._aftermath.begin()
        try:
            self._window.page.goto(
                url, wait_until="domcontentloaded", timeout=self._patience.fact * 3000
            )
        except Error as error:
            why = error.message.splitlines()[0]
            self._window.wheel.report(Unreachable(without_query_values(url), why))

    def back(self) -> None:
        self._aftermath.begin()
        if self._leave_popup():
            return
        try:
            self._window.page.go_back(
                wait_until="domcontentloaded", timeout=self._patience.fact * 1000
            )
        except Error as error:
            why = error.message.splitlines()[0]
            self._window.wheel.report(Unreachable("back", why))

    def _leave_popup(self) -> bool:
        """Close a tab that a page opened and that has nothing to go back to.

        What opened it is untouched behind it: no other way restores that screen as surely.
        Returns whether there was such a tab.
        """
        page, link = self._window.page, self._window.link
        if sum(not other.is_closed() for other in self._window.context.pages) < 2:
            return False
        try:
            history = link.main.session.send("Page.getNavigationHistory")
            if history["currentIndex"] > 0:
                return False
            page.close()
            self._window.page.bring_to_front()
        except Error as error:
            self._window.wheel.report(Unreachable("back", error.message.splitlines()[0]))
        return True

    def capture(self, screen: Screen, findings: Sequence[Finding] = ()) -> Capture:
        sighting = self._sighting_of(screen)
        return photograph(self._window, sighting, findings, (time.monotonic() - self._seen) * 1000)

    def incidents(self) -> tuple[Incident, ...]:
        self._window.leave_foreign_popups()
        return self._window.wheel.drain()

    def _glance(self, deadline: float) -> Screen | None:
        """One look; None when the page changed under it."""
        try:
            settled = self._settle(deadline)
            self._seen = time.monotonic()
            self._last = see(self._window.link, self._window.view(settled=settled))
            self._window.watch_again()
        except Error:
            if not self._window.is_open:
                raise WindowLost("the browser window was closed") from None
            return None
        return self._last.screen

    def _settle(self, deadline: float) -> bool:
        """Wait until nothing is under way and nothing has changed for a moment."""
        end = min(deadline, time.monotonic() + self._patience.rest)
        page, link = self._window.page, self._window.link
        quiet, rest = self._patience.quiet * 1000, self._patience.rest * 1000
        while True:
            while self._window.traffic.busy() and time.monotonic() < deadline:
                page.wait_for_timeout(10)
            top = link.main.top
            settled = bool(
                link.ask(link.main, top, f"loanexit.settled({quiet}, {rest})", wait=True)
            )
            if time.monotonic() >= end:
                return settled and not self._window.traffic.busy()
            if settled and not self._window.traffic.busy():
                return True

    def _sighting_of(self, screen: Screen) -> Sighting:
        if self._last is None or self._last.screen is not screen:
            raise ValueError("only the screen last looked at can be acted on or photographed")
        return self._last
