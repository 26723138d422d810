"""Does a scenario survive a rebuilt site? One run of it against one mutation of its portal.

The run is a real one, with a stand-in that lets the tool open the entry and then stops. Whether
what it opened is the true entry is judged by where that leads: to the requests and the words to
which the entry of the unchanged portal leads, the same entry through which that portal's own
cases close the account.
"""

from __future__ import annotations

import dataclasses
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from loanexit_auto.browser.kept import KeptBrowser
from loanexit_auto.browser.launch import find_browser
from loanexit_auto.engine.outcome import NAMES
from loanexit_auto.errors import LoanexitError
from loanexit_auto.evidence.journal import Line
from loanexit_auto.evidence.report import write_report
from loanexit_auto.messages import Messages
from loanexit_auto.portal.files import Case, Portal, load_case, load_portal
from loanexit_auto.portal.model import Consent, Person, Stop, Tap
from loanexit_auto.portal.mutations import Kind, Mutation, mutation
from loanexit_auto.scenario.loader import load
from loanexit_auto.scenario.model import HandoffStep
from loanexit_auto.session.crew import kept
from loanexit_auto.session.destination import Arrival, Destination
from loanexit_auto.session.plan import Mock, RunPlan
from loanexit_auto.session.run import run
from loanexit_auto.session.trial import LONGEST, CaseJob, Listener

Reached = Literal["route", "exploring", "no"]


@dataclass(frozen=True, slots=True)
class MutantJob(CaseJob):
    """One mutation of one portal to be walked; without a seed, the portal as it is."""

    seed: int | None = None
    there: Destination | None = None


@dataclass(frozen=True, slots=True)
class Survival:
    """What came of it. `right` is None when nothing was opened, so nothing could be judged."""

    platform: str
    seed: int
    kinds: tuple[Kind, ...]
    outcome: str
    reached: Reached
    right: bool | None
    closings: int
    taps: int
    seconds: float
    folder: Path | None = None
    error: str = ""

    @property
    def survived(self) -> bool:
        """Whether the true entry was reached."""
        return self.reached != "no" and self.right is True

    @property
    def wrong(self) -> bool:
        """Whether the run says that it located the entry, and it is something else."""
        return self.right is False


def main_case(portal: Path, names: tuple[str, ...]) -> str | None:
    """Return the portal's case that only locates the entry, or None. Raises FileProblems."""
    loaded = load_portal(portal)
    plain = [
        case
        for case in (load_case(loaded, name) for name in names)
        if case.expect.outcome == "entry_located" and not case.pages.is_dir()
    ]
    plain.sort(key=lambda case: (case.id != "entry-located", len(case.file.state), case.id))
    return plain[0].id if plain else None


def destination(job: MutantJob) -> Destination:
    """Return where the entry of the unchanged portal leads: two runs, one that opens it.

    Raises LoanexitError when the unchanged portal's entry is not reached.
    """
    shut, opened = _run(job, None, opens=False), _run(job, None, opens=True)
    there = Destination.of(opened, shut)
    if there is None:
        raise LoanexitError(Messages(job.lang)("trial.not_opened", platform=job.platform))
    return there


def survive(job: MutantJob) -> Survival:
    """Run one mutation and judge what came of it."""
    change = mutation(job.seed or 0, _entry_labels(job))
    began = time.monotonic()
    try:
        arrival = _run(job, change, opens=True)
    except LoanexitError as error:
        return broken_off(job, error)
    result, told = arrival.result, arrival.told
    found = Survival(
        platform=job.platform,
        seed=change.seed,
        kinds=change.kinds,
        outcome=NAMES[type(result.outcome)],
        reached=_reached(told),
        right=_is_right(job, change, arrival),
        closings=len(result.backend.closings("tool")) if result.backend else 0,
        taps=sum(line.kind == "tapped" for line in told),
        seconds=time.monotonic() - began,
        folder=result.folder,
    )
    if not found.survived:
        write_report(result.folder)
    return found


def _is_right(job: MutantJob, change: Mutation, arrival: Arrival) -> bool | None:
    """Return whether the run came to the true entry; None if that cannot be told.

    A site may have a second control that leads to the same. Where the tool left one to the
    person, a second run shows where it leads them.
    """
    right = job.there.is_reached(arrival, change) if job.there else None
    located = arrival.located()
    if right is not False or job.there is None or located is None or arrival.opened() is not None:
        return right
    again = _run(job, change, opens=True, presses=located[0])
    same = again.located()
    return same is not None and same[0] == located[0] and job.there.is_reached_by_person(again)


def broken_off(job: MutantJob, error: BaseException) -> Survival:
    """Return the survival of a run that broke off: nothing was reached."""
    kinds = mutation(job.seed or 0).kinds
    why = f"{type(error).__name__}: {error}"
    return Survival(job.platform, job.seed or 0, kinds, "error", "no", None, 0, 0, 0.0, None, why)


def _entry_labels(job: MutantJob) -> tuple[str, ...]:
    entry = load(job.scenario).entry
    return entry.text if entry else ()


def _run(job: MutantJob, change: Mutation | None, *, opens: bool, presses: str = "") -> Arrival:
    portal = _portal(job.portal)
    say = Messages(job.lang)
    # the tool's way to the entry is what is tried, not what blocks it or what only the person does
    whole = load(job.scenario, say)
    alone = [r for r in whole.routes if not any(isinstance(s, HandoffStep) for s in r.steps)]
    scenario = whole.model_copy(update={"preflight": (), "routes": tuple(alone) or whole.routes})
    found = find_browser(job.browser, say=say)
    mock = Mock(
        dataclasses.replace(portal, mutation=change), _stopping(portal, job.case, presses),
        is_brief=True, kept=kept(found, lambda: KeptBrowser(found), KeptBrowser.close),
    )  # fmt: skip
    plan = RunPlan(
        scenario=scenario, out=job.out, say=say, mock=mock, stand_in=True, interactive=True,
        headless=True, ask_to_open_entry=opens, browser=job.browser, max_minutes=LONGEST,
    )  # fmt: skip
    listener = Listener()
    return Arrival(run(plan, listener), tuple(listener.lines))


@cache
def _portal(folder: Path) -> Portal:
    """The portal, checked once in a process: its files do not change while a crew is at work."""
    return load_portal(folder)


def _stopping(portal: Portal, name: str, presses: str) -> Case:
    """The main case, with a person who has the entry opened and then does no more.

    One that `presses` something presses that control before they stop.
    """
    case = load_case(portal, name)
    acts = (*((Tap(tap=presses),) if presses else ()), Stop(stop=True))
    halting: Person = {"consent": (Consent(answer="yes"),), "final": acts}
    return dataclasses.replace(case, person={**case.person, **halting})


def _reached(told: tuple[Line, ...]) -> Reached:
    if not any(line.kind == "handoff" and line.data["of"] in ("consent", "final") for line in told):
        return "no"
    return "exploring" if any(line.kind in ("mapped", "explored") for line in told) else "route"
