"""What a person would take for a control on a screen, and everything it calls itself."""

from __future__ import annotations

import re
from functools import cached_property

from loanexit_auto.screen.line import Line, Lines
from loanexit_auto.screen.model import Element
from loanexit_auto.screen.text import core, is_latin, normalise

_LONGEST, _LONGEST_LATIN, _LONGEST_ROW = 14, 30, 60
_SENTENCE = re.compile(r"[,。!?;:]|吗|^\d")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,20}")


class Controls(Lines):
    """The controls of one screen."""

    @cached_property
    def controls(self) -> tuple[Element, ...]:
        """What a person would take for a control: listens, or is a short label by itself."""
        return tuple(e for e in self.shown if self.is_control(e) or self._is_label(e))

    def _is_label(self, element: Element) -> bool:
        """Whether a text without a listener of its own reads like a button or menu row."""
        longest = _LONGEST_LATIN if is_latin(element.label) else _LONGEST
        if len(core(element.label)) > longest:
            return False
        plain = normalise(element.label)
        return not _SENTENCE.search(plain) and not any(
            line.is_heading or len(line.text) > len(plain) + 2 for line in self.lines_in(element)
        )

    def is_row(self, line: Line) -> bool:
        """Whether the line is (part of) a control's label rather than running text."""
        if line.element is None or len(line.text) > _LONGEST_ROW:
            return False
        return self.is_control(self.screen.elements[line.element])

    def alike(self, element: Element) -> tuple[Element, ...]:
        """Return the other controls that begin and end where it does, as the rows of a list do."""
        column = self._columns.get(_column_of(element), [])
        return tuple(other for other in column if other.id != element.id)

    def has_alike(self, element: Element) -> bool:
        """Return whether at least two other controls do."""
        return len(self._columns.get(_column_of(element), ())) > 2

    @cached_property
    def _columns(self) -> dict[tuple[int, int, int], list[Element]]:
        found: dict[tuple[int, int, int], list[Element]] = {}
        for element in self.controls:
            found.setdefault(_column_of(element), []).append(element)
        return found

    def names(self, element: Element) -> tuple[str, ...]:
        """Return everything the control calls itself, in normal form, without doubles."""
        known = self._names.get(element.id)
        if known is None:
            known = self._names[element.id] = self._named(element)
        return known

    @cached_property
    def _names(self) -> dict[int, tuple[str, ...]]:
        return {}

    def _named(self, element: Element) -> tuple[str, ...]:
        own = (element.label, element.text, *element.other_names, *self.texts_in(element))
        if not element.hints.isascii():
            own += tuple(_CHINESE.findall(element.hints))
        return tuple(dict.fromkeys([name for name in map(core, own) if name]))

    def titles(self, element: Element) -> tuple[str, ...]:
        """Return the names without the subtitle of a row: 隐私设置 of 隐私设置 授权与个性化."""
        known = self._titles.get(element.id)
        if known is None:
            known = self._titles[element.id] = self._titled(element)
        return known

    @cached_property
    def _titles(self) -> dict[int, tuple[str, ...]]:
        return {}

    def _titled(self, element: Element) -> tuple[str, ...]:
        texts = self.texts_in(element)
        if len(texts) < 2 or element.role == "button":
            return self.names(element)
        return tuple(filter(None, (core(texts[0]), *map(core, element.other_names))))


def _column_of(element: Element) -> tuple[int, int, int]:
    return element.layer, round(element.box.x), round(element.box.width)
