"""walk(): takes a person to the entry of closing their account, and stops there.

Start and sign-in, preflight, the routes in turn and a detour where none leads there any more,
consent, the person's own last press, the platform's answer. Pure: everything it knows comes from
the Driver, everything it says is an Event.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field

from loanexit_auto.engine.conditions import refusals
from loanexit_auto.engine.detour import Budget, Detour, Found
from loanexit_auto.engine.driver import Driver
from loanexit_auto.engine.events import Answer, Drifted, Event, Finished, Handoff, StepBegun
from loanexit_auto.engine.explore.candidates import ways_back
from loanexit_auto.engine.explore.fingerprint import modal_layer
from loanexit_auto.engine.outcome import (
    Blocked,
    EntryLocated,
    EntryNotFound,
    NoOnlineEntry,
    Outcome,
    Requested,
    ResultUnknown,
)
from loanexit_auto.engine.pilot import Ended, Move, Pilot, Sight, Wanted
from loanexit_auto.engine.preflight import preflight
from loanexit_auto.engine.steps import Lost, begin, bring_up, follow, locate
from loanexit_auto.engine.trail import Trail
from loanexit_auto.scenario.model import EntryTarget, Route, Scenario, Target
from loanexit_auto.screen.effects import effect
from loanexit_auto.screen.findings import (
    Accepted,
    Blocker,
    CoolingOff,
    Effect,
    Entry,
    LogOut,
    NotOffered,
)
from loanexit_auto.screen.lexicon import Lexicon
from loanexit_auto.screen.locate import shows
from loanexit_auto.screen.model import Element, Screen
from loanexit_auto.screen.reading import read

Walk = Generator[Event, Answer | None, None]
_OPENS = frozenset({Effect.OPEN_ENTRY, Effect.FINAL})
_ENTRY = "entry"  # the last thing a route looks for, after its steps


@dataclass(frozen=True, slots=True)
class WalkPlan:
    """What the person allowed for this run; `detour` is for when no route leads there."""

    ask_to_open_entry: bool = True
    detour: Budget = field(default_factory=Budget)


def walk(scenario: Scenario, lexicon: Lexicon, driver: Driver, plan: WalkPlan) -> Walk:
    """Yield what happens, in order; the last event is Finished with the Outcome."""
    if not scenario.drivable:
        yield Finished(NoOnlineEntry("no_route"))
        return
    walker = _Walker(scenario, Pilot(driver, lexicon), plan)
    try:
        outcome = yield from walker.trail.watched(walker.run())
    except Ended as ended:
        outcome = ended.outcome
    yield Finished(outcome, walker.drifted)


class _Walker:
    def __init__(self, scenario: Scenario, pilot: Pilot, plan: WalkPlan) -> None:
        self.scenario, self.pilot, self.plan = scenario, pilot, plan
        self.trail = Trail(scenario.start or "")
        self.drifted = False

    def run(self) -> Generator[Event, Answer | None, Outcome]:
        yield StepBegun(1, 1, "start", "start")
        yield from self._sign_in()
        blockers = yield from preflight(self.scenario, self.pilot)
        if blockers:
            return Blocked(blockers, "preflight")
        element = yield from self._reach_entry()
        if isinstance(element, NoOnlineEntry | EntryNotFound | Blocked):
            return element
        return (yield from self._at_entry(element))

    def _sign_in(self) -> Move:
        yield from begin(self.scenario, self.pilot, _anything)
        words = self.scenario.sign_in
        if not words.at or not words.shows or shows(self.pilot.sight.screen, words.shows):
            return
        yield from self.pilot.goto(words.at)
        yield from self.pilot.arrive("start", _anything)

    def _reach_entry(self) -> Generator[Event, Answer | None, Found]:
        last = Lost("", ())
        for route in self.scenario.routes:
            try:
                return (yield from self._by_route(route))
            except Lost as lost:
                last = lost
                if lost.step == _ENTRY:
                    self.trail.expect_entry()
                yield Drifted(f"{route.name}: {lost.step}", lost.looked_for)
                if elsewhere := self.pilot.sight.of(NotOffered):
                    return NoOnlineEntry(elsewhere[0].text)
        if not self.plan.detour.most_taps:
            return EntryNotFound("/".join(self._entry.text), last.step)
        return (yield from self._by_detour(last.step))

    def _by_detour(self, last_step: str) -> Generator[Event, Answer | None, Found]:
        detour = Detour(self.scenario, self._entry, self.pilot, self._real_entry, self.plan.detour)
        found = yield from detour.take(self.trail, last_step)
        self.drifted = isinstance(found, Element)
        return found

    def _by_route(self, route: Route) -> Generator[Event, Answer | None, Element]:
        if self.scenario.start:
            yield from begin(self.scenario, self.pilot, _anything)
        yield from follow(self.scenario, route.steps, self.pilot, "route", self._shows_entry)
        target = Target(text=self._entry.text, under=self._entry.under)
        yield from bring_up(self.pilot, target, _ENTRY)
        if real := self._real_entry(self.pilot.sight.screen):
            return real
        raise Lost(_ENTRY, self._entry.text)

    @property
    def _entry(self) -> EntryTarget:
        if self.scenario.entry is None:  # `drivable` was asked before
            raise ValueError("a scenario without an entry cannot be walked")
        return self.scenario.entry

    def _shows_entry(self, screen: Screen) -> bool:
        return self._real_entry(screen) is not None

    def _real_entry(self, screen: Screen) -> Element | None:
        """The entry by its words and by what pressing it would do; a look-alike is none."""
        target = Target(text=self._entry.text, under=self._entry.under)
        for element in locate(screen, target):
            if effect(element, screen, self.pilot.lexicon) in _OPENS:
                return element
        return None

    def _at_entry(self, element: Element) -> Generator[Event, Answer | None, Outcome]:
        entry = Entry(
            text=self.pilot.sight.screen.caption(element),
            box=element.box,
            frame=element.frame,
            element=element.id,
            closes=self._entry.closes,
        )
        if not self.plan.ask_to_open_entry:
            return EntryLocated(entry)
        if effect(element, self.pilot.sight.screen, self.pilot.lexicon) is Effect.FINAL:
            return (yield from self._last_part(entry))
        before = self.pilot.sight.screen
        answer = yield from self.pilot.hand_over(Handoff("consent", entry.text, finding=entry))
        if answer is Answer.YES:
            if not (yield from self._open(element, entry)):
                return EntryLocated(entry)
        elif answer is not Answer.DONE:
            return EntryLocated(entry)
        sight = yield from self.pilot.arrive("step", _opened_from(before, self.pilot.lexicon))
        return (yield from self._opened(entry, sight))

    def _open(self, element: Element, entry: Entry) -> Generator[Event, Answer | None, bool]:
        """Press the entry; a notice that has popped up over it meanwhile is put away once."""
        yield StepBegun(1, 1, f"open {entry.text}", "entry")
        if (yield from self.pilot.press(element, consent=True)):
            return True
        screen = self.pilot.sight.screen
        front = modal_layer(screen)
        closers = [e for e in ways_back(screen, self.pilot.lexicon) if front and e.layer >= front]
        if not closers or not (yield from self.pilot.press(closers[0])):
            return False
        yield from self.pilot.look_again("step", lambda now: self._again(entry, now) is not None)
        again = self._again(entry, self.pilot.sight.screen)
        return again is not None and (yield from self.pilot.press(again, consent=True))

    def _again(self, entry: Entry, screen: Screen) -> Element | None:
        """The entry that was shown to the person, uncovered."""
        for element in locate(screen, Target(text=(entry.text,))):
            is_it = screen.caption(element) == entry.text and not element.occluded
            if is_it and effect(element, screen, self.pilot.lexicon) is Effect.OPEN_ENTRY:
                return element
        return None

    def _opened(self, entry: Entry, sight: Sight) -> Generator[Event, Answer | None, Outcome]:
        if blockers := refusals(sight.findings):
            return Blocked(blockers, "page")
        if elsewhere := sight.of(NotOffered):
            return NoOnlineEntry(elsewhere[0].text)
        return (yield from self._last_part(entry))

    def _last_part(self, entry: Entry) -> Generator[Event, Answer | None, Outcome]:
        answer = yield from self.pilot.hand_over(Handoff("final", entry.text, finding=entry))
        if answer is Answer.WINDOW_CLOSED:
            return ResultUnknown("window")
        sight = yield from self.pilot.look_again("result")
        return result(sight, answer, entry)


def result(sight: Sight, answer: Answer, entry: Entry) -> Outcome:
    """Return what the platform's answer says; what it does not say is unknown. Pure."""
    blockers = tuple(f for f in sight.findings if isinstance(f, Blocker))
    accepted = next((f for f in sight.findings if isinstance(f, Accepted)), None)
    cooling = next((f for f in sight.findings if isinstance(f, CoolingOff)), None)
    if accepted and blockers:
        return ResultUnknown("contradiction")
    if accepted or cooling:
        return Requested(accepted, cooling)
    if blockers:
        return Blocked(blockers, "page")
    if answer is Answer.STOPPED:
        return EntryLocated(entry, opened=True)
    return ResultUnknown("silence")


def _opened_from(before: Screen, lexicon: Lexicon) -> Wanted:
    """What opening the entry must bring: another screen, and one that says something.

    An application may change its address first and its words later.
    """
    words = before.full_text()

    def opened(screen: Screen) -> bool:
        if screen.full_text() == words:
            return False
        return any(not isinstance(f, Entry | LogOut) for f in read(screen, lexicon))

    return opened


def _anything(screen: Screen) -> bool:
    return bool(screen.texts)
