"""The camera: one screen's files, taken without changing the page.

`Page.captureScreenshot` through CDP makes no DOM mutation, where a default Playwright screenshot
makes six. The view comes first, because it is nearest to what was judged; the full page last,
because it fires a `resize`. When the page moved meanwhile, everything is taken again, and kept.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from functools import partial

from playwright.sync_api import Error

from loanexit_auto.browser import pictures, showing
from loanexit_auto.browser.observe import Sighting
from loanexit_auto.browser.roll import Roll, mhtml
from loanexit_auto.browser.stillness import Salt, Stillness
from loanexit_auto.browser.unroll import Sheet, look, unroll
from loanexit_auto.browser.window import Window
from loanexit_auto.engine.driver import Artefact, Capture
from loanexit_auto.screen.findings import Finding
from loanexit_auto.screen.model import Box

MOST_TAKES = 3  # of a page that will not stand still


def photograph(
    window: Window, sighting: Sighting, findings: Sequence[Finding] = (), age_ms: float = 0.0
) -> Capture:
    """Return the files of the screen just seen, `age_ms` milliseconds ago.

    The first take keeps the plain names; further ones of a page that moved are `again-1-...`.
    """
    shoot, screen = _Shoot(window, sighting), sighting.screen
    with pictures.masked(window, screen):
        shoot.all_takes(age_ms)
        shoot.unroll()
        decided = [shoot.shown(finding) for finding in showing.decisive(findings)]
    shoot.roll.keep("net.json", "application/json", _json(window.traffic.drain_log()))
    facts = {
        "url": screen.url,
        "title": screen.title,
        "viewport": [screen.width, screen.height],
        "page_height": screen.page_height,
        "scroll_y": screen.scroll_y,
        "settled": screen.settled,
        "http": window.traffic.document(window.page),
        "milliseconds": shoot.roll.milliseconds,
    }
    return Capture(
        tuple(shoot.roll.artefacts),
        facts | shoot.facts | ({"decisive": decided} if decided else {}),
        tuple(shoot.roll.lacking),
    )


class _Shoot:
    """The takes of one capture."""

    def __init__(self, window: Window, sighting: Sighting) -> None:
        self.roll = Roll(sighting.secrets)
        self.facts: dict[str, object] = {}
        self._window, self._first = window, sighting
        self._session = window.link.main.session
        self._salt = Salt()
        self._still = False
        self._areas = pictures.areas_of_page(sighting.screen)
        self._sheets: list[Sheet] = []

    def all_takes(self, age_ms: float) -> None:
        """Take the screen, and again while it moves, three times at most."""
        takes: list[dict[str, object]] = []
        began, sighting = time.perf_counter(), self._first
        while True:
            prefix = f"again-{len(takes)}-" if takes else ""
            before = self._state()
            age_ms += (time.perf_counter() - began) * 1000
            self._take(prefix, sighting)
            after = self._state()
            stood = _stood_still(before, after, age_ms)
            takes.append({"files": prefix, "still": stood} | _digests(before, after))
            self._still = stood is True
            if stood is not False or len(takes) == MOST_TAKES:
                break
            began, age_ms = time.perf_counter(), 0.0
            try:
                sighting = look(self._window)
            except Error:
                break  # the page is being left: what there is stays
        self.facts |= {"takes": takes, "unstable": takes[0]["still"] is False}
        if after is not None and after.wide > self._first.screen.width + 1:
            self.roll.lacks(
                "too_wide", wide=round(after.wide), shown=round(self._first.screen.width)
            )

    def _take(self, prefix: str, sighting: Sighting) -> None:
        roll, session, screen = self.roll, self._session, sighting.screen
        roll.take(f"{prefix}view.png", "image/png", lambda: pictures.of_view(session))
        roll.take(f"{prefix}page.mhtml", "multipart/related", lambda: mhtml(session, roll.secrets))
        areas = self._areas if not prefix else _whole(pictures.areas_of_page(screen))
        for name, part in areas.items():
            shot = f"{prefix}{name}.png"
            roll.take(shot, "image/png", partial(pictures.of_area, session, part))
            if prefix or name != "full":
                roll.boxes(shot, pictures.boxes_on(screen, (part.x, part.y)))
        if prefix:
            corner = (0.0, screen.scroll_y)
            roll.boxes(f"{prefix}view.png", pictures.boxes_on(screen, corner))
        else:
            roll.keep("boxes.json", "application/json", pictures.boxes_on(screen))
            self._tell_tiles(areas)
        roll.keep(f"{prefix}text.txt", "text/plain; charset=utf-8", screen.full_text().encode())

    def _tell_tiles(self, areas: dict[str, Box]) -> None:
        if len(areas) < 2:
            return
        reached = max(area.bottom for area in areas.values())
        self.facts["tiles"] = {
            "count": len(areas),
            "heights": [area.height for area in areas.values()],
            "overlap": pictures.OVERLAP,
            "reached": reached,
        }
        height = self._first.screen.page_height
        if reached < height - 1:
            self.roll.lacks("page_cut", at=round(reached), of=round(height))

    def unroll(self) -> None:
        """Photograph what inner panes hold beyond what they show."""
        if not self._first.panes:
            return
        unrolled = unroll(self._window, self._first)
        self._sheets = unrolled.sheets
        for sheet in unrolled.sheets:
            self.roll.secrets |= sheet.sighting.secrets
            self.roll.artefacts.append(Artefact(f"{sheet.name}.png", "image/png", sheet.data))
            boxes = pictures.boxes_on(sheet.sighting.screen, sheet.corner)
            self.roll.boxes(f"{sheet.name}.png", boxes)
        if unrolled.facts:
            self.facts["unrolled"] = unrolled.facts
        self.roll.lacking += unrolled.lacking

    def shown(self, finding: Finding) -> dict[str, object]:
        """Return which picture shows a finding's words, and whether the saved text holds them."""
        numbers = showing.runs_of(finding, self._first)
        kept = {artefact.name for artefact in self.roll.artefacts}
        held = "text.txt" in kept and showing.in_text(finding, numbers, self._first)
        picture = self._picture_of(numbers)
        if picture not in kept:
            picture = None
            self.roll.lacks("not_in_picture", finding=finding.kind)
        if not held:
            self.roll.lacks("not_in_text", finding=finding.kind)
        return {"finding": finding.kind, "picture": picture, "in_text": held}

    def _picture_of(self, numbers: list[int]) -> str | None:
        runs = [self._first.screen.texts[number] for number in numbers]
        try:
            now = look(self._window)
        except Error:
            return None
        there = showing.same_runs(runs, now, anywhere=False) if runs else None
        if there and showing.in_view(numbers, self._first) and showing.in_view(there, now):
            return "view.png"
        for name, part in self._areas.items():
            if there and self._still and showing.on_page(numbers, self._first, part):
                return f"{name}.png"
        for sheet in self._sheets:
            found = showing.same_runs(runs, sheet.sighting, anywhere=True) if runs else None
            if found and self._on_sheet(found, sheet):
                return f"{sheet.name}.png"
        return self._extra(there, now) if there else None

    @staticmethod
    def _on_sheet(numbers: list[int], sheet: Sheet) -> bool:
        width, height = pictures.size_of(sheet.data)
        return showing.on_page(numbers, sheet.sighting, Box(*sheet.corner, width, height))

    def _extra(self, numbers: list[int], now: Sighting) -> str | None:
        """Photograph the place on the page where the words stand, if nothing hides them there."""
        box = showing.around(numbers, now)
        part = Box(
            max(box.x - 60, 0), max(box.y + now.screen.scroll_y - 60, 0),
            box.width + 120, box.height + 120,
        )  # fmt: skip
        if part.height > pictures.TILE or not showing.on_page(numbers, now, part):
            return None
        name = f"found-{sum(a.name.startswith('found-') for a in self.roll.artefacts) + 1}.png"
        self.roll.take(name, "image/png", lambda: pictures.of_area(self._session, part))
        self.roll.boxes(name, pictures.boxes_on(now.screen, (part.x, part.y)))
        return name

    def _state(self) -> Stillness | None:
        try:
            return self._salt.state_of(self._window)
        except Error:
            return None


def _stood_still(before: Stillness | None, after: Stillness | None, age_ms: float) -> bool | None:
    """Return whether nothing changed since the page was looked at; None if that is not known."""
    if before is None or after is None:
        return None
    return before.digest == after.digest and not 0 <= before.quiet_ms < age_ms


def _digests(before: Stillness | None, after: Stillness | None) -> dict[str, object]:
    return {
        "before": before.digest if before else None,
        "after": after.digest if after else None,
    }


def _whole(areas: dict[str, Box]) -> dict[str, Box]:
    """Tiles are not taken again: there may be many."""
    return areas if len(areas) == 1 else {}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
