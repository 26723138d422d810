"""The browser window: its context, its pages, native dialogs, and the tripwire in each page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Dialog, Error, Page

from loanexit_auto.browser.fence import Fence
from loanexit_auto.browser.link import Json, PageLink
from loanexit_auto.browser.observe import View
from loanexit_auto.browser.router import Network, Origin, Router
from loanexit_auto.browser.traffic import Traffic
from loanexit_auto.browser.wheel import Wheel, Who
from loanexit_auto.engine.driver import DialogDismissed, Fenced, TakenOver, Tripped
from loanexit_auto.errors import WindowLost
from loanexit_auto.screen.address import without_query_values
from loanexit_auto.screen.model import Device, NativeDialog

_AFTER_ENTER = ("keypress", "keyup")
_SIZES = {"desktop": (1280, 800), "phone": (390, 844)}


@dataclass(frozen=True, slots=True)
class WindowPlan:
    """How to open the window."""

    fence: Fence
    device: Device = "desktop"
    storage_state: Path | None = None  # cookies the person exported; read, never written
    origin: Origin = Network()  # noqa: RUF009  # stateless


class Window:
    """One person's window. `page` is the tab in front: the youngest that is still open."""

    def __init__(self, browser: Browser, plan: WindowPlan) -> None:
        width, height = _SIZES[plan.device]
        phone = plan.device == "phone"
        self.device: Device = plan.device
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=phone,
            is_mobile=phone,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            storage_state=plan.storage_state,
            service_workers="block",  # a worker's requests would pass the egress gate unseen
        )
        self.wheel = Wheel()
        self.fence = plan.fence
        self.traffic = Traffic(self.context)
        self._router = Router(self.context, plan.fence, self.wheel, plan.origin)
        self._links: dict[Page, PageLink] = {}
        self._dialogs: list[NativeDialog] = []
        self.dialog_open = False
        self.acting = False  # an act of the hand is under way
        self.landed = False  # its click has arrived at the approved element
        self.entered = False  # it presses Enter, which may lead elsewhere before the key is up
        self.wheel.on_change(self._on_wheel)
        self._on_page(self.context.new_page())
        self.context.on("page", self._on_page)  # popups and new tabs

    @property
    def page(self) -> Page:
        """The tab in front. Raises WindowLost when none is open."""
        open_pages = [page for page in self._links if not page.is_closed()]
        if not open_pages:
            raise WindowLost("the browser window was closed")
        return open_pages[-1]

    @property
    def link(self) -> PageLink:
        return self._links[self.page]

    @property
    def is_open(self) -> bool:
        return any(not page.is_closed() for page in self._links)

    def ask(self, expression: str) -> Json:
        """Return the value of an expression in the isolated world of the tab in front."""
        return self.link.ask(self.link.main, self.link.main.top, expression)

    def view(self, *, settled: bool) -> View:
        """Return the window's state for the next look; native dialogs are told once."""
        dialogs, self._dialogs = tuple(self._dialogs), []
        is_popup = len([page for page in self._links if not page.is_closed()]) > 1
        return View(self.device, 0, 0, dialogs, is_popup, settled)

    def watch_again(self) -> None:
        """Fresh documents swallow everything until they were looked at; from now on they watch."""
        if self.wheel.tool_drives:
            self.link.tell_all("loanexit.set('idle')")

    def leave_foreign_popups(self) -> None:
        """Close tabs that left the platform's domains while the tool drove."""
        pages = [page for page in self._links if not page.is_closed()]
        for page in pages[1:]:
            if not self.wheel.tool_drives:
                continue
            if not self.fence.allows(page.url):
                self.wheel.report(Fenced(without_query_values(page.url), "popup"))
                page.close()
            elif page.url.startswith("chrome-error:"):  # what it was to show was refused
                page.close()

    def close(self) -> None:
        """Close the window; a window that is already gone is fine."""
        try:
            self.context.close()
        except Error:
            return

    def _on_page(self, page: Page) -> None:
        try:
            link = PageLink(page, self._on_report, self._mode(self.wheel.who))
            self._router.guard_redirects(link.main.session)
            link.main.session.on("Page.javascriptDialogClosed", self._on_dialog_closed)
        except Error:
            return  # the tab was closed before it could be wired
        self._links[page] = link
        self.traffic.watch(page)
        page.on("dialog", self._on_dialog)

    @staticmethod
    def _mode(who: Who) -> str:
        return "idle" if who == "tool" else "off"

    def _on_wheel(self, who: Who) -> None:
        for page, link in self._links.items():
            if not page.is_closed():
                link.set_mode(self._mode(who))

    def _on_report(self, message: dict[str, Any]) -> None:
        event = str(message.get("event", ""))
        if message["kind"] == "landed":
            self.landed = True
        elif message["kind"] == "person" and self.acting:
            self.wheel.report(Tripped(event, "", "other_element"))
        elif message["kind"] == "person":
            self.wheel.report(TakenOver(event))
        elif message["kind"] == "tripped" and self.entered and event in _AFTER_ENTER:
            return  # the key went down where it should; the rest of it was swallowed
        elif message["kind"] == "tripped":
            self.wheel.report(Tripped(event, str(message["text"]), message["why"]))

    def _on_dialog(self, dialog: Dialog) -> None:
        if not self.wheel.tool_drives:
            self.dialog_open = True  # the person answers it in the window
            return
        self._dialogs.append(NativeDialog(dialog.type, dialog.message))
        self.wheel.report(DialogDismissed(dialog.type, dialog.message))
        dialog.dismiss()

    def _on_dialog_closed(self, _event: dict[str, Any]) -> None:
        self.dialog_open = False
