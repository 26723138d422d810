"""Preflight: looks for what would make the platform refuse, before anything is asked of it.

A verdict is `clear` or `blocked` only when the screen that proves it was reached; everything else
is `unknown`.
"""

from __future__ import annotations

from collections.abc import Generator

from loanexit_auto.engine.events import Answer, Checked, Event, Verdict
from loanexit_auto.engine.pilot import Pilot
from loanexit_auto.engine.steps import Lost, follow
from loanexit_auto.scenario.model import Amount, Check, Count, Scenario, Words
from loanexit_auto.screen.findings import Blocker
from loanexit_auto.screen.locate import shows
from loanexit_auto.screen.model import Box, Screen
from loanexit_auto.screen.money import amount_near, count_near

Checks = Generator[Event, Answer | None, tuple[Blocker, ...]]


def preflight(scenario: Scenario, pilot: Pilot) -> Checks:
    """Run every check; return the blockers found."""
    blockers: list[Blocker] = []
    for check in scenario.preflight:
        verdict = yield from _reach_and_decide(scenario, check, pilot)
        yield verdict
        if verdict.verdict == "blocked":
            blockers.append(_as_blocker(verdict))
    return tuple(blockers)


def decide(check: Check, screen: Screen) -> Checked:
    """Return the verdict of one check on one screen. Pure."""
    if not shows(screen, check.shows):
        return Checked(check.check, "unknown", why="the screen that would show it was not reached")
    match check.decide:
        case Amount():
            amount = amount_near(screen, check.decide.amount)
            if amount is None:
                return Checked(check.check, "unknown", why="no amount could be read")
            verdict: Verdict = "clear" if amount == 0 else "blocked"
            return Checked(check.check, verdict, check.decide.amount[0], amount=amount)
        case Count():
            count = count_near(screen, check.decide.count)
            if count is None:
                return Checked(check.check, "unknown", why="no number could be read")
            verdict = "clear" if count == 0 else "blocked"
            return Checked(check.check, verdict, check.decide.count[0], count=count)
        case Words():
            return _by_words(check, check.decide, screen)


def _by_words(check: Check, words: Words, screen: Screen) -> Checked:
    clear = next((word for word in words.clear if shows(screen, (word,))), "")
    blocked = next((word for word in words.blocked if shows(screen, (word,))), "")
    if bool(clear) == bool(blocked):
        why = "both wordings stand there" if clear else "neither wording stands there"
        return Checked(check.check, "unknown", why=why)
    return Checked(check.check, "clear" if clear else "blocked", clear or blocked)


def _reach_and_decide(
    scenario: Scenario, check: Check, pilot: Pilot
) -> Generator[Event, Answer | None, Checked]:
    if shows(pilot.sight.screen, check.shows):
        return decide(check, pilot.sight.screen)
    try:
        yield from follow(
            scenario, check.steps, pilot, "preflight", lambda screen: shows(screen, check.shows)
        )
    except Lost as lost:
        return Checked(check.check, "unknown", why=f"not found: {'/'.join(lost.looked_for)}")
    return decide(check, pilot.sight.screen)


def _as_blocker(verdict: Checked) -> Blocker:
    return Blocker(
        text=verdict.text,
        box=Box(0, 0, 0, 0),
        blocker=verdict.check,
        amount=verdict.amount,
        count=verdict.count,
    )
