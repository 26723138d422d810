"""What a copy would show: every picture and text of a sealed case, masked for a purpose.

What is left out: originals, saved pages, text boxes, network logs, and every picture whose texts
were not recorded, because nobody can say what it shows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from loanexit_auto.errors import LoanexitError, UsageError
from loanexit_auto.evidence import bag, disk, journal, journal_text, masks, merkle
from loanexit_auto.evidence.commitments import PICTURES
from loanexit_auto.evidence.folder import JOURNAL
from loanexit_auto.evidence.journal import FileEntry, JournalReading, Line
from loanexit_auto.evidence.masks import Area
from loanexit_auto.evidence.personal import Kind, values
from loanexit_auto.evidence.purpose import Purpose
from loanexit_auto.evidence.refused import Refused, why

_SHARING = ("/view.png", "/full.png")  # pictures whose texts stand in the same boxes.json
OwnBox = tuple[str, tuple[float, float, float, float]]  # file of the case, box in its pixels


@dataclass(frozen=True, slots=True)
class Shown:
    """One file of the copy: where it comes from, its masked bytes, and which parts are hidden."""

    path: str
    name: str
    shape: str
    data: bytes
    hidden: frozenset[int]
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A copy before it is made, for the person to look at. `left_out` maps files to reasons."""

    case: Path
    purpose: Purpose
    shown: tuple[Shown, ...]
    left_out: Mapping[str, str]
    known: frozenset[tuple[Kind, str]]
    reading: JournalReading = field(repr=False)

    def masked(self, text: str) -> str:
        """Return a text of the journal as the copy may show it."""
        return masks.masked_text(text, self.purpose.masked, self.known)


def propose(
    case: Path, purpose: Purpose, own: Iterable[OwnBox] = (), words: Iterable[str] = ()
) -> Proposal:
    """Return what a copy for `purpose` would show and mask.

    `own` are boxes and `words` texts the person wants masked besides. Raises LoanexitError if
    the case is not sealed, UsageError for a box in a file that is not shown.
    """
    if not (case / bag.STATEMENT).exists():
        raise LoanexitError(why("unsealed", case=case), why("unsealed_hint", case=case))
    reading = journal.read(case / JOURNAL)
    texts = dict(_texts(case, reading))
    named = {("own", word) for word in words if word}
    known: frozenset[tuple[Kind, str]] = frozenset().union(*map(values, texts.values()), named)  # type: ignore[arg-type]
    maker = _Maker(case, purpose, known, tuple(own))
    shown = tuple(maker.all(reading))
    missing = {path for path, _ in maker.own} - {each.path for each in shown}
    if missing:
        raise UsageError(why("no_box_here", path=min(missing)))
    return Proposal(case, purpose, shown, maker.left_out, known, reading)


def _texts(case: Path, reading: JournalReading) -> Iterator[tuple[str, list[str]]]:
    """Yield the texts of every screen, in order, so that what is known from one masks all."""
    for file in (file for line in reading.lines for file in line.files):
        if file.path.endswith(("/boxes.json", ".boxes.json")):
            try:
                boxes = masks.read_boxes(_bytes(case, file))
            except Refused:
                continue
            yield file.path, [box.text for box in boxes]
    text = journal_text.journal_text(reading.lines).decode()
    yield journal_text.NAME, _values_of(text)


def _values_of(text: str) -> list[str]:
    return [line.partition(": ")[2].strip('"') for line in text.splitlines()]


@dataclass(slots=True)
class _Maker:
    case: Path
    purpose: Purpose
    known: frozenset[tuple[Kind, str]]
    own: tuple[OwnBox, ...]
    left_out: dict[str, str] = field(default_factory=dict)

    def all(self, reading: JournalReading) -> Iterator[Shown]:
        for line in reading.lines:
            for file in line.files:
                try:
                    shown = self._file(line, file)
                except Refused as error:
                    self.left_out[file.path] = error.why
                    continue
                if shown:
                    yield shown
        data = journal_text.journal_text(reading.lines)
        yield self._text(journal_text.NAME, data)

    def _file(self, line: Line, file: FileEntry) -> Shown | None:
        if file.media_type in PICTURES:
            return self._picture(line, file)
        if file.media_type.startswith("text/plain"):
            return self._text(file.path, _bytes(self.case, file))
        self.left_out[file.path] = why("holds_more")
        return None

    def _picture(self, line: Line, file: FileEntry) -> Shown:
        boxes = self._boxes(line, file)
        image = merkle.pixels(_bytes(self.case, file))
        found = masks.areas(
            boxes,
            image.size,
            _scale(line, image.width),
            full=file.path.endswith("/full.png"),
            kinds=self.purpose.masked,
            known=self.known,
        )
        mine = (
            masks.snapped("own", box, image.size, by="person")
            for path, box in self.own
            if path == file.path
        )
        areas = (*found, *(area for area in mine if area))
        out = BytesIO()
        masks.paint(image, areas).save(out, "PNG", optimize=False)
        hidden = masks.hidden_tiles(areas, image.size)
        name = "files/" + file.path.removeprefix("data/").rpartition(".")[0] + ".png"
        return Shown(file.path, name, merkle.shape_of(image), out.getvalue(), hidden, areas)

    def _boxes(self, line: Line, picture: FileEntry) -> tuple[masks.TextBox, ...]:
        """Return the texts recorded for a picture: its own, or those of the screen's two."""
        own = picture.path.removesuffix(".png") + ".boxes.json"
        shared = picture.path.rpartition("/")[0] + "/boxes.json"
        names = (own, shared) if picture.path.endswith(_SHARING) else (own,)
        entry = next((file for file in line.files if file.path in names), None)
        if entry is None:
            raise Refused("texts_unknown")
        return masks.read_boxes(_bytes(self.case, entry))

    def _text(self, path: str, data: bytes) -> Shown:
        parts = merkle.parts_of(data, merkle.TEXT)
        lines = [part.decode(errors="replace") for part in parts]
        hidden = masks.hidden_lines(lines, self.purpose.masked, self.known)
        shown = [merkle.MASKED_LINE if n in hidden else part for n, part in enumerate(parts)]
        name = "files/" + path.removeprefix("data/")
        return Shown(path, name, merkle.TEXT, b"\n".join(shown), hidden)


def _scale(line: Line, width: int) -> float:
    """Return how many pixels of the picture make a CSS pixel."""
    viewport = line.data.get("viewport")
    if isinstance(viewport, list) and viewport and isinstance(viewport[0], int | float):
        return width / viewport[0] if viewport[0] > 0 else 1.0
    return 1.0


def _bytes(case: Path, file: FileEntry) -> bytes:
    """Return a file's bytes if they are still those the journal vouches for."""
    path = case / file.path
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Refused("unreadable", error=disk.reason(error)) from error
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise Refused("not_recorded")
    return data
