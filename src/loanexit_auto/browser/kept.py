"""A browser that stays open from one window to the next, for many short runs on mock portals.

Every window has a context of its own: cookies, storage and cache of one are gone with it.
"""

from __future__ import annotations

from contextlib import suppress

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

from loanexit_auto.browser.launch import FoundBrowser, launch


class KeptBrowser:
    """Starts its browser when one is asked for, and again when it has gone."""

    def __init__(self, found: FoundBrowser) -> None:
        self._found = found
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    def browser(self) -> Browser:
        """Return the open browser, without a window. Raises BrowserUnavailable."""
        if self._browser is None or not self._browser.is_connected():
            self.close()
            self._playwright = sync_playwright().start()
            self._browser = launch(self._playwright, self._found, headless=True)
        return self._browser

    def close(self) -> None:
        """Close it; a later `browser()` starts another one."""
        if self._browser is not None:
            with suppress(Error):  # it has gone already
                self._browser.close()
        if self._playwright is not None:
            self._playwright.stop()
        self._browser = self._playwright = None
