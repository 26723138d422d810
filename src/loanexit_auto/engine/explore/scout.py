"""The scout: tries one thing after the other, and deals with what stands before a screen."""

from __future__ import annotations

from collections.abc import Generator

from loanexit_auto.engine.events import Answer, Event, MapMove
from loanexit_auto.engine.explore.candidates import Candidate, ways_back
from loanexit_auto.engine.explore.change import changed_from
from loanexit_auto.engine.explore.fingerprint import fingerprint, modal_layer
from loanexit_auto.engine.explore.graph import Trial
from loanexit_auto.engine.explore.survey import Survey
from loanexit_auto.engine.explore.tally import OutOfTaps
from loanexit_auto.engine.outcome import RefusedByWall
from loanexit_auto.engine.pilot import Ended, Move, Wanted, obstacle
from loanexit_auto.screen.findings import RiskControl
from loanexit_auto.screen.model import Element, Screen

Tried = Generator[Event, Answer | None, bool]
_PROMISING = 80.0  # behind such a label a verification is worth asking the person for at once
_MOST_NAGS = 3
_NAG_LEAST = 30.0  # a dialog with nothing better than this is dismissed
_NAG_MOST = 3  # a dialog with more to choose from is a menu
_MOST_HELD = 3  # requests of one search that the egress gate holds back, one after the other
_MOST_SCROLLS = 12  # of one screen
_MOST_BARREN = 2  # in a row that show nothing new


class Scout(Survey):
    """Tries candidates in one window."""

    # -- arriving -------------------------------------------------------------------------------

    def arrive(self, how: MapMove, trial: Trial | None) -> Move:
        """Look until the screen has changed, deal with what stands before it, and map it."""
        yield from self.pilot.look_again("start" if how == "start" else "step", self._changed())
        yield from self._dismiss_nags(_NAG_MOST if not _asked_for(trial) else 1)
        if not (yield from self._gate(trial)):
            yield from self.map(how, trial)

    def _changed(self) -> Wanted:
        return changed_from(self.pilot.sight.screen, self.pilot.lexicon, self.bounds)

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
        node = self.new_node(trial)
        node.is_open = False
        self.trail.append(node)
        yield self.mapped(node, "tap", trial, True)
        return True

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
        yield self.mapped(node, "scroll", trial, False)


def _held_back(ended: Ended) -> bool:
    return isinstance(ended.outcome, RefusedByWall) and ended.outcome.wall == "egress"


def _asked_for(trial: Trial | None) -> bool:
    """Whether what lies over the page is what was pressed for: a menu, a sheet, a section."""
    return trial is not None and trial.candidate.reveals


def phrase(screen: Screen) -> str:
    """Return what to type into the search of a site that reads like this screen."""
    words = "".join(run.text for run in screen.visible_texts())
    return "注销" if any("\u4e00" <= char <= "\u9fff" for char in words) else "delete account"
