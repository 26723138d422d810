"""A fake driver: a graph of hand-made screens, with things that go wrong on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from loanexit_auto.engine.driver import Capture, Incident
from loanexit_auto.screen.model import Box, Element, Screen, Text


def screen(url: str, *words: str, heading: str = "") -> Screen:
    """A menu: words in [brackets] are links, {braces} buttons, the rest plain text."""
    texts: list[Text] = []
    elements: list[Element] = []
    for line, word in enumerate(words):
        box = Box(20, 40 + 48.0 * line, 600, 40)
        is_link, is_button = word.startswith("["), word.startswith("{")
        label = word.strip("[]{}")
        owner = len(elements) if is_link or is_button else None
        if owner is not None:
            role, tag = ("link", "a") if is_link else ("button", "button")
            elements.append(
                Element(owner, 100 + line, "f", tag, role, label, box, text=label, block=line + 1)
            )
        texts.append(Text(label, box, "f", block=line + 1, heading=heading, element=owner))
    return Screen(url, words[0].strip("[]{}") if words else "", (), tuple(texts), tuple(elements))


@dataclass
class FakeDriver:
    """`moves` maps (screen name, label) to the next name; `trouble` to incidents, taken once."""

    screens: dict[str, Screen]
    moves: dict[tuple[str, str], str] = field(default_factory=dict)
    trouble: dict[tuple[str, str], list[Incident]] = field(default_factory=dict)
    at: str = "home"
    done: list[str] = field(default_factory=list)
    pending: list[Incident] = field(default_factory=list)
    history: list[str] = field(default_factory=list)

    def look(self, until: Callable[[Screen], bool] | None = None) -> Screen:
        return self.screens[self.at]

    def tap(self, element: Element, screen: Screen) -> None:
        key = (self.at, element.label)
        if found := self.trouble.pop(key, None):
            self.pending += found
            return
        self.done.append(f"tap {element.label}")
        self._go(self.moves.get(key, self.at))

    def type_search(self, element: Element, screen: Screen, phrase: str) -> None:
        self.done.append(f"search {phrase}")
        self._go(self.moves.get((self.at, f"search {phrase}"), self.at))

    def scroll(self, element: Element | None = None) -> None:
        self.done.append("scroll")

    def goto(self, url: str) -> None:
        self.done.append(f"goto {url}")
        self._go(next(name for name, s in self.screens.items() if s.url == url))

    def back(self) -> None:
        self.done.append("back")
        if self.history:
            self.at = self.history.pop()

    def _go(self, name: str) -> None:
        if name != self.at:
            self.history.append(self.at)
        self.at = name

    def capture(self, screen: Screen, findings: object = ()) -> Capture:
        return Capture(())

    def incidents(self) -> tuple[Incident, ...]:
        drained, self.pending = tuple(self.pending), []
        return drained

    def pressed(self) -> list[str]:
        return [act.removeprefix("tap ") for act in self.done if act.startswith("tap ")]


def by_label(elements: Iterable[Element], label: str) -> Element:
    return next(e for e in elements if e.label == label)
