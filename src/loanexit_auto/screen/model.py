"""A Screen: what a careful person could see now, as pure data.

All lengths are CSS pixels. All boxes are relative to the top-left corner of the visible viewport
of the top page, whatever frame the thing lives in: negative or beyond the viewport means scrolled
out of sight. Typed values of fields are never part of a Screen (`Element.filled` only says that
there is one), nor are query values of addresses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TappableBy = Literal["native", "listener", "pointer", "text", "none"]
NameFrom = Literal["text", "label", "aria", "title", "alt", "placeholder", "value", "icon", "none"]
Device = Literal["desktop", "phone"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in CSS pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def center(self) -> tuple[float, float]:
        return (self.x + self.width / 2, self.y + self.height / 2)

    @property
    def area(self) -> float:
        return max(self.width, 0.0) * max(self.height, 0.0)

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def right(self) -> float:
        return self.x + self.width

    def holds(self, x: float, y: float) -> bool:
        """Return whether the point lies inside (edges included)."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Text:
    """One run of visible text, in document order.

    `block` numbers the nearest block-level container, so that the runs of one paragraph or row
    share it. `layer` is 0 for the page itself and a higher number for each dialog, drawer or
    overlay on top of it. `heading` is the section heading the run stands under ("" if none).
    `element` is the id of the innermost Element that contains the run, or None.
    `size` is the font size in pixels. `hidden` runs (transparent, zero-size, covered) are kept,
    because evidence and judgement must know them, but a reader must not take them as seen.
    """

    text: str
    box: Box
    frame: str
    block: int = 0
    layer: int = 0
    heading: str = ""
    element: int | None = None
    size: float = 16.0
    is_heading: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """Something a person could act on, or a field they could type into.

    `id` is its index in `Screen.elements`: valid for this Screen only. `node` is the browser's
    backend node id, with which the driver finds it again. `label` is what a person would call it
    (visible text, else aria-label, title, alt, placeholder, value of a button, or the words of an
    icon class; of a field first of all what labels it); `name_from` says where it came from.
    """

    id: int
    node: int
    frame: str
    tag: str
    role: str
    label: str
    box: Box
    name_from: NameFrom = "text"
    tappable_by: TappableBy = "native"
    text: str = ""
    href: str = ""  # path and fragment of a link, query values removed; "" if none
    input_type: str = ""  # "text", "password", "checkbox" ... for fields, "" otherwise
    hints: str = ""  # words of id, class, name, autocomplete, placeholder, inputmode, data-*
    max_length: int | None = None
    filled: bool = False
    checked: bool | None = None
    disabled: bool = False
    visible: bool = True  # has a size, is not transparent, display and visibility allow it
    on_screen: bool = True  # its centre is inside the viewport
    occluded: bool = False  # something else is painted over its centre
    layer: int = 0
    block: int = 0
    heading: str = ""
    other_names: tuple[str, ...] = ()  # aria-label, title, alt, value that differ from the label

    @property
    def can_be_tapped(self) -> bool:
        """Whether a tap could reach it after scrolling it into view."""
        return self.visible and not self.occluded and not self.disabled


@dataclass(frozen=True, slots=True)
class Mark:
    """A thing without words that still means something: a captcha frame, canvas, script, image."""

    kind: Literal["iframe", "canvas", "script", "container", "image", "video"]
    words: str  # id, class, alt, host and path of its address; lower case, query values removed
    box: Box
    frame: str
    layer: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """One document of the page; the top one has parent ""."""

    id: str
    url: str
    parent: str = ""
    box: Box = Box(0, 0, 0, 0)
    out_of_process: bool = False


@dataclass(frozen=True, slots=True)
class NativeDialog:
    """A browser dialog (alert, confirm, prompt, beforeunload) that the page opened."""

    kind: str
    message: str
    dismissed: bool = True


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything visible now. `settled` is False when the page would not come to rest."""

    url: str  # query values removed
    title: str
    frames: tuple[Frame, ...] = ()
    texts: tuple[Text, ...] = ()
    elements: tuple[Element, ...] = ()
    marks: tuple[Mark, ...] = ()
    dialogs: tuple[NativeDialog, ...] = ()
    device: Device = "desktop"
    width: float = 1280
    height: float = 800
    page_height: float = 800
    scroll_y: float = 0
    is_popup: bool = False
    settled: bool = True

    def caption(self, element: Element) -> str:
        """Return what a person would call a row: its first words, without what stands below."""
        return _captions(self).get(element.id, element.label)

    def visible_texts(self) -> tuple[Text, ...]:
        """Return the runs a person can see or scroll to, in document order."""
        return tuple(text for text in self.texts if not text.hidden)

    def full_text(self) -> str:
        """Return the visible text, one block per line, without any field value."""
        lines: list[str] = []
        block: tuple[str, int] | None = None
        for run in self.visible_texts():
            if (run.frame, run.block) == block and lines:
                lines[-1] += run.text
            else:
                lines.append(run.text)
            block = (run.frame, run.block)
        return "\n".join(lines)


_CAPTIONED: list[tuple[Screen, dict[int, str]]] = []  # the last screens asked for captions


def _captions(screen: Screen) -> dict[int, str]:
    """Return the first words of each element: whoever asks for one asks for all of a screen."""
    for known, captions in _CAPTIONED:
        if known is screen:
            return captions
    found: dict[int, str] = {}
    for run in screen.texts:
        if run.element is None or run.hidden or len(run.text) < 2 or run.text.isdecimal():
            continue
        found.setdefault(run.element, run.text)
    _CAPTIONED.insert(0, (screen, found))
    del _CAPTIONED[2:]
    return found
