"""The scout: knows which screen is in front, tries one thing, and puts what it sees on the map."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field, replace

from loanexit_auto.engine.events import Answer, Event, MapMove, Mapped
from loanexit_auto.engine.explore.candidates import Bounds, Candidate, gather, ways_back
from loanexit_auto.engine.explore.fingerprint import fingerprint, modal_layer, stable_word
from loanexit_auto.engine.explore.goal import goals
from loanexit_auto.engine.explore.graph import Graph, Node, Trial
from loanexit_auto.engine.explore.recipe import recipe
from loanexit_auto.engine.explore.worth import CONTENT, TELLING
from loanexit_auto.engine.outcome import RefusedByWall
from loanexit_auto.engine.pilot import Ended, Move, Pilot, Sight, Wanted, obstacle
from loanexit_auto.screen.findings import Closes, Entry, RiskControl
from loanexit_auto.screen.model import Element, Screen
from loanexit_auto.screen.text import core, normalise

Tried = Generator[Event, Answer | None, bool]
_PROMISING = 80.0  # behind such a label a verification is worth asking the person for at once
_MOST_NAGS = 3
_NAG_LEAST = 30.0  # a dialog with nothing better than this is dismissed
_NAG_MOST = 3  # a dialog with more to choose from is a menu
_LOADING = ("加载中", "正在加载", "loading", "请稍候", "请稍等")
_MOST_HELD = 3  # requests of one search that the egress gate holds back, one after the other
_MOST_SCROLLS = 12  # of one screen
_MOST_BARREN = 2  # in a row that show nothing new
_FEW_CONTENTS = 3  # pieces of contents that make a page; a clock or a counter is one
_PROSE = 20  # characters from which a new line of text is something to read


class OutOfTaps(Exception):
    """The taps allowed for this exploration are used up."""


@dataclass(slots=True)
class Tally:
    """What is counted on the way."""

    taps: int = 0
    most: int = 80
    nags: int = 0
    gates: int = 0
    searches: int = 0
    search_finds: bool | None = None
    others: list[Entry] = field(default_factory=list)  # entries that close something else


class Scout:
    """Tries candidates in one window. `here` is the screen in front, None when it is unknown."""

    def __init__(
        self, pilot: Pilot, graph: Graph, bounds: Bounds, closes: frozenset[Closes], most: int
    ) -> None:
        self.pilot, self.graph, self.bounds = pilot, graph, bounds
        self.accepts: Callable[[Entry], bool] = lambda goal: goal.closes in closes
        self.tally = Tally(most=most)
        self.told: dict[str, None] = {}  # labels that help articles name, in order
        self.sourced: frozenset[str] = frozenset()  # labels that a scenario's routes name
        self.ends: frozenset[str] = frozenset()  # … behind which they say the entry stands
        self.trail: list[Node] = []  # screens of the window's history, the one in front last
        self.loaded = 0  # index in the trail of the screen that was opened by its address last
        self.doing: Trial | None = None
        self.scrolled = 0
        self.missed = False  # the last trial's control could not be brought to the screen

    @property
    def here(self) -> Node:
        return self.trail[-1]

    # -- what is in front -----------------------------------------------------------------------

    def entry(self) -> Entry | None:
        """Return the entry on the screen in front; one that closes something else is noted."""
        for goal in goals(self.pilot.sight, self.pilot.lexicon):
            if self.accepts(goal):
                return goal
            if not any(other.text == goal.text for other in self.tally.others):
                self.tally.others.append(goal)
        return None

    def candidates(self) -> dict[str, Candidate]:
        """Return what could be tried on the screen in front, by key."""
        found = gather(self.pilot.sight.screen, self.pilot.lexicon, self.bounds)
        return {candidate.key: candidate for candidate in found}

    # -- arriving -------------------------------------------------------------------------------

    def arrive(self, how: MapMove, trial: Trial | None) -> Move:
        """Look until the screen has changed, deal with what stands before it, and map it."""
        yield from self.pilot.look_again("start" if how == "start" else "step", self._changed())
        yield from self._dismiss_nags(_NAG_MOST if not _asked_for(trial) else 1)
        if not (yield from self._gate(trial)):
            yield from self._map(how, trial)

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
        for event in self._map(how, trial):
            yield replace(event, shot=shot) if isinstance(event, Mapped) else event

    def _changed(self) -> Wanted:
        """What to wait for: something to try that was not there before, or something to read.

        A new heading over an empty page is not enough: its rows, or the frame that holds them,
        are still on their way.
        """
        before = self.pilot.sight.screen
        known, lines = set(self.candidates()), _lines(before)

        def holds(screen: Screen) -> bool:
            if not screen.texts or _is_loading(screen):
                return False
            found = gather(screen, self.pilot.lexicon, self.bounds)
            fresh = [candidate for candidate in found if candidate.key not in known]
            if len(fresh) >= _FEW_CONTENTS or any(c.worth > CONTENT for c in fresh):
                return True
            if modal_layer(screen) > 0 and modal_layer(before) == 0:
                return True
            return any(len(line) >= _PROSE for line in _lines(screen) - lines)

        return holds

    def _gate(self, trial: Trial | None) -> Tried:
        """Sign-in or verification: at the start and on the likely way it is the person's turn;
        behind a guess it is left alone."""
        findings = self.pilot.sight.findings
        if obstacle(findings) is None:
            return False
        self.tally.gates += 1
        risky = any(isinstance(finding, RiskControl) for finding in findings)
        if trial is None or risky or trial.candidate.worth >= _PROMISING or trial.gated:
            yield from self.pilot.arrive("step", lambda screen: bool(screen.texts))
            return False
        trial.gated = trial.dull = True
        node = self._new_node(trial)
        node.is_open = False
        self.trail.append(node)
        yield self._mapped(node, "tap", trial, True)
        return True

    def _map(self, how: MapMove, trial: Trial | None) -> Move:
        sight = self.pilot.sight
        mark = fingerprint(sight.screen)
        node = self.graph.find(mark)
        is_new = node is None
        node = node or self._new_node(trial)
        needs = trial if trial is not None and node.number == trial.node else None
        fresh = self.graph.merge(node, self.candidates().values(), self.scrolled, needs)
        if is_new and modal_layer(sight.screen) == 0:
            self.graph.weigh(node)
        if is_new and trial is not None and core(trial.candidate.label) in self.ends:
            node.expected = True
        for label in recipe(sight.screen, self.pilot.lexicon):
            self.told.setdefault(label)
        self._judge(trial, node, is_new, fresh)
        self._remember(how, node)
        yield self._mapped(node, how, trial, is_new)

    def _new_node(self, trial: Trial | None) -> Node:
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

    def _mapped(self, node: Node, how: MapMove, trial: Trial | None, is_new: bool) -> Mapped:
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

    def _dismiss_nags(self, most: int) -> Move:
        """Close what lies over the page and offers nothing: 暂不开启, 我知道了, ×.

        With `most` choices or more it is a menu; one that was asked for already with a single one.
        """
        for _ in range(_MOST_NAGS):
            screen = self.pilot.sight.screen
            if modal_layer(screen) == 0 or self.entry() is not None or self._offers(most):
                return
            closers = ways_back(screen, self.pilot.lexicon)
            if not closers or obstacle(self.pilot.sight.findings) is not None:
                return
            self.tally.nags += 1
            if not (yield from self.press(closers[0])):
                return
            yield from self.pilot.look_again("step", self._changed())

    def _offers(self, most: int) -> bool:
        """Whether what lies over the page is a menu rather than a notice."""
        taps = [c for c in self.candidates().values() if c.how == "tap"]
        return len(taps) >= most or any(c.worth >= _NAG_LEAST for c in taps)

    # -- acting ---------------------------------------------------------------------------------

    def press(self, element: Element) -> Tried:
        """Press a control; a wall that refuses one control ends that attempt, not the search."""
        self._count()
        try:
            return (yield from self.pilot.press(element))
        except Ended as ended:
            if isinstance(ended.outcome, RefusedByWall) and ended.outcome.wall != "egress":
                return False
            raise

    def search(self, element: Element) -> Tried:
        """Ask the site's own search for the closing of accounts, in the site's language."""
        self._count()
        self.tally.searches += 1
        return (yield from self.pilot.search(element, phrase(self.pilot.sight.screen)))

    def _searched(self, trial: Trial, element: Element) -> Tried:
        """Search and look; a search that the egress gate holds back was never sent.

        Some sites send what is typed with a POST; in it 注销 reads like a request to close.
        """
        try:
            if not (yield from self.search(element)):
                return False
            self.doing, self.scrolled = trial, 0
            yield from self.arrive("search", trial)
        except Ended as ended:
            if not _held_back(ended):
                raise
            return False
        self.tally.search_finds = self.entry() is not None
        return True

    def _count(self) -> None:
        if self.tally.taps >= self.tally.most:
            raise OutOfTaps
        self.tally.taps += 1

    def do(self, trial: Trial) -> Tried:
        """Do a trial of the screen in front, and map what it leads to.

        Returns whether it could be done at all.
        """
        trial.tried = True
        candidate = yield from self._bring_up(trial)
        self.missed = candidate is None
        if candidate is None:
            trial.dull = True
            return False
        if candidate.how == "scroll":
            yield from self._scroll(trial, candidate)
            return True
        element = self._element(candidate)
        if element is None:
            return False
        if candidate.how == "search":
            done = yield from self._searched(trial, element)
        else:
            done = yield from self.press(element)
        if not done:
            trial.dull = True
            yield from self._look_after(candidate)
        elif candidate.how != "search":
            self.doing, self.scrolled = trial, 0
            yield from self.arrive("tap", trial)
        return done

    def _look_after(self, failed: Candidate) -> Move:
        """See what is in front after something could not be done; a search may still be typing."""
        for _ in range(_MOST_HELD if failed.how == "search" else 0):
            try:
                yield from self.arrive("tap", None)
            except Ended as ended:
                if not _held_back(ended):
                    raise
            else:
                return
        yield from self.arrive("tap", None)

    def _element(self, candidate: Candidate) -> Element | None:
        if candidate.element is None:
            return None
        return self.pilot.sight.screen.elements[candidate.element]

    def _bring_up(self, trial: Trial) -> Generator[Event, Answer | None, Candidate | None]:
        """Scroll to the trial's control, or open what it is in; None if it cannot be found."""
        found = self.candidates().get(trial.candidate.key)
        if found is None and trial.needs is not None:
            yield from self.do(trial.needs)
            found = self.candidates().get(trial.candidate.key)
        for _ in range(trial.scrolls + 1 if trial.candidate.how != "scroll" else 0):
            if found is not None:
                return found
            scroller = next((c for c in self.candidates().values() if c.how == "scroll"), None)
            if scroller is None:
                return None
            yield from self._scroll_once(scroller)
            found = self.candidates().get(trial.candidate.key)
        return found

    def _scroll_once(self, candidate: Candidate) -> Move:
        yield from self.pilot.scroll(self._element(candidate))
        yield from self.pilot.look_again("step")
        self.scrolled += 1

    def _scroll(self, trial: Trial, candidate: Candidate) -> Move:
        """Scroll down once; as long as that shows something new it may be done again."""
        yield from self._scroll_once(candidate)
        node = self.here
        fresh = self.graph.merge(node, self.candidates().values(), self.scrolled, None)
        if (mark := fingerprint(self.pilot.sight.screen)) not in node.marks:
            node.marks.append(mark)
        node.scrolled += 1
        node.barren = 0 if fresh else node.barren + 1
        trial.tried = node.barren >= _MOST_BARREN or node.scrolled >= _MOST_SCROLLS
        yield self._mapped(node, "scroll", trial, False)


def _held_back(ended: Ended) -> bool:
    return isinstance(ended.outcome, RefusedByWall) and ended.outcome.wall == "egress"


def _asked_for(trial: Trial | None) -> bool:
    """Whether what lies over the page is what was pressed for: a menu, a sheet, a section."""
    return trial is not None and trial.candidate.reveals


def phrase(screen: Screen) -> str:
    """Return what to type into the search of a site that reads like this screen."""
    words = "".join(run.text for run in screen.visible_texts())
    return "注销" if any("\u4e00" <= char <= "\u9fff" for char in words) else "delete account"


def _lines(screen: Screen) -> frozenset[str]:
    words = (stable_word(run.text) or normalise(run.text)[:40] for run in screen.visible_texts())
    return frozenset(words)


def _is_loading(screen: Screen) -> bool:
    short = (normalise(run.text) for run in screen.visible_texts() if len(run.text) <= 14)
    return any(text.startswith(_LOADING) for text in short)
