"""The elements of a screen that a person can see, and which of them are controls by themselves."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property

from loanexit_auto.screen.lexicon import Lexicon
from loanexit_auto.screen.model import Element, Screen

_PRESSED = frozenset({"button", "link", "tab", "menuitem", "checkbox", "radio", "switch"})
_MESSAGES = frozenset({"alert", "status", "log", "presentation", "none"})  # roles of toasts
_WHOLE = 0.4  # share of the view over which nothing that listens is a control
_SMALLER = 0.9  # share of a container's area up to which something lies in it


class Shown:
    """The elements of one screen."""

    def __init__(self, screen: Screen, lexicon: Lexicon) -> None:
        self.screen = screen
        self.lexicon = lexicon

    @cached_property
    def shown(self) -> tuple[Element, ...]:
        """Elements a person can see or scroll to, and that nothing covers."""
        return tuple(e for e in self.screen.elements if e.visible and not e.occluded)

    def is_control(self, element: Element) -> bool:
        """Whether the element itself listens or is one by its tag, and is no mere container."""
        return element.id in self._acting

    @cached_property
    def _acting(self) -> frozenset[int]:
        containers = self._containers
        return frozenset(
            element.id
            for element in self.screen.elements
            if element.tappable_by == "native"
            or (
                element.tappable_by in ("listener", "pointer")
                and element.role not in _MESSAGES
                and element.id not in containers
            )
        )

    @cached_property
    def _containers(self) -> frozenset[int]:
        """Elements that listen on behalf of what is in them, as the root of a React page does."""
        whole = _WHOLE * self.screen.width * self.screen.height
        inner = _Inner(e for e in self.shown if e.tappable_by == "native" or e.role in _PRESSED)
        return frozenset(
            element.id
            for element in self.shown
            if element.tappable_by in ("listener", "pointer") and element.role not in _PRESSED
            if element.box.area > whole or inner.any_in(element)
        )


class _Inner:
    """Elements by the height of their middles, to find those that lie in another."""

    def __init__(self, elements: Iterable[Element]) -> None:
        self._columns: dict[tuple[str, int], tuple[list[float], list[Element]]] = {}
        for element in sorted(elements, key=lambda element: element.box.center[1]):
            middles, column = self._columns.setdefault((element.frame, element.layer), ([], []))
            middles.append(element.box.center[1])
            column.append(element)

    def any_in(self, outer: Element) -> bool:
        """Return whether the middle of a smaller one lies in the box of `outer`."""
        box, most = outer.box, _SMALLER * outer.box.area
        middles, column = self._columns.get((outer.frame, outer.layer), ([], []))
        first, last = bisect_left(middles, box.y), bisect_right(middles, box.bottom)
        return any(
            column[at].box.area < most and box.holds(*column[at].box.center)
            for at in range(first, last)
        )
