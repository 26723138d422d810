"""The hand: presses one approved element, or nothing.

This and the stand-in for mock portals are the only modules that send input to a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Error

from loanexit_auto.browser.link import PageLink, Target
from loanexit_auto.browser.observe import Sighting
from loanexit_auto.browser.window import Window
from loanexit_auto.engine.driver import Missed
from loanexit_auto.screen.model import Element

_BLANK = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_CLICK_PATIENCE = 600  # milliseconds until a touch without a click counts as delivered


def fold(text: str) -> str:
    """Return the text without white space, as the tripwire compares it."""
    return _BLANK.sub("", text)


class Hand:
    """Acts in the tab in front of one window."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def tap(self, element: Element, sighting: Sighting) -> None:
        """Press the element if it is still there, on top, and says what was judged."""
        with self._acting():
            point = self._approve(element, sighting, keys=False)
            if point is not None:
                self._press(element, point)

    def type_search(self, element: Element, sighting: Sighting, phrase: str) -> None:
        """Type a phrase into a search field and press Enter."""
        with self._acting():
            if self._approve(element, sighting, keys=True) is None:
                return
            keyboard = self._window.page.keyboard
            target, frame_id = self._target(element)
            self._window.link.call(target, element.node, frame_id, "el => el.focus()")
            keyboard.type(phrase)
            self._window.entered = True
            keyboard.press("Enter")

    def scroll(self, element: Element | None) -> None:
        """Scroll the page, or the scroller around the element, by most of its height."""
        link = self._window.link
        if element is None:
            link.ask(link.main, link.main.top, "loanexit.scrollBy(null)")
            return
        target, frame_id = self._target(element)
        link.call(target, element.node, frame_id, "el => loanexit.scrollBy(el)")

    @contextmanager
    def _acting(self) -> Iterator[None]:
        self._window.acting, self._window.landed = True, False
        try:
            yield
        finally:
            self._window.entered = False
            self._window.acting = False  # the next look puts the tripwire back to watching

    def _press(self, element: Element, point: tuple[float, float]) -> None:
        page = self._window.page
        if self._window.device == "phone":
            if self._still(element):
                page.touchscreen.tap(*point)
                self._await_click()
            return
        page.mouse.move(*point)  # a page may react to the pointer: look once more after it
        if self._still(element):
            page.mouse.down()
            page.mouse.up()

    def _await_click(self) -> None:
        """A touch becomes a click a little later; until then the approval must stand."""
        for _ in range(_CLICK_PATIENCE // 10):
            if self._window.landed or self._window.wheel.has_incident:
                return
            self._window.page.wait_for_timeout(10)

    def _approve(
        self, element: Element, sighting: Sighting, *, keys: bool
    ) -> tuple[float, float] | None:
        """Arm the tripwire with the element; returns the point to press in the top viewport."""
        link = self._window.link
        try:
            target, frame_id = self._target(element)
            says = link.call(target, element.node, frame_id, "el => loanexit.show(el)")
            if not self._says_what_was_judged(element, sighting, says):
                return None
            link.tell_all("loanexit.set('hold')")
            point = link.call(
                target, element.node, frame_id, "(el, k) => loanexit.arm(el, k)", keys
            )
            if point is None or "why" in point:
                self._miss((point or {}).get("why", "gone"))
                return None
            return self._in_top_viewport(link, target, element, point)
        except Error as error:
            self._miss(f"gone: {error.message.splitlines()[0]}")
            return None

    def _says_what_was_judged(self, element: Element, sighting: Sighting, says: object) -> bool:
        if says is None:
            self._miss("gone")
            return False
        judged = sighting.wording.get((element.frame, element.node), "")
        if fold(str(says)) not in (fold(judged), fold(element.label)):
            self._miss("it says something else now")
            return False
        return True

    def _in_top_viewport(
        self, link: PageLink, target: Target, element: Element, point: dict[str, float]
    ) -> tuple[float, float] | None:
        """Move a point of the element's own frame into the top viewport.

        `DOM.getContentQuads` and a rectangle of its own differ by just the frames in between. It is
        asked of what shows of the element, for a link around a floating picture has no box.
        """
        corner = link.corner(target, self._target(element)[1], "loanexit.body()")
        if corner is None:
            self._miss("gone")
            return None
        ox, oy = self._outer_offset(link, target)
        return (point["x"] + corner[0] + ox, point["y"] + corner[1] + oy)

    def _outer_offset(self, link: PageLink, target: Target) -> tuple[float, float]:
        """Where an out-of-process frame's contents begin in the top viewport."""
        if target is link.main:
            return (0.0, 0.0)
        owner = link.main.session.send("DOM.getFrameOwner", {"frameId": target.top})
        model = link.main.session.send("DOM.getBoxModel", {"backendNodeId": owner["backendNodeId"]})
        x, y = model["model"]["content"][:2]
        return (float(x), float(y))

    def _still(self, element: Element) -> bool:
        """Ask, right before the press, whether the approved element is still what lies there."""
        link = self._window.link
        try:
            target, frame_id = self._target(element)
            verdict = str(link.ask(target, frame_id, "loanexit.still()"))
        except Error:
            verdict = "gone"
        if verdict == "yes":
            return True
        self._miss(verdict)
        return False

    def _target(self, element: Element) -> tuple[Target, str]:
        """Return the target that holds the element's frame, and the frame's id."""
        link = self._window.link
        for target in link.targets():
            if element.frame in target.worlds:
                return target, element.frame
        raise Error("the frame is gone")

    def _miss(self, why: str) -> None:
        self._window.link.tell_all("loanexit.set('hold')")
        self._window.wheel.report(Missed(why))
