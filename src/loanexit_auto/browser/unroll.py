"""Unrolling: what inner panes hold beyond what they show, in pictures of their own.

A pane is scrolled step by step from the isolated world, photographed, and put back exactly. Nothing
that is serialised changes and nothing is pressed; the page is not told of the scrolling. It can
still notice (an observer of intersections loads more): then that is on record.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Error

from loanexit_auto.browser import pictures
from loanexit_auto.browser.link import Target
from loanexit_auto.browser.observe import Sighting, View
from loanexit_auto.browser.occlusion import is_covered
from loanexit_auto.browser.panes import Pane
from loanexit_auto.browser.sight import see
from loanexit_auto.browser.window import Window
from loanexit_auto.engine.driver import Lack
from loanexit_auto.screen.model import Box

MOST_PANES = 4  # of one screen
MOST_PICTURES = 12  # of one pane
OVERLAP = 40  # CSS pixels that two pictures of a pane share, so that no line is cut in both


@dataclass(frozen=True, slots=True)
class Scroll:
    """Where a pane is scrolled to, what it shows and what it holds, in CSS pixels."""

    top: float
    height: float
    full: float

    def stops(self) -> tuple[list[float], float]:
        """Return where to scroll to for each picture, and how far down these reach."""
        step = max(self.height - min(OVERLAP, self.height / 4), 1.0)
        last = max(self.full - self.height, 0.0)
        stops = [0.0]
        while stops[-1] < last and len(stops) < MOST_PICTURES:
            stops.append(min(stops[-1] + step, last))
        return stops, stops[-1] + self.height


@dataclass(frozen=True, slots=True)
class Sheet:
    """One picture of a pane, what was seen at that moment, and the page's point at its corner."""

    name: str
    data: bytes
    sighting: Sighting
    corner: tuple[float, float]


@dataclass(slots=True)
class Unrolled:
    """What became of the panes of a screen; `facts` are plain JSON, one object for each pane."""

    sheets: list[Sheet] = field(default_factory=list)
    facts: list[dict[str, Any]] = field(default_factory=list)
    lacking: list[Lack] = field(default_factory=list)

    def lacks(self, code: str, /, **facts: str | int) -> None:
        """Note what of a pane could not be shown."""
        self.lacking.append(Lack(code, facts))


def unroll(window: Window, sighting: Sighting) -> Unrolled:
    """Return pictures of what the panes of the screen hold; each is put back as it was."""
    out = Unrolled()
    covers = sorted(sighting.covers, key=lambda span: -span.paint)
    real = 0
    for pane in sighting.panes:
        try:
            scroll = measure(window, pane)
            if scroll is None or scroll.full <= scroll.height + 1:
                continue
            real += 1
            middle = (pane.box[0] + pane.box[2] / 2, pane.box[1] + pane.box[3] / 2)
            if real > MOST_PANES:
                out.lacks("pane_many", pane=real, most=MOST_PANES)
            elif is_covered(middle, pane.span, covers):
                out.lacks("pane_covered", pane=real)
            else:
                _unroll_one(window, pane, scroll, real, out)
        except Error as error:
            out.lacks("pane_error", pane=real, error=error.message.splitlines()[0])
    return out


def measure(window: Window, pane: Pane) -> Scroll | None:
    """Return a pane's scroll, None if it is no scroller. Raises Error when it has gone."""
    found = _ask(window, pane, "measure()", "el => loanexitCamera.measure(el)")
    return Scroll(*(float(found[key]) for key in ("top", "height", "full"))) if found else None


@contextmanager
def scrolled(window: Window, pane: Pane, scroll: Scroll, out: dict[str, Any]) -> Iterator[None]:
    """Put the pane back afterwards; `out["restored"]` says whether that worked."""
    try:
        yield
    finally:
        out["restored"] = abs(go_to(window, pane, scroll.top) - scroll.top) < 1


def go_to(window: Window, pane: Pane, top: float) -> float:
    """Scroll a pane and return where it is then, a painted frame later."""
    at = _ask(window, pane, f"goTo(null, {top})", f"el => loanexitCamera.goTo(el, {top})")
    return float(at) if at is not None else -1.0


def look(window: Window) -> Sighting:
    """Return what the page shows at this moment, without waiting for rest."""
    return see(window.link, View(window.device, 0, 0))


def _unroll_one(window: Window, pane: Pane, scroll: Scroll, number: int, out: Unrolled) -> None:
    stops, reached = scroll.stops()
    facts: dict[str, Any] = {
        "pane": pane.tag, "box": list(pane.box), "shows": scroll.height, "holds": scroll.full,
        "pictures": 0, "reached": reached, "overlap": OVERLAP,
    }  # fmt: skip
    out.facts.append(facts)
    with scrolled(window, pane, scroll, facts):
        for count, stop in enumerate(stops, 1):
            if abs(go_to(window, pane, stop) - stop) > 1:
                out.lacks("pane_stuck", pane=number, at=round(stop))
                break
            out.sheets.append(_sheet(window, pane, f"unrolled-{number}-{count:02d}"))
            facts["pictures"] = count
    if reached < scroll.full - 1:
        out.lacks("pane_cut", pane=number, at=round(reached), of=round(scroll.full))
    if not facts["restored"]:
        out.lacks("pane_moved", pane=number, top=round(scroll.top))


def _sheet(window: Window, pane: Pane, name: str) -> Sheet:
    seen = look(window)
    left, top, width, height = pane.box
    area = Box(left, top + seen.screen.scroll_y, width, height)
    data = pictures.of_area(window.link.main.session, area)
    return Sheet(name, data, seen, (area.x, area.y))


def _ask(window: Window, pane: Pane, of_frame: str, of_node: str) -> Any:  # noqa: ANN401 - JSON
    link = window.link
    target = _target(window, pane.frame)
    if pane.node == 0:
        expression = f"loanexitCamera.{of_frame}"
        return link.ask(target, pane.frame, expression, wait=True)
    return link.call(target, pane.node, pane.frame, of_node, wait=True)


def _target(window: Window, frame: str) -> Target:
    for target in window.link.targets():
        if frame in target.worlds:
            return target
    raise Error("the frame is gone")
