"""Puzzles that a page draws itself: a drag handle on its track, a picture to click.

Words alone are weak: a help article speaks of sliders too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator

from loanexit_auto.screen.fields import is_typed, near
from loanexit_auto.screen.findings import Challenge, ChallengeKind
from loanexit_auto.screen.locate import same_row
from loanexit_auto.screen.model import Box, Element, Mark
from loanexit_auto.screen.text import core, is_latin, normalise
from loanexit_auto.screen.view import Line, View
from loanexit_auto.screen.widgets import is_well_known, names, told, widgets

_LONGEST_PLAIN = 24
_LONGEST_ORDER = 36  # characters of a line that tells a person what to do now
_LONGEST_LATIN = 80
_DRAWN: tuple[tuple[str, ChallengeKind], ...] = (
    ("vendor_slider", "slider"),
    ("vendor_click", "click_captcha"),
    ("vendor_image", "image_code"),
)
_PICTURE_WIDTH, _PICTURE_HEIGHT = (180, 480), (80, 420)
_HANDLE = (20, 90)
_GRIP = re.compile(r"[\W_拖滑]{0,3}")  # what may stand on a handle: >>
_UNDER = (-20, 60)  # CSS pixels from the lower edge of a picture to its handle
_REACH = 80
_SHORTEST_TRACK, _LONGEST_TRACK, _HIGHEST_TRACK = 140, 480, 80
_OFF_CENTRE = 16
_SMALLEST_TILE, _FEWEST_TILES = 50, 6
_NO_PUZZLE = frozenset({"swipe", "close.account", "close.credit", "final", "irreversible", "repay"})
_BY_WORDS, _BY_SHAPE = 0.8, 0.75


def puzzles(view: View) -> Iterator[Challenge]:
    """Yield a challenge for each captcha on the screen."""
    vendors = tuple(widgets(view))
    yield from vendors
    inside = [found.box for found in vendors if found.box.area > 0 and is_well_known(view)]
    drawn = (*_drawn(view), *_ordered(view), *_dragged(view), *_picked(view), *_shaped(view))
    drawn = (*drawn, *_pieced(view))
    for found in drawn:
        if not any(near(found.box, box, 0) for box in inside):
            yield found


# -- drawn by the page itself -------------------------------------------------------------------


def _drawn(view: View) -> Iterator[Challenge]:
    for kind, challenge in _DRAWN:
        for mark in view.screen.marks:
            sized = mark.box.area > 0 and mark.kind != "script"
            if sized and names(mark.words, kind, view) and not _is_media(mark.words, view):
                if challenge == "image_code" and not _has_code_field(mark, view):
                    continue
                yield Challenge(mark.words, mark.box, mark.frame, 0.9, None, challenge)
        for element in view.shown:
            if challenge != "image_code" and names(element.hints, kind, view):
                text = element.label or element.hints
                box = element.box
                yield Challenge(text, box, element.frame, 0.9, element.id, challenge)


def _has_code_field(mark: Mark, view: View) -> bool:
    return any(
        element.role == "textbox" and near(element.box, mark.box, _REACH) for element in view.shown
    )


def _ordered(view: View) -> Iterator[Challenge]:
    for line in told(view, "challenge.slider"):
        if any(hit.kind == "swipe" for hit in view.hits(line.text)):
            continue
        track = _track(line, view)
        shaped = _picture(line.box, line, view) is not None or _handle(track, view, line)
        plain = _is_plain_order(line, view)
        if shaped or plain:
            confidence = 0.95 if shaped else _BY_WORDS
            yield Challenge(line.raw, line.box, line.frame, confidence, line.element, "slider")
    for line in told(view, "challenge.click_captcha"):
        shaped = _picture(line.box, line, view) is not None
        confidence = 0.95 if shaped else _BY_WORDS
        if shaped or line.layer > 0 or len(line.text) <= 20:
            box, frame = line.box, line.frame
            yield Challenge(line.raw, box, frame, confidence, line.element, "click_captcha")


def _dragged(view: View) -> Iterator[Challenge]:
    """Words of dragging on a track with its handle at one end, and a slider that says verify."""
    for line in told(view, "drag"):
        if line.kinds & _NO_PUZZLE:
            continue
        track = _track(line, view)
        if track.width >= _SHORTEST_TRACK and _handle(track, view, line, at_end=True):
            yield Challenge(line.raw, line.box, line.frame, 0.9, line.element, "slider")
    for element in view.shown:
        said = {kind for name in view.names(element) for kind in view.lexicon.kinds(name)}
        asked = "challenge.slider" in said and "slider_decoy" not in said
        if element.role == "slider" and asked:
            yield Challenge(element.label, element.box, element.frame, 0.9, element.id, "slider")


def _picked(view: View) -> Iterator[Challenge]:
    """Words such as 按提示的先后点一点 over a picture, or over tiles without words."""
    for line in view.lines:
        if "pick" not in line.kinds or len(line.text) > _LONGEST_LATIN:
            continue
        if "slider_decoy" in line.kinds:
            continue
        if _picture(line.box, line, view) is not None or _has_tiles(line, view):
            box, frame = line.box, line.frame
            yield Challenge(line.raw, box, frame, 0.9, line.element, "click_captcha")


def _has_tiles(line: Line, view: View) -> bool:
    """Whether at least six like wordless controls lie in two rows or more under the line."""
    tiles = [
        e
        for e in view.shown
        if e.layer == line.layer and e.frame == line.frame and not e.label and view.is_control(e)
        if e.box.width >= _SMALLEST_TILE <= e.box.height and e.box.y >= line.box.y
    ]
    sizes = Counter((round(e.box.width), round(e.box.height)) for e in tiles)
    size, count = next(iter(sizes.most_common(1)), ((0, 0), 0))
    rows = {round(e.box.y) for e in tiles if round(e.box.height) == size[1]}
    return count >= _FEWEST_TILES and len(rows) >= 2


def _track(line: Line, view: View) -> Box:
    """Return the bar on which the words stand, else their own box."""
    if line.element is None:
        return line.box
    box = view.screen.elements[line.element].box
    return box if box.height <= _HIGHEST_TRACK and box.width <= _LONGEST_TRACK else line.box


def _is_plain_order(line: Line, view: View) -> bool:
    """Whether the words alone tell to drag now: long enough to be no hint, and no prose."""
    longest = _LONGEST_LATIN if is_latin(line.text) else _LONGEST_PLAIN
    if line.text.endswith("。") or len(line.text) > longest or _has_words_beside(line, view):
        return False
    hits = view.lexicon.hits(line.text)
    return any(hit.kind == "challenge.slider" and hit.end - hit.start > 4 for hit in hits)


def _has_words_beside(line: Line, view: View) -> bool:
    """Whether it is one cell of a table, or the name of a setting beside its value."""
    beside = view.lines_between(line.frame, line.layer, line.box.y, line.box.bottom)
    words = (other for other in beside if other is not line and len(core(other.text)) > 1)
    fields = (e for e in view.shown if e.role == "slider" or e.input_type == "number")
    return any(same_row(other.box, line.box) for other in words) or any(
        same_row(field.box, line.box) for field in fields if field.frame == line.frame
    )


def _picture(box: Box, line: Line, view: View) -> Mark | None:
    for mark in view.screen.marks:
        if mark.kind not in ("canvas", "image", "container") or mark.frame != line.frame:
            continue
        if _is_puzzle_size(mark.box) and near(mark.box, box, _REACH):
            return mark
    return None


def _is_puzzle_size(box: Box) -> bool:
    wide, high = _PICTURE_WIDTH, _PICTURE_HEIGHT
    return wide[0] <= box.width <= wide[1] and high[0] <= box.height <= high[1]


def _handle(box: Box, view: View, line: Line, *, at_end: bool = False) -> bool:
    """Whether a handle-sized thing lies on the track where the words stand, or at its end.

    The words may lie over the handle; words of its own it has none, or arrows.
    """
    seen = (e for e in view.screen.elements if e.visible and _GRIP.fullmatch(e.label))
    things = [(e.box, e.frame) for e in seen if e.id != line.element and not is_typed(e)]
    things += [(m.box, m.frame) for m in view.screen.marks if m.kind == "container"]
    return any(
        frame == line.frame
        and _is_handle_size(thing)
        and near(thing, box, 8)
        and abs(thing.center[1] - box.center[1]) <= _OFF_CENTRE
        and (not at_end or min(abs(thing.x - box.x), abs(thing.right - box.right)) <= 12)
        for thing, frame in things
    )


def _is_handle_size(box: Box) -> bool:
    low, high = _HANDLE
    return low <= box.width <= high and low <= box.height <= high


# -- by shape alone -----------------------------------------------------------------------------


def _shaped(view: View) -> Iterator[Challenge]:
    """A puzzle picture with a handle named slider or drag right under it, without any words."""
    handles = sorted((e for e in view.shown if _is_handle_size(e.box)), key=lambda e: e.box.y)
    heights = [handle.box.y for handle in handles]
    for mark in view.screen.marks:
        if mark.kind not in ("canvas", "image") or not _is_puzzle_size(mark.box):
            continue
        if _is_media(mark.words, view):
            continue
        first = bisect_left(heights, mark.box.bottom + _UNDER[0] - 1)
        last = bisect_right(heights, mark.box.bottom + _UNDER[1] + 1)
        for element in sorted(handles[first:last], key=lambda e: e.id):
            if _drags_under(element, mark, view):
                words = element.label or element.hints
                yield Challenge(words, element.box, element.frame, _BY_SHAPE, element.id, "slider")


def _pieced(view: View) -> Iterator[Challenge]:
    """A puzzle picture with a piece lying on it, by words of dragging or a way to draw it anew."""
    for mark in view.screen.marks:
        if mark.kind not in ("canvas", "image") or not _is_puzzle_size(mark.box):
            continue
        if not any(_is_piece(other, mark) for other in view.screen.marks):
            continue
        told = any(_tells_to_fit(line, mark, view) for line in view.lines)
        if told or _can_be_redrawn(mark, view):
            yield Challenge(mark.words, mark.box, mark.frame, _BY_SHAPE, None, "slider")


def _can_be_redrawn(picture: Mark, view: View) -> bool:
    return any(
        (element.frame, element.layer) == (picture.frame, picture.layer)
        and near(element.box, picture.box, _REACH)
        and view.lexicon.is_exactly(name, "redraw")
        for element in view.controls
        for name in (core(element.label), core(normalise(element.hints)))
    )


def _is_piece(mark: Mark, picture: Mark) -> bool:
    here = (mark.kind, mark.frame, mark.layer) == (picture.kind, picture.frame, picture.layer)
    return here and _is_handle_size(mark.box) and picture.box.holds(*mark.box.center)


def _tells_to_fit(line: Line, picture: Mark, view: View) -> bool:
    here = (line.frame, line.layer) == (picture.frame, picture.layer)
    return here and "drag" in line.kinds and near(line.box, picture.box, _REACH)


def _drags_under(element: Element, mark: Mark, view: View) -> bool:
    gap = element.box.y - mark.box.bottom
    if (element.frame, element.layer) != (mark.frame, mark.layer):
        return False
    words = f"{element.hints} {element.label}"
    return (
        _UNDER[0] <= gap <= _UNDER[1]
        and names(words, "slider_hint", view)
        and not _is_media(words, view)
    )


def _is_media(words: str, view: View) -> bool:
    return names(words, "slider_decoy", view)
