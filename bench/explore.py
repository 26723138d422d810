"""How the cost of exploring grows: best-first against breadth-first and depth-first clickers.

All three use the same guard, the same recognition of screens and the same ways back, on the same
generated sites; they differ only in which candidate they try next. Every site is explored without
a browser, so that taps can be counted at 1,000 screens, and the smaller ones in a real browser
too, where the seconds count. A run that uses up its taps or its seconds counts with what it used
by then, which favours the slow ones; how many did is printed.

    python -m bench.explore [--sizes 30,100,300,1000] [--browser 30,100]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Browser, sync_playwright
from tools.portal_generator.plan import make
from tools.portal_generator.simulate import HOST, SimulatedDriver
from tools.portal_generator.site import Site
from tools.portal_generator.trial import opened

from loanexit_auto.browser.launch import find_browser, launch
from loanexit_auto.engine.driver import Driver
from loanexit_auto.engine.explore.explore import ExplorePlan, Explorer
from loanexit_auto.engine.explore.frontier import Frontier
from loanexit_auto.engine.explore.graph import Graph, Node, Trial
from loanexit_auto.engine.outcome import EntryLocated
from loanexit_auto.engine.pilot import Pilot
from loanexit_auto.scenario.wordbook import builtin_lexicon

SIZES, BROWSER_SIZES = "30,100,300,1000", "30,100"
SEEDS = range(700, 704)
DEPTH = 3
DOMAINS = ("generated.test",)


class Breadth(Frontier):
    """Tries everything on the nearest screen first."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph)
        self.graph = graph

    def choose(
        self, here: Node, told: Collection[str], costs: Mapping[int, int] = {}, *_: object
    ) -> Trial | None:
        return min(self.left(), key=self.rank, default=None)

    def left(self) -> Iterator[Trial]:
        """Yield what was not tried yet, in the order in which it was seen."""
        return (trial for trial in self.graph.trials() if not trial.tried)

    def rank(self, trial: Trial) -> tuple[int, int]:
        return (self.graph.nodes[trial.node].depth, trial.order)


class Depth(Breadth):
    """Goes on from where it came to last."""

    def rank(self, trial: Trial) -> tuple[int, int]:
        return (-trial.node, trial.order)


CLICKERS: Mapping[str, type[Frontier]] = {
    "best-first": Frontier, "breadth-first": Breadth, "depth-first": Depth
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took; `found` is whether it came to the entry within its taps and seconds."""

    taps: int
    seconds: float
    found: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """The most taps and seconds one run may take."""

    taps: int
    seconds: float


def explored(start: str, driver: Driver, clicker: type[Frontier], limits: Limits) -> Cost:
    """Explore until the entry is visible or a limit is reached."""
    explorer = Explorer(start, Pilot(driver, builtin_lexicon()), ExplorePlan(DOMAINS, limits.taps))
    explorer._frontier = clicker(explorer.graph)
    began = time.monotonic()
    for _ in explorer.begin():
        pass
    running = explorer.run()
    outcome: object = None
    try:
        while time.monotonic() - began < limits.seconds:
            next(running)
    except StopIteration as stopped:
        outcome = stopped.value
    running.close()
    taken = time.monotonic() - began
    return Cost(explorer.scout.tally.taps, taken, isinstance(outcome, EntryLocated))


def simulated(site: Site, clicker: type[Frontier], limits: Limits) -> Cost:
    """Explore the site as data."""
    start = f"{HOST}/app" if site.router == "opaque" else f"{HOST}/s/0"
    return explored(start, SimulatedDriver(site), clicker, limits)


def in_browser(browser: Browser) -> Callable[[Site, type[Frontier], Limits], Cost]:
    """Return what explores the site as pages of a real browser."""

    def run(site: Site, clicker: type[Frontier], limits: Limits) -> Cost:
        with (
            tempfile.TemporaryDirectory() as folder,
            opened(browser, site, Path(folder) / "site") as (start, driver, _),
        ):
            return explored(start, driver, clicker, limits)

    return run


def table(
    sizes: Sequence[int],
    run: Callable[[Site, type[Frontier], Limits], Cost],
    seeds: Sequence[int],
    limits: Limits,
) -> None:
    """Print one line per size: median taps and seconds of each clicker, and how they compare."""
    print(f"{'screens':>8}" + "".join(f"{name:>26}" for name in CLICKERS) + f"{'breadth/best':>14}")
    first: list[float] = []
    for size in sizes:
        costs = {
            name: [run(make(seed, size=size, depth=DEPTH), clicker, limits) for seed in seeds]
            for name, clicker in CLICKERS.items()
        }
        taps = [statistics.median(cost.taps for cost in each) for each in costs.values()]
        first = first or taps
        ratio = f"{taps[1] / max(taps[0], 1):>13.1f}x"
        print(f"{size:>8}" + "".join(map(cell, costs.values())) + ratio, flush=True)
    grown = "".join(
        f"{now / max(then, 1):>18.1f}x taps   " for then, now in zip(first, taps, strict=True)
    )
    print(f"{'grown':>8}{grown}  from {sizes[0]} to {sizes[-1]} screens", flush=True)


def cell(costs: Sequence[Cost]) -> str:
    """Return median taps, median seconds, and how many runs ended before the entry was found."""
    taps = statistics.median(cost.taps for cost in costs)
    seconds = statistics.median(cost.seconds for cost in costs)
    missed = sum(not cost.found for cost in costs)
    told = f"  {missed}/{len(costs)}!" if missed else " " * 6
    return f"{taps:>8.1f} {seconds:>8.1f} s{told}".rjust(26)


def main() -> None:
    """Print both tables."""
    options = _options()
    limits = Limits(options.most, options.seconds)
    seeds = SEEDS[: options.seeds]
    print(f"depth {DEPTH}, {len(seeds)} sites a size, at most {limits.taps} taps and"
          f" {limits.seconds:.0f} s a run; n/m!: n of m runs ended without the entry")  # fmt: skip
    print("median taps and seconds, simulated")
    table(_numbers(options.sizes), simulated, seeds, limits)
    if not options.browser:
        return
    print("median taps and seconds, in a browser, without photographs")
    with sync_playwright() as playwright:
        browser = launch(playwright, find_browser(), headless=True)
        table(_numbers(options.browser), in_browser(browser), seeds[: options.sites], limits)
        browser.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=SIZES, help="screens of the simulated sites")
    parser.add_argument(
        "--browser", default=BROWSER_SIZES, help="screens in a browser; '' for none"
    )
    parser.add_argument("--seeds", type=int, default=len(SEEDS), help="sites a size")
    parser.add_argument("--sites", type=int, default=2, help="sites a size in a browser")
    parser.add_argument("--most", type=int, default=400, help="most taps of a run")
    parser.add_argument("--seconds", type=float, default=60.0, help="most seconds of a run")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


if __name__ == "__main__":
    main()
