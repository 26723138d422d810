"""A generated site without a browser: its screens as data, behind the engine's Driver port.

Fast enough for hundreds of sites, and exact about what was pressed. The pages drawn in a real
browser (`write.py`) come from the same Site.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from loanexit_auto.engine.driver import Capture, Incident
from loanexit_auto.screen.model import Box, Element, Frame, Screen, Text
from tools.portal_generator.site import Group, Page, Row, Site, visible_rows

HOST = "https://www.generated.test"
_ROW, _TOP, _FIRST_ROWS = 56.0, 72.0, 4
Act = tuple[Literal["row", "group", "back", "nag", "search", "field", "cancel"], int]


@dataclass(slots=True)
class Front:
    """What is in front: a page, the group opened on it, how far it was scrolled."""

    page: int
    opened: int = -1
    scrolled: int = 0
    search_open: bool = False


@dataclass(slots=True)
class Counts:
    """What was done to the site."""

    taps: int = 0
    forbidden: list[str] = field(default_factory=list)
    pressed: list[str] = field(default_factory=list)


class SimulatedDriver:
    """`engine.driver.Driver` over a Site."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.counts = Counts()
        self._stack = [Front(0)]
        self._closed_nags: set[int] = set()
        self._acts: list[tuple[Act, Row | None]] = []
        self._size = (390.0, 844.0) if site.device == "phone" else (1280.0, 800.0)
        self._looks = 0

    # -- the port -------------------------------------------------------------------------------

    def look(self, until: Callable[[Screen], bool] | None = None) -> Screen:
        self._looks += 1
        return self._draw()

    def tap(self, element: Element, screen: Screen) -> None:
        self.counts.taps += 1
        (what, number), row = self._acts[element.id]
        self.counts.pressed.append(element.label)
        if what == "row" and row is not None:
            self._press(row)
        elif what == "group":
            self._front.opened = number if self._front.opened != number else -1
        elif what == "nag":
            self._closed_nags.add(self._front.page)
        elif what == "cancel":
            self._front.opened = -1
        elif what == "search":
            self._front.search_open = True
        elif what == "back" and len(self._stack) > 1:
            self._stack.pop()

    def type_search(self, element: Element, screen: Screen, phrase: str) -> None:
        self.counts.taps += 1
        if self.site.search_page is not None:
            self._stack.append(Front(self.site.search_page))

    def scroll(self, element: Element | None = None) -> None:
        self._front.scrolled += 1

    def goto(self, url: str) -> None:
        number = url.rpartition("/")[2]
        page = int(number) if number.isdigit() and self.site.router != "opaque" else 0
        self._stack = [Front(page)] if self.site.router == "opaque" else [*self._stack, Front(page)]

    def back(self) -> None:
        if self.site.router != "opaque" and len(self._stack) > 1:
            self._stack.pop()

    def capture(self, screen: Screen, findings: object = ()) -> Capture:
        return Capture(())

    def incidents(self) -> tuple[Incident, ...]:
        return ()

    # -- pressing -------------------------------------------------------------------------------

    @property
    def _front(self) -> Front:
        return self._stack[-1]

    def _press(self, row: Row) -> None:
        if row.kind in ("forbidden", "toggle", "device", "entry"):
            self.counts.forbidden.append(row.label)
        elif row.kind == "go" and row.to is not None:
            self._front.opened = -1 if self.site.pages[self._front.page].shape != "plain" else (
                self._front.opened
            )  # fmt: skip
            self._stack.append(Front(row.to))

    # -- drawing --------------------------------------------------------------------------------

    def _draw(self) -> Screen:
        page, front = self.site.pages[self._front.page], self._front
        self._acts = []
        canvas = _Canvas(self._size[0])
        canvas.say(page.title, heading=True)
        if page.number:
            self._put(canvas, self.site.words["back"], ("back", 0), y=8.0, width=40.0, icon="")
        if page.search == "field" or front.search_open:
            self._put(canvas, self.site.words["search"], ("field", 0), role="searchbox")
        elif page.search == "icon":
            self._put(canvas, self.site.words["search"], ("search", 0), y=8.0, x=300.0, width=40.0)
        for line in page.text:
            canvas.say(line)
        more = self._rows(page, canvas)
        if page.nag and page.number not in self._closed_nags:
            canvas.cover(2)
            self._put(canvas, page.nag, ("nag", 0), y=500.0, layer=2)
        return self._screen(page, canvas, more)

    def _rows(self, page: Page, canvas: _Canvas) -> bool:
        """Draw the groups; returns whether there is more further down."""
        front = self._front
        covering = front.opened >= 0 and page.groups[front.opened].kind in ("sheet", "drawer")
        base = Front(page.number, -1 if covering else front.opened)
        rows = list(visible_rows(self.site, (page.number, base.opened)))
        for index, group in enumerate(page.groups):
            if group.kind != "open":
                self._put(canvas, _opener(group, index), ("group", index))
        shown = self._window(page, rows)
        for row in shown:
            self._row(canvas, row, page)
        if covering:
            canvas.cover(1)
            for row in page.groups[front.opened].rows:
                self._row(canvas, row, page, layer=1)
            self._put(canvas, self.site.words["cancel"], ("cancel", 0), layer=1)
        return bool(rows) and shown[-1:] != rows[-1:]

    def _window(self, page: Page, rows: list[Row]) -> list[Row]:
        """The rows that are drawn: a lazy page draws more when scrolled, a virtual one others."""
        if page.shape == "lazy":
            return rows[: _FIRST_ROWS + 3 * self._front.scrolled]
        if page.shape == "scroller":
            first = min(3 * self._front.scrolled, max(0, len(rows) - _FIRST_ROWS - 1))
            return rows[first : first + _FIRST_ROWS + 1]
        return rows

    def _row(self, canvas: _Canvas, row: Row, page: Page, layer: int = 0) -> None:
        frame = "inner" if page.shape == "frame" else "top"
        role = "switch" if row.kind == "toggle" else ""
        self._put(
            canvas, row.label, ("row", 0), row, layer=layer, frame=frame, icon=row.icon, role=role
        )

    def _put(
        self, canvas: _Canvas, label: str, act: Act, row: Row | None = None, **how: object
    ) -> None:
        canvas.put(label, self.site.style, **how)  # type: ignore[arg-type]
        self._acts.append((act, row))

    def _screen(self, page: Page, canvas: _Canvas, more: bool) -> Screen:
        width, height = self._size
        router = self.site.router
        url = {"path": f"{HOST}/s/{page.number}", "history": f"{HOST}/s/{page.number}",
               "hash": f"{HOST}/#/s/{page.number}", "opaque": f"{HOST}/app"}[router]  # fmt: skip
        elements = tuple(canvas.elements)
        if page.shape == "scroller" and more and elements:
            elements = canvas.last_off_screen(elements)
        tall = page.shape == "lazy" and more
        return Screen(
            url=url, title=f"({self._looks}) {page.title}", frames=(Frame("top", url),),
            texts=tuple(canvas.texts), elements=elements, device=self.site.device,
            width=width, height=height, page_height=height + 400 if tall else height,
        )  # fmt: skip


