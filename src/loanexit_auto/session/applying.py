"""Applying a proposed correction to a scenario file that the person names. They are asked first.

What is proposed is read from the case, and only if it is what the case's journal vouches for.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from loanexit_auto.errors import LoanexitError, Problem, UsageError
from loanexit_auto.evidence import disk, journal
from loanexit_auto.evidence.folder import JOURNAL
from loanexit_auto.messages import Messages
from loanexit_auto.scenario.lint import lint
from loanexit_auto.scenario.patch import Misfit, read_patch

_LARGEST = 1024 * 1024  # bytes; a diff of a scenario has a few thousand


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction that fits its file and makes nothing worse.

    `problems` are those that the corrected file has, all of which it had before.
    """

    file: Path
    diff: str
    after: str
    problems: tuple[Problem, ...]

    def write(self) -> None:
        """Put the corrected text in place of the file, whole or not at all. Raises OSError."""
        target = self.file.resolve()
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as part:
                part.write(self.after.encode())
            Path(name).chmod(target.stat().st_mode)
            Path(name).replace(target)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise


def correction(source: Path, scenario: Path, today: date, say: Messages) -> Correction:
    """Return what applying `source`, a case folder or a diff, would make of the scenario file.

    Raises UsageError where a path is not what it should be, LoanexitError where the diff does
    not fit the file or would bring in problems; nothing is written.
    """
    diff = _diff_of_case(source, say) if source.is_dir() else _text(source, say)
    before = _text(scenario, say)
    try:
        patch = read_patch(diff)
        if patch.name != scenario.name:
            raise UsageError(say("apply.other_file", wanted=patch.name, given=scenario.name))
        after = patch.applied(before)
    except Misfit as error:
        message = say(f"apply.{error.key}", file=scenario, **error.values)
        raise LoanexitError(message, say("apply.misfit_hint")) from error
    had = {_what(problem) for problem in _linted(scenario.name, before, today, say)}
    problems = _linted(scenario.name, after, today, say)
    if worse := [problem for problem in problems if _what(problem) not in had]:
        told = "\n".join(str(problem) for problem in worse)
        raise LoanexitError(say("apply.worse", file=scenario, problems=told))
    return Correction(scenario, diff, after, problems)


def _diff_of_case(case: Path, say: Messages) -> str:
    """Return the correction that a case proposes, as its journal vouches for it."""
    if not (case / JOURNAL).is_file():
        raise UsageError(say("apply.no_case", path=case))
    proposed = [x for x in journal.read(case / JOURNAL).lines if x.kind == "proposed" and x.files]
    if not proposed:
        raise UsageError(say("apply.nothing_proposed", path=case))
    entry = proposed[-1].files[0]
    text = _text(case / entry.path, say)
    if hashlib.sha256(text.encode()).hexdigest() != entry.sha256:
        raise LoanexitError(say("apply.altered", path=case / entry.path))
    return text


def _text(path: Path, say: Messages) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise UsageError(say("apply.too_large", path=path))
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = disk.reason(error) if isinstance(error, OSError) else "UTF-8"
        raise UsageError(say("apply.unreadable", path=path, why=why)) from error


def _linted(name: str, text: str, today: date, say: Messages) -> tuple[Problem, ...]:
    with tempfile.TemporaryDirectory(prefix="loanexit-lint-") as place:
        file = Path(place) / name
        file.write_bytes(text.encode())
        return lint((file,), today, say)


def _what(problem: Problem) -> tuple[str, str, str]:
    """A problem without where it stands, which a correction may move."""
    return problem.code, problem.path, problem.message
