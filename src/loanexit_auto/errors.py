"""The exception tree: everything that can go wrong without being a defect of the program.

An outcome of a run (blocked, entry not found ...) is never an exception; see `engine.outcome`.
"""

from __future__ import annotations

from dataclasses import dataclass


class LoanexitError(Exception):
    """A problem the person can act on.

    `str(error)` says what happened; `hint` says what to do next; `exit_code` is the code with
    which the command line ends (docs/user/exit-codes.md).
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(LoanexitError):
    """The command was called in a way that cannot work."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Problem:
    """One located problem of a file: `file:line:column CODE path: message`, and a hint."""

    file: str
    line: int
    column: int
    code: str
    path: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}"
        hint = f"\n    {self.hint}" if self.hint else ""
        return f"{where} {self.code} {self.path}: {self.message}{hint}"


class FileProblems(LoanexitError):
    """A file cannot be used; carries every problem found in it, in file order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class BrowserUnavailable(LoanexitError):
    """No browser could be found or started."""


class WindowLost(LoanexitError):
    """The browser window, or the browser, has gone while it was still needed."""
