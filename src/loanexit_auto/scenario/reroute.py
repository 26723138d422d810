"""Correcting the route of a scenario by a way that was found: on the text, comments kept. Pure.

The text is cut where the reader says that its parts stand. What comes out is read again and must
say exactly what was meant; a file written too unusually for that is not corrected at all.
"""

from __future__ import annotations

import copy
import difflib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from loanexit_auto.scenario import document
from loanexit_auto.scenario.document import Document
from loanexit_auto.scenario.draft import step_line
from loanexit_auto.scenario.flaw import Path
from loanexit_auto.scenario.shorthand import written_out
from loanexit_auto.screen.text import matches

_COMMENT = re.compile(r"(?:^|\s)(#\s.*)$")
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Way:
    """A way that was found: (label, how) of each step from the start page, and the entry."""

    steps: tuple[tuple[str, str], ...]
    entry: str
    note: str  # what the scenario shall say about where it comes from


@dataclass(frozen=True, slots=True)
class Rerouted:
    """The corrected text of a scenario file, and which route was corrected."""

    text: str
    route: str


def reroute(text: str, way: Way) -> Rerouted | None:
    """Return the file with the route that is nearest to `way` corrected; None if it cannot be."""
    read = document.parse(text)
    data = read.data
    if read.flaws or not way.steps or not isinstance(data, dict) or not _routes(data):
        return None
    number, kept = _nearest(data, way)
    route = data["routes"][number]
    if not isinstance(route, dict) or "steps" not in route:
        return None
    edits = [*_of_route(read, text, number, kept, way), *_of_entry(read, text, way)]
    made = _applied(text, edits)
    again = document.parse(made)
    if again.flaws or written_out(again.data) != _meant(data, number, kept, way):
        return None
    return Rerouted(made, str(route.get("name", "")))


