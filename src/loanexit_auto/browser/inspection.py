"""One look at one page: opened, left to settle, photographed, never touched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from loanexit_auto.browser.annotate import Note, annotated
from loanexit_auto.browser.driver import BrowserDriver, Patience
from loanexit_auto.browser.fence import WIDGET_HOSTS, Fence
from loanexit_auto.browser.launch import FoundBrowser, launch
from loanexit_auto.browser.local_page import HOST, LocalPage
from loanexit_auto.browser.router import Network
from loanexit_auto.browser.window import Window, WindowPlan
from loanexit_auto.engine.driver import Unreachable
from loanexit_auto.errors import LoanexitError
from loanexit_auto.screen.model import Device, Screen

Annotator = Callable[[Screen], Sequence[Note]]


@dataclass(frozen=True, slots=True)
class InspectionPlan:
    """What to open, and how. `target` is an address or a file."""

    target: str
    found: FoundBrowser
    device: Device = "desktop"
    headless: bool = True
    storage_state: Path | None = None


def inspect_page(plan: InspectionPlan, annotate: Annotator | None) -> tuple[Screen, bytes | None]:
    """Return the Screen and, with `annotate`, a marked copy of its picture.

    Raises LoanexitError when the page cannot be opened.
    """
    local = LocalPage(Path(plan.target)) if "://" not in plan.target else None
    url = local.url if local else plan.target
    fence = Fence((HOST if local else urlsplit(url).hostname or "",), WIDGET_HOSTS)
    with sync_playwright() as playwright:
        browser = launch(playwright, plan.found, headless=plan.headless)
        window = Window(
            browser, WindowPlan(fence, plan.device, plan.storage_state, local or Network())
        )
        driver = BrowserDriver(window, Patience())
        driver.goto(url)
        _raise_if_unreachable(driver, plan.target)
        screen = driver.look()
        if annotate is None:
            return screen, None
        picture = next(a.data for a in driver.capture(screen).artefacts if a.name == "view.png")
        size = (int(screen.width), int(screen.height))
        return screen, annotated(browser, picture, size, annotate(screen))


def _raise_if_unreachable(driver: BrowserDriver, target: str) -> None:
    for incident in driver.incidents():
        if isinstance(incident, Unreachable):
            raise LoanexitError(f"{target}: {incident.why}")
