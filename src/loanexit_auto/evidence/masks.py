"""Where a copy is masked: areas of pictures, snapped outward to the tile grid, and lines of texts.

Areas come from the boxes of text recorded at capture, so nothing is guessed from pixels. An area
that is only estimated (a part of a longer text) is widened by more than the estimate can err.
"""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from PIL import Image

from loanexit_auto.evidence.merkle import MASK, TILE
from loanexit_auto.evidence.personal import Kind, Mark, marks_in_order
from loanexit_auto.evidence.refused import Refused

_NARROW = 0.55  # width of a Latin letter or digit, in units of a Chinese character
_MARGIN = 1.5  # characters added to each end of an estimated part
_SHORT = 6  # characters: a text with less than this beside the mark is masked whole
_MULTILINE = 2.2  # a box higher than this many characters holds several lines: masked whole
_BOX_KEYS = ("x", "y", "w", "h", "page_x", "page_y")


@dataclass(frozen=True, slots=True)
class TextBox:
    """One recorded text and where it stands, in CSS pixels of the view and of the full page."""

    text: str
    x: float
    y: float
    w: float
    h: float
    page_x: float
    page_y: float


@dataclass(frozen=True, slots=True)
class Area:
    """A masked rectangle in pixels of a picture, on the tile grid."""

    kind: Kind
    x: int
    y: int
    width: int
    height: int
    by: Literal["tool", "person"] = "tool"


def read_boxes(data: bytes) -> tuple[TextBox, ...]:
    """Return the boxes of a capture's boxes.json. Raises Refused if it is malformed."""
    try:
        rows = json.loads(data)
        boxes = tuple(
            TextBox(str(row["text"]), *(float(row[key]) for key in _BOX_KEYS)) for row in rows
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refused("boxes_malformed") from error
    if not all(math.isfinite(n) for box in boxes for n in (box.x, box.y, box.w, box.h)):
        raise Refused("boxes_nowhere")
    return boxes


def areas(
    boxes: Sequence[TextBox],
    size: tuple[int, int],
    scale: float,
    *,
    full: bool,
    kinds: frozenset[Kind],
    known: Iterable[tuple[Kind, str]] = (),
) -> tuple[Area, ...]:
    """Return what to mask in a picture of `size` pixels, `scale` pixels to a CSS pixel.

    `full` says that the picture shows the whole page, not the view.
    """
    found: dict[Area, None] = {}
    for box, marks in zip(boxes, marks_in_order([b.text for b in boxes], known), strict=True):
        for mark in (each for each in marks if each.kind in kinds):
            left, width = _extent(box, mark)
            x, y = (box.page_x, box.page_y) if full else (box.x, box.y)
            area = snapped(mark.kind, (x + left, y, width, box.h), size, scale)
            if area:
                found[area] = None
    return tuple(found)


def _extent(box: TextBox, mark: Mark) -> tuple[float, float]:
    """Return where in its box a mark begins, and its width, on the safe side."""
    total = _units(box.text)
    em = box.w / total if total else box.w
    beside = len(box.text) - (mark.end - mark.start)
    if beside < _SHORT or box.h > _MULTILINE * em:
        return 0.0, box.w
    begin = (_units(box.text[: mark.start]) - _MARGIN) * em
    end = (_units(box.text[: mark.end]) + _MARGIN) * em
    return max(begin, 0.0), min(end, box.w) - max(begin, 0.0)


def _units(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else _NARROW for c in text)


def snapped(
    kind: Kind,
    box: tuple[float, float, float, float],
    size: tuple[int, int],
    scale: float = 1.0,
    by: Literal["tool", "person"] = "tool",
) -> Area | None:
    """Return the tiles a box (x, y, width, height) touches as an Area; None outside the picture."""
    x, y, width, height = (n * scale for n in box)
    left, top = max(0, _down(x - 1)), max(0, _down(y - 1))
    right, bottom = min(size[0], _up(x + width + 1)), min(size[1], _up(y + height + 1))
    if right <= left or bottom <= top:
        return None
    return Area(kind, left, top, right - left, bottom - top, by)


def _down(n: float) -> int:
    return math.floor(n / TILE) * TILE


def _up(n: float) -> int:
    return math.ceil(n / TILE) * TILE


def hidden_tiles(masked: Iterable[Area], size: tuple[int, int]) -> frozenset[int]:
    """Return the numbers of the tiles that areas cover, counted row by row from 0."""
    across = math.ceil(size[0] / TILE)
    return frozenset(
        y // TILE * across + x // TILE
        for area in masked
        for y in range(area.y, area.y + area.height, TILE)
        for x in range(area.x, area.x + area.width, TILE)
    )


def paint(image: Image.Image, masked: Iterable[Area]) -> Image.Image:
    """Return the picture with the areas painted over, opaque."""
    painted = image.copy()
    for area in masked:
        corner = (area.x + area.width, area.y + area.height)
        painted.paste((MASK[0], MASK[1], MASK[2]), (area.x, area.y, *corner))
    return painted


def hidden_lines(
    lines: Sequence[str], kinds: frozenset[Kind], known: Iterable[tuple[Kind, str]] = ()
) -> frozenset[int]:
    """Return the numbers (from 0) of the lines of a text that hold personal data."""
    found = marks_in_order(lines, known)
    return frozenset(n for n, marks in enumerate(found) if any(m.kind in kinds for m in marks))


def masked_text(text: str, kinds: frozenset[Kind], known: Iterable[tuple[Kind, str]] = ()) -> str:
    """Return a short text with its personal data replaced, for headings and quotations."""
    chars = list(text)
    for mark in marks_in_order([text], known)[0]:
        if mark.kind in kinds:
            chars[mark.start : mark.end] = "■" * (mark.end - mark.start)
    return "".join(chars)
