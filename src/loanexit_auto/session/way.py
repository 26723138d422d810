"""A way to the entry that was found, written down as a scenario and a skeleton mock portal. Pure
but for the writing.

Kept are the words of the controls on the way and of the screens they stood on, personal data
removed. No position is ever written down: a control without words is a part for the person.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from loanexit_auto.engine.events import Explored
from loanexit_auto.evidence.personal import Mark, marks_in_order, values
from loanexit_auto.portal.sketch import SceneLine, Sketch, scene, sketched
from loanexit_auto.scenario.draft import other_names
from loanexit_auto.scenario.schema import SCHEMA_LINE
from loanexit_auto.screen.findings import Entry
from loanexit_auto.screen.locate import find
from loanexit_auto.screen.model import Device, Screen
from loanexit_auto.session.notebook import Leg
from loanexit_auto.session.shelf import SCENARIOS, Shelf

_LONGEST_LINE = 200  # characters of one line of a recorded screen
_MOST_LINES = 80  # of one recorded screen
_LONGEST_LABEL = 40
_BLOT = "■"
_WORDLESS = {"zh": "（没有文字的按钮）", "en": "(a button without words)"}
_BY_HAND = {"zh": "点一下没有文字的按钮", "en": "press the control without words"}
_MOCK = ("模拟页面", "Mock page")  # what a recorded mock portal says of itself


@dataclass(frozen=True, slots=True)
class Recorded:
    """A way as it was recorded, ready to be written down. `entry` is what the entry says."""

    start: str
    device: Device
    legs: tuple[Leg, ...]
    last: Screen  # the one that shows the entry
    entry: Entry

    @property
    def host(self) -> str:
        return urlsplit(self.start).hostname or ""

    @property
    def language(self) -> Literal["zh", "en"]:
        """The one that the entry's words are taken for."""
        return "zh" if re.search(r"[\u4e00-\u9fff]", self.entry.text) else "en"


def write_way(way: Recorded, platform: str, shelf: Shelf) -> tuple[Path, ...]:
    """Write scenario and portal of a recorded way and return the files, the scenario first.

    `platform` must be free on the shelf (`check_new`).
    """
    clean = _Cleaner([*(leg.screen for leg in way.legs), way.last])
    scenario = shelf.scenario(platform)
    _write({scenario: scenario_text(way, platform, clean)})
    return (scenario, *write_portal(way, shelf.portal(platform)))


def write_portal(way: Recorded, folder: Path) -> tuple[Path, ...]:
    """Write the skeleton portal of a way into a folder that does not exist; return its files."""
    clean = _Cleaner([*(leg.screen for leg in way.legs), way.last])
    return _write({folder / name: text for name, text in _drawn(way, clean).items()})


def portal_beside(scenario: Path) -> Path:
    """Return where the portal of a scenario file belongs: on its shelf, else beside the file."""
    if scenario.parent.name == SCENARIOS:
        return Shelf.within(scenario.parent.parent).portal(scenario.stem)
    return scenario.with_suffix(".portal")


def explored_way(
    start: str, device: Device, explored: Explored, entry: Entry, screens: Sequence[Screen]
) -> Recorded | None:
    """Return the way that exploring found, with the screens it saw; None if one is missing.

    A way that leads through the site's search has no screen to be drawn from.
    """
    legs: list[Leg] = []
    for label, how, url in explored.path:
        here = [s for s in screens if s.url == url and find(s, (label,))]
        if how != "tap" or not here:
            return None
        legs.append(Leg(here[0], find(here[0], (label,))[0]))
    last = [screen for screen in screens if find(screen, (entry.text,))]
    return Recorded(start, device, tuple(legs), last[-1], entry) if last else None


def _write(files: dict[Path, str]) -> tuple[Path, ...]:
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return tuple(files)


class _Cleaner:
    """Removes personal data from words, knowing what was found on any of the screens."""

    def __init__(self, screens: list[Screen]) -> None:
        self._known = {found for screen in screens for found in values(_texts(screen))}

    def lines(self, texts: list[str]) -> list[str]:
        found = marks_in_order(texts, self._known)
        return [_blotted(text, marks) for text, marks in zip(texts, found, strict=True)]

    def is_clean(self, text: str) -> bool:
        return self.lines([text]) == [text]


def _blotted(text: str, marks: tuple[Mark, ...]) -> str:
    chars = list(text)
    for mark in marks:
        chars[mark.start : mark.end] = _BLOT * (mark.end - mark.start)
    return "".join(chars)


