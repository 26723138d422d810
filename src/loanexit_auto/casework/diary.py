"""The diary: what the person reports, written into the case as lines of its journal.

Writers wait for each other, so that two commands given at once are both kept, in turn. A running
`loanexit-auto run` keeps its case to itself until it ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from loanexit_auto.casework.advice import tasks
from loanexit_auto.casework.fraud import HOTLINES, Suspicion, suspicion
from loanexit_auto.casework.routing import channels
from loanexit_auto.casework.standing import CaseState, ContactHow, FactKey
from loanexit_auto.casework.state import stand
from loanexit_auto.casework.transitions import TRANSITIONS, allowed
from loanexit_auto.engine.driver import Artefact
from loanexit_auto.errors import LoanexitError, UsageError
from loanexit_auto.evidence import disk
from loanexit_auto.evidence.folder import CaseFolder
from loanexit_auto.evidence.journal import Line, Moment
from loanexit_auto.evidence.record import TEXT_LIMIT, Record, plain
from loanexit_auto.messages import Messages

PATIENCE = 20.0  # seconds to wait for another command on the same case
OLDEST = timedelta(days=3660)  # older dates are slips of the pen


@dataclass(frozen=True, slots=True)
class Report:
    """One conversation as reported; `on` is its day, `at` the time of day as it was written."""

    how: ContactHow
    on: date
    at: str = ""
    number: str = ""
    agent: str = ""
    said: str = ""
    promised: str = ""
    promised_by: date | None = None


class Diary:
    """A case open for its owner's notes, with the day it is today in China."""

    def __init__(self, folder: CaseFolder, today: date, say: Messages) -> None:
        self._folder, self._today, self._say = folder, today, say

    def contact(
        self, report: Report, files: Sequence[Artefact] = ()
    ) -> tuple[Line, Suspicion | None]:
        """Write down a conversation; also what in it belongs to a fraud script, if anything does.

        Raises UsageError for a date that cannot be, or when there is nothing to write.
        """
        if not (report.said or report.promised or files):
            raise UsageError(self._say("case.nothing_said"))
        self._happened(report.on)
        if report.promised_by is not None:
            self._period(report.on, report.promised_by)
        data = {name: getattr(report, name) for name in report.__slots__}
        line = self._write("contact", data, (*_whole_words(report), *files))
        return line, self._warned(line, report.said, report.promised)

    def add(self, files: Sequence[Artefact], note: str = "") -> tuple[Line, Suspicion | None]:
        """Take files into the case, with a word about them."""
        line = self._write("added", {"names": [f.name for f in files], "note": note}, files)
        return line, self._warned(line, note)

    def mark(
        self, state: CaseState, on: date, *, until: date | None = None, note: str = ""
    ) -> tuple[Line, Suspicion | None]:
        """Write down what the platform, or the person, has made of the case.

        Raises UsageError for a transition that does not exist, naming those that do.
        """
        self._happened(on)
        if until is not None:
            self._period(on, until)
        self._may_become(state)
        line = self._write("case_event", {"state": state, "on": on, "until": until, "text": note})
        return line, self._warned(line, note)

    def sent(self, letter: str, on: date, reference: str = "") -> Line:
        """Write down that a letter or form was sent. Raises UsageError for an unknown kind."""
        known = sorted({door.letter for door in channels().doors.values()})
        if letter not in known:
            hint = self._say("case.unknown_letter_hint", letters=", ".join(known))
            raise UsageError(self._say("case.unknown_letter", letter=letter), hint)
        self._happened(on)
        return self._write("letter_sent", {"letter": letter, "on": on, "reference": reference})

    def fact(self, key: FactKey, value: str) -> Line:
        """Write down a fact of the contract, e.g. the lender's name."""
        return self._write("case_fact", {"key": key, "value": value.strip()})

    def tick(self, task: str, *, undo: bool = False) -> Line:
        """Tick a task off. Raises UsageError when there is no such task now."""
        case = stand(self._folder.lines)
        now = [each.id for each in tasks(case, self._today)]
        if task not in (case.done if undo else now):
            hint = self._say("case.no_such_task_hint", tasks=", ".join(now) or "-")
            raise UsageError(self._say("case.no_such_task", task=task), hint)
        return self._write("task_done", {"task": task, "on": self._today, "undone": undo})

    def letter_made(self, letter: str, files: Mapping[str, str]) -> Line:
        """Write down that a letter was made: the names and SHA-256 of its files."""
        data = {"letter": letter, "files": [{"name": n, "sha256": h} for n, h in files.items()]}
        return self._commit(Record("letter_made", "tool", plain(data)))

    def _write(self, kind: str, data: Mapping[str, object], files: Sequence[Artefact] = ()) -> Line:
        return self._commit(Record(kind, "person", plain(data), tuple(files)))

    def _commit(self, record: Record) -> Line:
        return self._folder.commit(record, Moment.now())

    def _warned(self, line: Line, *texts: str) -> Suspicion | None:
        found = suspicion(*texts)
        if found is not None:
            data = {"line": line.seq, "words": list(found.words), "hotlines": list(HOTLINES)}
            self._commit(Record("fraud_warning", "tool", plain(data)))
        return found

    def _may_become(self, state: CaseState) -> None:
        before = stand(self._folder.lines).state
        if allowed(before, state):
            return
        say = self._say
        ways = [say(f"case.state_{each}") + f" ({each})" for each in CaseState]
        ways = [w for w, each in zip(ways, CaseState, strict=True) if each in TRANSITIONS[before]]
        hint = say("case.not_allowed_hint", states=", ".join(ways)) if ways else ""
        names = {"before": say(f"case.state_{before}"), "after": say(f"case.state_{state}")}
        raise UsageError(say("case.not_allowed", **names), hint)

    def _happened(self, on: date) -> None:
        if on > self._today:
            raise UsageError(self._say("case.date_ahead", day=on))
        if on < self._today - OLDEST:
            raise UsageError(self._say("case.date_long_ago", day=on))

    def _period(self, on: date, until: date) -> None:
        if until < on:
            raise UsageError(self._say("case.until_before", on=on, until=until))


def _whole_words(report: Report) -> Iterator[Artefact]:
    """Yield what would be cut off in a journal line, as files."""
    for name, text in (("said.txt", report.said), ("promised.txt", report.promised)):
        if len(text) > TEXT_LIMIT:
            yield Artefact(name, "text/plain", text.encode())


@contextmanager
def open_diary(
    path: Path, today: date, say: Messages, *, patience: float = PATIENCE
) -> Iterator[Diary]:
    """Open a case for notes, waiting up to `patience` seconds for other notes to be finished.

    Raises LoanexitError when it stays busy, or cannot be written.
    """
    turns = path.resolve().parent / ".locks" / f"{path.name}.turn.lock"
    with disk.naming(turns):
        turns.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        turn = FileLock(turns).acquire(timeout=patience)
    except Timeout as error:
        raise LoanexitError(say("case.busy", path=path, seconds=int(patience))) from error
    with turn, CaseFolder.open(path) as folder:
        yield Diary(folder, today, say)
