"""Mechanical corrections of scenario files; comments and layout stay as they are.

Corrections of the writing work on the text itself, at the places where the reader found the
problem. A missing link is added by a round trip through YAML.
"""

from __future__ import annotations

import io
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from loanexit_auto.scenario import document
from loanexit_auto.scenario.flaw import Flaw, Position
from loanexit_auto.scenario.schema import SCHEMA_LINE
from loanexit_auto.scenario.shorthand import written_out
from loanexit_auto.scenario.validation import validate

_QUOTABLE = frozenset({"LX105", "LX106", "LX107", "LX108"})
_TAB = "  "


def corrected(text: str) -> str:
    """Return the text of a scenario file with what is mechanical put right; idempotent."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = [line.rstrip() for line in text.replace("\t", _TAB).split("\n")]
    if "yaml-language-server" in lines[0]:
        lines.pop(0)
    lines.insert(0, SCHEMA_LINE)
    while not lines[-1]:
        lines.pop()
    text = "\n".join(lines) + "\n"
    return _with_quotes(text)


def with_link(text: str, key: str, linked: str) -> str:
    """Return the text with `linked` added to `after.<key>` (first_close or then_close)."""
    yaml = _round_trip()
    data = yaml.load(text)
    if not isinstance(data, CommentedMap):
        return text
    after = data.setdefault("after", CommentedMap())
    links = after.setdefault(key, CommentedSeq())
    if linked not in links:
        links.append(linked)
        links.fa.set_flow_style()
    written = io.StringIO()
    yaml.dump(data, written)
    return written.getvalue()


def corrected_file(file: Path) -> str | None:
    """Return the corrected text of a file, or None if nothing is to be changed. Raises OSError."""
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    better = corrected(text)
    return better if better.encode("utf-8") != raw else None


def _with_quotes(text: str) -> str:
    read = document.parse(text)
    places = {flaw.at: flaw.values["text"] for flaw in read.flaws if flaw.code in _QUOTABLE}
    for flaw in _numbers(read):
        places[read.locate(flaw.path)] = flaw.values["found"]
    lines = text.split("\n")
    for at in sorted((at for at in places if at), reverse=True):
        _quote(lines, at, str(places[at]))
    return "\n".join(lines)


def _numbers(read: document.Document) -> list[Flaw]:
    """Return the numbers that stand where text is needed."""
    _, flaws = validate(written_out(read.data))
    return [flaw for flaw in flaws if flaw.code == "LX126"]


def _quote(lines: list[str], at: Position, plain: str) -> None:
    line, start = lines[at[0] - 1], at[1] - 1
    if line.startswith(plain, start):
        rest = line[start + len(plain) :]
        lines[at[0] - 1] = f'{line[:start]}"{plain}"{rest}'


def _round_trip() -> YAML:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 100_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
