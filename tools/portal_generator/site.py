"""A generated site as data: pages, groups of rows, and where the entry is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from heapq import heappop, heappush
from typing import Any, Literal

Router = Literal["path", "hash", "history", "opaque"]
RowKind = Literal["go", "entry", "forbidden", "toggle", "content", "dead", "device"]
GroupKind = Literal["open", "collapsed", "sheet", "tab", "drawer"]
Shape = Literal["plain", "lazy", "scroller", "frame", "shadow", "popup", "late"]
Style = Literal["div", "anchor", "button", "list"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a page."""

    label: str
    kind: RowKind
    to: int | None = None
    icon: str = ""  # drawn as an icon without words, by this class name


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that are visible at once; all kinds but `open` must be opened with a tap first."""

    name: str
    kind: GroupKind
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    number: int
    title: str
    groups: tuple[Group, ...]
    shape: Shape = "plain"
    text: tuple[str, ...] = ()
    nag: str = ""  # the button of a dialog that lies over the page at the first visit
    search: Literal["", "field", "icon"] = ""


@dataclass(frozen=True, slots=True)
class Site:
    """A whole site. `search_page` shows what its search finds, None if it has no search."""

    seed: int
    language: Literal["zh", "en"]
    router: Router
    style: Style
    device: Literal["desktop", "phone"]
    pages: tuple[Page, ...]
    search_page: int | None
    depth: int
    has_entry: bool
    words: dict[str, str] = field(default_factory=dict)

    def data(self) -> dict[str, Any]:
        """Return the site as JSON-able data, for the pages that draw it."""
        return asdict(self)


State = tuple[int, int]  # page, index of the group that is open (-1 none)


def shortest(site: Site) -> int | None:
    """Return the fewest taps (a search counts as one) until the entry is visible; None if never.

    A nag that must be closed counts as a tap.
    """
    heap: list[tuple[int, State]] = [(_nag(site, 0), (0, -1))]
    done: set[State] = set()
    while heap:
        cost, state = heappop(heap)
        if state in done:
            continue
        done.add(state)
        if any(row.kind == "entry" for row in visible_rows(site, state)):
            return cost
        for extra, following in _moves(site, state):
            if following not in done:
                heappush(heap, (cost + extra, following))
    return None


def visible_rows(site: Site, state: State) -> Iterator[Row]:
    """Yield the rows that can be seen, perhaps after scrolling, in a state."""
    page, opened = site.pages[state[0]], state[1]
    has_tabs = any(group.kind == "tab" for group in page.groups)
    for index, group in enumerate(page.groups):
        first_tab = next((i for i, g in enumerate(page.groups) if g.kind == "tab"), -1)
        if opened >= 0 and page.groups[opened].kind in ("sheet", "drawer"):
            shown = index == opened
        elif group.kind == "tab":
            shown = index == (opened if opened >= 0 and has_tabs else first_tab)
        else:
            shown = group.kind == "open" or index == opened
        if shown:
            yield from group.rows


def _moves(site: Site, state: State) -> Iterator[tuple[int, State]]:
    page, opened = site.pages[state[0]], state[1]
    covered = opened >= 0 and page.groups[opened].kind in ("sheet", "drawer")
    for row in visible_rows(site, state):
        if row.kind == "go" and row.to is not None:
            yield 1 + _nag(site, row.to), (row.to, -1)
    if covered:
        return
    for index, group in enumerate(page.groups):
        if group.kind != "open" and index != opened:
            yield 1, (page.number, index)
    if page.search and site.search_page is not None:
        yield (1 if page.search == "field" else 2), (site.search_page, -1)


def _nag(site: Site, page: int) -> int:
    return int(bool(site.pages[page].nag))
