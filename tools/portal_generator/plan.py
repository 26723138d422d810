"""Drawing up a site from a seed: the way to the entry first, then everything around it."""

from __future__ import annotations

import random
from dataclasses import replace

from tools.portal_generator.names import CHINESE, ENGLISH, Names, Words
from tools.portal_generator.site import Group, GroupKind, Page, Router, Row, Shape, Site, Style

_ROUTERS: tuple[Router, ...] = ("path", "hash", "history", "opaque")
_STYLES: tuple[Style, ...] = ("div", "anchor", "button", "list")
_SHAPES: tuple[Shape, ...] = ("plain", "plain", "lazy", "scroller", "frame", "shadow", "late")
_HIDING: tuple[GroupKind, ...] = ("collapsed", "sheet", "tab", "drawer")
SIZES = (30, 500)  # screens
DEPTHS = (2, 6)  # taps from the first page to the page with the entry
_ODD_STEP, _ODD_ENTRY, _ENGLISH, _SEARCH, _SEARCH_FINDS, _NAG, _HIDDEN = (
    0.2, 0.3, 0.12, 0.35, 0.4, 0.15, 0.4,
)  # fmt: skip


def make(seed: int, *, entry: bool = True, size: int | None = None, depth: int = 0) -> Site:
    """Return the site of a seed; without `entry` its twin, alike but for the entry."""
    return _Planner(seed, size, depth).site(entry)


