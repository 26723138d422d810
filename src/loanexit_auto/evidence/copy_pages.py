"""The pages around a copy: what its reader sees first, and what its maker reviews before."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from loanexit_auto.evidence import merkle
from loanexit_auto.evidence.page import page
from loanexit_auto.evidence.proposal import Proposal, Shown
from loanexit_auto.evidence.story import Moment, Story, tell

INDEX = "index.html"
_REVIEW = 88  # quality of the pictures on the review page (JPEG): small print stays legible
Encode = Callable[[bytes], tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One picture of the copy on a page: the moment it was taken, and itself as a data address."""

    moment: Moment
    shown: Shown
    path: tuple[str, ...]
    uri: str
    original_uri: str = ""
    size: tuple[int, int] = (0, 0)


def index_page(proposal: Proposal, fingerprint: str) -> dict[str, bytes]:
    """Return the first page of a copy, by its file name. Pictures are linked, not embedded."""
    sheets = [
        Sheet(moment, shown, _path(proposal, moment), shown.name)
        for moment, shown in _pictures(proposal)
    ]
    return {INDEX: _copy_page(proposal, sheets, fingerprint, reading=False).encode()}


def reading_page(proposal: Proposal, fingerprint: str, quality: int) -> str:
    """Return a page with all views as JPEG of `quality` (1 to 95) inside, marked a reading copy.

    It is for outlets that take small files only: it proves nothing, and says so.
    """
    sheets = [
        Sheet(
            moment,
            shown,
            _path(proposal, moment),
            _uri("image/jpeg", _as_jpeg(shown.data, quality)),
        )
        for moment, shown in _pictures(proposal)
        if not shown.name.rpartition("/")[2].startswith(("full", "again-"))
    ]
    return _copy_page(proposal, sheets, fingerprint, reading=True)


def review_page(proposal: Proposal) -> str:
    """Return the page on which the person sees every mask, and what is under it. For them only."""
    sheets = []
    for moment, shown in _pictures(proposal):
        original = (proposal.case / shown.path).read_bytes()
        image = merkle.pixels(original)
        masked, whole = (
            _uri("image/jpeg", _as_jpeg(data, _REVIEW)) for data in (shown.data, original)
        )
        sheets.append(Sheet(moment, shown, moment.path, masked, whole, image.size))
    lines = [shown for shown in proposal.shown if shown.shape == merkle.TEXT and shown.hidden]
    story = tell(proposal.reading)
    return page("review.html.j2", proposal=proposal, story=story, sheets=sheets, texts=lines)


def _copy_page(proposal: Proposal, sheets: list[Sheet], fingerprint: str, *, reading: bool) -> str:
    story: Story = tell(proposal.reading)
    return page(
        "copy.html.j2",
        proposal=proposal,
        story=story,
        sheets=sheets,
        masked=proposal.masked,
        route=tuple(proposal.masked(label) for label in story.path),
        fingerprint=fingerprint,
        reading=reading,
    )


def _pictures(proposal: Proposal) -> Iterator[tuple[Moment, Shown]]:
    shown = {each.path: each for each in proposal.shown if each.shape != merkle.TEXT}
    for moment in tell(proposal.reading).moments:
        for file in moment.line.files:
            if file.path in shown:
                yield moment, shown[file.path]


def _path(proposal: Proposal, moment: Moment) -> tuple[str, ...]:
    return tuple(proposal.masked(label) for label in moment.path)


def _as_jpeg(data: bytes, quality: int) -> bytes:
    out = BytesIO()
    Image.open(BytesIO(data)).convert("RGB").save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def _uri(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
