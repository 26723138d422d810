"""The drawn pages of a portal: templates rendered, everything else served as it is.

`.html`, `.svg` and `.json` are Jinja2 templates with autoescape and strict names; a name that
starts with `_` (or lies in such a folder) is a layout or macro and is never served.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path, PurePosixPath

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)

from loanexit_auto.errors import FileProblems, Problem

TEMPLATES = frozenset({".html", ".svg", ".json"})
MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True)
class Pages:
    """Folders of pages, the first one winning."""

    folders: tuple[Path, ...]
    environment: Environment = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        loaders = [FileSystemLoader(str(folder)) for folder in self.folders]
        environment = Environment(
            loader=ChoiceLoader(loaders),
            autoescape=lambda name: name is None or name.endswith((".html", ".svg")),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters["plus_days"] = plus_days
        object.__setattr__(self, "environment", environment)

    def has(self, name: str) -> bool:
        """Return whether there is such a file."""
        return self._file(name) is not None

    def find(self, path: str) -> str | None:
        """Return the file that a request for `path` gets, or None."""
        parts = [part for part in PurePosixPath(path).parts if part != "/"]
        if any(part.startswith(("_", ".")) for part in parts):
            return None
        stem = "/".join(parts)
        candidates = (stem, f"{stem}.html", f"{stem}/index.html") if stem else ("index.html",)
        return next((name for name in candidates if self.has(name)), None)

    def content(self, name: str, values: Mapping[str, object]) -> tuple[bytes, str]:
        """Return the body and media type of the file `name`.

        Raises FileProblems where a template fails, with its line.
        """
        suffix = PurePosixPath(name).suffix
        media_type = MEDIA_TYPES.get(suffix) or mimetypes.guess_type(name)[0]
        if suffix in TEMPLATES:
            body = self._render(name, values)
        else:
            body = (self._file(name) or Path(name)).read_bytes()
        return body, media_type or "application/octet-stream"

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with the syntax of any template."""
        found = []
        for name in self.environment.list_templates(filter_func=_is_template):
            try:
                self.environment.get_template(name)
            except TemplateSyntaxError as error:
                found.append(_problem(error.filename or name, error.lineno, str(error.message)))
            except UnicodeDecodeError as error:
                found.append(_problem(name, 1, f"not UTF-8: {error.reason}"))
        return tuple(found)

    def _render(self, name: str, values: Mapping[str, object]) -> bytes:
        try:
            return self.environment.get_template(name).render(values).encode()
        except (TemplateError, ArithmeticError, TypeError, ValueError) as error:
            file, line = _place_of(error, self.folders) or (name, 1)
            problem = _problem(file, line, f"{type(error).__name__}: {error}")
            raise FileProblems((problem,)) from error

    def _file(self, name: str) -> Path | None:
        files = (folder / name for folder in self.folders)
        return next((file for file in files if file.is_file()), None)


@cache
def pages_of(*folders: Path) -> Pages:
    """Return the one Pages of these folders, so that its templates are compiled once."""
    return Pages(folders)


def plus_days(day: date, days: int) -> date:
    """Return the date `days` days later (filter `plus_days` of the templates)."""
    return day + timedelta(days=days)


def _is_template(name: str) -> bool:
    return PurePosixPath(name).suffix in TEMPLATES


def _problem(file: str, line: int, message: str) -> Problem:
    return Problem(file, line, 1, "MP105", "", message)


def _place_of(error: BaseException, folders: tuple[Path, ...]) -> tuple[str, int] | None:
    """Return the template file and line that failed: Jinja rewrites tracebacks to them."""
    place, trace = None, error.__traceback__
    inside = tuple(str(folder) for folder in folders)
    while trace is not None:
        if (file := trace.tb_frame.f_code.co_filename).startswith(inside):
            place = (file, trace.tb_lineno)
        trace = trace.tb_next
    return place
