"""Challenges answered with a face, a camera, an identity card or a second device."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loanexit_auto.screen.fields import near
from loanexit_auto.screen.findings import Challenge
from loanexit_auto.screen.model import Element, Mark
from loanexit_auto.screen.mood import Sentence, is_denied, is_question, is_supposed, sentences
from loanexit_auto.screen.text import is_latin
from loanexit_auto.screen.view import Line, View

_LONGEST = 80
_LONGEST_BUTTON = 24
_FEW_LINES, _HARDLY_ANY = 8, 4
_TELLING = frozenset(
    {"status_good", "sign_in", "sign_in_button", "question", "about", "open", "past"}
)
_DONE = re.compile(
    r"已(经)?(上传|提交|通过|认证|核验|录入|验证)"
    r"|\b(was|is|were|been) (approved|verified|uploaded|accepted)"
)
_QR_SIDE = (70, 400)
_QR_REACH = 140


def presences(view: View) -> Iterator[Challenge]:
    """Yield face, QR and identity-document challenges."""
    yield from _faces(view)
    yield from _qr_codes(view)
    yield from _documents(view)


def _said(view: View, kind: str) -> Iterator[Line]:
    """Yield lines of running text that ask for it now."""
    for line in view.lines:
        if kind not in line.kinds or len(line.text) > _LONGEST or view.is_row(line):
            continue
        titled = line.is_heading and "order" in line.kinds and _control(view, line.layer, "start")
        if titled or any(_asked(s, kind) for s in sentences(line.text, view.lexicon)):
            yield line


def _asked(sentence: Sentence, kind: str) -> bool:
    found = tuple(sentence.of(kind))
    about = [hit for hit in sentence.of("about") if not any(one.covers(hit) for one in found)]
    if is_question(sentence) or about:
        return False
    return any(not is_supposed(sentence, hit) and not is_denied(sentence, hit) for hit in found)


# -- face ---------------------------------------------------------------------------------------


def _faces(view: View) -> Iterator[Challenge]:
    lines = tuple(_said(view, "challenge.face"))
    for line in lines:
        filming = any(m.kind in ("video", "canvas") and m.layer == line.layer for m in _marks(view))
        starting = _control(view, line.layer, "start")
        if starting is None and not line.kinds & _TELLING:
            starting = _agreeing_start(view, line.layer)
        if filming or starting:
            button = starting.id if starting else None
            yield Challenge(line.raw, line.box, line.frame, 1.0 if filming else 0.9, button, "face")
            return
    for element in view.shown:
        names = [name for name in view.names(element) if len(name) <= 16]
        if any(_both(view, name, "challenge.face", "start") for name in names):
            yield Challenge(element.label, element.box, element.frame, 0.9, element.id, "face")
            return
    yield from _asked_for(view, lines)


def _asked_for(view: View, lines: tuple[Line, ...]) -> Iterator[Challenge]:
    """请进行人脸识别 as what a dialog or a short page is there to say, whatever its button."""
    for line in lines:
        lines_here = len(view.lines_of(line.layer))
        asked = "order" in line.kinds and lines_here <= _FEW_LINES
        asked = asked or (lines_here <= _HARDLY_ANY and _is_next_step(line, view))
        elsewhere = view.is_article or view.is_menu(line.layer)
        if (asked and not elsewhere) or _is_on_another_device(line, view):
            yield Challenge(line.raw, line.box, line.frame, 0.8, line.element, "face")
            return


def _is_on_another_device(line: Line, view: View) -> bool:
    """Whether title and heading name it over a code to scan: the face is shown to a telephone."""
    titled = line.is_heading and "challenge.face" in view.lexicon.kinds(view.title)
    return titled and any("challenge.qr" in other.kinds for other in view.lines_of(line.layer))


def _is_next_step(line: Line, view: View) -> bool:
    """Whether a short line over a button that goes on names what comes next: 活体校验."""
    if len(line.text) > (48 if is_latin(line.text) else 20) or line.kinds & _TELLING:
        return False
    here = [element for element in view.shown if element.layer == line.layer]
    if any(element.role in ("switch", "checkbox") for element in here):
        return False
    names = (name for element in here if view.is_control(element) for name in view.names(element))
    return any(view.lexicon.kinds(name) & {"start", "affirm", "agree"} for name in names)


def _both(view: View, name: str, *kinds: str) -> bool:
    return view.lexicon.kinds(name).issuperset(kinds)


def _control(view: View, layer: int, kind: str) -> Element | None:
    for element in view.shown:
        if element.layer == layer and any(
            view.lexicon.is_exactly(name, kind) for name in view.names(element)
        ):
            return element
    return None


def _agreeing_start(view: View, layer: int) -> Element | None:
    """Return a control that agrees and begins: 同意授权并开始."""
    for element in view.shown:
        names = view.names(element) if element.layer == layer else ()
        if any(len(name) <= _LONGEST_BUTTON and _agrees_and_starts(name, view) for name in names):
            return element
    return None


def _agrees_and_starts(name: str, view: View) -> bool:
    hits = view.lexicon.hits(name)
    agreed = any(hit.kind == "agree" and hit.start == 0 for hit in hits)
    return agreed and any(hit.kind == "start" and hit.end == len(name) for hit in hits)


def _marks(view: View) -> tuple[Mark, ...]:
    return view.screen.marks


# -- QR code ------------------------------------------------------------------------------------


def _qr_codes(view: View) -> Iterator[Challenge]:
    for line in view.lines:
        if "challenge.qr" not in line.kinds or len(line.text) > _LONGEST:
            continue
        if line.kinds & {"qr_decoy", "question"}:
            continue
        picture = _square_beside(line, view)
        if picture:
            yield Challenge(line.raw, picture.box, line.frame, 0.95, line.element, "qr")
            return
        if _is_all_about(line, "challenge.qr", view):
            yield Challenge(line.raw, line.box, line.frame, 0.8, line.element, "qr")
            return


def _is_all_about(line: Line, kind: str, view: View) -> bool:
    """Whether a short dialog or page, by its title too, is there for this and nothing else.

    A code drawn of a table's cells or as a background is no picture that could be seen here.
    """
    if view.is_row(line) or len(view.lines_of(line.layer)) > _FEW_LINES:
        return False
    heads = {kind for head in view.lines_of(line.layer)[:1] for kind in head.kinds}
    return kind in (heads if line.layer else view.lexicon.kinds(view.title))


def _square_beside(line: Line, view: View) -> Mark | None:
    low, high = _QR_SIDE
    for mark in _marks(view):
        shape = mark.box
        square = low <= shape.width <= high and abs(shape.width - shape.height) <= 24
        here = (mark.frame, mark.layer) == (line.frame, line.layer)
        drawn = mark.kind in ("image", "canvas", "container")
        if square and here and drawn and near(shape, line.box, _QR_REACH):
            return mark
    return None


# -- identity document --------------------------------------------------------------------------


def _documents(view: View) -> Iterator[Challenge]:
    for line in view.lines:
        if "challenge.id_document" not in line.kinds or len(line.text) > _LONGEST:
            continue
        if "question" in line.kinds or _DONE.search(line.text):
            continue
        control = _uploader(line, view)
        if control:
            yield Challenge(line.raw, line.box, line.frame, 0.95, control.id, "id_document")
            return


def _uploader(line: Line, view: View) -> Element | None:
    for element in view.screen.elements:
        if element.layer != line.layer or not near(element.box, line.box, 240):
            continue
        if element.input_type == "file":
            return element
        if (
            element.can_be_tapped
            and view.is_control(element)
            and any(
                _takes_document(name, line, view) for name in view.names(element) if len(name) <= 20
            )
        ):
            return element
    return None


def _takes_document(name: str, line: Line, view: View) -> bool:
    """Whether a control is for uploading, or one of the places named for what is to be uploaded."""
    kinds = view.lexicon.kinds(name)
    return "upload" in kinds or ("challenge.id_document" in kinds and "upload" in line.kinds)
