"""Applying a proposed correction: a unified diff of one file, exactly or not at all. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

_HUNK = re.compile(r"@@ -(\d+)(?:,\d+)? \+\d+(?:,\d+)? @@")
_LEFT = ("--- ", "+++ ")


class Misfit(Exception):
    """The diff is none of one file, or does not fit the text; `key` is a message of `apply`."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines that stand there, and what they become. `line` is where, from 1."""

    line: int
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Patch:
    """A diff of one file; `name` is the file's name without its folders."""

    name: str
    hunks: tuple[Hunk, ...]

    def applied(self, text: str) -> str:
        """Return the corrected text, with the line ends of `text`.

        A part fits where the diff says, or at the one other place with these lines. Raises
        Misfit otherwise; nothing is guessed.
        """
        ending = "\r\n" if "\r\n" in text else "\n"
        lines = text.replace("\r\n", "\n").split("\n")
        last = lines.pop()  # what follows the last line end: usually nothing, which is no line
        moved = 0
        for number, hunk in enumerate(self.hunks, 1):
            at = _place(lines, hunk, moved)
            if at is None:
                raise Misfit("misfit", part=number, line=hunk.line, first=_first_changed(hunk))
            lines[at : at + len(hunk.before)] = hunk.after
            moved += len(hunk.after) - len(hunk.before)
        return "".join(line + ending for line in lines) + last


def read_patch(diff: str) -> Patch:
    """Return a diff as it was proposed. Raises Misfit for anything but a diff of one file."""
    lines = diff.replace("\r\n", "\n").split("\n")
    names = [line[4:].partition("\t")[0] for line in lines if line.startswith(_LEFT)]
    if len(names) != 2 or PurePosixPath(names[0]).name != PurePosixPath(names[1]).name:
        raise Misfit("no_diff")
    start = next((n for n, line in enumerate(lines) if line.startswith("@@")), None)
    if start is None:
        raise Misfit("no_diff")
    return Patch(PurePosixPath(names[1]).name, tuple(_hunks(lines[start:])))


def _hunks(lines: list[str]) -> Iterator[Hunk]:
    starts = [n for n, line in enumerate(lines) if line.startswith("@@")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        found = _HUNK.match(lines[start])
        body = [line for line in lines[start + 1 : end] if not line.startswith("\\")]
        if end == len(lines) and body and not body[-1]:
            body.pop()  # what follows the last newline
        if found is None or any(line[:1] not in ("", " ", "+", "-") for line in body):
            raise Misfit("no_diff")
        before = tuple(line[1:] for line in body if line[:1] != "+")
        yield Hunk(int(found[1]), before, tuple(line[1:] for line in body if line[:1] != "-"))


def _place(lines: list[str], hunk: Hunk, moved: int) -> int | None:
    """Return the index at which the hunk's lines stand; None if nowhere, or at several places."""
    size, stated = len(hunk.before), hunk.line - 1 + moved
    if tuple(lines[stated : stated + size]) == hunk.before:
        return stated
    places = [n for n in range(len(lines) - size + 1) if tuple(lines[n : n + size]) == hunk.before]
    return places[0] if len(places) == 1 else None


def _first_changed(hunk: Hunk) -> str:
    changed = (line for line in hunk.before if line not in hunk.after)
    return next(changed, hunk.before[0] if hunk.before else "").strip()
