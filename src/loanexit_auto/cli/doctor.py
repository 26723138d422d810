"""`loanexit-auto doctor`: say whether this computer can be used, and mend what can be mended."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loanexit_auto.messages import Lang, Messages

if TYPE_CHECKING:
    from loanexit_auto.browser.doctor import CheckResult

_COLOURS = {"ok": "green", "weak": "yellow", "missing": "red"}
_CAN_BE_INSTALLED = ("browser", "fonts")


def doctor(
    fix: Annotated[bool, typer.Option("--fix", help="装好缺少的东西 / install what lacks")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    lang: Annotated[Lang, typer.Option(help="zh | en")] = "zh",
) -> None:
    """看看这台电脑能不能用 / See whether this computer can be used.

    Ends with code 0 when a run is possible, 1 when something is missing.
    """
    from loanexit_auto.browser.doctor import Doctor  # Playwright is slow to import

    say = Messages(lang)
    examiner = Doctor(data_folder(), say)
    results = examiner.fix(_tell) if fix else examiner.examine()
    ready = all(result.verdict != "missing" for result in results)
    if as_json:
        checks = [dataclasses.asdict(result) for result in results]
        print(json.dumps({"ready": ready, "checks": checks}, ensure_ascii=False))
    else:
        _show(results, say, ready=ready, offer_fix=not fix)
    raise typer.Exit(0 if ready else 1)


def data_folder() -> Path:
    """Return the folder that holds the cases of this person on this computer."""
    import platformdirs

    return platformdirs.user_data_path("loanexit-auto", appauthor=False) / "cases"


def _tell(line: str) -> None:
    print(line, file=sys.stderr)


def _show(results: tuple[CheckResult, ...], say: Messages, *, ready: bool, offer_fix: bool) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for result in results:
        verdict = Text(say(f"doctor.verdict_{result.verdict}"), style=_COLOURS[result.verdict])
        told = "\n".join(part for part in (result.detail, result.way_out) if part)
        table.add_row(say(f"doctor.name_{result.check}"), verdict, Text(told))
    console = Console()
    console.print(table)
    console.print(say("doctor.ready") if ready else say("doctor.not_ready"))
    lacking = [result.check for result in results if result.verdict != "ok"]
    if offer_fix and any(check in _CAN_BE_INSTALLED for check in lacking):
        console.print(say("doctor.fix_offer"))
