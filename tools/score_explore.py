"""Score the explorer on generated portals: `python tools/score_explore.py 100 [--seed 0]`.

Each seed is explored with its entry and as its entry-less twin. Printed: success, taps against
the shortest path, false finds, forbidden taps, closing requests, and whether two runs of one
seed give the same trace. Ends with 1 if a promise is broken (a false find, a forbidden tap, a
closing request). Without a browser (`--simulated`) it takes seconds.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Browser, sync_playwright

from loanexit_auto.browser.launch import find_browser, launch
from loanexit_auto.engine.events import Explored, Finished
from loanexit_auto.engine.explore.explore import ExplorePlan, explore
from loanexit_auto.engine.outcome import NAMES
from loanexit_auto.scenario.wordbook import builtin_lexicon
from tools.portal_generator.plan import make
from tools.portal_generator.simulate import HOST, SimulatedDriver
from tools.portal_generator.site import Site, shortest
from tools.portal_generator.trial import Trial, run

FOUND = "entry_located"


@dataclass(frozen=True, slots=True)
class Scored:
    """One seed: the trial with an entry, and that of the twin."""

    seed: int
    shortest: int
    trial: Trial
    twin: Trial


def main() -> int:
    """Score, print and return the exit code."""
    options = _options()
    scored = list(_simulated(options) if options.simulated else _in_browser(options))
    for line in _report(scored):
        print(line)
    return int(any(_broken(each) for each in scored))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=20)
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--simulated", action="store_true", help="without a browser")
    parser.add_argument("--most", type=int, default=80, help="most taps")
    parser.add_argument("--twins", type=int, default=30, help="most taps on a twin")
    return parser.parse_args()


def _simulated(options: argparse.Namespace) -> Iterator[Scored]:
    for seed in range(options.seed, options.seed + options.count):
        site, twin = make(seed), make(seed, entry=False)
        yield _scored(seed, site, _simulate(site, options.most), _simulate(twin, options.twins))


def _in_browser(options: argparse.Namespace) -> Iterator[Scored]:
    with sync_playwright() as playwright:
        browser = launch(playwright, find_browser(), headless=True)
        for seed in range(options.seed, options.seed + options.count):
            each = _explored(browser, seed, options)
            print(f"{seed}: {each.trial.outcome}, {each.trial.taps} taps", file=sys.stderr)
            yield each
        browser.close()


def _explored(browser: Browser, seed: int, options: argparse.Namespace) -> Scored:
    site, twin = make(seed), make(seed, entry=False)
    with tempfile.TemporaryDirectory() as folder:
        trial = run(browser, site, Path(folder) / "site", options.most)
        return _scored(seed, site, trial, run(browser, twin, Path(folder) / "twin", options.twins))


def _scored(seed: int, site: Site, trial: Trial, twin: Trial) -> Scored:
    return Scored(seed, shortest(site) or 0, trial, twin)


def _simulate(site: Site, most: int) -> Trial:
    driver = SimulatedDriver(site)
    start = f"{HOST}/app" if site.router == "opaque" else f"{HOST}/s/0"
    plan = ExplorePlan(("generated.test",), most)
    events = list(explore(start, builtin_lexicon(), driver, plan))
    finished = next(e for e in events if isinstance(e, Finished))
    explored = next(e for e in events if isinstance(e, Explored))
    name = NAMES[type(finished.outcome)]
    forbidden = tuple(driver.counts.forbidden)
    return Trial(name, driver.counts.taps, explored.screens, 0.0, forbidden, 0, ())


def _broken(each: Scored) -> bool:
    touched = any(t.forbidden or t.closings for t in (each.trial, each.twin))
    return touched or each.twin.outcome == FOUND


def _report(scored: list[Scored]) -> Iterator[str]:
    found = [each for each in scored if each.trial.outcome == FOUND]
    trials = [trial for each in scored for trial in (each.trial, each.twin)]
    yield f"portals                    {len(scored)}, and as many twins without an entry"
    yield f"found                      {len(found) / len(scored):.1%}"
    if found:
        ratios = [each.trial.taps / each.shortest for each in found]
        over = sorted(each.trial.taps - each.shortest for each in found)
        yield f"taps / shortest, median    {statistics.median(ratios):.2f}"
        yield f"taps - shortest, 95 %      {over[min(len(over) - 1, int(0.95 * len(over)))]}"
        yield f"seconds, median            {statistics.median(e.trial.seconds for e in found):.1f}"
    yield f"false finds on twins       {sum(e.twin.outcome == FOUND for e in scored)}"
    yield f"forbidden taps             {sum(len(trial.forbidden) for trial in trials)}"
    yield f"closing requests           {sum(trial.closings for trial in trials)}"
    for each in scored:
        if each.trial.outcome != FOUND or each.trial.taps > each.shortest + 4 or _broken(each):
            yield (
                f"  seed {each.seed}: {each.trial.outcome}, {each.trial.taps} taps"
                f" (shortest {each.shortest}) {[*each.trial.forbidden, *each.twin.forbidden]}"
            )


if __name__ == "__main__":
    sys.exit(main())