def _texts(screen: Screen) -> list[str]:
    return [run.text for run in screen.visible_texts()]


def scenario_text(way: Recorded, platform: str, clean: _Cleaner) -> str:
    """Return the scenario: every step with all the words the page offers for it."""
    heads = [_head_of(screen) for screen in (*(leg.screen for leg in way.legs[1:]), way.last)]
    steps = [
        _step(leg, head, clean, way.language) for leg, head in zip(way.legs, heads, strict=True)
    ]
    if not steps:  # it stands on the first screen
        steps = [f"expect: {_quoted(way.entry.text)}"]
    lines = [
        SCHEMA_LINE, "loanexit: 1", f"id: {platform}", f"name: {_quoted(way.host)}",
        "kind: account", f"language: {way.language}", "channels: [web]",
        f"domains: [{_quoted(way.host)}]", f"start: {_quoted(way.start)}",
        f"device: {way.device}", "", "routes:", "  - name: recorded", "    quality: D",
        "    note: recorded by a person clicking through the menus; no source confirms it",
        "    steps:", *(f"      - {step}" for step in steps),
        "", "entry:", f"  text: [{_quoted(way.entry.text)}]", f"  closes: {way.entry.closes}", "",
    ]  # fmt: skip
    return "\n".join(lines)


def _step(leg: Leg, head: str, clean: _Cleaner, language: str) -> str:
    names = anchors(leg, clean)
    if not names:
        return f"handoff: {_quoted(_BY_HAND[language])}\n        until: {_quoted(head)}"
    others = [name for name in other_names(names[0]) if name not in names]
    role = "" if len(names) + len(others) > 1 else ", role: row"
    return f"tap: {{text: [{', '.join(map(_quoted, (*names, *others)))}]{role}}}"


def anchors(leg: Leg, clean: _Cleaner) -> tuple[str, ...]:
    """Return the words by which the page itself names the clicked control, the shortest way first.

    Personal data, figures and contents are no anchors. () for a control without words.
    """
    element = leg.element
    offered = (leg.screen.caption(element), element.label, *element.other_names)
    named = [re.sub(r"\s+", " ", text).strip() for text in offered]
    good = [t for t in named if t and len(t) <= _LONGEST_LABEL and not re.search(r"\d", t)]
    return tuple(dict.fromkeys(text for text in good if clean.is_clean(text)))


def _head_of(screen: Screen) -> str:
    runs = screen.visible_texts()
    heading = next((run.text for run in runs if run.is_heading), "")
    return heading or screen.title or next((run.text for run in runs), "?")


def _drawn(way: Recorded, clean: _Cleaner) -> dict[str, str]:
    wordless = _WORDLESS[way.language]
    labels = [next(iter(anchors(leg, clean)), wordless) for leg in way.legs]
    pressed = [
        *zip((leg.screen for leg in way.legs), labels, strict=True),
        (way.last, way.entry.text),
    ]
    scenes = tuple(
        scene(clean.lines([screen.title])[0], _lines(screen, clean), label)
        for screen, label in pressed
    )
    path = urlsplit(way.start).path or "/"
    by_hand = wordless if wordless in labels else ""
    return sketched(Sketch(way.host, way.host, path, way.device, scenes, by_hand, way.language))


def _lines(screen: Screen, clean: _Cleaner) -> list[SceneLine]:
    """The words of a screen, a control's small print with the control it belongs to."""
    runs = [run for run in screen.visible_texts() if run.text.strip()]
    texts = clean.lines([run.text.strip()[:_LONGEST_LINE] for run in runs])
    controls = {e.id: screen.caption(e) for e in screen.elements if e.can_be_tapped}
    rows: dict[object, list[str]] = {}
    for number, (run, text) in enumerate(zip(runs, texts, strict=True)):
        row = run.element if run.element in controls else f"line {number}"
        rows.setdefault(row, []).append(text)
    lines = [_line(words, controls.get(row) if isinstance(row, int) else None)
             for row, words in rows.items()]  # fmt: skip
    kept = [line for line in dict.fromkeys(lines) if not line.text.startswith(_MOCK)]
    return kept[:_MOST_LINES]


def _line(words: list[str], caption: str | None) -> SceneLine:
    name = caption if caption in words else words[0]
    rest = " ".join(word for word in words if word != name)
    return SceneLine(name or "", caption is not None, rest[:_LONGEST_LINE])


def _quoted(text: str) -> str:
    """Return a double-quoted YAML scalar, which JSON's strings are."""
    return json.dumps(text.strip()[:80], ensure_ascii=False)
