"""report.html: the whole case on one page that opens from disk, for a person who knows no tool.

A pure projection of the journal and the files it vouches for; nothing else is read, nothing of it
is evidence itself. No script, no address that can be followed, every picture inside the file, as
a reading copy; the original is named beside it. A picture whose bytes are not those the journal
vouches for is not shown.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from loanexit_auto.evidence import disk, journal, merkle
from loanexit_auto.evidence.deciding import Cut, deciding_moment, deciding_pictures
from loanexit_auto.evidence.folder import JOURNAL
from loanexit_auto.evidence.journal import FileEntry
from loanexit_auto.evidence.map import site_map
from loanexit_auto.evidence.map_drawing import draw, is_whole
from loanexit_auto.evidence.page import page
from loanexit_auto.evidence.refused import Refused
from loanexit_auto.evidence.story import Moment, Story, tell

REPORT = "derived/report.html"
PICTURE_LIMIT = 32 * 1024 * 1024  # bytes of one picture that the report will embed
_TALLEST = 16_000  # pixels; WebP holds no taller picture
_VIEW, _OTHER = 70, 75  # quality of a view (JPEG, which a PDF holds as it is) and of others (WebP)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to show, or why it is not shown (`trouble` is a message key).

    `decides` says that words that decide stand in it, `is_cut` that only a part of it is shown.
    """

    path: str
    uri: str = ""
    trouble: str = ""
    decides: bool = False
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Evidenced:
    """The screen that decides, or the last one seen, and the pictures of it to show first."""

    moment: Moment
    decides: bool
    pictures: tuple[Picture, ...]


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
        evidenced=_evidenced(story, folder),
        category=_category,
        names_of=lambda paths: "、".join(path.rpartition("/")[2] for path in paths),
    )


def _evidenced(story: Story, folder: Path) -> Evidenced | None:
    moment = deciding_moment(story)
    shown = moment or next(iter(reversed(story.shots)), None)
    if shown is None:
        return None
    pictures = tuple(_pictures(shown, folder))
    telling = tuple(each for each in pictures if each.decides) or pictures[:1]
    return Evidenced(shown, moment is not None, telling)


def _pictures(moment: Moment, folder: Path) -> Iterator[Picture]:
    """Yield the pictures of a screen; those that show deciding words come right after the view."""
    deciding = deciding_pictures(moment)
    rest: list[Picture] = []
    files = [file for file in moment.line.files if file.media_type.startswith("image/")]
    for number, file in enumerate(files):
        name = file.path.rpartition("/")[2]
        if name in deciding:
            yield _picture(file, folder, _pixels(deciding[name], moment), decides=True)
        if number == 0 and name not in deciding:
            yield _picture(file, folder)
        elif name not in deciding or deciding[name] is not None:
            rest.append(_picture(file, folder))
    yield from rest


def _pixels(cut: Cut | None, moment: Moment) -> tuple[Cut, float] | None:
    """Return a cut and the width in CSS pixels by which its unit is known."""
    width = (moment.data.numbers("viewport") or [0.0])[0]
    return (cut, width) if cut and width > 0 else None


def _picture(
    file: FileEntry,
    folder: Path,
    cut: tuple[Cut, float] | None = None,
    *,
    decides: bool = False,
) -> Picture:
    path = folder / file.path
    if path.is_symlink() or not path.is_file() or path.stat().st_size > PICTURE_LIMIT:
        return Picture(file.path, trouble="picture_missing")
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != file.sha256:
        return Picture(file.path, trouble="picture_altered")
    try:
        image = merkle.pixels(data)
    except Refused:
        return Picture(file.path, trouble="no_picture")
    if cut:
        image = _cropped(image, *cut)
    uri = _reading_copy(image, is_view=file.path.endswith("/view.png"))
    return Picture(file.path, uri, decides=decides, is_cut=cut is not None)


def _cropped(image: Image.Image, cut: Cut, width: float) -> Image.Image:
    """Return the part of a picture; `width` is how many CSS pixels it is wide."""
    unit = image.width / width
    top, bottom = round(cut.top * unit), min(round(cut.bottom * unit), image.height)
    return image.crop((0, top, image.width, bottom)) if top < bottom else image


def _reading_copy(image: Image.Image, *, is_view: bool) -> str:
    """Return a small copy as a data address; the same picture gives the same copy."""
    out = BytesIO()
    if is_view:
        image.save(out, "JPEG", quality=_VIEW)
        kind = "image/jpeg"
    else:
        image.thumbnail((image.width, _TALLEST))
        image.save(out, "WEBP", quality=_OTHER, method=0)
        kind = "image/webp"
    return f"data:{kind};base64,{base64.b64encode(out.getvalue()).decode('ascii')}"


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
