"""explore(): finds the entry on a site that nobody has scripted, and stops in front of it.

Best-first over a map that grows as it goes. It taps only what navigates, reveals or searches; the
entry is located and shown, never pressed. The same site always gives the same events.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from loanexit_auto.engine.driver import Driver
from loanexit_auto.engine.events import Answer, Event, Explored, Finished, StepBegun
from loanexit_auto.engine.explore.candidates import Bounds
from loanexit_auto.engine.explore.friction import measure
from loanexit_auto.engine.explore.frontier import SOURCED, TOLD, Frontier
from loanexit_auto.engine.explore.graph import Graph, Node, Trial
from loanexit_auto.engine.explore.retreat import Retreat
from loanexit_auto.engine.explore.scout import Scout
from loanexit_auto.engine.explore.tally import OutOfTaps
from loanexit_auto.engine.outcome import (
    Blocked,
    EntryLocated,
    EntryNotFound,
    NoOnlineEntry,
    Outcome,
)
from loanexit_auto.engine.pilot import Ended, Move, Pilot, obstacle
from loanexit_auto.screen.findings import Closes
from loanexit_auto.screen.lexicon import Lexicon

Exploration = Generator[Event, Answer | None, None]
LOOKED_FOR = "注销账户 / close account"
_WORTH_ASKING = 20.0  # a gate behind a lesser label is not worth the person's time


@dataclass(frozen=True, slots=True)
class ExplorePlan:
    """What the person allowed for this exploration."""

    domains: tuple[str, ...] = ()
    max_taps: int = 80
    closes: frozenset[Closes] = frozenset({"account", "unknown"})


def explore(start: str, lexicon: Lexicon, driver: Driver, plan: ExplorePlan) -> Exploration:
    """Yield what happens, in order; the last two events are Explored and Finished."""
    explorer = Explorer(start, Pilot(driver, lexicon), plan)
    yield StepBegun(1, 1, "start", "start")
    try:
        yield from explorer.begin()
        outcome = yield from explorer.run()
    except Ended as ended:
        outcome = ended.outcome
    yield explorer.summary(outcome)
    yield Finished(outcome)


class Explorer:
    """One exploration. `start` may be "" when it goes on from the screen in front."""

    def __init__(self, start: str, pilot: Pilot, plan: ExplorePlan) -> None:
        self.start, self.pilot, self.plan = start, pilot, plan
        self.graph = Graph()
        self.scout = Scout(pilot, self.graph, Bounds(plan.domains), plan.closes, plan.max_taps)
        self._frontier = Frontier(self.graph)
        self._retreat = Retreat(self.scout, start)

    def begin(self) -> Move:
        """Open the start page."""
        yield from self.pilot.goto(self.start)

    def run(self) -> Generator[Event, Answer | None, Outcome]:
        """Explore from the screen in front; raises Ended when the run cannot go on."""
        try:
            yield from self.scout.arrive("start", None)
            while self._found() is None:
                told = dict.fromkeys(self.scout.told, TOLD)
                told |= dict.fromkeys(self.scout.sourced, SOURCED)
                trial = self._frontier.choose(self.scout.here, told, self._retreat.costs())
                if trial is None and not (yield from self._ask_at_gate()):
                    break
                if trial is not None:
                    yield from self._try(trial)
        except OutOfTaps:
            pass  # the taps are counted in the summary, and what was found by then counts
        return self.outcome()

    def summary(self, outcome: Outcome) -> Explored:
        """Return what the exploration took and how well the entry is hidden."""
        return measure(self.graph, self.scout, outcome)

    def _try(self, trial: Trial) -> Move:
        node = self.graph.nodes[trial.node]
        if not (yield from self._retreat.to(node)):
            if self._found() is None:
                node.is_open = False  # it cannot be brought back; what else it offers is lost
            return
        if self._found() is None and not (yield from self.scout.do(trial)):
            yield from self._try_anew(trial, node)

    def _try_anew(self, trial: Trial, node: Node) -> Move:
        """A list that shows few rows at a time may have lost one: look once on a fresh screen."""
        if not self.scout.missed or trial.retried or trial.candidate.how == "scroll":
            return
        trial.retried = True
        if (yield from self._retreat.anew(node)) and self._found() is None:
            yield from self.scout.do(trial)

    def _found(self) -> EntryLocated | None:
        entry = self.scout.entry() if obstacle(self.pilot.sight.findings) is None else None
        return EntryLocated(entry) if entry is not None else None

    def _ask_at_gate(self) -> Generator[Event, Answer | None, bool]:
        """Nothing else is left: let the person open the likeliest gate. False if there is none."""
        gates = [
            trial for node in self.graph.nodes for trial in node.trials.values()
            if trial.gated and trial.candidate.worth >= _WORTH_ASKING
        ]  # fmt: skip
        best = max(gates, key=lambda t: (t.candidate.worth, -t.order), default=None)
        if best is None or not (yield from self._retreat.to(self.graph.nodes[best.node])):
            return False
        yield from self.scout.do(best)  # marked as gated: the person is asked this time
        best.gated = False
        return True

    def outcome(self) -> Outcome:
        """Return what is known now: the entry in front, a plain refusal met on the way, or none."""
        if (found := self._found()) is not None:
            return found
        if self.scout.refused:
            return Blocked(self.scout.refused)
        if self.scout.not_offered:
            return NoOnlineEntry(self.scout.not_offered)
        return EntryNotFound(LOOKED_FOR)
