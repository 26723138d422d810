"""The map of an exploration, read from the journal: screens, taps, the way to the entry. Pure.

Only what `mapped` and `explored` lines say is on it. A forged or cut-off journal gives a smaller
map, or none, and never an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from loanexit_auto.evidence.story import Data, Moment, Story

_MOST = 2000  # screens; an exploration is given far fewer taps
_PRESSED = ("tap", "search")


@dataclass(frozen=True, slots=True)
class Place:
    """One screen. `shot` is the number of its picture in the report, 0 if it has none.

    `parent` and `by` are the screen and the control that it is reached by with fewest taps;
    `layer` counts those taps from the start. A screen that no known tap leads to has no parent.
    """

    number: int
    title: str
    url: str
    shot: int
    layer: int
    parent: int | None = None
    by: str = ""
    how: str = ""
    on_path: bool = False
    has_entry: bool = False


@dataclass(frozen=True, slots=True)
class SiteMap:
    """All screens by number; `path` the numbers from the start to the entry, () if not found."""

    places: Mapping[int, Place]
    path: tuple[int, ...]
    entry: str  # what the entry is called, "" if it was not found

    @property
    def found(self) -> bool:
        """Whether the entry stood on one of the screens."""
        return any(place.has_entry for place in self.places.values())

    @property
    def layers(self) -> tuple[tuple[Place, ...], ...]:
        """The screens by taps from the start, each layer in the order in which they were seen."""
        depth = max(place.layer for place in self.places.values())
        rows: list[list[Place]] = [[] for _ in range(depth + 1)]
        for place in self.places.values():
            rows[place.layer].append(place)
        return tuple(tuple(row) for row in rows if row)


@dataclass(slots=True)
class _Seen:
    """What the lines say of one screen, before it has a place."""

    title: str
    url: str
    depth: int
    shot: int
    entry_shot: int = 0


@dataclass(slots=True)
class _Reading:
    seen: dict[int, _Seen] = field(default_factory=dict)
    edges: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)


def site_map(story: Story) -> SiteMap | None:
    """Return the map of a case; None if nothing was explored."""
    reading = _read(story.moments, len(story.shots))
    if not reading.seen:
        return None
    reached = _reached(reading)
    path = tuple(_path(reading, _labels(story)))
    with_entry = [number for number, each in reading.seen.items() if each.entry_shot]
    places = {
        number: _place(number, each, reached.get(number), reading, path)
        for number, each in reading.seen.items()
    }
    return SiteMap(places, path, _entry(story) if with_entry else "")


def _read(moments: Sequence[Moment], shots: int) -> _Reading:
    reading, last = _Reading(), 0
    for moment in moments:
        last = moment.shot or last
        number = _whole(moment.data, "screen")
        if moment.line.kind != "mapped" or number is None or len(reading.seen) >= _MOST:
            continue
        told = _whole(moment.data, "shot")
        shot = told if told is not None and 0 < told <= shots else last
        _note(reading, number, moment.data, shot)
    return reading


def _note(reading: _Reading, number: int, data: Data, shot: int) -> None:
    known = reading.seen.get(number)
    if known is None:
        depth = max(0, _whole(data, "depth") or 0)
        known = reading.seen[number] = _Seen(data.text("title"), data.text("url"), depth, shot)
    if data.flag("has_entry") and not known.entry_shot:
        known.entry_shot = shot or -1
    came = _whole(data, "came_from")
    if (
        came is not None
        and came != number
        and came in reading.seen
        and data.text("how") in _PRESSED
    ):
        reading.edges.setdefault((came, number), (data.text("by"), data.text("how")))


def _whole(data: Data, key: str) -> int | None:
    text = data.text(key)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def _reached(reading: _Reading) -> dict[int, tuple[int, int]]:
    """Return for every screen that taps lead to: how many, and the screen before it."""
    start = min(reading.seen)
    found: dict[int, tuple[int, int]] = {start: (0, -1)}
    row = [start]
    while row:
        following: list[int] = []
        for came, number in reading.edges:
            if came in row and number not in found:
                found[number] = (found[came][0] + 1, came)
                following.append(number)
        row = following
    return found


def _place(
    number: int,
    seen: _Seen,
    reached: tuple[int, int] | None,
    reading: _Reading,
    path: tuple[int, ...],
) -> Place:
    layer, parent = reached if reached is not None else (max(1, min(seen.depth, 99)), -1)
    before = path[path.index(number) - 1] if number in path[1:] else parent
    by, how = reading.edges.get((before, number), ("", ""))
    return Place(
        number=number,
        title=seen.title,
        url=seen.url,
        shot=max(0, seen.entry_shot) or seen.shot,
        layer=path.index(number) if number in path else layer,
        parent=before if before >= 0 else None,
        by=by,
        how=how,
        on_path=number in path,
        has_entry=bool(seen.entry_shot),
    )


def _labels(story: Story) -> list[str]:
    explored = story.of("explored")
    return explored[-1].data.firsts("path") if explored else []


def _path(reading: _Reading, labels: Sequence[str]) -> Iterator[int]:
    """Yield the screens that the labels of the shortest way lead through, ending at the entry.

    A label may also open something on its own screen: then no other screen follows it.
    """
    goals = {number for number, each in reading.seen.items() if each.entry_shot}
    start = min(reading.seen)
    came: dict[tuple[int, int], tuple[int, int] | None] = {(start, 0): None}
    queue = [(start, 0)]
    for here in queue:
        number, done = here
        if number in goals and done == len(labels):
            yield from _walked(came, here)
            return
        if done == len(labels):
            continue
        taken = [
            there for (one, there), (by, _) in reading.edges.items()
            if one == number and by == labels[done]
        ]  # fmt: skip
        for following in [*((there, done + 1) for there in taken), (number, done + 1)]:
            if following not in came:
                came[following] = here
                queue.append(following)


def _walked(
    came: Mapping[tuple[int, int], tuple[int, int] | None], end: tuple[int, int]
) -> Iterator[int]:
    states: list[tuple[int, int]] = []
    state: tuple[int, int] | None = end
    while state is not None:
        states.append(state)
        state = came[state]
    yield from dict.fromkeys(number for number, _ in reversed(states))


def _entry(story: Story) -> str:
    rerouted = story.of("rerouted")
    if rerouted:
        return rerouted[-1].data.text("entry")
    entry = story.ending.data.part("entry") if story.ending else None
    return entry.text("text") if entry else ""
