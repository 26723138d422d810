"""Reading the built-in lexicon, `screen/lexicon.yaml`.

Parsing 5,000 lines of YAML takes a quarter of a second, so the same data lies beside it as JSON,
with the digest of the YAML it was made from; after an edit the YAML itself is read until
`make lexicon` has made the JSON anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from loanexit_auto import screen
from loanexit_auto.errors import FileProblems, Problem
from loanexit_auto.screen.lexicon import CLASSES, LANGUAGES, Lexicon
from loanexit_auto.screen.phrase import parse

Node = Any  # a node of ruamel's tree, which carries its line and column
Words = Mapping[str, tuple[str, ...]]
SOURCE = Path(screen.__file__).with_name("lexicon.yaml")
COMPILED = SOURCE.with_name("lexicon.json")
_GROUP_KEYS = {"class", "lang", "source", "text"}
_FILE_KEYS = {"lexicon", "version", "words", "phrases"}


@cache
def builtin_lexicon() -> Lexicon:
    """Return the lexicon that ships with the program. Raises FileProblems if it was spoilt."""
    return Lexicon.from_data(_current(SOURCE, COMPILED))


def _current(source: Path, compiled: Path) -> Mapping[str, Any]:
    try:
        known: dict[str, Any] = json.loads(compiled.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return load(source)
    if not source.exists() or known.pop("made_from") == digest(source):
        return known
    return load(source)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, with line ends as in the repository."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def compile_to(source: Path, compiled: Path) -> int:
    """Write the JSON form of a lexicon file and return how many phrases it has."""
    data = load(source)
    made = json.dumps(
        {"made_from": digest(source), **data}, ensure_ascii=False, separators=(",", ":")
    )
    compiled.write_text(made.replace('{"class"', '\n{"class"') + "\n", encoding="utf-8")
    return sum(len(group["text"]) for group in data["phrases"])


def load(path: Path) -> Mapping[str, Any]:
    """Return the plain data of a lexicon file. Raises FileProblems with every mistake in it."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError

    try:
        data = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        message = str(error.problem or error)
        raise FileProblems((Problem(str(path), line, column, "WB001", "", message),)) from error
    problems = tuple(_problems(path, data))
    if problems:
        raise FileProblems(problems)
    plain: Mapping[str, Any] = json.loads(json.dumps(data))
    return plain


def _problems(path: Path, data: Node) -> Iterator[Problem]:
    if not isinstance(data, dict) or data.get("lexicon") != 1 or set(data) - _FILE_KEYS:
        keys = ", ".join(sorted(_FILE_KEYS))
        yield Problem(str(path), 1, 1, "WB002", "", f"not a lexicon of version 1 (keys: {keys})")
        return
    words = {name: tuple(map(str, entries)) for name, entries in data.get("words", {}).items()}
    for number, group in enumerate(data["phrases"]):
        yield from _group_problems(path, f"phrases[{number}]", group, words)


def _group_problems(path: Path, where: str, group: Node, words: Words) -> Iterator[Problem]:
    line = group.lc.line + 1
    missing = _GROUP_KEYS - set(group)
    unknown = set(group) - _GROUP_KEYS
    for key in sorted(missing):
        yield Problem(str(path), line, 1, "WB003", where, f"{key} is missing")
    for key in sorted(unknown):
        yield Problem(str(path), line, 1, "WB004", where, f"{key} is not known here")
    if missing:
        return
    if group["class"] not in CLASSES:
        yield Problem(str(path), line, 1, "WB005", where, f"no such class: {group['class']}")
    if group["lang"] not in LANGUAGES:
        yield Problem(str(path), line, 1, "WB006", where, f"no such language: {group['lang']}")
    yield from _phrase_problems(path, where, group, words)


def _phrase_problems(path: Path, where: str, group: Node, words: Words) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, text in enumerate(group["text"]):
        line, column = group["text"].lc.item(index)
        spot = (str(path), line + 1, column + 1)
        if not isinstance(text, str):
            hint = "put it in quotes"
            yield Problem(*spot, "WB007", f"{where}.text[{index}]", f"{text!r} is no text", hint)
        elif text in seen:
            yield Problem(*spot, "WB008", f"{where}.text[{index}]", f"{text!r} is there twice")
        else:
            seen.add(text)
            try:
                parse(group["class"], text, group["lang"], group["source"], words)
            except ValueError as error:
                yield Problem(*spot, "WB009", f"{where}.text[{index}]", str(error))
