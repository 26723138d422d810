"""report.html: the whole case on one page that opens from disk, for a person who knows no tool.

A pure projection of the journal and the files it vouches for; nothing else is read, nothing of it
is evidence itself. No script, no address that can be followed, every picture inside the file. A
picture whose bytes are not those the journal vouches for is not shown.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loanexit_auto.evidence import disk, journal
from loanexit_auto.evidence.folder import JOURNAL
from loanexit_auto.evidence.journal import FileEntry
from loanexit_auto.evidence.map import site_map
from loanexit_auto.evidence.map_drawing import draw, is_whole
from loanexit_auto.evidence.page import page
from loanexit_auto.evidence.story import Moment, Story, tell

REPORT = "derived/report.html"
PICTURE_LIMIT = 32 * 1024 * 1024  # bytes of one picture that the report will embed
_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to show, or why it is not shown (`trouble` is a message key)."""

    path: str
    uri: str = ""
    trouble: str = ""


def write_report(folder: Path) -> Path:
    """Write `derived/report.html` of a case folder and return its path.

    Works on an interrupted or damaged case, and says so. Raises LoanexitError when the disk
    refuses.
    """
    story = tell(journal.read(folder / JOURNAL))
    disk.replace_file(folder / REPORT, render(story, folder).encode())
    return folder / REPORT


def render(story: Story, folder: Path) -> str:
    """Return the page as HTML; `folder` is where the story's pictures are."""
    atlas = site_map(story)
    return page(
        "report.html.j2",
        story=story,
        atlas=atlas,
        drawing=draw(atlas) if atlas else None,
        is_whole=atlas is not None and is_whole(atlas),
        pictures=lambda moment: tuple(_pictures(moment, folder)),
        category=_category,
    )


def _pictures(moment: Moment, folder: Path) -> Iterator[Picture]:
    for file in moment.line.files:
        if file.media_type.startswith("image/"):
            yield _picture(file, folder)


def _picture(file: FileEntry, folder: Path) -> Picture:
    path = folder / file.path
    if path.is_symlink() or not path.is_file() or path.stat().st_size > PICTURE_LIMIT:
        return Picture(file.path, trouble="picture_missing")
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != file.sha256:
        return Picture(file.path, trouble="picture_altered")
    kind = next((kind for magic, kind in _PICTURES.items() if data.startswith(magic)), "")
    if not kind:
        return Picture(file.path, trouble="no_picture")
    encoded = base64.b64encode(data).decode("ascii")
    return Picture(file.path, f"data:{kind};base64,{encoded}")


def _category(file: FileEntry) -> str:
    """Return the message key of what kind of evidence a file is."""
    if file.path.startswith("data/user/"):
        return "kind_user"
    match file.media_type.partition("/")[0], file.media_type:
        case "image", _:
            return "kind_picture"
        case _, "multipart/related" | "message/rfc822" | "text/html":
            return "kind_page"
        case "text", _:
            return "kind_text"
        case (("audio" | "video"), _):
            return "kind_video"
        case _, "application/json" | "application/x-ndjson":
            return "kind_data"
        case _:
            return "kind_other"
