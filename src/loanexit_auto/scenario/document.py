"""A strict reading of one YAML 1.2 document, with the line and column of every node.

Stricter than YAML: no tabs, anchors, aliases, merge keys, tags, directives or duplicate keys, and
no unquoted scalar that YAML 1.1 readers would take for something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from loanexit_auto.scenario.flaw import Flaw, Path, Position
from loanexit_auto.scenario.scalar import resolve, trap

MAX_BYTES = 256 * 1024  # the longest bundled scenario has about 12 KiB
MAX_DEPTH = 12  # the language itself needs 7
_UNWANTED = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufffe\uffff]"
)
_DATES = frozenset({"checked_live"})  # keys whose value is a date and may stand without quotes


@dataclass(slots=True)
class Document:
    """The plain value of a document, and where each part of it stands."""

    data: object = None
    values: dict[Path, Position] = field(default_factory=dict)
    keys: dict[Path, Position] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)

    def locate(self, path: Path, on_key: bool = False) -> Position:
        """Return line and column of the innermost part of `path` that the document has."""
        while path and path not in self.values:
            path = path[:-1]
        if on_key and path in self.keys:
            return self.keys[path]
        return self.values.get(path, (1, 1))


def read(file: FilePath) -> Document:
    """Return the document with every flaw of its writing; raises OSError if it can't be opened."""
    with file.open("rb") as stream:
        raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        return Document(flaws=[Flaw("LX102", values={"most": MAX_BYTES // 1024})])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Document(flaws=[Flaw("LX103", at=(line, 1))])
    return parse(text)


def parse(text: str) -> Document:
    """Return the document written in `text`, with every flaw of its writing."""
    unwanted = list(_unwanted(text))
    if unwanted:
        return Document(flaws=unwanted)
    builder = _Builder()
    try:
        builder.build(YAML(typ="safe", pure=True).parse(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        why = " ".join(str(part) for part in (error.context, error.problem) if part)
        builder.document.flaws.append(Flaw("LX101", values={"why": why}, at=at))
    except (YAMLError, ValueError, RecursionError) as error:  # the scanner's own limits
        builder.document.flaws.append(Flaw("LX101", values={"why": str(error)}, at=(1, 1)))
    except _TooDeepError as error:
        builder.document.flaws.append(Flaw("LX114", values={"most": MAX_DEPTH}, at=error.at))
    return builder.document


def _unwanted(text: str) -> Iterator[Flaw]:
    for number, line in enumerate(text.split("\n"), start=1):
        if "\t" in line:
            yield Flaw("LX104", at=(number, line.index("\t") + 1))
        control = _UNWANTED.search(line)
        if control:
            sign = f"U+{ord(control.group()):04X}"
            yield Flaw("LX115", values={"sign": sign}, at=(number, control.start() + 1))


class _TooDeepError(Exception):
    def __init__(self, at: Position) -> None:
        super().__init__(at)
        self.at = at


class _Builder:
    """Turns parser events into plain values; keeps positions and flaws on the way."""

    def __init__(self) -> None:
        self.document = Document()

    def build(self, events: Iterator[Event]) -> None:
        count = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                count += 1
                self._start(event, count)
                if count == 1:
                    self.document.data = self._node(next(events), events, ())
                else:
                    self._skip(next(events), events)
        if not count:
            self._flaw("LX112", (), (1, 1))

    def _start(self, event: DocumentStartEvent, count: int) -> None:
        at = _position(event)
        if count > 1:
            self._flaw("LX112", (), at)
        if event.version or event.tags:
            self._flaw("LX111", (), at, what="%")

    def _node(self, event: Event, events: Iterator[Event], path: Path) -> object:
        at = _position(event)
        self.document.values[path] = at
        if len(path) > MAX_DEPTH:
            raise _TooDeepError(at)
        self._refuse_decoration(event, path, at)
        if isinstance(event, MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(events, path)
        return self._scalar(event, path, at) if isinstance(event, ScalarEvent) else None

    def _mapping(self, events: Iterator[Event], path: Path) -> dict[str, object]:
        made: dict[str, object] = {}
        while not isinstance(event := next(events), MappingEndEvent):
            key = self._key(event, events, path)
            if key is None or key in made:
                if key is not None:
                    self._flaw("LX109", (*path, key), _position(event), name=key)
                self._skip(next(events), events)
                continue
            self.document.keys[(*path, key)] = _position(event)
            made[key] = self._node(next(events), events, (*path, key))
        return made

    def _key(self, event: Event, events: Iterator[Event], path: Path) -> str | None:
        at = _position(event)
        self._refuse_decoration(event, path, at)
        if not isinstance(event, ScalarEvent):
            self._flaw("LX113", path, at)
            self._skip(event, events)
            return None
        text: str = event.value
        if text == "<<" and event.style is None:
            self._flaw("LX110", path, at, what="<<")
            return None
        if event.style is None and not isinstance(self._scalar(event, (*path, text), at), str):
            self._flaw("LX113", path, at)
        return text

    def _sequence(self, events: Iterator[Event], path: Path) -> list[object]:
        made: list[object] = []
        while not isinstance(event := next(events), SequenceEndEvent):
            made.append(self._node(event, events, (*path, len(made))))
        return made

    def _scalar(self, event: ScalarEvent, path: Path, at: Position) -> object:
        text: str = event.value
        if event.style is not None:
            return text
        code = trap(text)
        if code == "LX108" and path and path[-1] in _DATES:
            return text
        if code:
            self._flaw(code, path, at, text=text)
            return text
        return resolve(text)

    def _refuse_decoration(self, event: Event, path: Path, at: Position) -> None:
        if isinstance(event, AliasEvent):
            self._flaw("LX110", path, at, what=f"*{event.anchor}")
        if not isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent):
            return
        if event.anchor:
            self._flaw("LX110", path, at, what=f"&{event.anchor}")
        if event.tag:
            self._flaw("LX111", path, at, what=event.tag)

    def _skip(self, event: Event, events: Iterator[Event]) -> None:
        """Pass over one node without keeping it."""
        depth = 0
        while True:
            if isinstance(event, MappingStartEvent | SequenceStartEvent):
                depth += 1
            elif isinstance(event, MappingEndEvent | SequenceEndEvent):
                depth -= 1
            if depth <= 0:
                return
            event = next(events)

    def _flaw(self, code: str, path: Path, at: Position, **values: object) -> None:
        self.document.flaws.append(Flaw(code, path, values, at))


def _position(event: Event) -> Position:
    return (event.start_mark.line + 1, event.start_mark.column + 1)
