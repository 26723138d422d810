"""What the commands about cases share: their options, the day it is, and finding a case."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loanexit_auto.cli.doctor import data_folder
from loanexit_auto.errors import UsageError
from loanexit_auto.messages import Lang, Messages

if TYPE_CHECKING:
    from loanexit_auto.casework.shelf import ShelvedCase

CaseName = Annotated[str, typer.Argument(help="案卷名、平台编号或文件夹 / case", metavar="CASE")]
Cases = Annotated[Path | None, typer.Option("--cases", help="案卷放在哪 / folder of cases")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON")]
InLang = Annotated[Lang, typer.Option(help="zh | en")]
On = Annotated[str, typer.Option(help="哪天发生的，默认今天 / day, today by default")]


def today_in_china() -> date:
    """Return the day it is now in China, where every limit of a case runs."""
    from datetime import UTC, datetime

    from loanexit_auto.evidence.story import BEIJING

    return datetime.now(UTC).astimezone(BEIJING).date()


def find_case(name: str, cases: Path | None, say: Messages) -> ShelvedCase:
    """Return the case a person means. Raises UsageError when there is none, or several."""
    from loanexit_auto.casework.shelf import find

    return find(cases or data_folder(), name, say)


def read_day(text: str, say: Messages) -> date:
    """Return the day of an ISO date, today's for "". Raises UsageError for anything else."""
    try:
        return date.fromisoformat(text) if text else today_in_china()
    except ValueError:
        raise UsageError(say("case.bad_date", text=text)) from None
