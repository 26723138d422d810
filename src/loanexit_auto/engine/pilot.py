"""The pilot: the few moves of which walking, checking and exploring are made.

Every move is a generator of Events; where the person is needed it yields a Handoff and goes on
with the Answer. A run that cannot go on raises `Ended`, which only this package catches.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass

from loanexit_auto.engine import guard
from loanexit_auto.engine.driver import (
    DialogDismissed,
    Driver,
    Fenced,
    HeldBack,
    Incident,
    Missed,
    TakenOver,
    Tripped,
    Unreachable,
)
from loanexit_auto.engine.events import (
    Answer,
    Event,
    Handoff,
    Interfered,
    RefusedTap,
    Resumed,
    Scrolled,
    Searched,
    Seen,
    Tapped,
    Went,
)
from loanexit_auto.engine.outcome import (
    Abandoned,
    HumanNeeded,
    NoOnlineEntry,
    Outcome,
    RefusedByWall,
)
from loanexit_auto.screen.findings import (
    Challenge,
    Effect,
    Finding,
    NotOffered,
    RiskControl,
    SessionExpired,
    SignIn,
)
from loanexit_auto.screen.lexicon import Lexicon
from loanexit_auto.screen.model import Element, Screen
from loanexit_auto.screen.reading import read

Move = Generator[Event, Answer | None, None]
Look = Generator[Event, Answer | None, "Sight"]
Wanted = Callable[[Screen], bool]
_MOST_TRIES = 3  # of one tap whose element moved, was covered or changed its label
_MOST_HANDOFFS = 6  # in a row on one screen; a page that asks for ever is left


class Ended(Exception):
    """The run is over; carries its Outcome."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(type(outcome).__name__)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Sight:
    """A screen and what it means."""

    screen: Screen
    findings: tuple[Finding, ...]

    def of(self, *kinds: type[Finding]) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if isinstance(finding, kinds))


