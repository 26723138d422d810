"""The desk's pages about one case: where it stands, its pictures and files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from loanexit_auto.casework.advice import Task, tasks
from loanexit_auto.casework.chronicle import chronicle
from loanexit_auto.casework.desk.catalogue import Catalogue
from loanexit_auto.casework.desk.forms import HOWS
from loanexit_auto.casework.desk.notebook import ACCOUNT_KINDS
from loanexit_auto.casework.desk.view import View, download
from loanexit_auto.casework.exhibits import exhibits
from loanexit_auto.casework.ladder import routing_of
from loanexit_auto.casework.letter import KINDS
from loanexit_auto.casework.remedies import remedy
from loanexit_auto.casework.routing import channels
from loanexit_auto.casework.script import script
from loanexit_auto.casework.shelf import ShelvedCase, shelved
from loanexit_auto.casework.standing import CaseState
from loanexit_auto.casework.telling import due_text, task_text
from loanexit_auto.casework.transitions import allowed
from loanexit_auto.evidence.journal import FileEntry, Line
from loanexit_auto.evidence.story import Data, beijing
from loanexit_auto.messages import Messages

_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


WHERE = {
    "clear": "#remedies",
    "ask_entry": "#log",
    "ask_reasons": "#log",
    "promise": "#log",
    "keep_proof": "#add",
    "tell_result": "#answer",
    "ask_end": "#answer",
    "after_cooling": "#answer",
    "verify_closed": "#answer",
    "name_lender": "#contract",
    "name_letter": "#sent",
    "letter_institution": "/letter/institution",
    "by_hand": "#phone",
}
"""Where in its pages a case's task is done; the sentences name the commands."""


@dataclass(frozen=True, slots=True)
class Told:
    """One task in words; `due` is "" where there is no date."""

    id: str
    text: str
    due: str
    late: bool
    urgency: tuple[int, date]
    where: str  # in the page of the case, "" if it is done elsewhere


@dataclass(frozen=True, slots=True)
class Shown:
    """One file of a case: its address in the desk, when it was taken, and what it is called."""

    line: int
    index: int
    when: str
    caption: str


class CasePages:
    """One method for each address."""

    def __init__(self, view: View, catalogue: Catalogue) -> None:
        self._view, self._catalogue = view, catalogue

    def routes(self) -> list[Route]:
        """Return the addresses of these pages."""
        return [
            Route("/", self.home),
            Route("/case/{name}", self.case),
            Route("/case/{name}/file/{line:int}/{index:int}", self.file),
        ]

    def home(self, request: Request) -> Response:
        cases, say = shelved(self._view.plan.root), self._view.say(request)
        due = [(case, told) for case in cases for told in self._told(case, say)]
        due.sort(key=lambda pair: pair[1].urgency)
        return self._view.page(request, "home.html.j2", cases=cases, due=due)

    def case(self, request: Request) -> Response:
        case, say, today = (
            self._view.case(request),
            self._view.say(request),
            self._view.plan.today(),
        )
        standing = case.standing
        routing = routing_of(standing)
        return self._view.page(
            request,
            "case.html.j2",
            case=case,
            standing=standing,
            written=_written(case, request.query_params.get("written", "")),
            platform=standing.platform if self._catalogue.has(standing.platform) else "",
            due=self._told(case, say),
            remedies=[(remedy(b.kind, say, today), b) for b in standing.blockers],
            entries=chronicle(case.reading, exhibits(case.path, case.reading), say),
            pictures=list(_pictures(case)),
            own=list(_own_files(case)),
            sayings=script(standing, today),
            routing=routing,
            doors=channels().doors,
            kinds=KINDS,
            fitting={channels().doors[door].letter for door in routing.doors},
            hows=list(HOWS),
            account_kinds=ACCOUNT_KINDS,
            states=[each for each in CaseState if allowed(standing.state, each)],
            today=today,
        )

    def file(self, request: Request) -> Response:
        case = self._view.case(request)
        number, index = request.path_params["line"], request.path_params["index"]
        entry = _entry(case, number, index)
        data = _vouched(case, entry)
        kind = next((kind for magic, kind in _PICTURES.items() if data.startswith(magic)), "")
        if kind:
            return Response(data, media_type=kind)
        name = f"{number}-{index}{PurePath(entry.path).suffix}"
        return download(data, "application/octet-stream", name)

    def _told(self, case: ShelvedCase, say: Messages) -> list[Told]:
        today, standing = self._view.plan.today(), case.standing
        told = [
            Told(
                id=task.id,
                text=task_text(task, standing, case.name, say),
                due=due_text(task.due, today, say),
                late=task.late(today),
                urgency=_urgency(task),
                where=WHERE.get(task.key, ""),
            )
            for task in tasks(standing, today)
        ]
        return sorted(told, key=lambda each: each.urgency)


def _urgency(task: Task) -> tuple[int, date]:
    """Return what tasks are sorted by: fraud first, then by day, then what has no day."""
    if task.key == "fraud":
        return 0, date.min
    return (1, task.due) if isinstance(task.due, date) else (2, date.max)


def _written(case: ShelvedCase, number: str) -> int:
    """Return the number of a line the person has written, 0 if there is no such line."""
    own = (line.seq for line in case.reading.lines if line.actor == "person")
    return next((seq for seq in own if str(seq) == number), 0)


def _pictures(case: ShelvedCase) -> Iterator[Shown]:
    """Yield one picture for each line of the tool that has any."""
    for line in case.reading.lines:
        found = [n for n, file in enumerate(line.files) if file.media_type.startswith("image/")]
        if found and line.actor != "person":
            title = Data(line.data).text("title")
            yield Shown(line.seq, found[0], beijing(line.utc), title)


def _own_files(case: ShelvedCase) -> Iterator[Shown]:
    """Yield the files that the person has brought along, under the names they had."""
    for line in case.reading.lines:
        if line.actor == "person":
            note = Data(line.data).text("note")
            for index, file in enumerate(line.files):
                told = " · ".join(filter(None, (_name(line, file), note)))
                yield Shown(line.seq, index, beijing(line.utc), told)


def _name(line: Line, file: FileEntry) -> str:
    kept = PurePath(file.path).name
    given = Data(line.data).part("original_names")
    return (given.text(kept) if given else "") or kept


def _entry(case: ShelvedCase, number: int, index: int) -> FileEntry:
    lines = [line for line in case.reading.lines if line.seq == number]
    if not lines or index >= len(lines[0].files):
        raise HTTPException(404)
    return lines[0].files[index]


def _vouched(case: ShelvedCase, entry: FileEntry) -> bytes:
    """Return the bytes of a file if they are those the journal vouches for."""
    path = case.path / entry.path
    if path.is_symlink() or not path.is_file():
        raise HTTPException(404)
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        raise HTTPException(404)
    return data
