"""What evidence costs: each screen against its peers, a seal against `sha256sum`, a copy.

    python -m bench.evidence [ROUNDS]

All modes visit the same pages of the 京东金融 mock portal over HTTP on 127.0.0.1, in turn in one
process and one browser: open the address, wait for its load, keep what the mode keeps. Ours looks
as well, and keeps picture, full page, MHTML, text, boxes and network log, hashed, fsynced and
chained. Ratios are medians over rounds against the bare script of the same round. shot-scraper is
measured if it is installed (`pip install shot-scraper`), by its own function in the same browser.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from loanexit_auto.browser.driver import BrowserDriver, Patience
from loanexit_auto.browser.fence import Fence
from loanexit_auto.browser.launch import find_browser, launch
from loanexit_auto.browser.window import Window, WindowPlan
from loanexit_auto.engine.driver import Artefact, Capture
from loanexit_auto.engine.events import Seen
from loanexit_auto.evidence.folder import CaseFolder
from loanexit_auto.evidence.keys import KeyStore
from loanexit_auto.evidence.proposal import propose
from loanexit_auto.evidence.purpose import PURPOSES
from loanexit_auto.evidence.recorder import Recorder
from loanexit_auto.evidence.seal import seal
from loanexit_auto.evidence.share import make_copy
from loanexit_auto.evidence.verify import verify
from loanexit_auto.portal.files import load_case, load_portal
from loanexit_auto.portal.server import PortalServer
from loanexit_auto.resources import portals_folder
from loanexit_auto.screen.model import Screen

try:
    from shot_scraper.cli import take_shot
except ImportError:
    take_shot = None

PAGES = (
    "",
    "app",
    "bills",
    "borrow",
    "products",
    "coupon-center",
    "about",
    "risk",
    "search",
    "login",
)
VIEWPORT = {"width": 1280, "height": 800}
Mode = Callable[[Browser, str, Path], float]


def main(rounds: int) -> None:
    """Print all three tables."""
    screens(rounds)
    for count in (100, 1_000, 10_000):
        throughput(count, rounds)
    copies(rounds)


def screens(rounds: int) -> None:
    """Time and bytes per screen."""
    portal = load_portal(portals_folder() / "jd-finance")
    case = dataclasses.replace(load_case(portal, "entry-located"))
    case.state["signed_in"] = True
    times: dict[str, list[float]] = {name: [] for name in MODES}
    sizes: dict[str, int] = {}
    with PortalServer(portal, case).start() as server, sync_playwright() as playwright:
        browser = launch(playwright, find_browser(), headless=True)
        for number in range(rounds + 1):  # the first warms up
            for name, mode in MODES.items():
                with tempfile.TemporaryDirectory() as place:
                    took = mode(browser, server.url, Path(place))
                    sizes[name] = _bytes(Path(place)) // len(PAGES)
                if number:
                    times[name].append(took / len(PAGES))
        browser.close()
    print(f"per screen, {len(PAGES)} screens, {rounds} rounds in turn")
    bare = times["bare script, view"]
    for name, seconds in times.items():
        ratio = statistics.median(s / b for s, b in zip(seconds, bare, strict=True))
        kib = sizes[name] / 1024
        median = statistics.median(seconds) * 1000
        print(f"  {name:28} {median:7.1f} ms  x{ratio:5.2f}  {kib:7.0f} KiB")


def bare(browser: Browser, start: str, place: Path) -> float:
    """Open, wait for load, picture of the view."""
    with _context(browser) as context:
        return _walk(context, start, place, full=False)


def bare_full(browser: Browser, start: str, place: Path) -> float:
    """The same, picture of the whole page."""
    with _context(browser) as context:
        return _walk(context, start, place, full=True)


def tracing(browser: Browser, start: str, place: Path) -> float:
    """Playwright's own trace with screenshots and snapshots, besides the picture of the view."""
    with _context(browser) as context:
        began = time.perf_counter()
        context.tracing.start(screenshots=True, snapshots=True)
        _walk(context, start, place, full=False)
        context.tracing.stop(path=place / "trace.zip")
        return time.perf_counter() - began


def har(browser: Browser, start: str, place: Path) -> float:
    """Playwright's HAR with bodies, besides the picture of the view."""
    began = time.perf_counter()
    with _context(browser, record_har_path=place / "all.har.zip") as context:
        _walk(context, start, place, full=False)
    return time.perf_counter() - began


def scraper(browser: Browser, start: str, place: Path, *, full: bool) -> float:
    """shot-scraper's own function; each page is closed after it, which its `multi` does not do."""
    height = {} if full else {"height": VIEWPORT["height"]}
    with _context(browser) as context:
        began = time.perf_counter()
        for number, page in enumerate(PAGES):
            shot = {"url": start + page, "output": str(place / f"{number}.png"), "width": 1280}
            take_shot(context, shot | height, silent=True)
            for opened in context.pages:
                opened.close()
        return time.perf_counter() - began


def ours(browser: Browser, start: str, place: Path) -> float:
    """Look, full capture, hashes, fsync, chained journal."""
    window = Window(browser, WindowPlan(fence=Fence(("127.0.0.1",))))
    driver = BrowserDriver(window, Patience())
    folder = CaseFolder.create(place, "jd-finance", now=datetime.now(UTC), facts={})
    with Recorder(folder, lambda line: None) as recorder:
        began = time.perf_counter()
        for page in PAGES:
            driver.goto(start + page)
            screen = driver.look()
            recorder.put(Seen(screen, (), driver.capture(screen), "step"))
        recorder.flush()
        took = time.perf_counter() - began
    window.close()
    return took


