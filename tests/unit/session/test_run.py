from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any, cast

import pytest

from loanexit_auto.engine.events import Answer, Event, Finished, Handoff, StepBegun, Went
from loanexit_auto.engine.outcome import Abandoned, Outcome, ResultUnknown
from loanexit_auto.engine.pilot import Ended
from loanexit_auto.errors import WindowLost
from loanexit_auto.scenario.directory import Directory
from loanexit_auto.session.plan import RunPlan
from loanexit_auto.session.run import _Run


class Records:
    """A recorder of which only the put events matter here."""

    def __init__(self) -> None:
        self.put_events: list[Event] = []
        self.folder = type("Folder", (), {"lines": ()})()

    def put(self, event: Event) -> None:
        self.put_events.append(event)

    def flush(self) -> None:
        return None

    def note(self, *_: object) -> None:
        return None


class Helm:
    """A cockpit whose person does nothing."""

    def say(self, *_: object) -> None:
        return None

    def hand_over(self, *_: object) -> Answer:
        return Answer.OUT_OF_TIME


def pulled(
    tmp_path: Path, walking: Generator[Event, Answer | None, None], records: Records | None = None
) -> Outcome:
    plan = RunPlan(Directory.open().get("jd-finance"), tmp_path, interactive=True, max_minutes=0)
    run = _Run(plan, cast(Any, None), cast(Any, records or Records()), None)
    return run.drive.pull(walking, cast(Any, Helm()))


def cut(*events: Event, window: bool = False) -> Generator[Event, Answer | None, None]:
    for event in events:  # noqa: UP028 (a tuple cannot be sent answers)
        yield event
    if window:
        raise WindowLost("gone")
    yield Went("https://example.test/")


@pytest.mark.parametrize("window", [True, False])
def test_after_the_last_part_was_handed_over_a_cut_off_run_does_not_know(
    tmp_path: Path, window: bool
) -> None:
    last = Handoff("final", "注销账户")
    assert pulled(tmp_path, cut(last, window=window)) == ResultUnknown("cut_short")


def test_a_run_cut_off_before_the_last_part_was_abandoned(tmp_path: Path) -> None:
    assert pulled(tmp_path, cut(Handoff("challenge", "slider"))) == Abandoned("time")
    assert pulled(tmp_path, cut(window=True)) == Abandoned("window")


def test_an_engine_that_is_stopped_may_still_say_what_it_saw(tmp_path: Path) -> None:
    records = Records()

    def summing_up() -> Generator[Event, Answer | None, None]:
        try:
            while True:
                yield Went("https://example.test/")
        except Ended as ended:
            yield StepBegun(1, 1, "summed up", "explore")
            yield Finished(ended.outcome)

    assert pulled(tmp_path, summing_up(), records) == Abandoned("time")
    assert [type(event) for event in records.put_events] == [Went, StepBegun, Finished]
