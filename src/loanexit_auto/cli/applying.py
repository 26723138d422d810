"""`loanexit-auto scenario apply`: a proposed correction, shown, asked about, and then applied."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from loanexit_auto.errors import LoanexitError
from loanexit_auto.messages import Messages

if TYPE_CHECKING:
    from loanexit_auto.session.applying import Correction

_YES = frozenset({"y", "yes", "是", "好", "shi"})


def run_apply(source: Path, scenario: Path, say: Messages) -> int:
    """Show the correction, ask, apply; return the exit code: 0 applied, 1 not. LoanexitError."""
    from loanexit_auto.session.applying import correction

    found = correction(source, scenario, datetime.date.today(), say)
    _show(found.diff)
    if found.problems:
        print(say("apply.had_problems", count=len(found.problems)))
    else:
        print(say("apply.clean"))
    if not _agreed(say("apply.ask", file=scenario)):
        print(say("apply.left", file=scenario))
        return 1
    _write(found, say)
    print(say("apply.done", file=scenario))
    print(say("apply.next", id=scenario.stem, file=scenario))
    return 0


def _show(diff: str) -> None:
    from rich.text import Text

    from loanexit_auto.cli.table import console

    styles = {"+": "green", "-": "red", "@": "cyan"}
    for line in diff.splitlines():
        shown = "".join(char if char.isprintable() else "\ufffd" for char in line)
        console().print(Text(shown, style=styles.get(line[:1], "")), soft_wrap=True)


def _agreed(question: str) -> bool:
    """Ask on the terminal; no answer, or the end of what is typed, is no."""
    print(f"{question} ", end="", flush=True)
    answer = sys.stdin.readline()
    if not answer.endswith("\n"):
        print()
    return answer.strip().lower() in _YES


def _write(found: Correction, say: Messages) -> None:
    try:
        found.write()
    except OSError as error:
        from loanexit_auto.evidence import disk

        why = disk.reason(error)
        raise LoanexitError(say("apply.not_written", file=found.file, why=why)) from error