def _opener(group: Group, index: int) -> str:
    return group.name or f"{index}"


class _Canvas:
    """Collects elements and texts from top to bottom."""

    def __init__(self, width: float) -> None:
        self.width, self.y = width, _TOP
        self.elements: list[Element] = []
        self.texts: list[Text] = []

    def say(self, text: str, *, heading: bool = False) -> None:
        box = Box(16, self.y, self.width - 32, 24)
        block = len(self.texts) + 1
        self.texts.append(
            Text(text, box, "top", block, is_heading=heading, size=20 if heading else 14)
        )
        self.y += 30

    def put(
        self, label: str, style: str, *, y: float | None = None, x: float = 16.0,
        width: float = 0.0, layer: int = 0, frame: str = "top", icon: str = "", role: str = "",
    ) -> None:  # fmt: skip
        box = Box(x, self.y if y is None else y, width or self.width - 32, 40)
        number = len(self.elements)
        named = icon.removeprefix("icon-") if icon else label
        tags = {"div": ("div", ""), "anchor": ("a", "link"), "button": ("button", "button"),
                "list": ("li", "")}  # fmt: skip
        tag, own = ("input", role) if role == "searchbox" else tags[style]
        self.elements.append(
            Element(
                number, number + 1, frame, tag, role or own, named, box,
                name_from="icon" if icon else "placeholder" if role == "searchbox" else "text",
                tappable_by="native" if tag in ("a", "button", "input") else "listener",
                text="" if icon or role == "searchbox" else label, hints=icon,
                input_type="search" if role == "searchbox" else "", layer=layer, block=number + 100,
                on_screen=True,
            )
        )  # fmt: skip
        if not icon and role != "searchbox":
            self.texts.append(Text(label, box, frame, number + 100, layer, element=number))
        if y is None:
            self.y += _ROW

    def cover(self, layer: int) -> None:
        from dataclasses import replace

        self.elements = [replace(e, occluded=True) for e in self.elements]
        self.y = 300.0

    def last_off_screen(self, elements: tuple[Element, ...]) -> tuple[Element, ...]:
        from dataclasses import replace

        return (*elements[:-1], replace(elements[-1], on_screen=False))
