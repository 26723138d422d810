"""The wire to one page: its CDP session, and one more for each frame in another process.

Whatever is sent into a document goes into the isolated world `loanexit`, which the page cannot
see; nothing is ever evaluated in the page's own world.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import CDPSession, Error, Page
from playwright.sync_api import Frame as PlaywrightFrame

WORLD = "loanexit"
_FIRST_BOX = """function() {
  const box = this.getClientRects()[0];
  return box && { x: box.left, y: box.top };
}"""
Json = Any  # whatever a page's own script of ours returns; its callers check what they take
Report = Callable[[dict[str, Any]], None]


@cache
def tripwire_source() -> str:
    """Return the scripts of the isolated world: the tripwire, and what the camera needs."""
    here = files(__package__)
    names = ("tripwire.js", "camera.js")
    return "\n".join(here.joinpath(name).read_text(encoding="utf-8") for name in names)


@dataclass(eq=False)  # without slots: Playwright marks the owner of an event handler
class Target:
    """One CDP target (the page, or a frame out of process) and the script planted in it."""

    session: CDPSession
    frame: PlaywrightFrame
    top: str  # id of its topmost frame
    worlds: dict[str, int] = field(default_factory=dict)  # frame id -> its isolated world
    script: str = ""  # identifier of the planted script

    def plant(self, mode: str) -> None:
        """Make every document, present and future, start in `mode`."""
        if self.script:
            self.session.send(
                "Page.removeScriptToEvaluateOnNewDocument", {"identifier": self.script}
            )
        reply = self.session.send(
            "Page.addScriptToEvaluateOnNewDocument",
            {
                "source": tripwire_source().replace("__MODE__", mode),
                "worldName": WORLD,
                "runImmediately": True,
            },
        )
        self.script = str(reply["identifier"])

    def on_created(self, event: dict[str, Any]) -> None:
        """Remember the isolated world of a document that has just come to life."""
        context = event["context"]
        if context["name"] == WORLD:
            self.worlds[context["auxData"]["frameId"]] = context["id"]

    def on_destroyed(self, event: dict[str, Any]) -> None:
        """Forget the isolated world of a document that was left."""
        gone = event["executionContextId"]
        self.worlds = {frame: world for frame, world in self.worlds.items() if world != gone}

    def on_cleared(self, _event: dict[str, Any]) -> None:
        """Forget all: the target shows something else."""
        self.worlds.clear()


class PageLink:
    """All targets of one page, with the tripwire planted in each."""

    def __init__(self, page: Page, report: Report, mode: str) -> None:
        self.page = page
        self._report = report
        self._mode = mode
        self._targets: dict[PlaywrightFrame, Target] = {}
        self._ordinary: dict[PlaywrightFrame, str] = {}  # frames of their parent's process, by url
        self._add(page.main_frame, page.context.new_cdp_session(page))
        page.on("framedetached", self._on_detached)

    @property
    def main(self) -> Target:
        return self._targets[self.page.main_frame]

    def targets(self) -> tuple[Target, ...]:
        """Return the page's target and those of its out-of-process frames, refreshed."""
        for frame in self.page.frames:
            if frame not in self._targets and self._ordinary.get(frame) != frame.url:
                self._try_add(frame)
        return tuple(self._targets.values())

    def set_mode(self, mode: str) -> None:
        """Put every document, present and future, of every target into `mode`."""
        if mode != self._mode:
            self._mode = mode
            for target in self.targets():
                target.plant(mode if mode != "idle" else "hold")
        self.tell_all(f"loanexit.set({json.dumps(mode)})")

    def tell_all(self, expression: str) -> None:
        """Evaluate in every document's isolated world; one that has just left is skipped."""
        for target in self.targets():
            for frame_id in tuple(target.worlds):
                self._tell(target, frame_id, expression)

    def _tell(self, target: Target, frame_id: str, expression: str) -> None:
        try:
            self.ask(target, frame_id, expression)
        except Error:
            return  # a document may leave at any moment; its successor starts in its own mode

    def drop(self, target: Target) -> None:
        """Forget a frame whose process is gone."""
        if target is not self.main:
            self._targets.pop(target.frame, None)

    def ask(self, target: Target, frame_id: str, expression: str, *, wait: bool = False) -> Json:
        """Return the value of `expression` in one document's isolated world."""
        reply = target.session.send(
            "Runtime.evaluate",
            {
                "expression": expression,
                "contextId": self.world(target, frame_id),
                "returnByValue": True,
                "awaitPromise": wait,
            },
        )
        return reply["result"].get("value")

    def call(
        self,
        target: Target,
        node: int,
        frame_id: str,
        function: str,
        *args: object,
        wait: bool = False,
    ) -> Json:
        """Call `function` in the isolated world with the node as first argument."""
        resolved = target.session.send(
            "DOM.resolveNode",
            {"backendNodeId": node, "executionContextId": self.world(target, frame_id)},
        )
        declaration = f"function(...rest) {{ return ({function})(this, ...rest); }}"
        reply = target.session.send(
            "Runtime.callFunctionOn",
            {
                "functionDeclaration": declaration,
                "objectId": resolved["object"]["objectId"],
                "arguments": [{"value": arg} for arg in args],
                "returnByValue": True,
                "awaitPromise": wait,
            },
        )
        return reply["result"].get("value")

    def corner(self, target: Target, frame_id: str, expression: str) -> tuple[float, float] | None:
        """Return where a document's viewport begins in its target's, None if it cannot be told.

        `expression` gives an element of the document that has a box, by which it is measured.
        """
        found = target.session.send(
            "Runtime.evaluate",
            {"expression": expression, "contextId": self.world(target, frame_id)},
        )
        handle = {"objectId": found["result"].get("objectId", "")}
        quads = target.session.send("DOM.getContentQuads", handle)["quads"]
        reply = target.session.send(
            "Runtime.callFunctionOn",
            {"functionDeclaration": _FIRST_BOX, "returnByValue": True, **handle},
        )
        own = reply["result"].get("value")
        return (quads[0][0] - own["x"], quads[0][1] - own["y"]) if quads and own else None

    def world(self, target: Target, frame_id: str) -> int:
        """Return the id of the isolated world of one document."""
        known = target.worlds.get(frame_id)
        if known is not None:
            return known
        reply = target.session.send(
            "Page.createIsolatedWorld", {"frameId": frame_id, "worldName": WORLD}
        )
        return int(reply["executionContextId"])

    def _on_detached(self, frame: PlaywrightFrame) -> None:
        self._targets.pop(frame, None)
        self._ordinary.pop(frame, None)

    def _try_add(self, frame: PlaywrightFrame) -> None:
        try:
            session = self.page.context.new_cdp_session(frame)
        except Error:
            self._ordinary[frame] = frame.url
            return
        self._add(frame, session)

    def _add(self, frame: PlaywrightFrame, session: CDPSession) -> None:
        info = session.send("Target.getTargetInfo")["targetInfo"]
        target = Target(session, frame, str(info["targetId"]))
        session.on("Runtime.bindingCalled", self._on_report)
        session.on("Runtime.executionContextCreated", target.on_created)
        session.on("Runtime.executionContextDestroyed", target.on_destroyed)
        session.on("Runtime.executionContextsCleared", target.on_cleared)
        for domain in ("Page", "Runtime", "DOM"):
            session.send(f"{domain}.enable")
        session.send(
            "Runtime.addBinding", {"name": "loanexitReport", "executionContextName": WORLD}
        )
        target.plant(self._mode if self._mode != "idle" else "hold")
        self._targets[frame] = target

    def _on_report(self, event: dict[str, Any]) -> None:
        if event["name"] == "loanexitReport":
            self._report(json.loads(event["payload"]))
