"""The aftermath of an act: whether anything of it is still to come.

A tap on a label that does nothing looks like a tap on a slow one. The browser itself knows the
difference: its own trace says what the act has set going. Nothing is put into the page for it,
and nothing of the trace is kept.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from playwright.sync_api import CDPSession, Error

from loanexit_auto.browser.pending import Pending, TraceEvent
from loanexit_auto.browser.window import Window

_START = {
    "transferMode": "ReportEvents",
    "traceConfig": {
        "recordMode": "recordUntilFull",
        "traceBufferSizeInKb": 8192,
        "includedCategories": ["devtools.timeline"],
        "excludedCategories": ["*"],
    },
}
_MOST_WAIT = 2.0  # seconds until a trace that was asked for must have come
_WAX = 0.5  # share of the time waited so far that lies between two questions


@dataclass(eq=False)  # without slots: Playwright marks the owner of an event handler
class _Trace:
    """One stretch of tracing."""

    session: CDPSession
    events: list[TraceEvent]
    ended: bool = False
    complete: bool = False
    whole: bool = False

    def begin(self) -> None:
        self.session.on("Tracing.dataCollected", self._collect)
        self.session.on("Tracing.tracingComplete", self._close)
        self.session.send("Tracing.start", _START)

    def end(self) -> None:
        if not self.ended:
            self.ended = True
            self.session.send("Tracing.end")

    def forget(self) -> None:
        self.session.remove_listener("Tracing.dataCollected", self._collect)
        self.session.remove_listener("Tracing.tracingComplete", self._close)

    def _collect(self, event: dict[str, list[TraceEvent]]) -> None:
        self.events += event["value"]

    def _close(self, event: dict[str, object]) -> None:
        self.complete = True
        self.whole = not event.get("dataLossOccurred")


class Aftermath:
    """Watches one act at a time in one window. Where the browser cannot say, nothing is over."""

    def __init__(self, window: Window, quiet: float) -> None:
        self._window, self._quiet = window, quiet
        self._trace: _Trace | None = None
        self._pending = Pending()
        self._able = True
        self._began = self._ask_at = self._frames_sent = 0.0

    def begin(self) -> None:
        """An act comes now: watch what it sets going."""
        self.end()
        self._pending = Pending()
        self._began = self._ask_at = time.monotonic()
        self._start()

    def end(self) -> None:
        """What comes now is no answer to the act any more."""
        trace, self._trace = self._trace, None
        if trace is not None:
            self._finish(trace)

    def is_over(self, deadline: float) -> bool:
        """Return whether nothing of the act is to come before `deadline`; False if not known.

        Asks the browser only when documents and network have been quiet for a moment.
        """
        now, traffic = time.monotonic(), self._window.traffic
        if self._trace is None or now < self._ask_at or traffic.busy():
            return False
        if traffic.quiet_for() < self._quiet or traffic.sent_since(self._began):
            return False
        trace, self._trace = self._trace, None
        if not self._finish(trace):
            return False
        self._pending.note(trace.events)
        wait = self._pending.wait(deadline - time.monotonic())
        if wait is None:
            return self._pending.is_telling
        self._ask_at = time.monotonic() + max(wait, _WAX * (now - self._began))
        self._start()
        return False

    def _start(self) -> None:
        if not self._able:
            return
        trace = _Trace(self._window.link.main.session, [])
        try:
            trace.begin()
        except Error:  # somebody else is tracing this browser, or it does not know how to
            self._able = False
        else:
            self._trace = trace

    def _finish(self, trace: _Trace) -> bool:
        """End a trace and take its events in; returns whether all of them came."""
        try:
            trace.end()
            until = time.monotonic() + _MOST_WAIT
            while not trace.complete and time.monotonic() < until:
                self._window.page.wait_for_timeout(2)
            trace.forget()
        except Error:
            return False
        self._able = self._able and trace.complete
        return trace.whole
