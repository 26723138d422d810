"""One YAML file read strictly into a model, every mistake located.

YAML 1.2 is read, so `on`, `yes` and `12:30` are text; a key given twice is a mistake.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from loanexit_auto.errors import FileProblems, Problem

ModelT = TypeVar("ModelT", bound=BaseModel)
Place = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed file that still knows where everything stood."""

    file: Path
    tree: object

    def problem(self, code: str, place: Place, message: str, hint: str = "") -> Problem:
        """Return a problem at `place`, a path of keys and indexes into the tree."""
        line, column = _position(self.tree, place)
        return Problem(str(self.file), line, column, code, _spell(place), message, hint)


def read(file: Path, model: type[ModelT]) -> tuple[ModelT, Source]:
    """Return the file as `model`, and its source for further checks.

    Raises FileProblems with every mistake, as `file:line:column`.
    """
    source = Source(file, _parse(file))
    try:
        return model.model_validate(source.tree), source
    except ValidationError as error:
        raise FileProblems(tuple(_problems(error, source))) from error


def _parse(file: Path) -> object:
    try:
        return YAML(typ="rt").load(file.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        message = " ".join(str(part) for part in (error.context, error.problem) if part)
        problem = Problem(str(file), line, column, "MP101", "", message)
        raise FileProblems((problem,)) from error
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        problem = Problem(str(file), 1, 1, "MP100", "", f"cannot be read: {error}")
        raise FileProblems((problem,)) from error


def _problems(error: ValidationError, source: Source) -> Iterable[Problem]:
    for each in error.errors(include_url=False, include_context=False):
        place = tuple(part for part in each["loc"] if not _is_tag(part))
        hint = _hint(each["type"], each["input"])
        yield source.problem("MP102", place, each["msg"], hint)


def _is_tag(part: int | str) -> bool:
    """Whether pydantic put it there: "[key]" for a bad key, "<tap>" for a branch of a union."""
    return isinstance(part, str) and part.startswith(("[", "<"))


def _hint(kind: str, given: object) -> str:
    if kind == "extra_forbidden":
        return "no such key; see docs/mock-portals.md"
    if isinstance(given, float):
        return f'a number with a point must stand in quotes to keep its digits: "{given}"'
    return ""


def _position(tree: object, place: Place) -> tuple[int, int]:
    """Return line and column (from 1) of the deepest part of `place` that exists."""
    found = (1, 1)
    for part in place:
        if isinstance(tree, CommentedMap) and part in tree:
            line, column = tree.lc.key(part)
        elif isinstance(tree, CommentedSeq) and isinstance(part, int) and part < len(tree):
            line, column = tree.lc.item(part)
        else:
            break  # a key that is missing
        found, tree = (line + 1, column + 1), tree[part]
    return found


def _spell(place: Place) -> str:
    """Return `answers[2].when` for `("answers", 2, "when")`."""
    spelled = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return spelled.removeprefix(".")