@contextmanager
def _context(browser: Browser, **more: object) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=VIEWPORT, locale="zh-CN", **more)  # type: ignore[arg-type]
    try:
        yield context
    finally:
        context.close()


def _walk(context: BrowserContext, start: str, place: Path, *, full: bool) -> float:
    page = context.new_page()
    began = time.perf_counter()
    for number, name in enumerate(PAGES):
        page.goto(start + name)
        page.screenshot(path=place / f"{number}.png", full_page=full)
    return time.perf_counter() - began


MODES: dict[str, Mode] = {
    "bare script, view": bare,
    "bare script, full page": bare_full,
    "bare + Playwright tracing": tracing,
    "bare + HAR": har,
    "ours, full evidence": ours,
}
if take_shot is not None:
    MODES["shot-scraper, view"] = lambda *args: scraper(*args, full=False)
    MODES["shot-scraper, full page"] = lambda *args: scraper(*args, full=True)


def throughput(count: int, rounds: int) -> None:
    """Seal and verify a case of `count` files against `sha256sum -c` on the same files."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        case, keys = _case(place, count), KeyStore(place / "keys")
        sealing = [_timed(lambda: _seal(case, keys)) for _ in range(3)]
        size = _bytes(case / "data")
        pairs = [
            (_timed(lambda: _sha256sum(case)), _timed(lambda: verify(case)))
            for _ in range(max(rounds, 3))
        ]
        if verify(case).failures:
            raise SystemExit("the sealed case does not verify")
    theirs, mine = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(mine / theirs for theirs, mine in pairs)
    print(f"\n{count:,} files, {size / 1e6:.1f} MB")
    print(f"  sha256sum -c     {theirs * 1000:8.1f} ms")
    print(f"  verify           {mine * 1000:8.1f} ms  x{ratio:.2f}   (goal <= 1.5)")
    print(f"  seal             {statistics.median(sealing) * 1000:8.1f} ms, commitments included")


def _case(place: Path, count: int) -> Path:
    """A case of `count` files of 40 KiB on average, without pictures, like saved pages."""
    folder = CaseFolder.create(place, "jd-finance", now=datetime.now(UTC), facts={})
    with Recorder(folder, lambda line: None) as recorder:
        for number in range(count // 5):
            files = tuple(
                Artefact(f"page{n}.mhtml", "multipart/related", _noise(number * 5 + n))
                for n in range(5)
            )
            screen = Screen("https://a.example/", "页面")
            recorder.put(Seen(screen, (), Capture(files), "step"))
    return folder.path


def _noise(number: int) -> bytes:
    return hashlib.sha256(str(number).encode()).digest() * (256 + number % 2048)


def _sha256sum(case: Path) -> None:
    command = ["sha256sum", "--quiet", "-c", "manifest-sha256.txt"]
    subprocess.run(command, cwd=case, check=True, stdout=subprocess.DEVNULL)


def copies(rounds: int) -> None:
    """A share copy, per screen of 1280 by 800, and checking it."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        folder = CaseFolder.create(place, "jd-finance", now=datetime.now(UTC), facts={})
        with Recorder(folder, lambda line: None) as recorder:
            for number in range(10):
                screen = Screen("https://a.example/", str(number))
                recorder.put(Seen(screen, (), Capture(_shot()), "step"))
        keys = KeyStore(place / "keys")
        sealing = _timed(lambda: _seal(folder.path, keys))
        made: list[float] = []
        checked: list[float] = []
        for number in range(rounds):
            out = place / f"copy{number}"
            made.append(_timed(lambda out=out: _share(folder.path, keys, out)))
            checked.append(_timed(lambda out=out: verify(out)))
        proofs = (place / "copy0/seal/proofs.json").stat().st_size
    print("\nshare copy, per screen of 1280 x 800")
    print(f"  seal with commitments {sealing * 100:7.1f} ms")
    print(f"  mask and prove        {statistics.median(made) * 100:7.1f} ms")
    print(f"  check the copy        {statistics.median(checked) * 100:7.1f} ms")
    print(f"  proof                 {proofs / 10 / 1024:7.1f} KiB")


def _shot() -> tuple[Artefact, ...]:
    image = Image.new("RGB", (1280, 800), (248, 249, 251))
    draw = ImageDraw.Draw(image)
    for row in range(12):
        draw.rectangle((40, 60 * row + 20, 1240, 60 * row + 68), (255, 255, 255), (225, 228, 232))
        draw.text(
            (60, 60 * row + 38), f"row {row} of the account and security menu 0.30", (30, 30, 40)
        )
    picture = BytesIO()
    image.save(picture, "PNG")
    box = {"text": "13812345678", "x": 40, "y": 90, "w": 90, "h": 16, "page_x": 40, "page_y": 90}
    return (
        Artefact("view.png", "image/png", picture.getvalue()),
        Artefact("text.txt", "text/plain", "手机 13812345678\n余额\n".encode() * 40),
        Artefact("boxes.json", "application/json", json.dumps([box]).encode()),
    )


def _seal(case: Path, keys: KeyStore) -> None:
    seal(case, keys, now=datetime.now(UTC), version="0")


def _share(case: Path, keys: KeyStore, out: Path) -> None:
    make_copy(propose(case, PURPOSES["heimao"]), keys, out, now=datetime.now(UTC))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
