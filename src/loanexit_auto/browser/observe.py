"""From snapshots to a Screen: what is visible, what can be acted on, what covers what.

Arithmetic on decoded snapshots only; `sight.py` asks the browser for them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from loanexit_auto.browser.layout import Place, Row, intersection, resolve
from loanexit_auto.browser.occlusion import Span, with_occlusion
from loanexit_auto.browser.panes import Pane, panes_of
from loanexit_auto.browser.reader import Gathered, Reader, Stand
from loanexit_auto.browser.snapshot import Document, Rect
from loanexit_auto.screen.address import without_query_values
from loanexit_auto.screen.docking import with_docked_bars
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

    `wording` maps (frame id, node) to an element's words without generated content, to be compared
    at the moment of a tap. `secrets` are values that stand in fields now:
    no artefact that contains one may be kept. `stands` say for each text of the screen what clips
    it, `covers` what lies over others, `panes` which inner scrollers may hold more than they show.
    """

    screen: Screen
    wording: dict[tuple[str, int], str]
    secrets: frozenset[str]
    stands: tuple[Stand, ...] = ()
    covers: tuple[Span, ...] = ()
    panes: tuple[Pane, ...] = ()


def observe(shot: Shot, view: View) -> Sighting:
    """Return what the page shows now."""
    viewport: Rect = (0.0, 0.0, view.width, view.height)
    gathered = Gathered(viewport)
    panes: list[Pane] = []
    _read_document(shot, 0, Place(window=viewport), gathered, panes)
    top = shot.documents[0]
    elements = with_occlusion(gathered.elements, gathered.spans, gathered.covers, viewport)
    screen = Screen(
        url=without_query_values(top.url),
        title=top.title,
        frames=tuple(gathered.frames),
        texts=tuple(gathered.texts),
        elements=tuple(elements),
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
    return Sighting(
        with_docked_bars(screen),
        gathered.wording,
        frozenset(gathered.secrets),
        tuple(gathered.stands),
        tuple(gathered.covers),
        tuple(panes),
    )


def _read_document(shot: Shot, number: int, place: Place, out: Gathered, panes: list[Pane]) -> None:
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
    panes.extend(panes_of(document, rows, place))
    for row in rows:
        if row.node.name in ("IFRAME", "FRAME") and row.rect is not None:
            _read_inner(shot, row, document.frame_id, out, panes)


def _read_inner(shot: Shot, row: Row, frame: str, out: Gathered, panes: list[Pane]) -> None:
    inside = shot.inner.get(row.node.backend_id)
    number = row.node.document
    if inside is None and number is None:
        return
    held = inside.documents[0] if inside is not None else shot.documents[number or 0]
    place = Place(
        offset=_content_corner(row.rect or (0, 0, 0, 0), held),
        window=_content_window(row, held, row.window),
        pane=_content_window(row, held, row.pane),
        parent_frame=frame,
        layer=row.layer,
        hidden=not row.readable,
        out_of_process=inside is not None,
        paint=row.node.paint if inside is not None else 0,
    )
    _read_document(inside or shot, 0 if inside is not None else (number or 0), place, out, panes)


def _content_corner(rect: Rect, held: Document) -> tuple[float, float]:
    """Top left of a frame's contents: border and padding are taken as the same on both sides."""
    inner = held.nodes[0].rect or rect
    return (rect[0] + (rect[2] - inner[2]) / 2, rect[1] + (rect[3] - inner[3]) / 2)


def _content_window(row: Row, held: Document, around: Rect) -> Rect:
    rect = row.rect or (0, 0, 0, 0)
    corner, inner = _content_corner(rect, held), held.nodes[0].rect or rect
    return intersection((corner[0], corner[1], inner[2], inner[3]), around)
