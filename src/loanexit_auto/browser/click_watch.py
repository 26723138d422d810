"""Noticing the person's own clicks while they record a way through menus; nothing is ever sent.

A world of its own, apart from the tripwire's: the walls do not depend on it.
"""

from __future__ import annotations

import json
from functools import cache, partial
from importlib.resources import files
from typing import Any

from playwright.sync_api import CDPSession, Error

from loanexit_auto.browser.link import Target
from loanexit_auto.browser.window import Window
from loanexit_auto.screen.click import Click

_WORLD = "loanexit-clicks"
_BINDING = "loanexitClicked"


class ClickWatch:
    """Collects the clicks of the person in every document of one window."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._planted: list[CDPSession] = []
        self._frames: dict[tuple[int, int], str] = {}  # (session, context) -> frame
        self._clicks: list[Click] = []

    def plant(self) -> None:
        """Watch the documents of the tab in front, also those still to come."""
        try:
            for target in self._window.link.targets():
                if target.session not in self._planted:
                    self._watch(target)
        except Error:
            return  # the tab was closed; the next look plants in its successor

    def drain(self) -> tuple[Click, ...]:
        """Return the clicks since the last call, oldest first."""
        clicks, self._clicks = tuple(self._clicks), []
        return clicks

    def _watch(self, target: Target) -> None:
        session = target.session
        self._planted.append(session)
        session.on("Runtime.executionContextCreated", partial(self._on_world, id(session)))
        session.on("Runtime.bindingCalled", partial(self._on_click, id(session)))
        session.send("Runtime.addBinding", {"name": _BINDING, "executionContextName": _WORLD})
        script = {"source": _source(), "worldName": _WORLD, "runImmediately": True}
        session.send("Page.addScriptToEvaluateOnNewDocument", script)

    def _on_world(self, session: int, event: dict[str, Any]) -> None:
        context = event["context"]
        if context["name"] == _WORLD:
            self._frames[(session, context["id"])] = context["auxData"]["frameId"]

    def _on_click(self, session: int, event: dict[str, Any]) -> None:
        frame = self._frames.get((session, event["executionContextId"]))
        if event["name"] != _BINDING or frame is None or self._window.wheel.tool_drives:
            return
        told = json.loads(event["payload"])
        words = tuple(str(word) for word in told["words"])
        place = float(told["x"]), float(told["y"])
        self._clicks.append(Click(*place, frame, words, str(told.get("inside", ""))))


@cache
def _source() -> str:
    return files(__package__).joinpath("click_watch.js").read_text(encoding="utf-8")
