"""What a seal commits to beyond hashes, so that a masked copy can be proved later."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from loanexit_auto.evidence import journal_text, merkle
from loanexit_auto.evidence.journal import FileEntry, JournalReading
from loanexit_auto.evidence.refused import Refused

Read = Callable[[str], bytes]
PICTURES = ("image/png", "image/jpeg", "image/webp")


@dataclass(frozen=True, slots=True)
class Commitments:
    """The commitments of a case: `table` is seal/commitments.json, `root` binds all of it."""

    table: bytes
    root: str
    files: int


def commit_to(read: Read, reading: JournalReading, nonce: bytes) -> Commitments:
    """Return commitments to every picture and text of a case and to its journal as text.

    `read` returns the bytes of a file of the case. A file that is called a picture and is none is
    left out; its hash is in the manifest anyway.
    """
    rows: list[dict[str, str]] = []
    leaves: list[bytes] = []
    for path, shape, parts in _committed(read, reading):
        root = merkle.root(merkle.leaves(nonce, path, parts))
        rows.append({"path": path, "shape": shape, "root": root.hex()})
        leaves.append(merkle.file_leaf(merkle.salt(nonce, path, "file"), path, shape, root))
    table = json.dumps({"v": 1, "tile": merkle.TILE, "files": rows}, indent=1).encode() + b"\n"
    return Commitments(table, merkle.root(leaves).hex(), len(rows))


def differing(one: bytes, other: bytes) -> list[str]:
    """Return the paths to which two tables commit differently, sorted."""
    rows = [
        {(r["path"], r["shape"], r["root"]) for r in json.loads(t)["files"]} for t in (one, other)
    ]
    return sorted({path for path, _, _ in rows[0] ^ rows[1]})


def _committed(read: Read, reading: JournalReading) -> Iterator[tuple[str, str, list[bytes]]]:
    for file in (file for line in reading.lines for file in line.files):
        try:
            shaped = _shaped(read, file)
        except Refused:
            continue
        if shaped:
            yield file.path, *shaped
    text = journal_text.journal_text(reading.lines)
    yield journal_text.NAME, merkle.TEXT, merkle.parts_of(text, merkle.TEXT)


def _shaped(read: Read, file: FileEntry) -> tuple[str, list[bytes]] | None:
    if file.media_type in PICTURES:
        image = merkle.pixels(read(file.path))
        return merkle.shape_of(image), merkle.tiles(image)
    if file.media_type.startswith("text/plain"):
        return merkle.TEXT, merkle.parts_of(read(file.path), merkle.TEXT)
    return None
