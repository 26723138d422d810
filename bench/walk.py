"""How much a walk with all walls and full evidence costs against a bare Playwright script.

Both walk the same screens of the 京东金融 mock portal, served over HTTP on 127.0.0.1, in turn in
one process. The bare script clicks, waits for a text of the next screen and takes a viewport PNG.
Ours looks, judges, presses behind the tripwire, settles, and keeps viewport and full page, MHTML,
text, boxes, network log, hashes and the fsynced journal.

    python -m bench.walk [ROUNDS]        prints milliseconds per screen, the ratio and the split
"""

from __future__ import annotations

import dataclasses
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from loanexit_auto.browser import camera, hand, pictures, stillness
from loanexit_auto.browser import driver as browser_driver
from loanexit_auto.browser.fence import Fence
from loanexit_auto.browser.launch import find_browser, launch
from loanexit_auto.browser.window import Window, WindowPlan
from loanexit_auto.engine import guard
from loanexit_auto.engine.pilot import Pilot
from loanexit_auto.engine.steps import follow
from loanexit_auto.evidence.folder import CaseFolder
from loanexit_auto.evidence.recorder import Recorder
from loanexit_auto.portal.files import load_case, load_portal
from loanexit_auto.portal.server import PortalServer
from loanexit_auto.resources import portals_folder
from loanexit_auto.scenario.directory import Directory
from loanexit_auto.scenario.model import Tap, Target
from loanexit_auto.scenario.wordbook import builtin_lexicon
from loanexit_auto.screen.locate import shows

# What is pressed, and a text that only the next screen shows.
SCREENS = (
    ("我的", "我的资产"), ("借款记录", "待还总额"), ("我的", "我的资产"), ("钱包", "钱包余额"),
    ("我的", "我的资产"), ("会员", "会员状态"), ("我的", "我的资产"), ("订单", "进行中的订单"),
    ("我的", "我的资产"), ("设置", "账户与安全"), ("账户与安全", "注销账户"), ("我的", "我的资产"),
)  # fmt: skip
Split = dict[str, float]


def main(rounds: int) -> None:
    """Run both in turn and print the figures."""
    portal = load_portal(portals_folder() / "jd-finance")
    case = dataclasses.replace(load_case(portal, "entry-located"))
    case.state["signed_in"] = True
    split: Split = {}
    with PortalServer(portal, case).start() as server, sync_playwright() as playwright:
        browser = launch(playwright, find_browser(), headless=True)
        start = server.url
        bare_walk(browser, start)  # warm both up
        our_walk(browser, start, {})
        pairs = [
            (bare_walk(browser, start), our_walk(browser, start, split)) for _ in range(rounds)
        ]
        browser.close()
    report(pairs, split, rounds)


def bare_walk(browser: Browser, start: str) -> float:
    """Return seconds per screen of the bare script."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    page = context.new_page()
    page.goto(start)
    page.get_by_text("我的", exact=True).first.wait_for()
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        for number, (label, proof) in enumerate(SCREENS):
            page.get_by_text(label, exact=True).first.click()
            page.get_by_text(proof).first.wait_for()
            page.screenshot(path=f"{folder}/{number}.png")
        took = time.perf_counter() - began
    context.close()
    return took / len(SCREENS)


def our_walk(browser: Browser, start: str, split: Split) -> float:
    """Return seconds per screen of the engine with all walls and full evidence."""
    plan = WindowPlan(fence=Fence(("127.0.0.1",)))
    window = Window(browser, plan)
    driver = browser_driver.BrowserDriver(window, browser_driver.Patience())
    scenario = Directory.open().get("jd-finance").model_copy(update={"start": start})
    pilot = Pilot(driver, builtin_lexicon())
    spent: Split = {}
    with tempfile.TemporaryDirectory() as out, timed(spent):
        folder = CaseFolder.create(Path(out), "jd-finance", now=datetime.now(UTC), facts={})
        with Recorder(folder, lambda line: None) as recorder:
            for event in pilot.goto(start):
                recorder.put(event)
            for event in pilot.arrive("start", lambda s: shows(s, ("我的",))):
                recorder.put(event)
            recorder.flush()
            spent.clear()  # the way to the first screen is not counted
            began = time.perf_counter()
            for label, proof in SCREENS:
                steps = (Tap(tap=Target(text=(label,))),)
                walking = follow(scenario, steps, pilot, "route", lambda s, p=proof: shows(s, (p,)))
                for event in walking:
                    recorder.put(event)
            recorder.flush()
            took = time.perf_counter() - began
    for part, seconds in spent.items():
        split[part] = split.get(part, 0.0) + seconds
    window.close()
    return took / len(SCREENS)


@contextmanager
def timed(split: Split) -> Iterator[None]:
    """Add up where our time goes while the block runs."""
    places: list[tuple[str, object, str]] = [
        ("settle", browser_driver.BrowserDriver, "_settle"),
        ("look", browser_driver, "see"),
        ("guard", guard, "judge"),
        ("tap", hand.Hand, "tap"),
        ("capture", browser_driver, "photograph"),
        ("journal", Recorder, "_take"),
        ("view.png", pictures, "of_view"),
        ("full.png", pictures, "of_area"),
        ("still", stillness.Salt, "state_of"),
        ("unroll", camera, "unroll"),
        ("mhtml", camera, "mhtml"),
    ]
    kept = [(owner, name, getattr(owner, name)) for _, owner, name in places]
    for part, owner, name in places:
        setattr(owner, name, _timed(getattr(owner, name), part, split))
    try:
        yield
    finally:
        for owner, name, original in kept:
            setattr(owner, name, original)


def _timed(function: Callable[..., object], part: str, split: Split) -> Callable[..., object]:
    def measured(*args: object, **kwargs: object) -> object:
        began = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            split[part] = split.get(part, 0.0) + time.perf_counter() - began

    return measured


def report(pairs: list[tuple[float, float]], split: Split, rounds: int) -> None:
    bare = statistics.median(pair[0] for pair in pairs)
    ours = statistics.median(pair[1] for pair in pairs)
    ratio = statistics.median(pair[1] / pair[0] for pair in pairs)
    print(f"screens per walk {len(SCREENS)}, rounds {rounds}, in turn, same pages, same browser")
    print(f"bare script      {bare * 1000:7.1f} ms per screen")
    print(f"ours             {ours * 1000:7.1f} ms per screen")
    print(f"ratio            {ratio:7.2f}   (goal <= 1.5)")
    screens = rounds * len(SCREENS)
    print("where ours goes, ms per screen (pictures and MHTML are part of capture):")
    for part, seconds in split.items():
        print(f"  {part:10} {seconds / screens * 1000:7.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
