"""How long the whole collection takes: every case of every mock portal, with 1 and 2 workers.

    python -m bench.scenarios [PLATFORM…]    prints seconds per portal and the ratio of the workers

Each case opens a browser of its own and keeps its whole evidence, as a person's run does. A case
that does not pass makes the figures worthless: it is named, and the bench ends with code 1.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from loanexit_auto.messages import Messages
from loanexit_auto.session.crew import work_off
from loanexit_auto.session.shelf import Shelf
from loanexit_auto.session.trial import CaseJob, Trial, broken_off, try_case

WORKERS = (1, 2)


def main(asked: list[str]) -> int:
    """Run the collection once per number of workers; print the figures; return the exit code."""
    shelf = Shelf.bundled()
    chosen = [p for p in shelf.chosen(asked, Messages("en")) if shelf.has_portal(p)]
    whole: dict[int, float] = {}
    trials: list[Trial] = []
    for workers in WORKERS:
        with tempfile.TemporaryDirectory() as out:
            began = time.perf_counter()
            done = list(work_off(try_case, jobs(shelf, chosen, Path(out)), workers, broken_off))
            whole[workers] = time.perf_counter() - began
        trials = trials or done  # one worker: nothing competes within a case's own seconds
    report(trials, whole)
    failed = [trial for trial in trials if not trial.ok]
    for trial in failed:
        print(f"not passed: {trial.platform}/{trial.case}: {'; '.join(trial.shortfalls)}")
    return 1 if failed or not trials else 0


def jobs(shelf: Shelf, platforms: list[str], out: Path) -> list[CaseJob]:
    """Return every case of the platforms."""
    return [
        CaseJob(shelf.scenario(platform), shelf.portal(platform), case, out / platform / case)
        for platform in platforms
        for case in shelf.cases(platform)
    ]


def report(trials: list[Trial], whole: dict[int, float]) -> None:
    """Print seconds per portal, and the whole collection by number of workers."""
    by_portal: dict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        by_portal[trial.platform].append(trial)
    print(f"{'portal':20} {'cases':>6} {'s':>8} {'s/case':>8} {'taps':>6}")
    for platform, found in sorted(by_portal.items()):
        seconds = sum(trial.seconds for trial in found)
        taps = sum(trial.taps for trial in found)
        each = seconds / len(found)
        print(f"{platform:20} {len(found):6} {seconds:8.1f} {each:8.2f} {taps:6}")
    one, two = (whole[workers] for workers in WORKERS)
    print(f"collection, {len(trials)} cases: 1 worker {one:.1f} s, 2 workers {two:.1f} s")
    print(f"ratio 1 : 2 workers  {one / two:.2f}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
