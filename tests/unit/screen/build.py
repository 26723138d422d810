"""A tiny builder of Screens: rows, texts and controls stacked from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from loanexit_auto.screen.model import Box, Element, Mark, NativeDialog, Screen, Text


@dataclass
class Page:
    """Collects texts and elements, each 40 px under the last; `screen()` gives the Screen."""

    title: str = ""
    url: str = "https://pay.example.com/page"
    width: float = 375
    texts: list[Text] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    dialogs: list[NativeDialog] = field(default_factory=list)
    y: float = 0
    blocks: int = 0
    layer: int = 0
    heading: str = ""

    def _next(self, height: float = 40) -> Box:
        box = Box(0, self.y, self.width, height)
        self.y += height
        self.blocks += 1
        return box

    def text(self, *runs: str, **more: Any) -> Page:
        """Add one block of runs side by side."""
        box = self._next()
        step = box.width / len(runs)
        for number, run in enumerate(runs):
            place = Box(box.x + number * step, box.y, step, 20)
            self.texts.append(
                Text(
                    run,
                    place,
                    "",
                    **{
                        "block": self.blocks,
                        "layer": self.layer,
                        "heading": self.heading,
                        **more,
                    },
                )
            )
        return self

    def head(self, words: str) -> Page:
        """Add a heading; what follows stands under it."""
        self.text(words, is_heading=True, size=20)
        self.heading = words
        return self

    def control(self, label: str, *, role: str = "button", tag: str = "div", **more: Any) -> Page:
        """Add a control with its label as visible text."""
        number = len(self.elements)
        box = self._next()
        hidden = not more.get("visible", True) or more.get("occluded", False)
        shown = more.get("text", label if more.get("name_from", "text") == "text" else "")
        self.elements.append(
            Element(
                **{
                    "id": number,
                    "node": 1000 + number,
                    "frame": "",
                    "tag": tag,
                    "role": role,
                    "label": label,
                    "text": shown,
                    "box": box,
                    "layer": self.layer,
                    "block": self.blocks,
                    "heading": self.heading,
                    **more,
                }
            )
        )
        if shown:
            self.texts.append(
                Text(
                    shown,
                    box,
                    "",
                    block=self.blocks,
                    layer=self.layer,
                    heading=self.heading,
                    element=number,
                    hidden=hidden,
                )
            )
        return self

    def row(self, *labels: str, **more: Any) -> Page:
        """Add one tappable menu row for each label."""
        for label in labels:
            self.control(label, role="", tappable_by="listener", **more)
        return self

    def field(self, placeholder: str = "", **more: Any) -> Page:
        """Add a text field."""
        return self.control(
            placeholder,
            **{
                "role": "textbox",
                "tag": "input",
                "name_from": "placeholder",
                "input_type": "text",
                "hints": placeholder,
                **more,
            },
        )

    def place(self, y: float, x: float, width: float, height: float = 40) -> Box:
        """Return a box at a height of the page already passed, or about to be."""
        return Box(x, y, width, height)

    def beside(self, y: float, x: float, width: float, height: float) -> Page:
        """Add a listening thing without words at that place, such as the handle of a slider."""
        more = {"box": Box(x, y, width, height), "name_from": "none", "tappable_by": "listener"}
        return self.control("", role="", **more)

    def picture(self, y: float, x: float, width: float, height: float) -> Page:
        """Add a small picture at that place."""
        self.marks.append(Mark("image", "pic", Box(x, y, width, height), "", self.layer))
        return self

    def mark(self, kind: Any, words: str, width: float = 300, height: float = 150) -> Page:
        """Add a canvas, frame, script or container without words."""
        box = self._next(height)
        self.marks.append(Mark(kind, words, replace(box, width=width), "", self.layer))
        return self

    def dialog(self) -> Page:
        """Everything added from now on lies in a dialog over the page."""
        self.layer += 1
        self.heading = ""
        return self

    def screen(self, **more: Any) -> Screen:
        """Return the finished Screen."""
        return Screen(
            **{
                "url": self.url,
                "title": self.title,
                "texts": tuple(self.texts),
                "elements": tuple(self.elements),
                "marks": tuple(self.marks),
                "dialogs": tuple(self.dialogs),
                "width": self.width,
                "page_height": max(self.y, 800),
                **more,
            }
        )


def page(title: str = "", **more: Any) -> Page:
    """Return an empty page."""
    return Page(title=title, **more)
