"""Score the explorer on generated portals: `python tools/score_explore.py 100 [--seed 0]`.

Each seed is explored with its entry and as its entry-less twin. Printed: success, taps against
the shortest path, false finds, forbidden taps, closing requests, wall seconds, and whether two
runs of one seed give the same trace (every `--twice`th seed is run again). Ends with 1 if a
promise is broken (a false find, a forbidden tap, a closing request, two runs that differ).
Without a browser (`--simulated`) it takes seconds. With `--log FILE` each seed is written down
when it is done, and one written down already is not run again: a long sweep can be cut short and
gone on with, or be shared by several processes, and is summed up by asking for all its seeds.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

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
from tools.portal_generator.trial import Trial, run, trace_of

FOUND = "entry_located"
Explore = Callable[[Site, int], Trial]


@dataclass(frozen=True, slots=True)
class Scored:
    """One seed: the trial with an entry, and that of the twin; `same` if it was run twice."""

    seed: int
    shortest: int
    trial: Trial
    twin: Trial
    same: bool | None = None


def main() -> int:
    """Score, print and return the exit code."""
    options = _options()
    began = time.monotonic()
    known = _logged(options.log)
    options.seeds = [s for s in _range(options) if s not in known]
    fresh = _all(options, _simulate) if options.simulated else _in_browser(options)
    for each in fresh if options.seeds else ():
        _log(options.log, each)
        known[each.seed] = each
    scored = [known[seed] for seed in _range(options)]
    for line in _report(scored):
        print(line)
    print(f"wall seconds               {time.monotonic() - began:.0f}")
    return int(any(_broken(each) for each in scored))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=20)
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--simulated", action="store_true", help="without a browser")
    parser.add_argument("--most", type=int, default=80, help="most taps")
    parser.add_argument("--twins", type=int, default=30, help="most taps on a twin")
    parser.add_argument("--twice", type=int, default=10, help="run every nth seed again; 0: none")
    parser.add_argument("--log", type=Path, help="write each seed down, as a line of JSON")
    return parser.parse_args()


def _range(options: argparse.Namespace) -> range:
    return range(options.seed, options.seed + options.count)


def _log(file: Path | None, each: Scored) -> None:
    if file is not None:
        with file.open("a", encoding="utf-8") as log:
            log.write(json.dumps(asdict(each), ensure_ascii=False) + "\n")


def _logged(file: Path | None) -> dict[int, Scored]:
    """Return what the log holds, by seed."""
    if file is None or not file.exists():
        return {}
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return {line["seed"]: _scored(line) for line in lines}


def _scored(line: dict[str, Any]) -> Scored:
    return Scored(**{**line, "trial": _trial(line["trial"]), "twin": _trial(line["twin"])})


def _trial(told: dict[str, Any]) -> Trial:
    lists = {key: tuple(value) for key, value in told.items() if isinstance(value, list)}
    return Trial(**{**told, **lists})


def _in_browser(options: argparse.Namespace) -> Iterator[Scored]:
    with sync_playwright() as playwright:
        browser = launch(playwright, find_browser(), headless=True)
        for each in _all(options, lambda site, most: _explored(browser, site, most)):
            print(f"{each.seed}: {_told(each.trial)}; twin {_told(each.twin)}", file=sys.stderr)
            yield each
        browser.close()


def _told(trial: Trial) -> str:
    return f"{trial.outcome}, {trial.taps} taps, {trial.seconds:.1f} s"


def _explored(browser: Browser, site: Site, most: int) -> Trial:
    with tempfile.TemporaryDirectory() as folder:
        return run(browser, site, Path(folder) / "site", most)


def _all(options: argparse.Namespace, explored: Explore) -> Iterator[Scored]:
    for seed in options.seeds:
        site, twin = make(seed), make(seed, entry=False)
        trial = explored(site, options.most)
        again = options.twice and seed % options.twice == 0
        same = explored(site, options.most).trace == trial.trace if again else None
        yield Scored(seed, shortest(site) or 0, trial, explored(twin, options.twins), same)


def _simulate(site: Site, most: int) -> Trial:
    driver = SimulatedDriver(site)
    start = f"{HOST}/app" if site.router == "opaque" else f"{HOST}/s/0"
    plan = ExplorePlan(("generated.test",), most)
    began = time.monotonic()
    events = list(explore(start, builtin_lexicon(), driver, plan))
    finished = next(e for e in events if isinstance(e, Finished))
    explored = next(e for e in events if isinstance(e, Explored))
    name = NAMES[type(finished.outcome)]
    forbidden = tuple(driver.counts.forbidden)
    seconds, taps = time.monotonic() - began, driver.counts.taps
    return Trial(name, taps, explored.screens, seconds, forbidden, 0, trace_of(events))


def _broken(each: Scored) -> bool:
    touched = any(t.forbidden or t.closings for t in (each.trial, each.twin))
    return touched or each.twin.outcome == FOUND or each.same is False


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
    twice = [each for each in scored if each.same is not None]
    yield f"same trace twice           {sum(bool(e.same) for e in twice)} of {len(twice)} run twice"
    for each in scored:
        if each.trial.outcome != FOUND or each.trial.taps > each.shortest + 4 or _broken(each):
            pressed = [*each.trial.forbidden, *each.twin.forbidden]
            yield (
                f"  seed {each.seed}: {each.trial.outcome}, {each.trial.taps} taps"
                f" (shortest {each.shortest}) {pressed}"
                f"{', another trace the second time' if each.same is False else ''}"
            )


if __name__ == "__main__":
    sys.exit(main())
