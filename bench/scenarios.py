"""How long the whole collection takes: every case of every mock portal, with 1 and 2 workers.

    python -m bench.scenarios [--sample N] [PLATFORM…]

prints seconds per portal and the ratio of the workers. With `--sample`, N cases of each portal
are run, spread over its list, and the whole collection is reckoned from them; it says so. Each
case opens a browser of its own and keeps its whole evidence, as a person's run does. A case that
does not pass makes the figures worthless: it is named, and the bench ends with code 1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

from loanexit_auto.messages import Messages
from loanexit_auto.session.crew import work_off
from loanexit_auto.session.shelf import Shelf
from loanexit_auto.session.trial import CaseJob, Trial, broken_off, try_case

WORKERS = (1, 2)


def main(words: list[str]) -> int:
    """Run the collection once per number of workers; print the figures; return the exit code."""
    asked = _read(words)
    shelf = Shelf.bundled()
    chosen = [p for p in shelf.chosen(asked.platforms, Messages("en")) if shelf.has_portal(p)]
    whole: dict[int, float] = {}
    trials: list[Trial] = []
    failed: list[Trial] = []
    for workers in WORKERS:
        with tempfile.TemporaryDirectory() as out:
            work = jobs(shelf, chosen, Path(out), asked.sample)
            began = time.perf_counter()
            done = list(work_off(try_case, work, workers, broken_off))
            whole[workers] = time.perf_counter() - began
        failed += [trial for trial in done if not trial.ok]
        trials = trials or done  # one worker: nothing competes within a case's own seconds
    report(trials, whole, Counter({p: len(shelf.cases(p)) for p in chosen}))
    for trial in failed:
        print(f"not passed: {trial.platform}/{trial.case}: {'; '.join(trial.shortfalls)}")
    return 1 if failed or not trials else 0


def _read(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.scenarios")
    parser.add_argument("platforms", nargs="*")
    parser.add_argument("--sample", type=int, default=0, help="cases of each portal; 0: all")
    return parser.parse_args(words)


def jobs(shelf: Shelf, platforms: list[str], out: Path, sample: int = 0) -> list[CaseJob]:
    """Return the cases of the platforms: all, or `sample` of each."""
    return [
        CaseJob(shelf.scenario(platform), shelf.portal(platform), case, out / platform / case)
        for platform in platforms
        for case in spread(shelf.cases(platform), sample)
    ]


def spread(names: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Return `count` of the names, evenly spread over the list and always the same ones."""
    if not 0 < count < len(names):
        return names
    return tuple(names[(2 * n + 1) * len(names) // (2 * count)] for n in range(count))


def report(trials: list[Trial], whole: dict[int, float], cases: Counter[str]) -> None:
    """Print seconds per portal, and the whole; `cases` is how many cases each portal has."""
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
    print(f"{len(trials)} cases: 1 worker {one:.1f} s, 2 workers {two:.1f} s")
    print(f"ratio 1 : 2 workers  {one / two:.2f}")
    if len(trials) < cases.total():
        reckoned = sum(
            cases[p] * sum(t.seconds for t in found) / len(found) for p, found in by_portal.items()
        )
        print(f"a sample of {cases.total()} cases; the whole, reckoned from it: "
              f"1 worker {reckoned:.0f} s, 2 workers {reckoned * two / one:.0f} s")  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
