"""Looks at pages in a headless browser through the product's own eyes and returns Screens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from loanexit_auto.browser.launch import find_browser, launch
from loanexit_auto.browser.link import PageLink
from loanexit_auto.browser.observe import View
from loanexit_auto.browser.sight import see
from loanexit_auto.screen.model import Device, Screen

_SIZES: dict[Device, tuple[int, int]] = {"desktop": (1280, 800), "phone": (390, 844)}


@contextmanager
def browser() -> Iterator[Browser]:
    """Yield a headless browser."""
    with sync_playwright() as playwright:
        found = launch(playwright, find_browser(), headless=True)
        try:
            yield found
        finally:
            found.close()


@contextmanager
def tab(browser: Browser, device: Device) -> Iterator[Page]:
    """Yield a fresh page of the device's size."""
    width, height = _SIZES[device]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        is_mobile=device == "phone",
        has_touch=device == "phone",
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def look(page: Page, device: Device) -> Screen:
    """Return what the page shows now."""
    return see(PageLink(page, _ignore, "off"), View(device, 0, 0)).screen


def _ignore(message: dict[str, Any]) -> None:
    """Reports of the isolated world mean nothing to a camera."""
