"""The visible text of a screen as lines, in normal form with the phrases they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from loanexit_auto.screen.model import Box, Element, Text
from loanexit_auto.screen.shown import Shown
from loanexit_auto.screen.text import core, normalise

DIALOG_LAYER = 10_000  # native dialogs lie above everything the page can draw
_HEADING_SIZE = 18
_UNDER_WAY = ("正在", "you are ", "you're ")
_LETTER_GAP = 1.5  # CSS pixels between letters of one word, at most
_BAND = 80  # CSS pixels


@dataclass(frozen=True, slots=True)
class Line:
    """The visible runs of one paragraph or row, joined; `text` is in normal form."""

    text: str
    runs: tuple[Text, ...]
    kinds: frozenset[str]
    box: Box
    frame: str
    layer: int
    element: int | None = None
    heading: str = ""
    is_heading: bool = False

    @property
    def raw(self) -> str:
        """The words as they are on the page, on one line."""
        return " ".join(_joined(self.runs).split())


class Lines(Shown):
    """The lines of one screen."""

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All visible lines, native dialogs last."""
        seen = (run for run in self.screen.visible_texts() if run.box.right > 0)
        blocks = groupby(seen, key=lambda run: (run.frame, run.block))
        drawn = (self._line(runs) for _, block in blocks for runs in self._parts(tuple(block)))
        return (*(line for line in drawn if line.text), *self._dialog_lines())

    def _parts(self, block: tuple[Text, ...]) -> Iterator[tuple[Text, ...]]:
        """Yield a block as one line, or control by control where it holds nothing but controls.

        A button, and the label of a field, is a line of its own in any block.
        """
        owners = {run.element for run in block if core(run.text)}  # Terms · Privacy
        if len(owners) <= 1:
            yield block
            return
        if all(self._owns(owner) for owner in owners):
            for _, runs in groupby(block, key=lambda run: run.element):
                yield tuple(runs)
            return
        yield from self._around_buttons(block)

    def _around_buttons(self, block: tuple[Text, ...]) -> Iterator[tuple[Text, ...]]:
        part: list[Text] = []
        for run in block:
            inside = {one.element for one in part}
            if part and run.element not in inside and self._stands_apart(run, part[-1]):
                yield tuple(part)
                part = []
            part.append(run)
        yield tuple(part)

    def _stands_apart(self, run: Text, before: Text) -> bool:
        """Whether a button or the label of a field begins here, or a button ends."""
        return self._tag(run) in ("button", "label") or self._tag(before) == "button"

    def _tag(self, run: Text) -> str:
        return "" if run.element is None else self.screen.elements[run.element].tag

    def _owns(self, owner: int | None) -> bool:
        return owner is not None and self.is_control(self.screen.elements[owner])

    def _line(self, runs: tuple[Text, ...]) -> Line:
        text = normalise(_joined(runs))
        first = runs[0]
        worded = [run for run in runs if core(run.text)]  # the bullet of a list is no word
        owners = {run.element for run in worded or runs}
        return Line(
            text,
            runs,
            self._kinds(text),
            around([run.box for run in runs]),
            first.frame,
            max([run.layer for run in runs]),
            owners.pop() if len(owners) == 1 else None,
            normalise(first.heading),
            first.size >= _HEADING_SIZE or any(run.is_heading for run in runs),
        )

    def _kinds(self, text: str) -> frozenset[str]:
        """Return the classes of a line; 确定要注销当前登录吗 warns of nothing irreversible."""
        kinds = self.lexicon.kinds(text)
        if {"terms", "checkup"} <= kinds:  # 注销条件自查 checks, and states no 注销条件
            checks = [h for h in self.lexicon.hits(text) if h.kind == "checkup"]
            terms = (h for h in self.lexicon.hits(text) if h.kind == "terms")
            if all(any(c.start < t.end <= c.end for c in checks) for t in terms):
                kinds -= {"terms"}
        if "risk_control" in kinds and not any(kind.startswith("close.") for kind in kinds):
            kinds -= {"terms"}  # 为保障您的账户安全 there is about another thing than closing
        if {"irreversible", "accepted.submitted"} <= kinds:  # 您正在注销…,此操作不可撤销 warns
            told = [h for h in self.lexicon.hits(text) if h.kind == "accepted.submitted"]
            if all(text[h.start : h.end].startswith(_UNDER_WAY) for h in told):
                kinds -= {"accepted.submitted"}
        if "irreversible" in kinds and "log_out" in kinds and "close.account" not in kinds:
            hits = self.lexicon.hits(text)
            signing_out = any(h.kind == "log_out" and "注销" in h.phrase.text for h in hits)
            return kinds - {"irreversible"} if signing_out else kinds
        return kinds

    def _dialog_lines(self) -> Iterator[Line]:
        nowhere = Box(0, 0, 0, 0)
        for dialog in self.screen.dialogs:
            text = normalise(dialog.message)
            run = Text(dialog.message, nowhere, "", layer=DIALOG_LAYER)
            yield Line(text, (run,), self.lexicon.kinds(text), nowhere, "", DIALOG_LAYER)

    @cached_property
    def title(self) -> str:
        """The page's title in normal form."""
        return normalise(self.screen.title)

    @cached_property
    def top_layer(self) -> int:
        """The layer in front: what lies there is what the person is asked about."""
        return max(self.layers, default=0)

    @cached_property
    def layers(self) -> frozenset[int]:
        """The layers that say something."""
        return frozenset(self._by_layer)

    def lines_of(self, layer: int) -> tuple[Line, ...]:
        """Return the lines of one layer."""
        return self._by_layer.get(layer, ())

    @cached_property
    def _by_layer(self) -> dict[int, tuple[Line, ...]]:
        found: dict[int, list[Line]] = {}
        for line in self.lines:
            found.setdefault(line.layer, []).append(line)
        return {layer: tuple(lines) for layer, lines in found.items()}

    def lines_between(self, frame: str, layer: int, top: float, bottom: float) -> list[Line]:
        """Return the lines of a frame and layer that reach into a height of the page, in order.

        Some that only come near are among them: this spares looking at all lines for each thing.
        """
        bands = self._by_band
        found: dict[int, Line] = {}
        for band in range(int(top // _BAND), int(bottom // _BAND) + 1):
            found.update(bands.get((frame, layer, band), ()))
        return [found[number] for number in sorted(found)]

    @cached_property
    def _by_band(self) -> dict[tuple[str, int, int], list[tuple[int, Line]]]:
        found: dict[tuple[str, int, int], list[tuple[int, Line]]] = {}
        for number, line in enumerate(self.lines):
            for band in range(int(line.box.y // _BAND), int(line.box.bottom // _BAND) + 1):
                found.setdefault((line.frame, line.layer, band), []).append((number, line))
        return found

    def lines_in(self, element: Element) -> tuple[Line, ...]:
        """Return the lines that lie, at least partly, directly in the element."""
        return tuple([line for line, _ in self._by_element.get(element.id, ())])

    def texts_in(self, element: Element) -> tuple[str, ...]:
        """Return what the element itself says, line by line."""
        return tuple([text for _, text in self._by_element.get(element.id, ())])

    @cached_property
    def _by_element(self) -> dict[int, list[tuple[Line, str]]]:
        """The lines of each element, and what it says in each."""
        found: dict[int, list[tuple[Line, str]]] = {}
        for line in self.lines:
            said: dict[int, str] = {}
            for run in line.runs:
                if run.element is not None:
                    said[run.element] = said.get(run.element, "") + run.text
            for owner, text in said.items():
                found.setdefault(owner, []).append((line, text))
        return found


def _joined(runs: tuple[Text, ...]) -> str:
    """Return the words of runs, apart where Latin words are: Type <b>delete</b> to confirm."""
    words = runs[0].text
    for before, run in pairwise(runs):
        gap = run.box.x - before.box.right
        apart = gap > _LETTER_GAP or gap < -before.box.width  # or on the next line
        worded = min(len(before.text), len(run.text)) > 1 and before.element != run.element
        between = " " if (apart or worded) and _is_latin_joint(before.text, run.text) else ""
        words += between + run.text
    return words


def _is_latin_joint(left: str, right: str) -> bool:
    ends = left[-1:] + right[:1]
    return ends.isascii() and ends.isalnum() and (left[-1:].isalpha() or right[:1].isalpha())


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds all of them."""
    known = tuple(boxes)
    x, y = min([box.x for box in known]), min([box.y for box in known])
    right = max([box.x + box.width for box in known])
    bottom = max([box.y + box.height for box in known])
    return Box(x, y, right - x, bottom - y)