class Pilot:
    """Moves one window. `sight` is what was seen last; `asked` whether the person had to help."""

    def __init__(self, driver: Driver, lexicon: Lexicon) -> None:
        self.driver = driver
        self.lexicon = lexicon
        self.sight = Sight(Screen("", ""), ())
        self.asked = 0

    def goto(self, url: str) -> Move:
        """Open an address of the platform's own domains."""
        self.driver.goto(url)
        incidents = yield from self._interference()
        for incident in incidents:
            if isinstance(incident, Fenced):
                raise Ended(RefusedByWall("fence", incident.url))
        yield Went(url)

    def arrive(self, why: str, wanted: Wanted | None = None) -> Look:
        """Look and photograph; let the person deal with sign-in, verification and risk control.

        `wanted` ends the wait early when what is looked for, or an obstacle, is visible.
        """
        for _ in range(_MOST_HANDOFFS):
            yield from self._see(why, wanted)
            if elsewhere := shut_to_browsers(self.sight.findings):
                raise Ended(NoOnlineEntry(elsewhere.text))
            handoff = obstacle(self.sight.findings)
            if handoff is None:
                return self.sight
            yield from self.hand_over(handoff)
            why = "handoff"
        raise Ended(HumanNeeded(obstacle_name(self.sight.findings)))

    def press(
        self, element: Element, *, consent: bool = False
    ) -> Generator[Event, Answer | None, bool]:
        """Press an element of the last screen, if the walls let it.

        Returns whether it was pressed; raises Ended when a wall refuses for good.
        """
        for _ in range(_MOST_TRIES):
            verdict = guard.judge(
                element, self.sight.screen, self.lexicon, consent_to_open_entry=consent
            )
            if isinstance(verdict, guard.Refusal):
                yield from self._refuse(element, verdict)
                return False
            self.driver.tap(element, self.sight.screen)
            incidents = yield from self._interference()
            if not any(isinstance(i, Tripped | Missed) for i in incidents):
                name = self.sight.screen.caption(element)
                yield Tapped(name, verdict.effect, element.box, element.frame)
                return True
            found = yield from self._find_again(element)
            if found is None:
                return False
            element = found
        raise Ended(RefusedByWall("tripwire", self.sight.screen.caption(element)))

    def search(self, field: Element, phrase: str) -> Generator[Event, Answer | None, bool]:
        """Type a phrase into the site's own search and press Enter."""
        verdict = guard.judge_search(field, self.sight.screen, self.lexicon)
        if isinstance(verdict, guard.Refusal):
            yield RefusedTap(field.label, verdict.effect, verdict.why)
            return False
        self.driver.type_search(field, self.sight.screen, phrase)
        incidents = yield from self._interference()
        if any(isinstance(i, Tripped | Missed) for i in incidents):
            return False
        yield Searched(phrase, field.label)
        return True

    def scroll(self, inside: Element | None = None) -> Move:
        """Scroll down by most of a viewport."""
        self.driver.scroll(inside)
        yield from self._interference()
        yield Scrolled(inside.label if inside else "")

    def hand_over(self, handoff: Handoff) -> Generator[Event, Answer | None, Answer]:
        """Let the person drive; returns their answer. Raises Ended when they are gone."""
        self.asked += 1
        answer = (yield handoff) or Answer.NOBODY
        self.driver.incidents()  # what the person did is no interference
        yield Resumed(handoff.kind, answer)
        if answer is Answer.NOBODY and handoff.kind != "consent":
            raise Ended(HumanNeeded(handoff.about or handoff.kind))
        if handoff.kind in ("final", "consent"):
            return answer
        if answer is Answer.STOPPED:
            raise Ended(Abandoned("person"))
        if answer is Answer.WINDOW_CLOSED:
            raise Ended(Abandoned("window"))
        if answer is Answer.OUT_OF_TIME:
            raise Ended(Abandoned("time"))
        return answer

    def look_again(self, why: str, wanted: Wanted | None = None) -> Look:
        """Look and photograph, whatever is there; `wanted` is waited for as long as is usual."""
        yield from self._see(why, wanted)
        return self.sight

    def back(self) -> Move:
        """Go one step back in the window's history."""
        self.driver.back()
        yield from self._interference()

    def _see(self, why: str, wanted: Wanted | None) -> Move:
        screen = self.driver.look(self._wanted_or_obstacle(wanted))
        yield from self._interference()
        findings = read(screen, self.lexicon)
        self.sight = Sight(screen, findings)
        yield Seen(screen, findings, self.driver.capture(screen, findings), why)

    def _wanted_or_obstacle(self, wanted: Wanted | None) -> Wanted | None:
        if wanted is None:
            return None
        return lambda screen: wanted(screen) or obstacle(read(screen, self.lexicon)) is not None

    def _interference(self) -> Generator[Event, Answer | None, tuple[Incident, ...]]:
        """Tell what interfered. The person taking over stops everything until they hand back."""
        incidents = self.driver.incidents()
        for incident in incidents:
            yield Interfered(incident)
        for incident in incidents:
            match incident:
                case TakenOver():
                    yield from self.hand_over(Handoff("taken_over"))
                    break
                case HeldBack():
                    raise Ended(RefusedByWall("egress", f"{incident.method} {incident.url}"))
                case Fenced() if incident.what in ("page", "redirect"):
                    raise Ended(RefusedByWall("fence", incident.url))
                case Fenced() | Tripped() | Missed() | DialogDismissed() | Unreachable():
                    continue
        return incidents

    def _refuse(self, element: Element, refusal: guard.Refusal) -> Move:
        yield RefusedTap(element.label, refusal.effect, refusal.why)
        if refusal.effect in (Effect.AGREE, Effect.FINAL):
            raise Ended(RefusedByWall("guard", element.label))

    def _find_again(self, element: Element) -> Generator[Event, Answer | None, Element | None]:
        """After a miss: the one uncovered element of the same name, role and place by now."""
        yield from self._see("step", None)
        twins = [
            e
            for e in self.sight.screen.elements
            if e.label == element.label and e.role == element.role and e.heading == element.heading
            and not e.occluded
        ]  # fmt: skip
        return twins[0] if len(twins) == 1 else None


def obstacle(findings: tuple[Finding, ...]) -> Handoff | None:
    """Return the handoff that must come before anything else, if any.

    A sign-in page may carry a code or a slider of its own: that is part of signing in. What no
    browser lets pass is no obstacle that a person could remove in this one.
    """
    for finding in findings if shut_to_browsers(findings) is None else ():
        if isinstance(finding, RiskControl):
            return Handoff("risk_control", "risk_control", finding=finding)
    for finding in findings:
        if isinstance(finding, SignIn | SessionExpired):
            return Handoff("sign_in", "sign_in", finding=finding)
    for finding in findings:
        if isinstance(finding, Challenge):
            return Handoff("challenge", finding.challenge, finding=finding)
    return None


def shut_to_browsers(findings: tuple[Finding, ...]) -> NotOffered | None:
    """Return what a page says that names a risk and sends the person to the app, if it is one.

    That is the platform's last word to a browser (京东 risk code 1100); nothing can be done in it.
    """
    if not any(isinstance(finding, RiskControl) for finding in findings):
        return None
    return next((finding for finding in findings if isinstance(finding, NotOffered)), None)


def obstacle_name(findings: tuple[Finding, ...]) -> str:
    """Return what the obstacle asks for, as in `HumanNeeded.needed`."""
    handoff = obstacle(findings)
    return handoff.about if handoff else "unknown"
