"""From recorded screens to the folder of a mock portal that can be walked at once. Pure.

The pages are drawn by us from words alone: no mark-up, picture or script of the platform is taken
over. Whoever calls has removed personal data from the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from jinja2 import Environment

from loanexit_auto.screen.model import Device

_START = re.compile(r"/[^\s?#*]*")


@dataclass(frozen=True, slots=True)
class SceneLine:
    """One line of words of a screen; a control looks as if it could be pressed.

    `note` is the small print that belongs to a control.
    """

    text: str
    is_control: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """One recorded screen; `leads` is the number of the line that leads on."""

    title: str
    lines: tuple[SceneLine, ...]
    leads: int


@dataclass(frozen=True, slots=True)
class Sketch:
    """Everything a skeleton portal is drawn from; the last scene leads to the closing form.

    `by_hand` is the text of a control without words of its own, which the person presses.
    """

    name: str
    host: str
    start: str  # path of the first scene
    device: Device
    scenes: tuple[Scene, ...]
    by_hand: str = ""
    language: Literal["zh", "en"] = "zh"

    @property
    def is_chinese(self) -> bool:
        return self.language == "zh"


def sketched(sketch: Sketch) -> dict[str, str]:
    """Return the files of the portal's folder: path to text."""
    ending = "" if sketch.is_chinese else ".en"
    drawn = {
        "portal.yaml": _portal(sketch),
        "pages/skeleton.css": _text("skeleton.css"),
        "pages/notice.html": _text(f"notice{ending}.html"),
        "pages/submitted.html": _text(f"submitted{ending}.html"),
        "cases/entry-located/expected.yaml": _text("entry-located.yaml"),
        "cases/accepted/expected.yaml": _text("accepted.yaml"),
    }
    places = [f"/scene/{number}" for number in range(2, len(sketch.scenes) + 1)]
    onward = [*places, "/notice"]
    for number, scene in enumerate(sketch.scenes):
        page = "index.html" if number == 0 else f"scene/{number + 1}.html"
        drawn[f"pages/{page}"] = _page(scene, onward[number], sketch)
    return drawn


def _portal(sketch: Sketch) -> str:
    start = sketch.start if _START.fullmatch(sketch.start) else "/"
    template = _environment().from_string(_text("portal.yaml.j2"))
    return template.render(
        name=sketch.name, host=sketch.host, device=sketch.device, start=start,
        by_hand=sketch.by_hand, is_chinese=sketch.is_chinese,
    )  # fmt: skip


def _page(scene: Scene, onward: str, sketch: Sketch) -> str:
    template = _environment().from_string(_text("scene.html.j2"))
    page = template.render(
        scene=scene,
        onward=onward,
        lang="zh-CN" if sketch.is_chinese else "en",
        is_chinese=sketch.is_chinese,
    )
    return page.replace("{", "&#123;").replace("}", "&#125;")  # it is a template itself again


def _text(name: str) -> str:
    place = files("loanexit_auto.portal") / "skeleton" / name
    return place.read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)


def scene(title: str, lines: Sequence[SceneLine], leads: str) -> Scene:
    """Return a scene whose line `leads` leads on; it is added if no line says so."""
    found = next((n for n, line in enumerate(lines) if line.text == leads), None)
    if found is None:
        return Scene(title, (*lines, SceneLine(leads, is_control=True)), len(lines))
    return Scene(title, tuple(lines), found)
