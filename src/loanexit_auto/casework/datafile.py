"""One bundled YAML file of casework, read strictly into a model, every mistake located.

The document itself is read by `scenario.document`, so the traps of YAML 1.1 and duplicate keys are
refused here as they are in scenarios.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from loanexit_auto.errors import FileProblems, Problem
from loanexit_auto.messages import Messages
from loanexit_auto.scenario import document
from loanexit_auto.scenario.document import Document
from loanexit_auto.scenario.flaw import dotted
from loanexit_auto.scenario.loader import located

ModelT = TypeVar("ModelT", bound=BaseModel)
HERE = Path(__file__).resolve().parent


class Part(BaseModel):
    """The base of every part of a data file: frozen, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def load(file: Path, model: type[ModelT], say: Messages | None = None) -> ModelT:
    """Return the file as `model`.

    Raises FileProblems with every mistake as `file:line:column CODE path: message`; CW100 when the
    file cannot be read, CW102 for a value the model refuses, LX codes for the YAML itself.
    """
    try:
        read = document.read(file)
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise FileProblems((Problem(str(file), 1, 1, "CW100", "-", message),)) from error
    if read.flaws:
        say = say or Messages()
        raise FileProblems(tuple(located(flaw, read, file, say) for flaw in read.flaws))
    try:
        return model.model_validate(read.data)
    except ValidationError as error:
        raise FileProblems(tuple(_problems(error, read, file))) from error


def problem(read: Document, file: Path, path: tuple[str | int, ...], message: str) -> Problem:
    """Return a CW102 problem at `path` of the file."""
    line, column = read.locate(path)
    return Problem(str(file), line, column, "CW102", dotted(path) or "-", message)


def _problems(error: ValidationError, read: Document, file: Path) -> Iterator[Problem]:
    for each in error.errors(include_url=False, include_context=False):
        yield problem(read, file, tuple(each["loc"]), each["msg"])
