"""`loanexit-auto scenario record`: the person clicks to the entry, and it is written down."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from loanexit_auto.errors import UsageError
from loanexit_auto.messages import Messages

if TYPE_CHECKING:
    from loanexit_auto.browser.handoff import Signal
    from loanexit_auto.cli.keyboard import Keyboard
    from loanexit_auto.session.recording import RecordPlan
    from loanexit_auto.session.shelf import Shelf


@dataclass(frozen=True, slots=True)
class TerminalSignals:
    """What the person says at the terminal: Enter for done, q for stop."""

    typed: Keyboard | None

    def poll(self) -> Signal | None:
        """Return what was said since the last call."""
        said = self.typed.line() if self.typed else None
        if said is None:
            return None
        return "stop" if said.lower() in ("q", "quit", "stop") else "yes"


def run_recording(plan: RecordPlan, platform: str | None, shelf: Shelf) -> int:
    """Record, write and check; return the exit code: 0 written and clean, 1 not. UsageError."""
    import sys

    from loanexit_auto.cli.keyboard import Keyboard
    from loanexit_auto.scenario.draft import identifier
    from loanexit_auto.session.new_platform import check_new
    from loanexit_auto.session.recording import record_way
    from loanexit_auto.session.way import write_way

    say = plan.say
    _check(plan)
    chosen = platform or identifier(plan.host)
    check_new(chosen, shelf, say)  # before the person has clicked for ten minutes
    print(say("record.keys"))
    keyboard = Keyboard() if sys.stdin.isatty() else None
    way = record_way(plan, TerminalSignals(keyboard), lambda told: print(f"  {told}"))
    if way is None:
        print(say("record.nothing"))
        return 1
    print(f"  {say('record.entry', text=way.entry.text)}")
    written = write_way(way, chosen, shelf)
    print(say("record.written"))
    print(f"  {written[0]}\n  {shelf.portal(chosen)}")
    return _lint(written[0], chosen, shelf, say)


def _check(plan: RecordPlan) -> None:
    from loanexit_auto.browser.launch import has_display

    if not plan.url.startswith(("http://", "https://")) or not plan.host:
        raise UsageError(plan.say("record.no_address", url=plan.url))
    if not has_display():
        raise UsageError(plan.say("record.needs_display"))


def _lint(scenario: Path, platform: str, shelf: Shelf, say: Messages) -> int:
    from loanexit_auto.scenario.lint import lint
    from loanexit_auto.session.shelf import Shelf as Shelves

    problems = lint([scenario], datetime.date.today(), say)
    print(say("record.problems", count=len(problems)) if problems else say("record.clean"))
    for problem in problems:
        print(problem)
    option = "" if shelf == Shelves.bundled() else f" --dir {shelf.scenarios.parent}"
    print(say("record.next", id=platform, dir=option))
    return 1 if problems else 0
