"""The camera: one screen's files, taken without changing the page.

Order and settings follow measurements: MHTML first, then the viewport, then (only where the page
is longer) the full page; `Page.captureScreenshot` through CDP makes no DOM mutation, where a
default Playwright screenshot makes six. Fields with a typed value are drawn as dots by an
inspector style sheet, which is no part of the document, before the pixels leave the browser.
"""

from __future__ import annotations

import base64
import json
import quopri
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import CDPSession, Error

from loanexit_auto.browser.link import Target
from loanexit_auto.browser.observe import Sighting
from loanexit_auto.browser.window import Window
from loanexit_auto.engine.driver import Artefact, Capture
from loanexit_auto.screen.model import Screen

TALLEST = 20_000  # CSS pixels; taller pages are cut there and said so
_MASK = (
    "input:not([type=button]):not([type=submit]):not([type=reset]):not([type=search]),"
    "textarea,[contenteditable]{-webkit-text-security:disc !important}"
)
_NOT_SECRET = frozenset({"", "button", "submit", "reset", "search", "checkbox", "radio", "select"})


def photograph(window: Window, sighting: Sighting) -> Capture:
    """Return the files of the screen just seen."""
    roll = _Roll()
    session, screen = window.link.main.session, sighting.screen
    with _masked(window, screen):
        roll.take("page.mhtml", "multipart/related", lambda: _mhtml(session, sighting.secrets))
        roll.take("view.png", "image/png", lambda: _picture(session))
        if screen.page_height > screen.height + 1:
            roll.take("full.png", "image/png", lambda: _full(session, screen))
            if screen.page_height > TALLEST:
                roll.lacking.append(f"full.png: cut at {TALLEST} px of {screen.page_height:.0f}")
    for name, media_type, data in (
        ("text.txt", "text/plain; charset=utf-8", screen.full_text().encode()),
        ("boxes.json", "application/json", _boxes(screen)),
        ("net.json", "application/json", _json(window.traffic.drain_log())),
    ):
        roll.keep(name, media_type, data, sighting.secrets)
    facts = {
        "url": screen.url,
        "title": screen.title,
        "viewport": [screen.width, screen.height],
        "page_height": screen.page_height,
        "scroll_y": screen.scroll_y,
        "settled": screen.settled,
        "http": window.traffic.document(window.page),
        "milliseconds": roll.milliseconds,
    }
    return Capture(tuple(roll.artefacts), facts, tuple(roll.lacking))


class _Roll:
    """Collects artefacts, how long each took, and what could not be kept."""

    def __init__(self) -> None:
        self.artefacts: list[Artefact] = []
        self.milliseconds: dict[str, float] = {}
        self.lacking: list[str] = []

    def take(self, name: str, media_type: str, shoot: Callable[[], bytes]) -> None:
        began = time.perf_counter()
        try:
            self.artefacts.append(Artefact(name, media_type, shoot()))
        except _HeldSecret:
            self.lacking.append(f"{name}: it contained a typed value and was not kept")
        except Error as error:
            self.lacking.append(f"{name}: {error.message.splitlines()[0]}")
        self.milliseconds[name] = round((time.perf_counter() - began) * 1000, 1)

    def keep(self, name: str, media_type: str, data: bytes, secrets: frozenset[str]) -> None:
        if holds_secret(data, secrets):
            self.lacking.append(f"{name}: it contained a typed value and was not kept")
        else:
            self.artefacts.append(Artefact(name, media_type, data))


class _HeldSecret(Exception):
    """A text artefact contains what stands in a field."""


def holds_secret(data: bytes, secrets: frozenset[str]) -> bool:
    """Return whether a text artefact contains a typed value, also in quoted-printable form."""
    if not secrets:
        return False
    forms = (data, quopri.decodestring(data))
    return any(secret.encode() in form for secret in secrets for form in forms)


def _mhtml(session: CDPSession, secrets: frozenset[str]) -> bytes:
    data = str(session.send("Page.captureSnapshot", {"format": "mhtml"})["data"]).encode()
    if holds_secret(data, secrets):
        raise _HeldSecret
    return data


def _picture(session: CDPSession, **options: object) -> bytes:
    reply = session.send(
        "Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True, **options}
    )
    return base64.b64decode(reply["data"])


def _full(session: CDPSession, screen: Screen) -> bytes:
    height = min(screen.page_height, TALLEST)
    clip = {"x": 0, "y": 0, "width": screen.width, "height": height, "scale": 1}
    return _picture(session, captureBeyondViewport=True, clip=clip)


@contextmanager
def _masked(window: Window, screen: Screen) -> Iterator[None]:
    """Draw typed values as dots while the pictures are taken."""
    if not any(e.filled and e.visible and e.input_type not in _NOT_SECRET for e in screen.elements):
        yield
        return
    sheets = [sheet for target in window.link.targets() for sheet in _mask(window, target)]
    try:
        yield
    finally:
        for session, sheet in sheets:
            _set_text(session, sheet, "")


def _mask(window: Window, target: Target) -> Iterator[tuple[CDPSession, str]]:
    session = target.session
    for frame_id in tuple(target.worlds):
        try:
            session.send("CSS.enable")
            made = session.send("CSS.createStyleSheet", {"frameId": frame_id, "force": True})
        except Error:
            continue  # the frame has gone, and with it what was typed into it
        _set_text(session, made["styleSheetId"], _MASK)
        yield session, made["styleSheetId"]


def _set_text(session: CDPSession, sheet: str, text: str) -> None:
    try:
        session.send("CSS.setStyleSheetText", {"styleSheetId": sheet, "text": text})
    except Error:
        return  # the document was left; its style sheet with it


def _boxes(screen: Screen) -> bytes:
    """Where each text stands, in CSS pixels, in the view and in the full picture."""
    return _json(
        [
            {
                "text": run.text,
                "x": run.box.x,
                "y": run.box.y,
                "w": run.box.width,
                "h": run.box.height,
                "page_x": run.box.x,
                "page_y": run.box.y + screen.scroll_y,
                "frame": run.frame,
            }
            for run in screen.visible_texts()
        ]
    )


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