class _Planner:
    def __init__(self, seed: int, size: int | None, depth: int) -> None:
        self.random = random.Random(seed)
        self.seed = seed
        english = self.random.random() < _ENGLISH
        self.names: Names = ENGLISH if english else CHINESE
        self.language = "en" if english else "zh"
        drawn = self.random.randint(*SIZES), self.random.randint(*DEPTHS)
        self.size, self.depth = size or drawn[0], depth or drawn[1]
        self.router = self.random.choice(_ROUTERS)
        self.style = self.random.choice(_STYLES)
        self.device = self.random.choice(("desktop", "phone"))
        self.pages: list[Page] = []

    def site(self, entry: bool) -> Site:
        labels = self._ladder()
        self._way(labels)
        search = self._search(labels) if self.random.random() < _SEARCH else None
        self._devices()
        self._fill()
        site = Site(
            seed=self.seed, language=self.language, router=self.router, style=self.style,  # type: ignore[arg-type]  # one of the two words above
            device=self.device, pages=tuple(self.pages), search_page=search,  # type: ignore[arg-type]
            depth=self.depth, has_entry=True, words=self._words(),
        )  # fmt: skip
        return site if entry else without_entry(site)

    def _words(self) -> dict[str, str]:
        names = self.names
        return {"back": names.back, "cancel": names.cancel, "search": names.search}

    # -- the way to the entry -------------------------------------------------------------------

    def _ladder(self) -> list[str]:
        """The labels of the way, first to last."""
        steps = list(self.names.ladder[: max(self.depth, 3)])
        if self.depth == 2:
            del steps[self.random.randrange(2)]
        labels = [self.random.choice(step) for step in steps[: self.depth]]
        if self.random.random() < _ODD_STEP and self.depth > 2:
            labels[self.random.randrange(1, self.depth)] = self.random.choice(self.names.odd)
        return labels

    def _way(self, labels: list[str]) -> None:
        hidden = self.random.randrange(self.depth + 1) if self.random.random() < _HIDDEN else -1
        for number, title in enumerate([self.names.home, *labels]):
            row = self._row_on(number, labels)
            self.pages.append(self._page_on_way(number, title, row, hide=number == hidden))

    def _row_on(self, number: int, labels: list[str]) -> Row:
        if number == len(labels):
            odd = self.random.random() < _ODD_ENTRY
            pool = self.names.odd_entries if odd else self.names.entries
            return Row(self.random.choice(pool), "entry")
        icon = ""
        if number == 0 and self.random.random() < 0.3:
            icon = self.random.choice(("icon-user", "icon-avatar", "icon-profile"))
        if number == 1 and self.random.random() < 0.3:
            icon = self.random.choice(("icon-setting", "icon-gear"))
        ours = icon and labels[number] not in self.names.odd
        return Row(labels[number], "go", number + 1, icon if ours else "")

    def _page_on_way(self, number: int, title: str, row: Row, *, hide: bool) -> Page:
        decoys = self._some(self.names.decoys[min(number, 5)], 3, 7)
        rows = [Row(label, "dead") for label in decoys if label not in (row.label, title)]
        if self.random.random() < 0.5:
            rows.append(Row(self.random.choice(self.names.forbidden), "forbidden"))
        if self.random.random() < 0.3:
            rows.append(Row(self.random.choice(self.names.decoys[2]), "toggle"))
        shape = self.random.choice(_SHAPES)
        nag = self.random.choice(self.names.nags) if self.random.random() < _NAG else ""
        if shape == "plain" and self.router == "path" and self.random.random() < 0.3:
            shape = "popup"
        page = Page(number, title, (), shape, nag=nag if number else "")
        if hide:
            return replace(page, groups=self._hidden(row, rows), shape="plain")
        rows.insert(self.random.randint(0, len(rows)), row)
        return replace(page, groups=(Group("", "open", tuple(rows)),))

    def _hidden(self, row: Row, rows: list[Row]) -> tuple[Group, ...]:
        kind = self.random.choice(_HIDING)
        names = self.names.overflow if kind in ("sheet", "drawer") else self.names.sections
        name = self.random.choice(names)
        others = [Row(label, "dead") for label in self._some(self.names.fillers, 1, 3)]
        held = Group(name, kind, (*others, replace(row, icon="")))
        if kind == "tab":
            return (Group(self.names.home, "tab", tuple(rows)), held)
        return (Group("", "open", tuple(rows)), held)

    # -- everything around it -------------------------------------------------------------------

    def _search(self, labels: list[str]) -> int:
        kind = self.random.choice(("field", "icon"))
        self.pages[0] = replace(self.pages[0], search=kind)  # type: ignore[arg-type]
        entry = self.pages[self.depth].groups[-1].rows
        finds = self.random.random() < _SEARCH_FINDS
        rows = [r for r in entry if r.kind == "entry"] if finds else []
        article = self._add(self.names.article, (), text=(self._recipe(labels),))
        rows.append(Row(self.names.article, "go", article))
        rows += [Row(label, "content") for label in self._contents(2)]
        return self._add(self.names.search, (Group("", "open", tuple(rows)),))

    def _recipe(self, labels: list[str]) -> str:
        entry = next(r for g in self.pages[self.depth].groups for r in g.rows if r.kind == "entry")
        return "-".join([*labels, entry.label]) + "。"

    def _devices(self) -> None:
        """A page on which something else can be signed off, behind a row that is there already."""
        rows = [Row(self.names.sign_off_device, "device") for _ in range(3)]
        page = self._add(self.names.devices, (Group("", "open", tuple(rows)),))
        self._hang(page, self.names.devices, self.random.randint(0, self.depth))

    def _fill(self) -> None:
        """Add pages behind the rows that lead nowhere yet, and below them, up to the size."""
        while len(self.pages) < self.size:
            dead = [
                (p.number, row) for p in self.pages for g in p.groups for row in g.rows
                if row.kind == "dead"
            ]  # fmt: skip
            if not dead:
                label = self.random.choice(self.names.fillers)
                self._hang(
                    self._add(label, self._filler()), label, self.random.randrange(self.size)
                )
                continue
            parent, row = self.random.choice(dead[:40])
            page = self._add(row.label, self._filler())
            self._lead(parent, row, page)

    def _filler(self) -> tuple[Group, ...]:
        if self.random.random() < 0.3:
            rows = [Row(label, "content") for label in self._contents(self.random.randint(4, 20))]
            return (Group("", "open", tuple(rows)),)
        labels = self._some(self.names.fillers, 2, 8)
        rows = [Row(label, "dead") for label in labels]
        if self.random.random() < 0.2:
            rows.append(Row(self.random.choice(self.names.forbidden), "forbidden"))
        return (Group("", "open", tuple(rows)),)

    def _add(self, title: str, groups: tuple[Group, ...], text: Words = ()) -> int:
        number = len(self.pages)
        self.pages.append(Page(number, title, groups, text=text))
        return number

    def _hang(self, page: int, label: str, at: int) -> None:
        """Put a row that leads to a page on another page."""
        parent = self.pages[min(at, len(self.pages) - 1)]
        if parent.number == page or not parent.groups:
            parent = self.pages[0]
        first = parent.groups[0]
        kept = tuple(r for r in first.rows if r.label != label or r.kind != "dead")
        grown = replace(first, rows=(*kept, Row(label, "go", page)))
        self.pages[parent.number] = replace(parent, groups=(grown, *parent.groups[1:]))

    def _lead(self, parent: int, row: Row, page: int) -> None:
        def led(other: Row) -> Row:
            return replace(other, kind="go", to=page) if other is row else other

        groups = tuple(
            replace(group, rows=tuple(map(led, group.rows))) for group in self.pages[parent].groups
        )
        self.pages[parent] = replace(self.pages[parent], groups=groups)

    def _contents(self, count: int) -> list[str]:
        return [self.random.choice(self.names.contents).format(n=n % 9 + 1) for n in range(count)]

    def _some(self, words: Words, least: int, most: int) -> list[str]:
        return self.random.sample(words, min(len(words), self.random.randint(least, most)))


def without_entry(site: Site) -> Site:
    """Return the twin of a site: the same, but nothing in it leads to closing the account."""
    pages = tuple(
        replace(
            page,
            groups=tuple(
                replace(group, rows=tuple(row for row in group.rows if row.kind != "entry"))
                for group in page.groups
            ),
        )
        for page in site.pages
    )
    return replace(site, pages=pages, has_entry=False)
