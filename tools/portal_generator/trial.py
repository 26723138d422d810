"""One exploration of one generated portal in a real browser, and what came of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from loanexit_auto.browser.driver import BrowserDriver, Patience
from loanexit_auto.browser.fence import Fence
from loanexit_auto.browser.mount import Mount
from loanexit_auto.browser.window import Window, WindowPlan
from loanexit_auto.engine.driver import Capture
from loanexit_auto.engine.events import Event, Explored, Finished, Mapped, Searched, Tapped
from loanexit_auto.engine.explore.explore import ExplorePlan, explore
from loanexit_auto.engine.outcome import NAMES
from loanexit_auto.portal.backend import Backend
from loanexit_auto.scenario.wordbook import builtin_lexicon
from loanexit_auto.screen.model import Screen
from tools.portal_generator.site import Site
from tools.portal_generator.write import HOST, forbidden_presses, start, write


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one exploration. `seconds` is wall time; `trace` what was done, in order."""

    outcome: str
    taps: int
    screens: int
    seconds: float
    forbidden: tuple[str, ...]
    closings: int
    trace: tuple[str, ...]


class UnphotographedDriver(BrowserDriver):
    """The real driver without photographs: a score needs none, and they take most of the time."""

    def capture(self, screen: Screen, findings: object = ()) -> Capture:
        return Capture(())


@contextmanager
def opened(
    browser: Browser, site: Site, folder: Path
) -> Iterator[tuple[str, UnphotographedDriver, Backend]]:
    """Open a window on a site drawn in `folder`, which must not exist yet.

    Yields the address of its start page, the driver and what answers in the site's place.
    """
    backend = Backend(write(site, folder))
    plan = WindowPlan(fence=Fence((HOST,)), device=site.device, origin=Mount(backend))
    window = Window(browser, plan)
    try:
        driver = UnphotographedDriver(window, Patience(fact=1.5))
        yield f"https://{HOST}{start(site)}", driver, backend
    finally:
        window.close()


def run(browser: Browser, site: Site, folder: Path, most: int = 80) -> Trial:
    """Explore a site drawn in `folder`, which must not exist yet."""
    began = time.monotonic()
    with opened(browser, site, folder) as (address, driver, backend):
        allowed = ExplorePlan((HOST,), most)
        events = list(explore(address, builtin_lexicon(), driver, allowed))
    return _told(events, time.monotonic() - began, backend)


def _told(events: list[Event], seconds: float, backend: Backend) -> Trial:
    finished = next(e for e in events if isinstance(e, Finished))
    explored = next(e for e in events if isinstance(e, Explored))
    return Trial(
        NAMES[type(finished.outcome)],
        explored.taps,
        explored.screens,
        seconds,
        tuple(forbidden_presses(backend)),
        len(backend.closings("tool")),
        trace_of(events),
    )


def trace_of(events: list[Event]) -> tuple[str, ...]:
    """Return what was done and seen, in order; two runs of one site must give the same."""
    return tuple(_traced(events))


def _traced(events: list[Event]) -> Iterator[str]:
    for event in events:
        match event:
            case Tapped():
                yield f"tap {event.label}"
            case Searched():
                yield f"search {event.phrase}"
            case Mapped():
                yield f"{event.how} {event.screen}"
            case _:
                continue
