"""`loanexit-auto scenario health`: what the directory is worth, platform by platform."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from loanexit_auto.messages import Messages

if TYPE_CHECKING:
    from loanexit_auto.session.health import Health
    from loanexit_auto.session.shelf import Shelf

_STYLES = {"live": "green", "tested": "", "drawn": "yellow", "stub": "yellow", "checklist": "dim"}


def run_health(shelf: Shelf, reports: Path, say: Messages, *, as_json: bool) -> None:
    """Print the health of every platform. Raises FileProblems."""
    from loanexit_auto.session.health import healths

    found = healths(shelf, reports)
    if as_json:
        rows = [dataclasses.asdict(each) for each in found]
        print(json.dumps(rows, ensure_ascii=False, indent=1, default=str))
        return
    _table(found, say)
    _sum(found, reports, say)


def _table(found: tuple[Health, ...], say: Messages) -> None:
    from loanexit_auto.cli.table import console, table

    shown = table(
        [say(f"health.{name}") for name in ("id", "name", "level")],
        [say(f"health.{name}") for name in ("cases", "facts", "undated")],
        [say(f"health.{name}") for name in ("oldest", "newest", "reports")],
    )
    for each in found:
        level = say(f"health.level_{each.level}", date=each.live or "")
        reports = str(each.reports or "—")
        if each.drifted:
            reports += " " + say("health.drifted", date=each.drifted)
        figures = (str(each.cases or "—"), str(each.facts), str(each.undated or "—"))
        marks = (each.oldest or "—", each.newest or "—", reports)
        shown.add_row(each.platform, each.name, level, *figures, *marks, style=_STYLES[each.level])
    console().print(shown)


def _sum(found: tuple[Health, ...], reports: Path, say: Messages) -> None:
    from loanexit_auto.session.health import Level

    counts = Counter(each.level for each in found)
    print(say("health.sum", count=len(found)), end=" ")
    names = ((level, say(f"health.level_{level}", date="").strip()) for level in get_args(Level))
    print(" · ".join(f"{name} {counts[level]}" for level, name in names))
    if not any(each.live for each in found):
        print(say("health.never_live"))
    if not any(each.reports for each in found):
        print(say("health.no_reports", path=reports))
