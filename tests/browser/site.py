"""A tiny web site for the browser tests: pages beside the tests, and a ledger of requests."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Request, Route

from loanexit_auto.browser.driver import BrowserDriver, Patience
from loanexit_auto.browser.fence import Fence
from loanexit_auto.browser.wheel import Who
from loanexit_auto.browser.window import Window, WindowPlan

PAGES = Path(__file__).parent / "pages"
HOME = "https://www.lender.test"


@dataclass
class Site:
    """Answers /<name> with pages/<name>.html on every host; notes every request."""

    ledger: list[tuple[str, str, Who]] = field(default_factory=list)
    redirects: dict[str, str] = field(default_factory=dict)

    def answer(self, route: Route, request: Request, who: Who) -> None:
        parts = urlsplit(request.url)
        self.ledger.append((request.method, f"{parts.hostname}{parts.path}", who))
        if parts.path in self.redirects:
            route.fulfill(status=302, headers={"location": self.redirects[parts.path]})
            return
        page = PAGES / f"{parts.path.strip('/') or 'home'}.html"
        if request.method == "GET" and page.is_file():
            route.fulfill(body=page.read_text("utf-8"), content_type="text/html; charset=utf-8")
        else:
            route.fulfill(
                status=200,
                body="<title>其他</title>其他页面",
                content_type="text/html; charset=utf-8",
            )

    def changed(self) -> list[str]:
        """Return the addresses of all requests that could change something."""
        return [where for method, where, _ in self.ledger if method not in ("GET", "HEAD")]


@dataclass
class Visit:
    """One open window on the site."""

    site: Site
    window: Window
    driver: BrowserDriver

    def open(self, page: str) -> None:
        self.driver.goto(f"{HOME}/{page}")

    def named(self, label: str):
        screen = self.driver.look(lambda s: any(e.label == label for e in s.elements))
        found = [e for e in screen.elements if e.label == label]
        assert found, [e.label for e in screen.elements]
        return found[0], screen

    def tap(self, label: str) -> None:
        element, screen = self.named(label)
        self.driver.tap(element, screen)

    def said(self) -> str:
        """What the page notes about what reached it: its title."""
        return self.window.page.title()


def visit(
    browser: Browser, device: str = "desktop", domains: tuple[str, ...] = ("lender.test",)
) -> Visit:
    """Open a window on a fresh site, fenced to `domains`."""
    site = Site()
    plan = WindowPlan(fence=Fence(domains), device=device, origin=site)
    window = Window(browser, plan)
    return Visit(site, window, BrowserDriver(window, Patience(fact=2.0)))
