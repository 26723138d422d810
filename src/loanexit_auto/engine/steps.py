"""Following the steps of a route, one thing a person would do after the other."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Literal, assert_never

from loanexit_auto.engine.events import Answer, Event, Handoff, StepBegun
from loanexit_auto.engine.pilot import Move, Pilot, Wanted
from loanexit_auto.scenario.model import (
    Expect,
    Goto,
    HandoffStep,
    Scenario,
    Scroll,
    Search,
    Step,
    Tap,
    Target,
)
from loanexit_auto.screen.locate import find
from loanexit_auto.screen.model import Element, Screen

Part = Literal["start", "preflight", "route"]
_MOST_SCROLLS = 6  # viewports scrolled in search of one target
_MOST_RESTARTS = 3  # after sign-in or verification in the middle of a route


class Lost(Exception):
    """What a step looks for is not there."""

    def __init__(self, step: str, looked_for: tuple[str, ...]) -> None:
        super().__init__(step)
        self.step = step
        self.looked_for = looked_for


class _Restart(Exception):
    """The person had to help in the middle; the route begins anew."""


def locate(screen: Screen, target: Target) -> tuple[Element, ...]:
    """Return the elements that a target means, best first."""
    return find(screen, target.text, under=target.under, role=target.role, part=target.part)


def follow(
    scenario: Scenario, steps: Sequence[Step], pilot: Pilot, part: Part, goal: Wanted
) -> Move:
    """Do the steps until `goal` is visible; begin at the furthest step that is visible now.

    Raises Lost when a step's target cannot be found, Ended when the run cannot go on.
    """
    for _ in range(_MOST_RESTARTS):
        try:
            yield from _follow_once(scenario, steps, pilot, part, goal)
            return
        except _Restart:
            continue
    raise Lost("restarts", ("",))


def _follow_once(
    scenario: Scenario, steps: Sequence[Step], pilot: Pilot, part: Part, goal: Wanted
) -> Move:
    first = _furthest_visible(steps, pilot.sight.screen)
    if first is None:
        yield from begin(scenario, pilot, _wanted(steps, 0, goal))
        first = 0
    for number in range(first, len(steps)):
        yield StepBegun(number + 1, len(steps), describe(steps[number]), part)
        asked = pilot.asked
        yield from _do(steps[number], pilot)
        wanted = _wanted(steps, number + 1, goal)
        yield from pilot.arrive("preflight" if part == "preflight" else "step", wanted)
        if pilot.asked > asked and not wanted(pilot.sight.screen):
            raise _Restart


def begin(scenario: Scenario, pilot: Pilot, wanted: Wanted) -> Move:
    """Open the start page, if the scenario has one, and look."""
    if scenario.start:
        yield from pilot.goto(scenario.start)
    yield from pilot.arrive("start", wanted)


def describe(step: Step) -> str:
    """Return the step in a few words, for people and the journal."""
    match step:
        case Goto():
            return f"goto {step.goto}"
        case Tap():
            return f"tap {step.tap.text[0]}"
        case Search():
            return f"search {step.search}"
        case Expect():
            return f"expect {step.expect.text[0]}"
        case Scroll():
            return f"scroll {step.scroll.text[0]}"
        case HandoffStep():
            return f"handoff {step.handoff}"
        case _:
            assert_never(step)


def _do(step: Step, pilot: Pilot) -> Move:
    match step:
        case Goto():
            yield from pilot.goto(step.goto)
        case Tap():
            yield from _tap(step, pilot)
        case Search():
            yield from _search(step, pilot)
        case Expect():
            yield from bring_up(pilot, step.expect, describe(step))
        case Scroll():
            yield from bring_up(pilot, step.scroll, describe(step))
        case HandoffStep():
            yield from pilot.hand_over(Handoff("step", step.handoff, until=step.until.text))
        case _:
            assert_never(step)


def _tap(step: Tap, pilot: Pilot) -> Move:
    element = yield from bring_up(pilot, step.tap, describe(step))
    pressed = yield from pilot.press(element)
    if not pressed:
        raise Lost(describe(step), step.tap.text)


def _search(step: Search, pilot: Pilot) -> Move:
    field = _search_field(pilot.sight.screen, step.field)
    if field is None:
        opener = yield from bring_up(pilot, Target(text=("搜索", "Search")), describe(step))
        yield from pilot.press(opener)
        yield from pilot.arrive(
            "step", lambda screen: _search_field(screen, step.field) is not None
        )
        field = _search_field(pilot.sight.screen, step.field)
    if field is None or not (yield from pilot.search(field, step.search)):
        raise Lost(describe(step), ("搜索",))


def _search_field(screen: Screen, target: Target | None) -> Element | None:
    if target is not None:
        return next(iter(locate(screen, target)), None)
    fields = [e for e in screen.elements if e.role in ("searchbox", "textbox") and e.can_be_tapped]
    telling = [
        e for e in fields
        if e.role == "searchbox" or "search" in e.hints or "搜" in e.label + e.hints
    ]  # fmt: skip
    return telling[0] if telling else None


def bring_up(pilot: Pilot, target: Target, step: str) -> Generator[Event, Answer | None, Element]:
    """Return the element of a target, scrolling down for it if need be. Raises Lost."""
    for _ in range(_MOST_SCROLLS):
        found = locate(pilot.sight.screen, target)
        if found:
            return found[0]
        before = pilot.sight.screen
        yield from pilot.scroll()
        yield from pilot.arrive("step")
        if _same_place(before, pilot.sight.screen):
            break
    found = locate(pilot.sight.screen, target)
    if not found:
        raise Lost(step, target.text)
    return found[0]


def _same_place(before: Screen, after: Screen) -> bool:
    return before.scroll_y == after.scroll_y and before.page_height == after.page_height


def _wanted(steps: Sequence[Step], number: int, goal: Wanted) -> Wanted:
    """What must be visible before step `number` can be done; after the last one, the goal."""
    target = next((t for t in map(_target, steps[number : number + 1]) if t is not None), None)
    if number >= len(steps):
        return goal
    if target is None:
        return lambda screen: bool(screen.texts)
    return lambda screen: bool(locate(screen, target))


def _target(step: Step) -> Target | None:
    match step:
        case Tap():
            return step.tap
        case Expect():
            return step.expect
        case Search():
            return step.field
        case Goto() | Scroll() | HandoffStep():
            return None
        case _:
            assert_never(step)


def _furthest_visible(steps: Sequence[Step], screen: Screen) -> int | None:
    """The last step whose target is visible now, so that no known way is walked twice."""
    for number in reversed(range(len(steps))):
        target = _target(steps[number])
        if target is not None and locate(screen, target):
            return number
    return None
