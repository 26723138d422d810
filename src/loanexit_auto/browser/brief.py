"""A driver that photographs briefly: the view and its words. For runs that are no evidence."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Error

from loanexit_auto.browser import pictures
from loanexit_auto.browser.driver import BrowserDriver
from loanexit_auto.engine.driver import Artefact, Capture, Lack
from loanexit_auto.screen.findings import Finding
from loanexit_auto.screen.model import Screen


class BriefDriver(BrowserDriver):
    """Drives like any other; of a screen it keeps two small files."""

    def capture(self, screen: Screen, findings: Sequence[Finding] = ()) -> Capture:
        words = Artefact("text.txt", "text/plain; charset=utf-8", screen.full_text().encode())
        facts = {"url": screen.url, "title": screen.title, "settled": screen.settled}
        try:
            with pictures.masked(self._window, screen):
                view = pictures.of_view(self._window.link.main.session)
        except Error as error:
            told = {"file": "view.png", "error": error.message.splitlines()[0]}
            return Capture((words,), facts, (Lack("not_taken", told),))
        return Capture((Artefact("view.png", "image/png", view), words), facts)
