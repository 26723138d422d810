"""Pictures: parts of a page as PNG, and where each text stands on them.

`Page.captureScreenshot` with `captureBeyondViewport` leaves the layout as it is (a fixed element
stays where it is in the view), so one arithmetic serves the view, the page and any part of it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image
from playwright.sync_api import CDPSession, Error

from loanexit_auto.browser.link import Target
from loanexit_auto.browser.window import Window
from loanexit_auto.screen.model import Box, Screen

TALLEST = 20_000  # CSS pixels of one picture; taller pages come in tiles
TILE, OVERLAP = (
    10_000,
    100,
)  # CSS pixels; the overlap keeps each line of text whole in one tile
MOST = 100_000  # CSS pixels of a page; an endless one is cut there and said so
_STRIP = 16_000  # pixels; graphics cards repeat or shrink what is taller than 16,384
_MASK = (
    "input:not([type=button]):not([type=submit]):not([type=reset]):not([type=search]),"
    "textarea,[contenteditable]{-webkit-text-security:disc !important}"
)
_NOT_SECRET = frozenset({"", "button", "submit", "reset", "search", "checkbox", "radio", "select"})


def of_view(session: CDPSession) -> bytes:
    """Return the view as it is. Raises Error when the page has gone, as all here do."""
    return _shoot(session)


def of_area(session: CDPSession, area: Box) -> bytes:
    """Return a part of the page, given in CSS pixels from its upper left corner."""
    if area.height <= _STRIP:
        return _shoot(session, captureBeyondViewport=True, clip=_clip(area))
    whole = Image.new("RGB", (round(area.width), round(area.height)))
    for top in range(0, round(area.height), _STRIP):
        strip = Box(area.x, area.y + top, area.width, min(_STRIP, area.height - top))
        whole.paste(Image.open(BytesIO(of_area(session, strip))), (0, top))
    out = BytesIO()
    whole.save(out, "PNG", compress_level=1)
    return out.getvalue()


def areas_of_page(screen: Screen) -> dict[str, Box]:
    """Return what to photograph besides the view, by name: nothing, the page, or its tiles."""
    if screen.page_height <= screen.height + 1:
        return {}
    if screen.page_height <= TALLEST:
        return {"full": Box(0, 0, screen.width, screen.page_height)}
    last, top = min(screen.page_height, MOST), 0.0
    tiles: dict[str, Box] = {}
    while top + OVERLAP < last:
        height = min(TILE, last - top)
        tiles[f"full-{len(tiles) + 1:02d}"] = Box(0, top, screen.width, height)
        top += TILE - OVERLAP
    return tiles


def boxes_on(screen: Screen, corner: tuple[float, float] | None = None) -> bytes:
    """Return where each text stands, as JSON, in CSS pixels of the view and of the whole page.

    With `corner`, the page's point at the picture's upper left: on a picture taken from there.
    """
    left, top = corner or (0.0, screen.scroll_y)
    rows = [
        {
            "text": run.text,
            "x": run.box.x - left,
            "y": run.box.y + screen.scroll_y - top,
            "w": run.box.width,
            "h": run.box.height,
            "page_x": run.box.x,
            "page_y": run.box.y + screen.scroll_y,
            "frame": run.frame,
        }
        for run in screen.visible_texts()
    ]
    return json.dumps(rows, ensure_ascii=False).encode()


def size_of(data: bytes) -> tuple[int, int]:
    """Return a picture's width and height in pixels."""
    return Image.open(BytesIO(data)).size


@contextmanager
def masked(window: Window, screen: Screen) -> Iterator[None]:
    """Draw typed values as dots while pictures are taken."""
    if not any(e.filled and e.visible and e.input_type not in _NOT_SECRET for e in screen.elements):
        yield
        return
    sheets = [sheet for target in window.link.targets() for sheet in _mask(target)]
    try:
        yield
    finally:
        for session, sheet in sheets:
            _set_text(session, sheet, "")


def _clip(area: Box) -> dict[str, float]:
    return {"x": area.x, "y": area.y, "width": area.width, "height": area.height, "scale": 1}


def _shoot(session: CDPSession, **options: object) -> bytes:
    reply = session.send(
        "Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True, **options}
    )
    return base64.b64decode(reply["data"])


def _mask(target: Target) -> Iterator[tuple[CDPSession, str]]:
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
