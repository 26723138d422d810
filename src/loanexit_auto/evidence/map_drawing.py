"""Drawing the map as SVG: one row for each number of taps from the start, the way to the entry at
the left and in full, the rest beside it and, where it would be too much, only counted. Pure.

Plain shapes and text: no script, no link, nothing from elsewhere. The style is in report.css. The
same map always gives the same drawing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from loanexit_auto.evidence.map import Place, SiteMap
from loanexit_auto.evidence.plainly import is_hidden
from loanexit_auto.messages import catalogue

_SLOTS = 6  # boxes in a row
_WIDTH, _HEIGHT = 138, 56  # of a box
_ACROSS, _DOWN = 152, 106  # from box to box
_PILL = 20  # height of a tap's label
_MARGIN = 8
_LANE = 3  # between the lines of two parents in one row
_LONG_TITLE_SHARE = 0.5  # from this share of equal titles on they tell nothing


@dataclass(frozen=True, slots=True)
class _Box:
    """A place on the drawing, or (`folded`) the count of those not drawn in a row."""

    row: int
    slot: int
    place: Place | None = None
    folded: int = 0

    @property
    def x(self) -> int:
        return _MARGIN + self.slot * _ACROSS

    @property
    def y(self) -> int:
        return _MARGIN + self.row * _DOWN

    @property
    def middle(self) -> int:
        return self.x + _WIDTH // 2


def draw(atlas: SiteMap) -> Markup:
    """Return the map as an `<svg>` element for one of our pages."""
    boxes = tuple(_boxes(atlas))
    names = _names(atlas)
    rows = max(box.row for box in boxes) + 1 + bool(atlas.path)
    drawn = {box.place.number: box for box in boxes if box.place}
    parts = [
        *_lines(drawn),
        *(_folded(box) for box in boxes if box.folded),
        *(_screen(box, box.place, names) for box in boxes if box.place),
        *_goal(atlas, drawn),
    ]
    height = 2 * _MARGIN + rows * _DOWN - (_DOWN - _HEIGHT)
    width = 2 * _MARGIN + (_SLOTS - 1) * _ACROSS + _WIDTH
    return Markup(
        '<svg class="map" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img"'
        ' aria-label="{}">{}</svg>'
    ).format(width, height, _both("map_alt", count=len(atlas.places)), Markup("").join(parts))


def is_whole(atlas: SiteMap) -> bool:
    """Return whether every screen is drawn, rather than some only counted."""
    return not any(box.folded for box in _boxes(atlas))


# -- what is drawn where ------------------------------------------------------------------------


def _boxes(atlas: SiteMap) -> Iterator[_Box]:
    behind = _behind(atlas)
    before: dict[int, int] = {}  # slot of the screens drawn in the row above
    for row, places in enumerate(atlas.layers):
        after_path = bool(atlas.path) and row >= len(atlas.path)
        first = 1 if after_path and row == len(atlas.path) else 0  # the entry stands there
        shown = [p for p in places if p.on_path or p.parent is None or p.parent in before]
        shown.sort(key=lambda p: (not p.on_path, -behind[p.number], p.number))
        room = _SLOTS - first
        if len(places) > min(len(shown), room):
            shown = shown[: room - 1]
        shown.sort(key=lambda p: (not p.on_path, before.get(_parent(p), _SLOTS), p.number))
        boxes = [_Box(row, first + slot, place) for slot, place in enumerate(shown)]
        yield from boxes
        if len(places) > len(shown):
            yield _Box(row, first + len(shown), folded=len(places) - len(shown))
        before = {box.place.number: box.slot for box in boxes if box.place}


def _behind(atlas: SiteMap) -> Counter[int]:
    """How many screens were found behind each: a branch tells more than a leaf."""
    behind: Counter[int] = Counter()
    for place in sorted(atlas.places.values(), key=lambda p: -p.layer):
        behind[_parent(place)] += 1 + behind[place.number]
    return behind


def _parent(place: Place) -> int:
    return -1 if place.parent is None else place.parent


def _names(atlas: SiteMap) -> Mapping[int, str]:
    """What each screen is called: its title without what all titles end in, or its address."""
    titles = Counter(place.title for place in atlas.places.values())
    many = max(2, _LONG_TITLE_SHARE * len(atlas.places))
    ending = _common_ending([title for title in titles if title])
    names: dict[int, str] = {}
    for place in atlas.places.values():
        title = place.title.removesuffix(ending).strip() or place.title
        tells = bool(title) and titles[place.title] <= many
        names[place.number] = title if tells else _route(place.url) or title
    return names


def _common_ending(titles: Sequence[str]) -> str:
    """Return what all of several titles end in, e.g. the name of the site; "" if nothing."""
    if len(titles) < 3:  # two titles that end alike are no custom yet
        return ""
    shortest = min(titles, key=len)
    for start in range(len(shortest)):
        ending = shortest[start:]
        if all(title.endswith(ending) for title in titles):
            return ending if len(ending) > 2 and start > 0 else ""
    return ""


def _route(url: str) -> str:
    parts = urlsplit(url)
    return parts.fragment or parts.path or parts.netloc


# -- shapes -------------------------------------------------------------------------------------


def _screen(box: _Box, place: Place, names: Mapping[int, str]) -> Markup:
    kind = "goal" if place.has_entry else "path" if place.on_path else "place"
    under = _both("map_screen", number=place.shot) if place.shot else _both("map_no_picture")
    parts = [
        Markup("<title>{}</title>").format(_plain(f"{place.title} {place.url}".strip())),
        _rect(box.x, box.y, _WIDTH, _HEIGHT, 7),
        _text(box.middle, box.y + 25, _clipped(names[place.number], _WIDTH - 14, 14), "name"),
        _text(box.middle, box.y + 44, under, "small"),
    ]
    if place.by:
        parts += _pill(box, place.by, place.how)
    elif place.layer == 0:
        parts.append(_text(box.x + 10, box.y + 11, "●", "dot"))
    return Markup('<g class="{}">{}</g>').format(kind, Markup("").join(parts))


def _pill(box: _Box, label: str, how: str) -> list[Markup]:
    lens = 14 if how == "search" else 0  # room for the magnifier
    shown = _clipped(label, _WIDTH - 18 - lens, 12)
    wide = min(_WIDTH, round(_width(shown, 12)) + 18 + lens)
    x, y = box.middle - wide // 2, box.y - _PILL - 2
    return [
        Markup('<g class="tap"><title>{}</title>{}{}{}</g>').format(
            _plain(label),
            _rect(x, y, wide, _PILL, 10),
            _text(box.middle + lens // 2, y + 14, shown, "label"),
            _magnifier(x + 14, y + 9) if lens else "",
        )
    ]


def _magnifier(x: int, y: int) -> Markup:
    shape = '<circle class="lens" cx="{}" cy="{}" r="4"/><path class="lens" d="M{} {}l4 4"/>'
    return Markup(shape).format(x, y, x + 3, y + 3)


def _folded(box: _Box) -> Markup:
    return Markup('<g class="rest">{}{}{}</g>').format(
        _rect(box.x, box.y, _WIDTH, _HEIGHT, 7),
        _text(box.middle, box.y + 25, _say("zh", "map_more", count=box.folded), "name"),
        _text(box.middle, box.y + 43, _say("en", "map_more", count=box.folded), "small"),
    )


def _goal(atlas: SiteMap, drawn: Mapping[int, _Box]) -> Iterator[Markup]:
    """The entry itself, under the screen that it stands on."""
    if not atlas.path or atlas.path[-1] not in drawn:
        return
    above = drawn[atlas.path[-1]]
    box = _Box(above.row + 1, 0)
    yield Markup('<g class="entry">{}{}{}{}</g>').format(
        _line(above, box, "way", to=box.y),
        _rect(box.x, box.y, _WIDTH, _HEIGHT, 28),
        _text(box.middle, box.y + 25, _clipped(atlas.entry, _WIDTH - 30, 14), "name"),
        _text(box.middle, box.y + 43, _both("map_entry"), "small"),
    )


def _lines(drawn: Mapping[int, _Box]) -> Iterator[Markup]:
    """The taps: those of the way last, so that nothing lies over them."""
    taps = [
        (drawn[box.place.parent], box, "way" if box.place.on_path else "line")
        for box in drawn.values()
        if box.place and box.place.parent is not None and box.place.parent in drawn
    ]
    for parent, box, kind in sorted(taps, key=lambda tap: tap[2] == "way"):
        yield _line(parent, box, kind, to=box.y - _PILL)


def _line(parent: _Box, box: _Box, kind: str, *, to: int) -> Markup:
    lane = parent.y + _HEIGHT + 8 + _LANE * parent.slot
    points = [(parent.middle, parent.y + _HEIGHT), (parent.middle, lane), (box.middle, lane)]
    steps = [f"M{points[0][0]} {points[0][1]}"]
    steps += [f"V{y}" if x == x0 else f"H{x}" for (x0, _), (x, y) in pairwise(points)]
    return Markup('<path class="{}" d="{}V{}"/>').format(kind, "".join(steps), to)


def _rect(x: int, y: int, width: int, height: int, radius: int) -> Markup:
    shape = '<rect x="{}" y="{}" width="{}" height="{}" rx="{}"/>'
    return Markup(shape).format(x, y, width, height, radius)


def _text(x: int, y: int, words: str, kind: str) -> Markup:
    return Markup('<text x="{}" y="{}" class="{}">{}</text>').format(x, y, kind, words)


# -- words --------------------------------------------------------------------------------------


def _both(key: str, **values: object) -> str:
    return f"{_say('zh', key, **values)} {_say('en', key, **values)}".strip()


def _say(lang: str, key: str, **values: object) -> str:
    return catalogue("en" if lang == "en" else "zh", "report")[key].format(**values)


def _plain(text: str) -> Markup:
    """Page text for an SVG: escaped, and nothing in it invisible."""
    return escape("".join(f"⟨U+{ord(c):04X}⟩" if is_hidden(c) else c for c in text))


def _clipped(text: str, width: float, size: float) -> str:
    """Return as much of a text as fits, hidden characters marked; not escaped yet."""
    marked = "".join(f"⟨U+{ord(c):04X}⟩" if is_hidden(c) else c for c in " ".join(text.split()))
    if _width(marked, size) <= width:
        return marked
    while marked and _width(marked + "…", size) > width:
        marked = marked[:-1]
    return f"{marked}…"


def _width(text: str, size: float) -> float:
    """Return about how wide a text is drawn, in the drawing's units."""
    return sum(size if east_asian_width(c) in "WF" else 0.6 * size for c in text)
