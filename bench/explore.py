"""How the cost of exploring grows: best-first against breadth-first and depth-first clickers.

All three use the same guard, the same recognition of screens and the same ways back, on the same
generated sites (without a browser, so that taps can be counted at 1,000 screens); they differ only
in which candidate they try next. Taps are capped; a capped run counts with the cap, which favours
the slow ones.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Collection, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.portal_generator.plan import make
from tools.portal_generator.simulate import HOST, SimulatedDriver

from loanexit_auto.engine.explore.explore import ExplorePlan, Explorer
from loanexit_auto.engine.explore.frontier import Frontier
from loanexit_auto.engine.explore.graph import Graph, Node, Trial
from loanexit_auto.engine.outcome import EntryLocated
from loanexit_auto.engine.pilot import Pilot
from loanexit_auto.scenario.wordbook import builtin_lexicon

SIZES = (30, 100, 300, 1000)
SEEDS = range(700, 706)
DEPTH = 3
CAP = 400


class Breadth(Frontier):
    """Tries everything on the nearest screen first."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph)
        self.graph = graph

    def choose(
        self,
        here: Node,
        told: Collection[str],
        costs: Mapping[int, int] = {},
    ) -> Trial | None:
        left = [trial for trial in self.graph.trials() if not trial.tried]
        return min(left, key=lambda t: (self.graph.nodes[t.node].depth, t.order), default=None)


class Depth(Breadth):
    """Goes on from where it came to last."""

    def choose(
        self,
        here: Node,
        told: Collection[str],
        costs: Mapping[int, int] = {},
    ) -> Trial | None:
        left = [trial for trial in self.graph.trials() if not trial.tried]
        return max(left, key=lambda t: (t.node, -t.order), default=None)


def taps(seed: int, size: int, clicker: type[Frontier]) -> tuple[int, bool]:
    """Return the taps until the entry is visible, and whether it ever was."""
    site = make(seed, size=size, depth=DEPTH)
    driver = SimulatedDriver(site)
    start = f"{HOST}/app" if site.router == "opaque" else f"{HOST}/s/0"
    pilot = Pilot(driver, builtin_lexicon())
    explorer = Explorer(start, pilot, ExplorePlan(("generated.test",), CAP))
    explorer._frontier = clicker(explorer.graph)
    for _ in explorer.begin():
        pass
    running = explorer.run()
    try:
        while True:
            next(running)
    except StopIteration as stopped:
        return driver.counts.taps, isinstance(stopped.value, EntryLocated)


def main() -> None:
    """Print one line per size."""
    print(
        f"{'screens':>8} {'best-first':>11} {'breadth':>9} {'depth':>7} {'ratio':>7}  (median taps)"
    )
    for size in SIZES:
        row = []
        for clicker in (Frontier, Breadth, Depth):
            began = time.perf_counter()
            found = [taps(seed, size, clicker) for seed in SEEDS]
            row.append(statistics.median(count for count, _ in found))
            took = (time.perf_counter() - began) / len(SEEDS)
            missed = sum(not ok for _, ok in found)
            if missed:
                name = clicker.__name__.lower()
                print(
                    f"   {name}: {missed} of {len(found)} not found, {took:.1f} s", file=sys.stderr
                )
        print(
            f"{size:>8} {row[0]:>11} {row[1]:>9} {row[2]:>7} {row[1] / row[0]:>6.1f}x", flush=True
        )


if __name__ == "__main__":
    main()
