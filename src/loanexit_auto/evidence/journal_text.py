"""The journal as plain text, one fact per line: what a share copy shows of it.

Hashes, sizes and links of the chain are left out: they would let a guess about a masked picture
be confirmed. Each line is committed to with its own salt when a case is sealed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from loanexit_auto.evidence.journal import Line

NAME = "journal.txt"


def journal_text(lines: Iterable[Line]) -> bytes:
    """Return every fact of the lines as `<line> <key>: <value>`."""
    facts = (f"{line.seq} {fact}\n" for line in lines for fact in _line_facts(line))
    return "".join(facts).encode()


def _line_facts(line: Line) -> Iterator[str]:
    yield from _facts(line.utc, "utc")
    yield from _facts(line.actor, "actor")
    yield from _facts(line.kind, "kind")
    yield from _facts(line.data, "data")
    for number, file in enumerate(line.files, 1):
        yield from _facts(file.path, f"files.{number}")


def _facts(value: object, key: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _facts(inner, f"{key}.{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from _facts(inner, f"{key}.{number}")
    else:
        yield f"{key}: {json.dumps(value, ensure_ascii=False)}"
