"""Numbered boxes on a copy of a screenshot, drawn by the browser in a page of its own."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from playwright.sync_api import Browser

from loanexit_auto.screen.model import Box

_STYLE = (
    "body{{margin:0}}div{{position:absolute;box-sizing:border-box;border:2px solid}}"
    "b{{position:absolute;left:-2px;top:-16px;font:bold 12px/16px sans-serif;color:#fff;"
    "padding:0 4px;white-space:nowrap}}"
)


@dataclass(frozen=True, slots=True)
class Note:
    """One box to paint, with its caption and CSS colour."""

    box: Box
    caption: str
    colour: str


def annotated(
    browser: Browser, picture: bytes, size: tuple[int, int], notes: Sequence[Note]
) -> bytes:
    """Return a PNG of `picture` (whose size is in CSS pixels) with the notes painted on it."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, offline=True)
    try:
        page = context.new_page()
        image = base64.b64encode(picture).decode()
        boxes = "".join(map(_painted, notes))
        page.set_content(
            f"<style>{_STYLE.format()}</style><img src='data:image/png;base64,{image}'>{boxes}"
        )
        page.wait_for_function("document.images[0].complete")
        return page.screenshot(caret="initial")
    finally:
        context.close()


def _painted(note: Note) -> str:
    box, colour = note.box, escape(note.colour)
    place = f"left:{box.x}px;top:{box.y}px;width:{box.width}px;height:{box.height}px"
    caption = escape(note.caption)
    name = f"<b style='background:{colour}'>{caption}</b>"
    return f"<div style='{place};border-color:{colour}'>{name}</div>"
