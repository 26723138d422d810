"""`loanexit-auto scenario test`: every case of every mock portal, in parallel, as a live table."""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from loanexit_auto.errors import UsageError
from loanexit_auto.messages import Messages

if TYPE_CHECKING:
    from rich.table import Table

    from loanexit_auto.session.shelf import Shelf
    from loanexit_auto.session.trial import CaseJob, Trial

RESULTS = Path("test-results") / "scenarios"
_ROOM = 8  # terminal lines that are not rows of the live table


@dataclass(frozen=True, slots=True)
class TrialPlan:
    """What `scenario test` was asked to do."""

    shelf: Shelf
    asked: tuple[str, ...]
    workers: int
    out: Path
    say: Messages
    as_json: bool = False
    browser: Path | None = None

    def folder(self) -> Path:
        """Make and return the folder of this round."""
        made = self.out / datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        made.mkdir(parents=True, exist_ok=True)
        return made


@dataclass(slots=True)
class _Round:
    """A round of trials: what is to be run, what has come of it."""

    jobs: list[CaseJob]
    no_portal: list[str]  # drivable in a browser, but nothing to test against
    no_browser: int  # closed elsewhere than in a browser
    done: list[Trial] = field(default_factory=list)

    @property
    def failed(self) -> list[Trial]:
        return [trial for trial in self.done if not trial.ok]


def run_trials(plan: TrialPlan) -> int:
    """Run them and say so; return the exit code: 0 all passed, 1 not. Raises UsageError."""
    folder = plan.folder()
    found = _found(plan, folder)
    if not found.jobs and not found.no_portal:
        raise UsageError(plan.say("trial.nothing"))
    began = time.monotonic()
    _work(plan, found)
    seconds = time.monotonic() - began
    found.done.sort(key=lambda trial: (trial.platform, trial.case))
    from loanexit_auto.session.trial_report import write_trial_report

    report = write_trial_report(folder, found.done, found.no_portal, plan.say)
    _tell(plan, found, seconds, report)
    unproven = plan.asked and found.no_portal  # asked for by name, and nothing could be shown
    return 1 if found.failed or unproven or not found.done else 0


def _found(plan: TrialPlan, folder: Path) -> _Round:
    from loanexit_auto.scenario.loader import load
    from loanexit_auto.session.trial import CaseJob

    shelf, say = plan.shelf, plan.say
    found = _Round([], [], 0)
    for platform in shelf.chosen(plan.asked, say):
        scenario, portal = shelf.scenario(platform), shelf.portal(platform)
        cases = shelf.cases(platform) if shelf.has_portal(platform) else ()
        found.jobs += [
            CaseJob(scenario, portal, case, folder / platform / case, say.lang, plan.browser)
            for case in cases
        ]
        if cases:
            continue
        if plan.asked or load(scenario, say).drivable:
            found.no_portal.append(platform)
        else:
            found.no_browser += 1
    return found


def _work(plan: TrialPlan, found: _Round) -> None:
    from rich.live import Live

    from loanexit_auto.cli.table import console
    from loanexit_auto.session.crew import work_off
    from loanexit_auto.session.trial import broken_off, try_case

    ended = work_off(try_case, found.jobs, plan.workers, broken_off)
    if plan.as_json:
        found.done += ended
        return
    screen = console()
    most = max(screen.height - _ROOM, 5)
    with Live(console=screen, transient=True, refresh_per_second=4) as live:
        live.update(plan.say("trial.running", done=0, of=len(found.jobs)))
        for trial in ended:
            found.done.append(trial)
            title = plan.say("trial.running", done=len(found.done), of=len(found.jobs))
            live.update(_table(found.done[-most:], plan.say, title))


def _tell(plan: TrialPlan, found: _Round, seconds: float, report: Path) -> None:
    if plan.as_json:
        print(json.dumps(_as_json(found, seconds, report), ensure_ascii=False, indent=1))
        return
    from loanexit_auto.cli.table import console

    say = plan.say
    console().print(_table(found.done, say, no_portal=found.no_portal if plan.asked else ()))
    for trial in found.failed:
        for lack in trial.shortfalls:
            print(f"✗ {trial.platform}/{trial.case}: {lack}")
    passed = len(found.done) - len(found.failed)
    print(say("trial.summary", passed=passed, failed=len(found.failed)), end=" ")
    print(say("trial.seconds", seconds=f"{seconds:.1f}", workers=plan.workers))
    if found.no_portal and not plan.asked:
        ids = ", ".join(found.no_portal)
        print(say("trial.no_portal_count", count=len(found.no_portal), ids=ids))
    if found.no_browser:
        print(say("trial.no_browser_count", count=found.no_browser))
    print(say("trial.report_at", path=report))


def _as_json(found: _Round, seconds: float, report: Path) -> dict[str, object]:
    return {
        "passed": len(found.done) - len(found.failed),
        "failed": len(found.failed),
        "no_portal": found.no_portal,
        "seconds": round(seconds, 2),
        "report": str(report),
        "trials": [
            dataclasses.asdict(trial)
            | {"ok": trial.ok, "seconds": round(trial.seconds, 2), "folder": _path(trial.folder)}
            for trial in found.done
        ],
    }


def _path(folder: Path | None) -> str | None:
    return None if folder is None else str(folder)


def _table(
    trials: Iterable[Trial], say: Messages, title: str | None = None, no_portal: Sequence[str] = ()
) -> Table:
    from loanexit_auto.cli.table import table

    shown = table(
        [say(f"trial.column_{name}") for name in ("platform", "case", "outcome")],
        [say(f"trial.column_{name}") for name in ("taps", "seconds")],
        [say("trial.column_ok")],
        title=title,
    )
    for trial in trials:
        style = "" if trial.ok else "red"
        figures = (str(trial.taps), f"{trial.seconds:.1f}", "✓" if trial.ok else "✗")
        shown.add_row(trial.platform, trial.case, _outcome(trial, say), *figures, style=style)
    for platform in no_portal:
        shown.add_row(platform, "—", say("trial.no_portal"), "—", "—", "—", style="yellow")
    return shown


def _outcome(trial: Trial, say: Messages) -> str:
    if trial.outcome == trial.expected:
        return trial.outcome
    return say("trial.instead", got=trial.outcome, wanted=trial.expected)
