"""One drive: pulls what the engine does, event by event, and hands over where it asks for that.

Every event is on the disk before the next one is asked for. Running and exploring differ only in
the generator that is pulled.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, Protocol

from loanexit_auto.browser.cockpit import Cockpit
from loanexit_auto.browser.handoff import Signal, Signals
from loanexit_auto.engine.conditions import is_over
from loanexit_auto.engine.events import Answer, Event, Finished, Handoff
from loanexit_auto.engine.outcome import Abandoned, Outcome, ResultUnknown
from loanexit_auto.engine.pilot import Ended
from loanexit_auto.errors import WindowLost
from loanexit_auto.evidence.journal import Line
from loanexit_auto.evidence.recorder import Recorder
from loanexit_auto.messages import Messages
from loanexit_auto.screen.lexicon import Lexicon
from loanexit_auto.session.surroundings import note_clocks

Engine = Generator[Event, Answer | None, None]


class Companion(Signals, Protocol):
    """Who sits with the person: the terminal. Tells what is on the disk, hears what they say."""

    def tell(self, line: Line) -> None:
        """Show one committed line."""
        ...


def _nothing(_: Event) -> None:
    return None


@dataclass(slots=True)
class Drive:
    """Pulls one engine to its end. `deadline` is a `time.monotonic()` moment.

    `watch` is called with every event after it was handed over for writing.
    """

    say: Messages
    companion: Companion
    recorder: Recorder
    lexicon: Lexicon
    interactive: bool
    deadline: float
    watch: Callable[[Event], None] = _nothing
    last_part_handed_over: bool = field(init=False, default=False)
    _person_seconds: float = field(init=False, default=0.0)

    def tool_seconds(self) -> float:
        """Return a clock, in seconds, that stands still while the person drives."""
        return time.monotonic() - self._person_seconds

    def pull(self, engine: Engine, cockpit: Cockpit) -> Outcome:
        """Return how it ended; the outcome is the last line of the run by then."""
        go_on, stopped = partial(engine.send, None), False
        while True:
            try:
                event = go_on()
            except WindowLost:
                return self._end(Finished(self._cut_short("window")))
            except Ended as ended:  # an engine that has nothing to sum up
                return self._end(Finished(ended.outcome))
            if isinstance(event, Finished):
                return self._end(event)
            self.recorder.put(event)
            self.watch(event)
            go_on = partial(engine.send, None)
            if isinstance(event, Handoff):
                go_on = partial(engine.send, self._hand_over(event, cockpit))
            elif not stopped and time.monotonic() > self.deadline:
                stopped = True  # the engine may still say what it saw until now
                go_on = partial(engine.throw, Ended(self._cut_short("time")))

    def _cut_short(self, why: Literal["window", "time"]) -> Outcome:
        """Return how a run ended that was cut off.

        Once the last part was the person's, what became of it is unknown.
        """
        if self.last_part_handed_over:
            return ResultUnknown("cut_short")
        return Abandoned(why)

    def _end(self, finished: Finished) -> Outcome:
        """Compare the clocks, then write the outcome as the last line of the run."""
        self.recorder.flush()
        note_clocks(self.recorder, self.recorder.folder.lines)
        self.recorder.put(finished)
        return finished.outcome

    def _hand_over(self, handoff: Handoff, cockpit: Cockpit) -> Answer:
        self.recorder.flush()
        if not self.interactive:
            return Answer.NOBODY
        say, kind = self.say, handoff.kind
        self.last_part_handed_over |= kind == "final"
        cockpit.say(
            "person",
            say(f"run.handoff_{kind}"),
            say(f"run.handoff_{kind}_detail", about=_about(handoff, say)),
            _buttons(kind, say),
        )
        began = time.monotonic()
        answer = cockpit.hand_over(
            handoff.about if kind == "challenge" else kind,
            lambda screen: is_over(handoff, screen, self.lexicon),
            self.companion,
            self.deadline,
        )
        self._person_seconds += time.monotonic() - began
        cockpit.say("tool", say("run.tool_drives"), say("run.tool_drives_detail"))
        return answer


def _buttons(kind: str, say: Messages) -> dict[Signal, str]:
    if kind == "consent":
        return {"yes": say("run.button_yes"), "no": say("run.button_no")}
    if kind == "taken_over":
        return {"yes": say("run.button_go_on"), "stop": say("run.button_stop")}
    return {"look": say("run.button_look"), "stop": say("run.button_stop")}


def _about(handoff: Handoff, say: Messages) -> str:
    if handoff.kind == "challenge":
        return say(f"run.challenge_{handoff.about}")
    return handoff.about
