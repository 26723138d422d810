"""The panel: a small window of its own that says who drives and what to do.

It lives in its own browser context, never in the platform's page. Its buttons only ask the tool
to look again, answer a question, or stop.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Literal

from playwright.sync_api import Browser, Error, Page

from loanexit_auto.browser.handoff import Signal

Colour = Literal["tool", "person", "over"]
_WINDOW = {"width": 500, "height": 430}  # no browser window can be narrower
_SIGNALS: frozenset[Signal] = frozenset({"look", "stop", "yes", "no"})


def place_window(page: Page, bounds: dict[str, int]) -> None:
    """Put a page's window somewhere; window systems that place windows themselves ignore it."""
    session = page.context.new_cdp_session(page)
    try:
        window = session.send("Browser.getWindowForTarget")
        session.send("Browser.setWindowBounds", {"windowId": window["windowId"], "bounds": bounds})
    except Error:
        return
    finally:
        session.detach()


class Panel:
    """Shows one sentence and up to three buttons."""

    def __init__(self, browser: Browser, *, title: str) -> None:
        self._said: list[Signal] = []
        self._context = browser.new_context(no_viewport=True, offline=True)
        self._page = self._context.new_page()
        self._context.expose_binding("say", lambda _source, word: self._hear(word))
        self._page.set_content(files(__package__).joinpath("panel.html").read_text("utf-8"))
        self._call("title", title)
        self._stand_aside()

    def show(self, who: Colour, headline: str, detail: str, buttons: dict[Signal, str]) -> None:
        """Say who drives and what to do."""
        self._call("show", {"who": who, "headline": headline, "detail": detail, "buttons": buttons})
        if who == "person":
            self._raise()

    def poll(self) -> Signal | None:
        """Return the oldest button pressed since the last call, or None."""
        return self._said.pop(0) if self._said else None

    def close(self) -> None:
        """Close the panel; one that the person closed is fine."""
        try:
            self._context.close()
        except Error:
            return

    def _hear(self, word: object) -> None:
        if word in _SIGNALS:
            self._said.append(word)

    def _raise(self) -> None:
        """Come to the front once, when the person is asked for something."""
        try:
            self._page.bring_to_front()
        except Error:
            return  # the person closed the panel

    def _call(self, function: str, value: object) -> None:
        try:
            self._page.evaluate(f"value => {function}(value)", value)
        except Error:
            return  # the person closed the panel: the terminal says the same

    def _stand_aside(self) -> None:
        """Go to the right edge of the screen, beside the window that is driven."""
        try:
            across = int(self._page.evaluate("screen.availWidth"))
            left = max(across - _WINDOW["width"], 0)
            place_window(self._page, {**_WINDOW, "left": left, "top": 0})
        except Error:
            return  # the person closed the panel
