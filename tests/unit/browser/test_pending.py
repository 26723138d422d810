"""What of an act is still to come, read from traces as Chromium writes them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanexit_auto.browser.pending import Pending

FRAME = "F1"


def at(
    milliseconds: float,
    name: str,
    *,
    lasts: float = 0.0,
    tid: int = 1,
    ph: str = "",
    **data: object,
) -> dict[str, object]:
    """One event of the trace; what lasts is a callback that ran."""
    event: dict[str, object] = {
        "name": name, "ph": ph or ("X" if lasts else "I"), "ts": milliseconds * 1000,
        "pid": 7, "tid": tid, "args": {"data": data},
    }  # fmt: skip
    return event | ({"dur": lasts * 1000} if lasts else {})


def timer(when: float, number: int, after: float, **more: object) -> dict[str, object]:
    data = {"frame": FRAME, "singleShot": True} | more
    return at(when, "TimerInstall", timerId=number, timeout=after, **data)


def fires(when: float, number: int, *, lasts: float = 2.0, frame: str = FRAME) -> dict[str, object]:
    return at(when, "TimerFire", lasts=lasts, timerId=number, frame=frame)


CLICK = at(10, "EventDispatch", lasts=1, type="click")


def wait(*events: dict[str, object], most: float = 10.0) -> float | None:
    pending = Pending()
    pending.note([CLICK, *events])
    return pending.wait(most)


def test_a_tap_that_sets_nothing_going_is_over() -> None:
    assert wait(at(50, "Layout", lasts=1)) is None


def test_a_timer_of_the_act_is_waited_for_as_long_as_it_says() -> None:
    later = at(110, "Layout", lasts=0.001)
    assert wait(timer(10.5, 1, 700), later) == pytest.approx(0.6, abs=0.01)


@pytest.mark.parametrize(
    "end",
    [
        fires(90, 1),
        at(90, "TimerRemove", timerId=1, frame=FRAME),
        at(90, "CommitLoad", lasts=1, frame=FRAME),
    ],
    ids=["fired", "removed", "left with its document"],
)
def test_a_timer_that_is_done_is_not_waited_for(end: dict[str, object]) -> None:
    assert wait(timer(10.5, 1, 80), end) is None


def test_another_frames_new_document_takes_no_timer_along() -> None:
    assert wait(timer(10.5, 1, 80), at(20, "CommitLoad", lasts=1, frame="F2")) is not None


def test_a_clock_that_ticked_before_is_none_of_the_acts() -> None:
    assert wait(fires(30, 99), timer(31, 100, 1000)) is None


def test_a_timer_set_by_a_timer_of_the_act_is_the_acts() -> None:
    assert wait(timer(10.5, 1, 20), fires(31, 1), timer(32, 2, 500)) is not None


def test_a_timer_set_beside_a_running_clock_is_the_acts() -> None:
    """A message arrives right after the clock has ticked, and sets a timer."""
    assert wait(fires(30, 99, lasts=2), timer(32.5, 100, 300)) is not None


def test_what_runs_on_another_thread_says_nothing_about_this_one() -> None:
    clock = at(30, "TimerFire", lasts=9, tid=2, timerId=5, frame="")
    assert wait(clock, timer(32, 6, 300)) is not None


def test_an_interval_of_the_act_comes_again_until_it_is_removed() -> None:
    every = timer(10.5, 1, 100, singleShot=False)
    assert wait(every, fires(111, 1)) is not None
    assert wait(every, fires(111, 1), at(120, "TimerRemove", timerId=1, frame=FRAME)) is None


def test_what_is_due_after_patience_has_ended_is_not_waited_for() -> None:
    signs_out = timer(10.5, 1, 30 * 60 * 1000)
    assert wait(signs_out) is None
    assert wait(signs_out, most=3600) is not None


@pytest.mark.parametrize(
    ("asked", "done"),
    [
        (at(11, "RequestAnimationFrame", id=3, frame=FRAME),
         at(20, "FireAnimationFrame", lasts=1, id=3, frame=FRAME)),
        (at(11, "RequestIdleCallback", id=3, frame=FRAME),
         at(20, "FireIdleCallback", lasts=1, id=3, frame=FRAME)),
        (at(11, "ResourceSendRequest", requestId="r"), at(20, "ResourceFinish", requestId="r")),
        (at(11, "ResourceWillSendRequest", requestId="r"), at(20, "ResourceFinish", requestId="r")),
        (at(11, "SchedulePostMessage", traceId="t"),
         at(20, "HandlePostMessage", lasts=1, traceId="t")),
        (at(11, "Animation", ph="b", state="running"), at(20, "Animation", ph="e")),
        (at(11, "Animation", ph="b", state="running"), at(20, "Animation", ph="n", state="idle")),
    ],
    ids=["frame", "idle", "request", "navigation", "message", "animation", "animation taken off"],
)  # fmt: skip
def test_what_was_asked_for_is_waited_for_until_it_came(
    asked: dict[str, object], done: dict[str, object]
) -> None:
    assert wait(asked) is not None
    assert wait(asked, done) is None


@pytest.mark.parametrize(
    "endless",
    [at(11, "ResourceSendRequest", requestId="r"), at(11, "Animation", ph="b", state="running")],
    ids=["long poll", "turning wheel"],
)
def test_what_stays_open_for_ever_is_no_answer(endless: dict[str, object]) -> None:
    assert wait(endless, at(3000, "Layout", lasts=1)) is None


def test_a_browser_that_names_its_events_otherwise_tells_nothing() -> None:
    pending = Pending()
    pending.note([at(10, "Input::Click", lasts=1), {"name": "thread_name", "ph": "M", "ts": 0}])
    assert not pending.is_telling
    pending.note([CLICK])
    assert pending.is_telling


@given(st.lists(st.integers(1, 40), max_size=8, unique=True), st.randoms())
def test_the_order_of_arrival_does_not_matter(numbers: list[int], chance: object) -> None:
    """The browser sends its threads' events one after the other, not by time."""
    events = [CLICK]
    for place, number in enumerate(numbers):
        events += [timer(11 + place, number, 30), fires(60 + 5 * place, number)]
    chance.shuffle(events)  # type: ignore[attr-defined]
    pending = Pending()
    pending.note(events)
    assert pending.wait(10.0) is None


