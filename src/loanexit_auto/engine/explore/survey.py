"""The survey: knows which screen is in front, and puts what is seen on the map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from loanexit_auto.engine.conditions import refusals
from loanexit_auto.engine.events import MapMove, Mapped
from loanexit_auto.engine.explore.candidates import Bounds, Candidate, gather
from loanexit_auto.engine.explore.fingerprint import fingerprint, modal_layer
from loanexit_auto.engine.explore.goal import goals
from loanexit_auto.engine.explore.graph import Graph, Node, Trial
from loanexit_auto.engine.explore.recipe import recipe
from loanexit_auto.engine.explore.tally import Tally
from loanexit_auto.engine.explore.worth import TELLING
from loanexit_auto.engine.pilot import Move, Pilot, Sight
from loanexit_auto.screen.blockers import refuses
from loanexit_auto.screen.findings import Blocker, Closes, Entry, NotOffered
from loanexit_auto.screen.model import Screen
from loanexit_auto.screen.text import core
from loanexit_auto.screen.view import view_of


class Survey:
    """The map of one exploration and where on it the window is. It presses nothing."""

    def __init__(
        self, pilot: Pilot, graph: Graph, bounds: Bounds, closes: frozenset[Closes], most: int
    ) -> None:
        self.pilot, self.graph, self.bounds = pilot, graph, bounds
        self.accepts: Callable[[Entry], bool] = lambda goal: goal.closes in closes
        self.own: Callable[[Screen], Entry | None] = lambda _: None  # by a scenario's own words
        self.tally = Tally(most=most)
        self.told: dict[str, None] = {}  # labels that help articles name, in order
        self.sourced: frozenset[str] = frozenset()  # labels that a scenario's routes name
        self.ends: frozenset[str] = frozenset()  # … behind which they say the entry stands
        self.trail: list[Node] = []  # screens of the window's history, the one in front last
        self.loaded = 0  # index in the trail of the screen that was opened by its address last
        self.doing: Trial | None = None
        self.scrolled = 0
        self.missed = False  # the last trial's control could not be brought to the screen
        self.refused: tuple[Blocker, ...] = ()  # why a screen plainly says no
        self.not_offered = ""  # what a screen says of closing being offered elsewhere only

    @property
    def here(self) -> Node:
        return self.trail[-1]

    def entry(self) -> Entry | None:
        """Return the entry on the screen in front; one that closes something else is noted."""
        for goal in goals(self.pilot.sight, self.pilot.lexicon):
            if self.accepts(goal):
                return goal
            if not any(other.text == goal.text for other in self.tally.others):
                self.tally.others.append(goal)
        return self.own(self.pilot.sight.screen) if self._is_expected_here() else None

    def _is_expected_here(self) -> bool:
        """Whether a source says that the entry stands on this screen, or in what it opens."""
        here = self.trail[-1] if self.trail else None
        if here is None or here.expected or here.came is None:
            return here is not None and here.expected
        return here.came.candidate.reveals and self.graph.nodes[here.came.node].expected

    def candidates(self) -> dict[str, Candidate]:
        """Return what could be tried on the screen in front, by key."""
        found = gather(self.pilot.sight.screen, self.pilot.lexicon, self.bounds)
        return {candidate.key: candidate for candidate in found}

    def recall(self, sight: Sight, how: MapMove, label: str, shot: int) -> Move:
        """Map a screen that was seen before exploring began, reached by the control `label`.

        `shot` numbers its Seen among those of the run, from 1.
        """
        known = self.here.trials.values() if self.trail else ()
        way = "search" if how == "search" else "tap"
        trial = next(
            (t for t in known if label and (t.candidate.label, t.candidate.how) == (label, way)),
            None,
        )
        if trial is not None:
            trial.tried, self.doing = True, trial
        self.pilot.sight = sight
        for event in self.map(how, trial):
            yield replace(event, shot=shot) if isinstance(event, Mapped) else event

    def map(self, how: MapMove, trial: Trial | None) -> Move:
        """Recognise the screen in front, or add it to the map with what it offers."""
        sight = self.pilot.sight
        mark = fingerprint(sight.screen)
        node = self.graph.find(mark)
        is_new = node is None
        node = node or self.new_node(trial)
        needs = trial if trial is not None and node.number == trial.node else None
        fresh = self.graph.merge(node, self.candidates().values(), self.scrolled, needs)
        if is_new and modal_layer(sight.screen) == 0:
            self.graph.weigh(node)
        if is_new and trial is not None and core(trial.candidate.label) in self.ends:
            node.expected = True
        for label in recipe(sight.screen, self.pilot.lexicon):
            self.told.setdefault(label)
        self._note_refusal()
        self._judge(trial, node, is_new, fresh)
        self._remember(how, node)
        yield self.mapped(node, how, trial, is_new)

    def _note_refusal(self) -> None:
        """Keep the first plain no; a bill or an order that stands open is none by itself."""
        sight = self.pilot.sight
        view = view_of(sight.screen, self.pilot.lexicon)
        layers = {line.layer for line in view.lines}
        if not self.refused and any(refuses(view, layer) for layer in layers):
            self.refused = refusals(sight.findings)
        for finding in sight.of(NotOffered):
            self.not_offered = self.not_offered or finding.text

    def new_node(self, trial: Trial | None) -> Node:
        """Add the screen in front to the map, as what a trial led to."""
        screen = self.pilot.sight.screen
        node = self.graph.add(fingerprint(screen), screen.url, screen.title, trial)
        if trial is not None:
            trial.led_to = node.number
        return node

    def _judge(self, trial: Trial | None, node: Node, is_new: bool, fresh: int) -> None:
        if trial is None:
            return
        if node.number != trial.node:
            trial.led_to = node.number
        telling = any(t.candidate.worth >= TELLING for t in node.trials.values())
        trial.dull = not (fresh and telling) if is_new or fresh else True

    def _remember(self, how: MapMove, node: Node) -> None:
        """Keep what the window's history should be."""
        if self.trail and self.here is node:
            self.loaded = len(self.trail) - 1 if how == "address" else self.loaded
            return
        if how in ("history", "back", "dismiss") and node in self.trail:
            del self.trail[self.trail.index(node) + 1 :]
        else:
            self.trail.append(node)
        is_last = len(self.trail) - 1
        self.loaded = is_last if how == "address" else min(self.loaded, is_last)

    def mapped(self, node: Node, how: MapMove, trial: Trial | None, is_new: bool) -> Mapped:
        """Return the event that tells where on the map the window is now."""
        return Mapped(
            screen=node.number,
            came_from=trial.node if trial else None,
            by=trial.candidate.label if trial else "",
            how=how,
            depth=node.depth,
            is_new=is_new,
            url=node.url,
            title=node.title,
            has_entry=self.entry() is not None,
        )
