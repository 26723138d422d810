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
from pathlib import Path
from typing import Literal

from loanexit_auto.engine.outcome import NAMES
from loanexit_auto.errors import LoanexitError
from loanexit_auto.evidence.journal import Line
from loanexit_auto.messages import Lang, Messages
from loanexit_auto.portal.files import Case, load_case, load_portal
from loanexit_auto.portal.model import Consent, Person, Stop
from loanexit_auto.portal.mutations import Kind, Mutation, mutation
from loanexit_auto.scenario.loader import load
from loanexit_auto.scenario.model import HandoffStep
from loanexit_auto.screen.text import normalise
from loanexit_auto.session.plan import Mock, RunPlan
from loanexit_auto.session.run import RunResult, run
from loanexit_auto.session.trial import LONGEST, Listener

Reached = Literal["route", "exploring", "no"]
_ASSETS = (".css", ".js", ".svg", ".png", ".jpg", ".webp", ".woff2", ".ico")
_ALIKE = 0.5  # share of the true screen's words from which a screen counts as that one


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the true entry leads: requests that only it sends, and words that stand there."""

    requests: frozenset[str]
    words: frozenset[str]

    def is_reached(self, requests: frozenset[str], words: frozenset[str]) -> bool:
        """Return whether a run that opened something came here."""
        asked = not self.requests or bool(self.requests & requests)
        common = len(self.words & words) / len(self.words) if self.words else 1.0
        return asked and common >= _ALIKE


@dataclass(frozen=True, slots=True)
class MutantJob:
    """One mutation of one portal to be walked; without a seed, the portal as it is."""

    scenario: Path
    portal: Path
    case: str
    out: Path
    seed: int | None = None
    there: Destination | None = None
    lang: Lang = "zh"
    browser: Path | None = None

    @property
    def platform(self) -> str:
        return self.scenario.stem


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
    shut, _ = _run(job, None, opens=False)
    result, told = _run(job, None, opens=True)
    words = _opened_words(result, told)
    if words is None:
        raise LoanexitError(Messages(job.lang)("trial.not_opened", platform=job.platform))
    return Destination(_requests(result) - _requests(shut), words)


def survive(job: MutantJob) -> Survival:
    """Run one mutation and judge what came of it."""
    change = mutation(job.seed or 0, _entry_labels(job))
    began = time.monotonic()
    try:
        result, told = _run(job, change, opens=True)
    except LoanexitError as error:
        return broken_off(job, error)
    words = _opened_words(result, told)
    right = None
    if words is not None and job.there is not None:
        right = job.there.is_reached(_requests(result), words)
    return Survival(
        platform=job.platform,
        seed=change.seed,
        kinds=change.kinds,
        outcome=NAMES[type(result.outcome)],
        reached=_reached(told),
        right=right,
        closings=len(result.backend.closings("tool")) if result.backend else 0,
        taps=sum(line.kind == "tapped" for line in told),
        seconds=time.monotonic() - began,
        folder=result.folder,
    )


def broken_off(job: MutantJob, error: BaseException) -> Survival:
    """Return the survival of a run that broke off: nothing was reached."""
    kinds = mutation(job.seed or 0).kinds
    why = f"{type(error).__name__}: {error}"
    return Survival(job.platform, job.seed or 0, kinds, "error", "no", None, 0, 0, 0.0, None, why)


def _entry_labels(job: MutantJob) -> tuple[str, ...]:
    entry = load(job.scenario).entry
    return entry.text if entry else ()


def _run(
    job: MutantJob, change: Mutation | None, *, opens: bool
) -> tuple[RunResult, tuple[Line, ...]]:
    portal = dataclasses.replace(load_portal(job.portal), mutation=change)
    say = Messages(job.lang)
    # the tool's way to the entry is what is tried, not what blocks it or what only the person does
    whole = load(job.scenario, say)
    alone = [r for r in whole.routes if not any(isinstance(s, HandoffStep) for s in r.steps)]
    scenario = whole.model_copy(update={"preflight": (), "routes": tuple(alone) or whole.routes})
    plan = RunPlan(
        scenario=scenario, out=job.out, say=say, mock=Mock(portal, _stopping(job)), stand_in=True,
        interactive=True, headless=True, ask_to_open_entry=opens, browser=job.browser,
        max_minutes=LONGEST,
    )  # fmt: skip
    listener = Listener()
    return run(plan, listener), tuple(listener.lines)


def _stopping(job: MutantJob) -> Case:
    """The main case, with a person who has the entry opened and then does no more."""
    case = load_case(load_portal(job.portal), job.case)
    halting: Person = {"consent": (Consent(answer="yes"),), "final": (Stop(stop=True),)}
    return dataclasses.replace(case, person={**case.person, **halting})


def _requests(result: RunResult) -> frozenset[str]:
    ledger = result.backend.ledger if result.backend else ()
    return frozenset(
        f"{entry.method} {entry.path}"
        for entry in ledger
        if entry.who == "tool" and not entry.path.endswith(_ASSETS)
    )


def _opened_words(result: RunResult, told: tuple[Line, ...]) -> frozenset[str] | None:
    """The lines of the last screen seen after the entry was opened; None if it was not."""
    agreed = [
        line.seq
        for line in told
        if line.kind == "resumed" and line.data["of"] == "consent" and line.data["answer"] == "yes"
    ]
    seen = [line for line in told if agreed and line.kind == "seen" and line.seq > agreed[0]]
    texts = [file.path for line in seen for file in line.files if file.path.endswith("text.txt")]
    if not texts or not any(line.kind == "tapped" and line.seq > agreed[0] for line in told):
        return None
    lines = (result.folder / texts[-1]).read_text(encoding="utf-8").splitlines()
    return frozenset(word for word in map(normalise, lines) if word)


def _reached(told: tuple[Line, ...]) -> Reached:
    if not any(line.kind == "handoff" and line.data["of"] in ("consent", "final") for line in told):
        return "no"
    return "exploring" if any(line.kind in ("mapped", "explored") for line in told) else "route"