@given(st.lists(st.floats(1, 200), min_size=1, max_size=6))
def test_a_chain_of_timers_is_followed_to_its_end(steps: list[float]) -> None:
    """Whatever the steps are, each is waited for until the last has fired, in parts of a trace."""
    pending = Pending()
    pending.note([CLICK, timer(10.5, 0, steps[0])])
    now = 10.5
    for number, (step, following) in enumerate(itertools.zip_longest(steps, steps[1:])):
        assert pending.wait(10.0) is not None
        now += step
        more = [] if following is None else [timer(now + 1, number + 1, following)]
        pending.note([fires(now, number), *more])
        now += 1
    assert pending.wait(10.0) is None


def test_what_came_unseen_between_two_parts_is_given_as_long_again_for_what_it_set() -> None:
    pending = Pending()
    pending.note([CLICK, timer(10.5, 1, 400)])
    pending.note([at(500, "Layout", lasts=1)])
    assert pending.wait(10.0) == pytest.approx(0.4, abs=0.01)
    pending.note([at(950, "Layout", lasts=1)])
    assert pending.wait(10.0) is None


def test_a_timer_that_is_late_is_not_taken_for_one_that_came_unseen() -> None:
    pending = Pending()
    pending.note([CLICK, timer(10.5, 1, 400)])
    pending.note([at(500, "Layout", lasts=1), fires(700, 1), timer(701, 2, 300)])
    assert pending.wait(10.0) == pytest.approx(0.3, abs=0.01)
