"""What a seal commits to beyond hashes, so that a masked copy can be proved later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loanexit_auto.evidence import journal_text, merkle
from loanexit_auto.evidence.journal import FileEntry, JournalReading
from loanexit_auto.evidence.refused import Refused

_PICTURES = ("image/png", "image/jpeg", "image/webp")


@dataclass(frozen=True, slots=True)
class Commitments:
    """The commitments of a case: `table` is seal/commitments.json, `root` binds all of it."""

    table: bytes
    root: str
    files: int


def commit_to(case: Path, reading: JournalReading, nonce: bytes) -> Commitments:
    """Return commitments to every picture and text of a case and to its journal as text.

    A file that is called a picture and is none is left out; its hash is in the manifest anyway.
    """
    rows: list[dict[str, str]] = []
    leaves: list[bytes] = []
    for path, shape, parts in _committed(case, reading):
        root = merkle.root(merkle.leaves(nonce, path, parts))
        rows.append({"path": path, "shape": shape, "root": root.hex()})
        leaves.append(merkle.file_leaf(merkle.salt(nonce, path, "file"), path, shape, root))
    table = json.dumps({"v": 1, "tile": merkle.TILE, "files": rows}, indent=1).encode() + b"\n"
    return Commitments(table, merkle.root(leaves).hex(), len(rows))


def _committed(case: Path, reading: JournalReading) -> Iterator[tuple[str, str, list[bytes]]]:
    for file in (file for line in reading.lines for file in line.files):
        try:
            shaped = _shaped(case, file)
        except Refused:
            continue
        if shaped:
            yield file.path, *shaped
    text = journal_text.journal_text(reading.lines)
    yield journal_text.NAME, merkle.TEXT, merkle.parts_of(text, merkle.TEXT)


def _shaped(case: Path, file: FileEntry) -> tuple[str, list[bytes]] | None:
    if file.media_type in _PICTURES:
        image = merkle.pixels((case / file.path).read_bytes())
        return merkle.shape_of(image), merkle.tiles(image)
    if file.media_type.startswith("text/plain"):
        return merkle.TEXT, merkle.parts_of((case / file.path).read_bytes(), merkle.TEXT)
    return None
