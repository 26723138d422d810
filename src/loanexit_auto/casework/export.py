"""Export: a copy of a case for somebody else to read. The case itself is left as it is.

It holds the chronicle, the list of exhibits with their hashes, the figures, and the person's own
files without camera data. Screens of the platform are not in it: they show personal data, and the
evidence commands make the copies of those that can be shared.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from loanexit_auto.casework.attachment import for_sharing
from loanexit_auto.casework.chronicle import Entry, chronicle
from loanexit_auto.casework.exhibits import Exhibit, exhibits
from loanexit_auto.casework.letter import escaped
from loanexit_auto.casework.shelf import ShelvedCase
from loanexit_auto.casework.summary import summary
from loanexit_auto.errors import UsageError
from loanexit_auto.evidence import disk
from loanexit_auto.messages import Messages

_USER = "data/user/"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and which of the person's files were left out and why."""

    folder: Path
    files: tuple[str, ...]
    not_cleaned: tuple[str, ...]
    altered: tuple[str, ...]


def export(case: ShelvedCase, to: Path, today: date, say: Messages) -> Exported:
    """Write the copy into the new folder `to`.

    Raises UsageError when `to` exists, LoanexitError when the disk refuses.
    """
    if to.exists():
        raise UsageError(say("case.export_exists", path=to))
    shown = exhibits(case.path, case.reading)
    own = [exhibit for exhibit in shown if exhibit.file.path.startswith(_USER)]
    good = [exhibit for exhibit in own if exhibit.check == "matches"]
    copies = {exhibit.file.path.removeprefix(_USER): _copy(case, exhibit) for exhibit in good}
    kept = [(name, data) for name, data in copies.items() if data is not None]
    files = [*_texts(case, shown, today, say), *kept]
    with disk.naming(to):
        to.parent.mkdir(parents=True, exist_ok=True)
    disk.make_folder(to)
    disk.keep_files(to, files)
    return Exported(
        folder=to,
        files=tuple(name for name, _ in files),
        not_cleaned=tuple(name for name, data in copies.items() if data is None),
        altered=tuple(e.file.path for e in own if e.check != "matches"),
    )


def _copy(case: ShelvedCase, exhibit: Exhibit) -> bytes | None:
    path = case.path / exhibit.file.path
    with disk.naming(path):
        return for_sharing(path.read_bytes(), exhibit.file.media_type)


def _texts(
    case: ShelvedCase, shown: tuple[Exhibit, ...], today: date, say: Messages
) -> Iterator[tuple[str, bytes]]:
    whole = summary(case, today, say) | {"path": case.name}  # not where it lies on this computer
    yield "case.json", json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"
    lines = [
        f"# {escaped(case.standing.name)}",
        "",
        *([f"**{say('case.export_mock')}**", ""] if case.standing.mock else ()),
        *_chronicle(chronicle(case.reading, shown, say)),
    ]
    lines += [
        "",
        say("case.export_table"),
        "",
        f"| # | UTC+8 | SHA-256 | {say('case.export_file')} |",
    ]
    lines += ["|---|---|---|---|", *(_row(exhibit, say) for exhibit in shown)]
    yield "case.md", ("\n".join(lines) + "\n").encode()


def _chronicle(entries: tuple[Entry, ...]) -> Iterator[str]:
    for entry in entries:
        said = f"：“{escaped(entry.said)}”" if entry.said else ""
        exhibit = f" [{entry.exhibit}]" if entry.exhibit else ""
        yield f"- {entry.when} {escaped(entry.what)}{said}{exhibit}"


def _row(exhibit: Exhibit, say: Messages) -> str:
    file = exhibit.file
    shown = f"{escaped(file.path)} ({say(f'letter.check_{exhibit.check}')})"
    return f"| {exhibit.number} | {exhibit.beijing} | {file.sha256} | {shown} |"
