"""A desk served on 127.0.0.1 about a case with pictures, and a person's window onto it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page

from loanexit_auto.browser.launch import find_browser
from loanexit_auto.casework.desk.server import OpenDesk, opened
from loanexit_auto.casework.shelf import ShelvedCase, read_case
from loanexit_auto.engine import events, outcome
from loanexit_auto.engine.driver import Artefact, Capture
from loanexit_auto.messages import Messages
from loanexit_auto.screen.findings import Finding
from loanexit_auto.screen.model import Frame, Screen
from tests.unit.casework.case_samples import BALANCE, DONE, ENTRY, FINAL, make_case, tapped

TODAY = date(2026, 9, 28)
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>\u202e'


def pictured(title: str, *found: Finding) -> events.Seen:
    """Return a screen that was photographed: a picture of a phone's menu."""
    picture = Image.new("RGB", (360, 640), "white")
    draw = ImageDraw.Draw(picture)
    for row in range(8):
        draw.rectangle((16, 24 + row * 72, 344, 72 + row * 72), fill=(225, 232, 245))
    out = io.BytesIO()
    picture.save(out, "PNG")
    screen = Screen("https://jr.example/set", title, frames=(Frame("main", "https://jr.example"),))
    capture = Capture((Artefact("view.png", "image/png", out.getvalue()),), {"status": 200})
    return events.Seen(screen, found, capture, "step")


def refused(title: str = "账户与安全") -> tuple[events.Event, ...]:
    """Return a run that came to the entry; the platform refused after the person's own press."""
    return (
        tapped("我的"),
        pictured("我的"),
        tapped("设置"),
        pictured(title, ENTRY),
        FINAL,
        DONE,
        pictured("不能注销", BALANCE),
        events.Finished(outcome.Blocked((BALANCE,), "page")),
    )


@dataclass
class Desk:
    """A served desk: its own address, the address that lets in once, and its case."""

    there: OpenDesk
    case: ShelvedCase

    @property
    def origin(self) -> str:
        parts = urlsplit(self.there.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def about(self) -> str:
        return f"{self.origin}/case/{self.case.name}"

    def now(self) -> ShelvedCase:
        """Return the case as it is on the disk now."""
        return read_case(self.case.path)


@dataclass
class Watched:
    """A page, and everything in it that should not happen."""

    page: Page
    requested: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requested.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.on("console", lambda said: self.complaints.append(said.text))

    def hosts(self) -> set[str | None]:
        return {urlsplit(url).hostname for url in self.requested}


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Serve a case; `name` is the platform's, `title` that of one of its pages."""
    running = ExitStack()

    def start(name: str = "京东金融", title: str = "账户与安全") -> Desk:
        case = make_case(tmp_path, refused(title), name=name)
        there = running.enter_context(
            opened(tmp_path, Messages(), lambda: TODAY, lambda say: find_browser(say=say).path)
        )
        thread = Thread(target=there.run)
        thread.start()
        running.callback(thread.join)
        running.callback(there.stop)  # runs first
        return Desk(there, case)

    with running:
        yield start


@pytest.fixture
def desk(serve: Callable[..., Desk]) -> Desk:
    return serve()


@pytest.fixture(params=["script", "no script"])
def window(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        java_script_enabled=request.param == "script",
        viewport={"width": 1280, "height": 900},
        locale="zh-CN",
    )
    yield context
    context.close()


@pytest.fixture
def page(browser: Browser, desk: Desk) -> Iterator[Page]:
    """Yield a page let into the desk."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    entered = context.new_page()
    entered.goto(desk.there.url)
    yield entered
    context.close()
