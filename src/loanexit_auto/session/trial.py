"""One case of one mock portal, run as `run` would run it, and what it lacks of what it expects."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from loanexit_auto.engine.outcome import NAMES
from loanexit_auto.errors import LoanexitError
from loanexit_auto.evidence.journal import Line
from loanexit_auto.messages import Lang, Messages
from loanexit_auto.portal.files import load_case, load_portal
from loanexit_auto.scenario.loader import load
from loanexit_auto.session.expectation import shortfalls
from loanexit_auto.session.plan import Mock, RunPlan
from loanexit_auto.session.run import RunResult, run

LONGEST = 3.0  # minutes; no case of a mock portal comes near


@dataclass
class Listener:
    """A companion that only remembers the journal lines it was told."""

    lines: list[Line] = field(default_factory=list)

    def tell(self, line: Line) -> None:
        self.lines.append(line)

    def poll(self) -> None:
        return None


@dataclass(frozen=True, slots=True)
class CaseJob:
    """One case to be run; `out` is where its case folder goes."""

    scenario: Path
    portal: Path
    case: str
    out: Path
    lang: Lang = "zh"
    browser: Path | None = None

    @property
    def platform(self) -> str:
        return self.scenario.stem


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a case. `outcome` is "error" when the run broke off; `seconds` is wall time."""

    platform: str
    case: str
    expected: str
    outcome: str
    taps: int
    seconds: float
    shortfalls: tuple[str, ...] = ()
    folder: Path | None = None

    @property
    def ok(self) -> bool:
        return not self.shortfalls


def run_case(job: CaseJob, *, attended: bool | None = None) -> tuple[RunResult, Listener]:
    """Run the case; `attended` overrides whether it has a stand-in.

    Raises FileProblems where scenario, portal or case cannot be used.
    """
    portal = load_portal(job.portal)
    case = load_case(portal, job.case)
    stand_in = case.run.stand_in if attended is None else attended
    plan = RunPlan(
        scenario=load(job.scenario, Messages(job.lang)),
        out=job.out,
        say=Messages(job.lang),
        mock=Mock(portal, case),
        stand_in=stand_in,
        interactive=stand_in,
        headless=True,
        ask_to_open_entry=case.run.open_entry == "ask",
        browser=job.browser,
        max_minutes=LONGEST,
        file=job.scenario,
    )
    listener = Listener()
    return run(plan, listener), listener


def try_case(job: CaseJob) -> Trial:
    """Run the case and hold it against what it expects."""
    try:
        return _tried(job)
    except LoanexitError as error:  # its files, or no browser: an answer, also across processes
        return broken_off(job, error)


def _tried(job: CaseJob) -> Trial:
    expected = load_case(load_portal(job.portal), job.case).expect
    began = time.monotonic()
    result, told = run_case(job)
    return Trial(
        platform=job.platform,
        case=job.case,
        expected=expected.outcome,
        outcome=NAMES[type(result.outcome)],
        taps=sum(line.kind == "tapped" for line in told.lines),
        seconds=time.monotonic() - began,
        shortfalls=shortfalls(expected, result, told.lines, Messages(job.lang)),
        folder=result.folder,
    )


def broken_off(job: CaseJob, error: BaseException) -> Trial:
    """Return the trial of a case whose run broke off with an error."""
    why = Messages(job.lang)("trial.error", kind=type(error).__name__, why=error)
    return Trial(job.platform, job.case, "?", "error", 0, 0.0, (why,))
