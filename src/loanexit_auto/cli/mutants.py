"""`loanexit-auto scenario test --mutate`: do the scenarios survive rebuilt sites?"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from loanexit_auto.cli.trials import TrialPlan
from loanexit_auto.errors import UsageError
from loanexit_auto.messages import Messages

if TYPE_CHECKING:
    from rich.table import Table

    from loanexit_auto.session.survival import MutantJob, Survival
    from loanexit_auto.session.trial import Trial

    Aimed = tuple[MutantJob, str]  # a job that knows where it should lead, or why it does not

GOAL = 0.95  # share of the mutations on which the true entry must be reached
_SEEDS = re.compile(r"(\d{1,6})(?:\.\.(\d{1,6}))?")


def read_seeds(written: Iterable[str], say: Messages) -> tuple[int, ...]:
    """Return the seeds of `7`, `1..50` or `1,4,9`, in order. Raises UsageError."""
    seeds: list[int] = []
    for text in (part.strip() for each in written for part in each.split(",")):
        found = _SEEDS.fullmatch(text)
        if found is None or int(found[2] or found[1]) < int(found[1]):
            raise UsageError(say("trial.bad_seeds", text=text))
        seeds += range(int(found[1]), int(found[2] or found[1]) + 1)
    return tuple(dict.fromkeys(seeds))


def run_mutants(plan: TrialPlan, seeds: Sequence[int]) -> int:
    """Run every seed on every portal that has a main case; return the exit code.

    0: the true entry reached on at least 95 % and nothing wrong; 1: not. Raises UsageError.
    """
    from loanexit_auto.session.crew import work_off
    from loanexit_auto.session.survival import broken_off, survive

    folder = plan.folder()
    jobs, unable = _jobs(plan, seeds, folder)
    if not jobs:
        raise UsageError(plan.say("trial.nothing"), "; ".join(unable))
    done: list[Survival] = []
    ended = work_off(survive, jobs, plan.workers, broken_off)
    _watch(plan, ended, done, len(jobs))
    done.sort(key=lambda each: (each.platform, each.seed))
    report = _report(plan, done, folder, unable)
    _tell(plan, done, unable, report)
    safe = not any(each.wrong or each.closings for each in done)
    return 0 if safe and _share(done) >= GOAL else 1


def _jobs(plan: TrialPlan, seeds: Sequence[int], folder: Path) -> tuple[list[MutantJob], list[str]]:
    """Return the jobs, and why some of the portals cannot be tried."""
    from loanexit_auto.scenario.loader import load
    from loanexit_auto.session.crew import work_off
    from loanexit_auto.session.survival import MutantJob, main_case

    shelf, say = plan.shelf, plan.say
    bare: list[MutantJob] = []
    unable: list[str] = []
    for platform in shelf.chosen(plan.asked, say):
        if not shelf.has_portal(platform) or not load(shelf.scenario(platform), say).routes:
            if plan.asked:
                unable.append(f"{platform}: {say('trial.no_portal')}")
            continue
        portal = shelf.portal(platform)
        case = main_case(portal, shelf.cases(platform))
        if case is None:
            unable.append(f"{platform}: {say('trial.no_main_case')}")
            continue
        out = folder / platform
        scenario = shelf.scenario(platform)
        bare.append(MutantJob(scenario, portal, case, out, say.lang, plan.browser))
    jobs: list[MutantJob] = []
    aimed = work_off(_aimed, bare, plan.workers, _not_aimed)
    for job, trouble in _counted(plan, aimed, len(bare)):
        if trouble:
            unable.append(trouble)
        else:
            jobs += [_seeded(job, seed) for seed in seeds]
    return sorted(jobs, key=lambda job: (job.seed or 0, job.platform)), unable


def _counted(plan: TrialPlan, ended: Iterable[Aimed], of: int) -> Iterator[Aimed]:
    """Pass on what ends, and say on the terminal how far it is: a minute without a word is long."""
    from rich.live import Live

    from loanexit_auto.cli.table import console

    if plan.as_json:
        yield from ended
        return
    with Live(console=console(), transient=True, refresh_per_second=4) as live:
        for done, each in enumerate(ended):
            live.update(plan.say("trial.aiming", done=done + 1, of=of))
            yield each


def _aimed(job: MutantJob) -> Aimed:
    """Return the job that knows where the true entry leads, or why that is not known."""
    from loanexit_auto.errors import LoanexitError
    from loanexit_auto.session.survival import destination

    try:
        return dataclasses.replace(job, there=destination(job)), ""
    except LoanexitError as error:
        return job, str(error)


def _not_aimed(job: MutantJob, error: BaseException) -> Aimed:
    return job, f"{job.platform}: {type(error).__name__}: {error}"


def _seeded(job: MutantJob, seed: int) -> MutantJob:
    return dataclasses.replace(job, seed=seed, out=job.out / f"seed-{seed}")


def _watch(plan: TrialPlan, ended: Iterable[Survival], done: list[Survival], of: int) -> None:
    if plan.as_json:
        done += ended
        return
    from rich.live import Live

    from loanexit_auto.cli.table import console

    with Live(console=console(), transient=True, refresh_per_second=4) as live:
        live.update(plan.say("trial.running", done=0, of=of))
        for each in ended:
            done.append(each)
            live.update(_table(done, plan.say, plan.say("trial.running", done=len(done), of=of)))


def _share(done: Sequence[Survival]) -> float:
    return sum(each.survived for each in done) / len(done) if done else 0.0


def _table(done: Sequence[Survival], say: Messages, title: str | None = None) -> Table:
    from loanexit_auto.cli.table import table

    figures = ("seeds", "by_route", "by_exploring", "not_reached", "unproven", "wrong",
               "closings", "share", "each")  # fmt: skip
    heads = [say(f"trial.{name}") for name in figures]
    shown = table([say("trial.column_platform")], heads, title=title)
    for platform in sorted({each.platform for each in done}):
        shown.add_row(platform, *_figures([e for e in done if e.platform == platform]))
    shown.add_section()
    shown.add_row(say("trial.all"), *_figures(done), style="bold")
    return shown


def _figures(done: Sequence[Survival]) -> tuple[str, ...]:
    counts = (
        len(done),
        sum(each.survived and each.reached == "route" for each in done),
        sum(each.survived and each.reached == "exploring" for each in done),
        sum(each.reached == "no" for each in done),
        sum(each.reached != "no" and each.right is None for each in done),
        sum(each.wrong for each in done),
        sum(each.closings for each in done),
    )
    seconds = sum(each.seconds for each in done) / len(done) if done else 0.0
    return (*map(str, counts), f"{_share(done):.1%}", f"{seconds:.1f}")


def _tell(plan: TrialPlan, done: Sequence[Survival], unable: list[str], report: Path) -> None:
    say = plan.say
    if plan.as_json:
        runs = [dataclasses.asdict(each) | {"survived": each.survived} for each in done]
        share = round(_share(done), 4)
        found = {"share": share, "unable": unable, "report": str(report), "runs": runs}
        print(json.dumps(found, ensure_ascii=False, indent=1, default=str))
        return
    from loanexit_auto.cli.table import console

    console().print(_table(done, say))
    for each in done:
        for trouble in _troubles(each, say):
            print(f"✗ {each.platform} {trouble}")
    for why in unable:
        print(f"– {why}")
    wrong, closings = sum(each.wrong for each in done), sum(each.closings for each in done)
    reached = f"{_share(done):.1%}"
    print(say("trial.survived", share=reached, wrong=wrong, closings=closings))
    print(say("trial.report_at", path=report))


def _troubles(each: Survival, say: Messages) -> Iterable[str]:
    found = {
        "mutant_wrong": each.wrong,
        "mutant_closed": bool(each.closings),
        "mutant_lost": each.reached == "no",
        "mutant_unproven": each.reached != "no" and each.right is None,
    }
    kinds = ", ".join(each.kinds)
    for key, holds in found.items():
        if holds:
            what = say(f"trial.{key}") + (f": {each.error}" if each.error else "")
            yield say("trial.mutant", seed=each.seed, kinds=kinds, what=what)


def _report(plan: TrialPlan, done: Sequence[Survival], folder: Path, unable: Sequence[str]) -> Path:
    from loanexit_auto.session.trial_report import write_trial_report

    return write_trial_report(
        folder, [_as_trial(each, plan.say) for each in done], unable, plan.say
    )


def _as_trial(each: Survival, say: Messages) -> Trial:
    from loanexit_auto.session.trial import Trial

    case = f"seed-{each.seed} ({', '.join(each.kinds)})"
    return Trial(
        each.platform, case, "entry_located", each.outcome, each.taps, each.seconds,
        tuple(_troubles(each, say)), each.folder,
    )  # fmt: skip