def unified(before: str, after: str, name: str) -> str:
    """Return the unified diff between two texts of the file `name`, as `patch -p1` takes it."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{name}", f"b/{name}"
    )
    return "".join(lines)


# -- what is meant ------------------------------------------------------------------------------


def _nearest(data: dict[str, Any], way: Way) -> tuple[int, int]:
    """Return the route with most steps in common from its beginning on, and how many those are."""
    routes = _routes(data)
    common = [_common(route.get("steps", ()), way) for route in routes]
    number = max(range(len(routes)), key=lambda n: (common[n], -n))
    return number, common[number]


def _routes(data: dict[str, Any]) -> list[dict[str, Any]]:
    made = written_out(data)
    routes = made.get("routes") if isinstance(made, dict) else None
    if not isinstance(routes, list):
        return []
    return [route if isinstance(route, dict) else {} for route in routes]


def _common(steps: Sequence[dict[str, Any]], way: Way) -> int:
    count = 0
    for step, (label, how) in zip(steps, way.steps, strict=False):
        tap = step.get("tap")
        texts = tap.get("text", ()) if isinstance(tap, dict) else ()
        if how in ("search", "goto"):
            same = how in step and (how == "search" or step["goto"] == label)
        else:
            same = any(matches(label, t) for t in texts)
        if not same:
            break
        count += 1
    return count


def _meant(data: dict[str, Any], number: int, kept: int, way: Way) -> object:
    """The corrected scenario as data."""
    meant = copy.deepcopy(data)
    route = meant["routes"][number]
    added = [_parsed(step_line(label, how)) for label, how in way.steps[kept:]]
    route["steps"] = [*route["steps"][:kept], *added]
    route |= {"name": _name(way), "quality": "D", "note": way.note}
    texts = _entry_texts(data)
    if not _is_known(way.entry, texts):
        entry = meant["entry"]
        words = [*texts, way.entry]
        meant["entry"] = entry | {"text": words} if isinstance(entry, dict) else words
    return written_out(meant)


def _parsed(line: str) -> object:
    return document.parse(line).data


def _name(way: Way) -> str:
    return "-".join(label for label, _ in way.steps)[:_LONGEST_NAME]


def _entry_texts(data: dict[str, Any]) -> list[str]:
    made = written_out(data)
    entry = made.get("entry") if isinstance(made, dict) else None
    texts = entry.get("text") if isinstance(entry, dict) else None
    return list(texts) if isinstance(texts, list) else []


def _is_known(label: str, texts: Sequence[str]) -> bool:
    return any(matches(label, text) for text in texts)


# -- on the text --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Edit:
    """Lines `first` up to and without `end`, counted from 0, are replaced by `lines`."""

    first: int
    end: int
    lines: tuple[str, ...]


def _of_route(read: Document, text: str, number: int, kept: int, way: Way) -> Iterator[_Edit]:
    lines, at = text.split("\n"), ("routes", number)
    yield _steps(read, lines, (*at, "steps"), kept, way)
    for key, value in (("name", _quoted(_name(way))), ("quality", "D"), ("note", way.note)):
        if (*at, key) in read.keys:
            yield _value(read, lines, (*at, key), _quoted(value) if key == "note" else value)
    if (*at, "note") not in read.keys:
        line, column = read.keys[(*at, "quality" if (*at, "quality") in read.keys else "name")]
        yield _Edit(line, line, (f"{' ' * (column - 1)}note: {_quoted(way.note)}",))


def _steps(read: Document, lines: list[str], path: Path, kept: int, way: Way) -> _Edit:
    """The steps from number `kept` on; steps written on one line are written anew."""
    key_line, key_column = read.keys[path]
    is_block = (*path, 0) in read.values and read.values[(*path, 0)][0] > key_line
    end = _end(read, lines, path)
    if is_block and (*path, kept) in read.values:
        first, indent = read.values[(*path, kept)][0] - 1, read.values[(*path, 0)][1] - 3
    elif is_block:
        first, indent = end, read.values[(*path, 0)][1] - 3
    else:
        first, indent, kept = key_line - 1, key_column + 1, 0
    steps = [f"{' ' * indent}- {step_line(label, how)}" for label, how in way.steps[kept:]]
    comments = [f"{' ' * indent}{found}" for found in _comments(lines[first:end])]
    head = [] if is_block else [f"{lines[first][: key_column - 1]}steps:"]
    return _Edit(first, end, (*head, *comments, *steps))


def _value(read: Document, lines: list[str], path: Path, value: str) -> _Edit:
    """A plain value after its key; it may have run over several lines."""
    line, column = read.keys[path]
    head = lines[line - 1][: column - 1] + f"{path[-1]}: {value}"
    comments = [f"  {found}" for found in _comments([lines[line - 1]])]
    return _Edit(line - 1, _end(read, lines, path), ("".join([head, *comments]),))


def _of_entry(read: Document, text: str, way: Way) -> Iterator[_Edit]:
    """One more wording of the entry, if it is called otherwise now."""
    texts = _entry_texts(read.data) if isinstance(read.data, dict) else []
    if _is_known(way.entry, texts):
        return
    path: Path = ("entry", "text") if ("entry", "text") in read.keys else ("entry",)
    words = ", ".join(_quoted(label) for label in (*texts, way.entry))
    yield _value(read, text.split("\n"), path, f"[{words}]")


def _end(read: Document, lines: list[str], path: Path) -> int:
    """Return the line after the last one of a value; comments before what follows are not its."""
    start = read.keys[path][0]
    inside = {place for place in read.values if place[: len(path)] == path}
    after = [
        line
        for places in (read.keys, read.values)
        for place, (line, _) in places.items()
        if place not in inside and place[: len(path)] != path and line > start
    ]
    last = max((read.values[place][0] for place in inside), default=start)
    end = min((line for line in after if line > last), default=len(lines) + 1) - 1
    while end > last and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def _comments(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if found := _COMMENT.search(line):
            yield found.group(1)


def _applied(text: str, edits: Sequence[_Edit]) -> str:
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda edit: (edit.first, edit.end), reverse=True):
        lines[edit.first : edit.end] = edit.lines
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """Return a YAML scalar: plain where it is a word or a path of words, else in double quotes."""
    plain = re.fullmatch(r"[\w\u4e00-\u9fff][\w\u4e00-\u9fff·（）/ -]*[\w\u4e00-\u9fff）]", text)
    is_word = bool(plain) and re.search(r"[A-Za-z\u4e00-\u9fff]", text) is not None
    trap = document.parse(f"x: {text}\n")
    if is_word and not trap.flaws and trap.data == {"x": text}:
        return text
    return json.dumps(text, ensure_ascii=False)
