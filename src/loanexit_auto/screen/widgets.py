"""Widgets of vendors that tell people from machines, and words that announce one.

A vendor's container counts even if its script could not load; a script alone does not, for many
sites load one on every page, and neither does a container that is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loanexit_auto.screen.fields import near
from loanexit_auto.screen.findings import Challenge
from loanexit_auto.screen.model import Mark
from loanexit_auto.screen.mood import is_question, sentences
from loanexit_auto.screen.text import core, is_latin, normalise
from loanexit_auto.screen.view import Line, View

_LONGEST_ORDER = 36  # characters of a line that tells a person what to do now
_LONGEST_LATIN = 80
_BY_WORDS = 0.8


def widgets(view: View) -> Iterator[Challenge]:
    """Yield a challenge for each vendor's container, and for words that announce one."""
    for mark in view.screen.marks:
        if mark.kind == "script" or not names(mark.words, "vendor", view):
            continue
        if names(mark.words, "vendor_quiet", view) or _is_not_drawn(mark):
            continue
        confidence = 1.0 if mark.box.area > 0 else _BY_WORDS
        yield Challenge(mark.words, mark.box, mark.frame, confidence, None, "widget")
    for element in view.shown:
        words = f"{element.tag} {element.hints}"
        if names(words, "vendor", view) and not names(words, "vendor_quiet", view):
            text = element.label or words
            yield Challenge(text, element.box, element.frame, 1.0, element.id, "widget")
    yield from _announced(view)


def _is_not_drawn(mark: Mark) -> bool:
    """Whether a container has no place on the page: it waits there, hidden, for its time."""
    box = mark.box
    return mark.kind == "container" and not any((box.x, box.y, box.width, box.height))


def is_well_known(view: View) -> bool:
    """Return whether the vendor's name says enough; of others it is also said what they ask for."""
    return not any(names(mark.words, "vendor_puzzle", view) for mark in view.screen.marks)


def _announced(view: View) -> Iterator[Challenge]:
    """Words such as 点击按钮进行验证 in a box of their own, or beside a vendor's script."""
    scripts = any(m.kind == "script" and names(m.words, "vendor", view) for m in view.screen.marks)
    for line in told(view, "robot"):
        if view.lexicon.is_exactly(core(line.text), "robot") and not view.is_menu(line.layer):
            yield Challenge(line.raw, line.box, line.frame, _BY_WORDS, line.element, "widget")
    for line in told(view, "challenge.widget"):
        framed = any(near(m.box, line.box, 40) for m in view.screen.marks if m.kind == "iframe")
        if view.is_row(line) or scripts or framed or _is_ticked(line, view):
            yield Challenge(line.raw, line.box, line.frame, _BY_WORDS, line.element, "widget")


def _is_ticked(line: Line, view: View) -> bool:
    """Whether a box to tick stands by the words: 我不是机器人."""
    ticks = (e for e in view.shown if e.role == "checkbox" and e.frame == line.frame)
    return any(near(tick.box, line.box, 40) for tick in ticks)


def names(words: str, kind: str, view: View) -> bool:
    """Return whether words of mark-up hold a phrase of the class."""
    return kind in view.lexicon.kinds(_plain(words))


def _plain(words: str) -> str:
    """Return class names split where a word ends, so that captchaBox and captcha_box read alike."""
    return normalise(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", words))


def told(view: View, kind: str) -> Iterator[Line]:
    """Yield short lines that tell to do it now; not questions, articles or menu rows."""
    for line in view.lines:
        longest = _LONGEST_LATIN if is_latin(line.text) else _LONGEST_ORDER
        if kind not in line.kinds or len(line.text) > longest:
            continue
        kinds = {hit.kind for hit in view.hits(line.text)}  # but for what a longer phrase covers
        told, _, _ = line.text.partition(":")  # what follows are the characters to click
        if "about" in view.lexicon.kinds(told) or kinds & {"condition", "slider_decoy"}:
            continue
        if not any(is_question(s) for s in sentences(line.text, view.lexicon)):
            yield line
