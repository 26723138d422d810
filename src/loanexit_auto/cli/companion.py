"""Who sits with the person: the terminal in words, or NDJSON for a program."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

import structlog
from rich.console import Console
from rich.markup import escape
from rich.panel import Panel

from loanexit_auto.cli.keyboard import Keyboard
from loanexit_auto.cli.logs import configure
from loanexit_auto.cli.telling import Telling, tell_line
from loanexit_auto.engine.outcome import NAMES
from loanexit_auto.messages import Messages

if TYPE_CHECKING:
    from loanexit_auto.browser.handoff import Signal
    from loanexit_auto.evidence.journal import Line
    from loanexit_auto.session.run import RunResult

_YES = frozenset({"y", "yes", "是", "好", "1"})
_NO = frozenset({"n", "no", "否", "不", "0"})
_STOP = frozenset({"q", "quit", "stop", "退出", "停"})


class JsonCompanion:
    """Prints each journal line as it is on the disk, and logs on stderr; nobody can be asked."""

    def __init__(self, platform: str) -> None:
        configure()
        self._log = structlog.get_logger().bind(platform=platform)

    def tell(self, line: Line) -> None:
        sys.stdout.write(line.raw.decode())
        sys.stdout.flush()

    def poll(self) -> Signal | None:
        return None

    def close_with(self, result: RunResult) -> None:
        outcome = NAMES[type(result.outcome)]
        case, report = str(result.folder), str(result.report)
        self._log.info("run_finished", outcome=outcome, case=case, report=report)
        if result.proposed is not None:
            proposed, command = str(result.proposed.diff), result.proposed.command
            self._log.info("scenario_proposed", diff=proposed, apply=command)

    def __enter__(self) -> Self:
        self._log.info("run_started")
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and not issubclass(kind, SystemExit):
            self._log.error("run_ended", by=kind.__name__)


class TerminalCompanion:
    """Tells in words what was written down, and listens to the keyboard."""

    def __init__(self, say: Messages, platform: str) -> None:
        self._say = say
        self._console = Console(highlight=False)
        self._keyboard = Keyboard() if sys.stdin.isatty() else None
        self._began = time.monotonic()
        self._status = self._console.status("")
        self._asked = ""  # the kind of handoff that is open
        self._platform = platform

    def __enter__(self) -> Self:
        self._console.print(
            Panel(
                escape(self._say("run.fraud_warning")),
                title=self._say("run.fraud_title"),
                border_style="red",
            )
        )
        self._console.print(self._say("run.begin", platform=escape(self._platform)))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._status.stop()

    def tell(self, line: Line) -> None:
        told = tell_line(line, self._say)
        if told is None:
            return
        if line.kind == "handoff":
            self._asked = str(line.data.get("of", ""))
            self._listen_anew()
        elif line.kind in ("released", "finished"):
            self._listen_anew()
        elif line.kind == "resumed":
            self._asked = ""
        self._print(told)
        if line.kind in ("step_begun", "resumed") and self._console.is_terminal:
            self._status.update(self._say("run.tool_drives_status", seconds=self._seconds()))
            self._status.start()

    def _listen_anew(self) -> None:
        self._status.stop()
        if self._keyboard is not None:
            self._keyboard.forget()

    def poll(self) -> Signal | None:
        typed = self._keyboard.line() if self._keyboard else None
        if typed is None:
            return None
        word = typed.lower()
        if word in _STOP:
            return "stop"
        if self._asked == "consent":
            return "yes" if word in _YES else "no" if word in _NO else "look"
        return "yes" if self._asked == "taken_over" else "look"

    def close_with(self, result: RunResult) -> None:
        self._status.stop()
        self._console.print(
            self._say("run.case_at", path=escape(str(result.folder))), soft_wrap=True
        )
        self._console.print(
            self._say("run.report_at", path=escape(str(result.report))), soft_wrap=True
        )
        if result.proposed is not None:
            command = escape(result.proposed.command)
            self._console.print(self._say("run.apply", command=command), soft_wrap=True)

    def _seconds(self) -> int:
        return int(time.monotonic() - self._began)

    def _print(self, told: Telling) -> None:
        if told.boxed:
            self._console.print(
                Panel(escape(told.text), title=escape(told.title), border_style=told.style)
            )
        else:
            self._console.print(
                f"[dim]{self._seconds():>4}s[/] [{told.style}]{escape(told.text)}[/]"
            )
