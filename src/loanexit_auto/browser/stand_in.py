"""The stand-in: a scripted person who does the person's parts on a mock portal.

It can only be made from a Mount, and a mounted window reaches the mock portal and nothing else;
it acts only while the person's side has the wheel. So the demonstration and the tests run
unattended, and no program of ours ever presses a last button of a real site.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from playwright.sync_api import Error

from loanexit_auto.browser.driver import BrowserDriver
from loanexit_auto.browser.handoff import Signal
from loanexit_auto.browser.mount import Mount
from loanexit_auto.browser.window import Window
from loanexit_auto.portal.model import Act, Consent, Drag, Key, Stop, Tap, Tick, Type
from loanexit_auto.screen.model import Element, Screen
from loanexit_auto.screen.text import matches, normalise


class StandInLost(Exception):
    """The script names something that is not on the screen: a defect of the portal's case."""


class StandIn:
    """Does what the portal's script says a person does in each handoff."""

    def __init__(self, mount: Mount, window: Window, driver: BrowserDriver) -> None:
        self._window, self._driver = window, driver
        backend = mount.backend
        self._script = backend.case.person if backend.case else backend.portal.file.person
        self._said: list[Signal] = []
        self._waiting: list[Act] = []
        self._reads_first = self._has_read = False

    def begin(self, handoff: str) -> None:
        """Take up the script of one handoff ("sign_in", "sms_code", "final" ...).

        Where a way is recorded ("step") it reads a screen before it presses anything there, as a
        person does: between the two the tool has looked.
        """
        self._reads_first, self._has_read = handoff == "step", False
        self._waiting = list(self._script.get(handoff, ()))  # type: ignore[call-overload]

    def poll(self) -> Signal | None:
        """Do the next act of the script, if any; return what the stand-in says meanwhile."""
        if self._waiting and self._reads_first and not self._has_read:
            self._read(self._waiting[0])
        elif self._waiting:
            self._has_read = False
            self._do(self._waiting.pop(0))
        return self._said.pop(0) if self._said else None

    def _read(self, act: Act) -> None:
        if isinstance(act, Tap):
            self._find(act.tap, act.within)
        self._has_read = True

    def _do(self, act: Act) -> None:
        match act:
            case Tap():
                self._press(self._find(act.tap, act.within))
            case Tick():
                self._press(self._find(act.tick, None))
            case Type():
                self._press(self._find(act.type.into, None, field=True))
                self._window.page.keyboard.type(act.type.text)
            case Drag():
                self._drag(self._find(act.drag.handle, None), act.drag.by)
            case Key():
                self._window.page.keyboard.press(act.key)
            case Stop():
                self._said.append("stop")
            case Consent():
                self._said.append(act.answer)
            case _:
                assert_never(act)

    def _find(self, words: str, within: str | None, *, field: bool = False) -> Element:
        found: list[Element] = []

        def there(screen: Screen) -> bool:
            found[:] = _candidates(screen, words, within, field)
            return bool(found)

        self._driver.look(there)
        if not found:
            raise StandInLost(words)
        self._bring_into_view(found[0])
        self._driver.look(there)
        return found[0] if found else self._find(words, within, field=field)

    def _bring_into_view(self, element: Element) -> None:
        if element.on_screen and not element.occluded:
            return
        link = self._window.link
        for target in link.targets():
            if element.frame in target.worlds:
                link.call(target, element.node, element.frame, "el => loanexit.show(el)")

    def _press(self, element: Element) -> None:
        x, y = element.box.center
        if self._window.device == "phone":
            self._window.page.touchscreen.tap(x, y)
        else:
            self._window.page.mouse.click(x, y)

    def _drag(self, element: Element, by: int) -> None:
        mouse = self._window.page.mouse
        x, y = element.box.center
        mouse.move(x, y)
        mouse.down()
        for part in range(1, 11):
            mouse.move(x + by * part / 10, y)
        try:
            mouse.up()
        except Error:
            return  # the drag itself may have ended the page


def _candidates(screen: Screen, words: str, within: str | None, field: bool) -> Sequence[Element]:
    named = [
        e
        for e in screen.elements
        if e.visible
        and not e.disabled
        and (
            matches(e.label, words)
            or normalise(words) in normalise(e.hints)
            or matches(screen.caption(e), words)  # a row whose second line says more
        )
        and (not field or e.role in ("textbox", "searchbox", "combobox"))
        and (within is None or matches(e.heading, within, part=True))
    ]
    return sorted(named, key=lambda e: (-e.layer, not matches(e.label, words), e.box.area))
