"""Waiting while the person drives: the only module that waits for a human.

It waits on what is visible, never on "navigation happened": the condition must hold in two looks
in a row. Enter, or the panel's button, only asks for another look.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal, Protocol

from playwright.sync_api import Error

from loanexit_auto.browser.driver import BrowserDriver
from loanexit_auto.browser.window import Window
from loanexit_auto.engine.events import Answer
from loanexit_auto.errors import WindowLost
from loanexit_auto.screen.model import Screen

Signal = Literal["look", "stop", "yes", "no"]
_ANSWERS: dict[Signal, Answer] = {"stop": Answer.STOPPED, "yes": Answer.YES, "no": Answer.NO}
_POLL = 250  # milliseconds between two looks


class Signals(Protocol):
    """Where the person says something besides using the page: keyboard, panel, stand-in."""

    def poll(self) -> Signal | None:
        """Return what was said since the last call, or None."""
        ...


def wait_for_person(
    window: Window,
    driver: BrowserDriver,
    holds: Callable[[Screen], bool],
    signals: Signals,
    deadline: float,
) -> Answer:
    """Return what came of the handoff; `deadline` is a `time.monotonic()` moment."""
    held = 0
    while True:
        signal = signals.poll()
        if signal in _ANSWERS:
            return _ANSWERS[signal]
        if time.monotonic() >= deadline:
            return Answer.OUT_OF_TIME
        try:
            held = held + 1 if _holds_now(window, driver, holds) else 0
            if held >= 2:
                return Answer.DONE
            window.page.wait_for_timeout(_POLL)
        except (WindowLost, Error):
            if not window.is_open:
                return Answer.WINDOW_CLOSED


def leave_open(window: Window, signals: Signals) -> None:
    """Return when the person has closed the window, or says that they are done with it."""
    while window.is_open and signals.poll() != "stop":
        try:
            window.page.wait_for_timeout(_POLL)
        except (WindowLost, Error):
            continue  # the tab in front was closed; the loop asks whether another is left


def _holds_now(window: Window, driver: BrowserDriver, holds: Callable[[Screen], bool]) -> bool:
    if window.dialog_open:
        return False  # the page stands still until the person answers its dialog
    return holds(driver.look())
