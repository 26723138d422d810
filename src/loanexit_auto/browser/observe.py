"""From snapshots to a Screen: what is visible, what can be acted on, what covers what.

Arithmetic on decoded snapshots only; `sight.py` asks the browser for them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from loanexit_auto.browser.layout import Place, Row, resolve
from loanexit_auto.browser.occlusion import with_occlusion
from loanexit_auto.browser.reader import Gathered, Reader
from loanexit_auto.browser.snapshot import Document, Rect
from loanexit_auto.screen.address import without_query_values
from loanexit_auto.screen.model import Box, Device, Frame, NativeDialog, Screen


@dataclass(frozen=True, slots=True)
class Shot:
    """The documents of one target, and the targets of its out-of-process frames by owner node."""

    documents: list[Document]
    inner: dict[int, Shot] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """The window as it was when the snapshot was taken."""

    device: Device
    width: float
    height: float
    dialogs: tuple[NativeDialog, ...] = ()
    is_popup: bool = False
    settled: bool = True


@dataclass(frozen=True, slots=True)
class Sighting:
    """A Screen, and what only the browser layer may know about it.

    `wording` maps (frame id, node) to an element's words without generated content and white
    space, to be compared at the moment of a tap. `secrets` are values that stand in fields now:
    no artefact that contains one may be kept.
    """

    screen: Screen
    wording: dict[tuple[str, int], str]
    secrets: frozenset[str]


def observe(shot: Shot, view: View) -> Sighting:
    """Return what the page shows now."""
    viewport: Rect = (0.0, 0.0, view.width, view.height)
    gathered = Gathered(viewport)
    _read_document(shot, 0, Place(window=viewport), gathered)
    top = shot.documents[0]
    screen = Screen(
        url=without_query_values(top.url),
        title=top.title,
        frames=tuple(gathered.frames),
        texts=tuple(gathered.texts),
        elements=tuple(with_occlusion(gathered.elements, gathered.spans, gathered.covers)),
        marks=tuple(gathered.marks),
        dialogs=view.dialogs,
        device=view.device,
        width=view.width,
        height=view.height,
        page_height=top.size[1],
        scroll_y=top.scroll[1],
        is_popup=view.is_popup,
        settled=view.settled,
    )
    return Sighting(screen, gathered.wording, frozenset(gathered.secrets))


def _read_document(shot: Shot, number: int, place: Place, out: Gathered) -> None:
    document = shot.documents[number]
    frame_box = Box(*place.window) if place.parent_frame else Box(*out.viewport)
    out.frames.append(
        Frame(
            document.frame_id,
            without_query_values(document.url),
            place.parent_frame,
            frame_box,
            place.out_of_process,
        )
    )
    rows = resolve(document, place, out.viewport, out.numbers)
    Reader(document.frame_id, rows, place, out).read()
    for row in rows:
        if row.node.name in ("IFRAME", "FRAME") and row.rect is not None:
            _read_inner(shot, row, document.frame_id, out)


def _read_inner(shot: Shot, row: Row, frame: str, out: Gathered) -> None:
    inside = shot.inner.get(row.node.backend_id)
    number = row.node.document
    if inside is None and number is None:
        return
    held = inside.documents[0] if inside is not None else shot.documents[number or 0]
    place = Place(
        offset=_content_corner(row.rect or (0, 0, 0, 0), held),
        window=_content_window(row, held),
        parent_frame=frame,
        layer=row.layer,
        hidden=not row.readable,
        out_of_process=inside is not None,
        paint=row.node.paint if inside is not None else 0,
    )
    _read_document(inside or shot, 0 if inside is not None else (number or 0), place, out)


def _content_corner(rect: Rect, held: Document) -> tuple[float, float]:
    """Top left of a frame's contents: border and padding are taken as the same on both sides."""
    inner = held.nodes[0].rect or rect
    return (rect[0] + (rect[2] - inner[2]) / 2, rect[1] + (rect[3] - inner[3]) / 2)


def _content_window(row: Row, held: Document) -> Rect:
    rect = row.rect or (0, 0, 0, 0)
    corner, inner = _content_corner(rect, held), held.nodes[0].rect or rect
    shown = (corner[0], corner[1], inner[2], inner[3])
    left, top = max(shown[0], row.window[0]), max(shown[1], row.window[1])
    right = min(shown[0] + shown[2], row.window[0] + row.window[2])
    bottom = min(shown[1] + shown[3], row.window[1] + row.window[3])
    return (left, top, max(right - left, 0), max(bottom - top, 0))
