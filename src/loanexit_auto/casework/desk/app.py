"""The desk's pages: cases, what is due, timelines with pictures, letters; notes and files."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from loanexit_auto.casework.advice import Task, routing_of, tasks
from loanexit_auto.casework.chronicle import chronicle
from loanexit_auto.casework.desk.gate import Gate, Keys
from loanexit_auto.casework.diary import Diary, Report, open_diary
from loanexit_auto.casework.exhibits import exhibits
from loanexit_auto.casework.fraud import Suspicion
from loanexit_auto.casework.letter import KINDS, compose, visible
from loanexit_auto.casework.paper import body, docx, printable
from loanexit_auto.casework.remedies import remedy
from loanexit_auto.casework.script import script
from loanexit_auto.casework.shelf import ShelvedCase, shelved
from loanexit_auto.casework.standing import ContactHow
from loanexit_auto.casework.telling import due_text, task_text
from loanexit_auto.engine.driver import Artefact
from loanexit_auto.errors import LoanexitError
from loanexit_auto.evidence.journal import FileEntry
from loanexit_auto.evidence.plainly import shown
from loanexit_auto.messages import Messages

PAGES = Path(__file__).resolve().parent / "pages"
_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_HOWS: dict[str, ContactHow] = {each: each for each in ("call", "chat", "email", "visit")}
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORM = {"max_files": 8, "max_fields": 16, "max_part_size": 1 << 20}


@dataclass(frozen=True, slots=True)
class DeskPlan:
    """What the desk shows: the folder of cases, the language, the day, and its own address."""

    root: Path
    say: Messages
    today: Callable[[], date]
    host: str  # "127.0.0.1:<port>"


def desk(plan: DeskPlan, keys: Keys) -> Starlette:
    """Return the application, its gate shut to everybody without `keys`."""
    pages = _Pages(plan)
    return Starlette(
        routes=[
            Route("/", pages.home),
            Route("/desk.css", pages.style),
            Route("/case/{name}", pages.case),
            Route("/case/{name}/file/{line:int}/{index:int}", pages.file),
            Route("/case/{name}/letter/{kind}", pages.letter),
            Route("/case/{name}/letter/{kind}/{form}", pages.letter_file),
            Route("/case/{name}/log", pages.log, methods=["POST"]),
            Route("/case/{name}/add", pages.add, methods=["POST"]),
            Route("/case/{name}/done", pages.done, methods=["POST"]),
        ],
        middleware=[Middleware(Gate, keys=keys, host=plan.host)],
        exception_handlers={LoanexitError: pages.trouble, HTTPException: pages.gone},
    )


class _Pages:
    """One method for each address. Disk and templates are worked in a thread of their own."""

    def __init__(self, plan: DeskPlan) -> None:
        self._plan = plan
        self._environment = Environment(
            loader=FileSystemLoader(PAGES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {"shown": shown, "visible": visible}

    def home(self, request: Request) -> Response:
        cases = shelved(self._plan.root)
        due = [(case, self._told(case, task)) for case in cases for task in self._tasks(case)]
        return self._page("home.html.j2", cases=cases, due=due)

    def style(self, request: Request) -> Response:
        return Response((PAGES / "desk.css").read_text(encoding="utf-8"), media_type="text/css")

    def case(self, request: Request) -> Response:
        case = self._case(request)
        standing, today, say = case.standing, self._plan.today(), self._plan.say
        return self._page(
            "case.html.j2",
            case=case,
            standing=standing,
            due=[self._told(case, task) for task in self._tasks(case)],
            remedies=[(remedy(b.kind, say, today), b) for b in standing.blockers],
            entries=chronicle(case.reading, exhibits(case.path, case.reading), say),
            pictures=_pictures(case),
            sayings=script(standing, today),
            kinds=KINDS,
            fitting=routing_of(standing).doors,
            hows=list(_HOWS),
        )

    def file(self, request: Request) -> Response:
        case = self._case(request)
        entry = _entry(case, request.path_params["line"], request.path_params["index"])
        data = _vouched(case, entry)
        kind = next((kind for magic, kind in _PICTURES.items() if data.startswith(magic)), "")
        if kind:
            return Response(data, media_type=kind)
        suffix = PurePath(entry.path).suffix
        name = f"{request.path_params['line']}-{request.path_params['index']}{suffix}"
        return _download(data, "application/octet-stream", name)

    def letter(self, request: Request) -> Response:
        case, kind = self._case(request), request.path_params["kind"]
        made = compose(_known(kind), case, self._plan.today())
        return self._page("letter.html.j2", case=case, letter=made, body=body(made))

    def letter_file(self, request: Request) -> Response:
        case, kind = self._case(request), _known(request.path_params["kind"])
        made = compose(kind, case, self._plan.today())
        match request.path_params["form"]:
            case "md":
                return _download(made.markdown.encode(), "text/markdown", f"{kind}.md")
            case "docx":
                return _download(docx(made), _DOCX, f"{kind}.docx")
            case "html":
                return _download(printable(made).encode(), "text/html", f"{kind}.html")
            case _:
                raise HTTPException(404)

    async def log(self, request: Request) -> Response:
        async with request.form(**_FORM) as form:
            report = _report(form, self._plan)
            files = await _files(form)
        return await self._written(request, lambda diary: diary.contact(report, files)[1])

    async def add(self, request: Request) -> Response:
        async with request.form(**_FORM) as form:
            files, note = await _files(form), _text(form, "note")
        if not files:
            raise LoanexitError(self._plan.say("case.nothing_said"))
        return await self._written(request, lambda diary: diary.add(files, note)[1])

    async def done(self, request: Request) -> Response:
        async with request.form(**_FORM) as form:
            task = _text(form, "task")

        def tick(diary: Diary) -> None:
            diary.tick(task)

        return await self._written(request, tick)

    async def _written(
        self, request: Request, write: Callable[[Diary], Suspicion | None]
    ) -> Response:
        case = await run_in_threadpool(self._case, request)

        def work() -> Suspicion | None:
            with open_diary(case.path, self._plan.today(), self._plan.say) as diary:
                return write(diary)

        fraud = await run_in_threadpool(work)
        if fraud is not None:
            words = "、".join(fraud.words)
            return self._page(
                "trouble.html.j2", 409, text=self._plan.say("case.fraud", words=words)
            )
        return RedirectResponse(f"/case/{case.name}", 303)

    def trouble(self, request: Request, error: Exception) -> Response:
        """Answer a person's mistake in words; nothing has been written."""
        hint = error.hint if isinstance(error, LoanexitError) else ""
        return self._page("trouble.html.j2", 400, text=f"{error}\n{hint}".strip())

    def gone(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        return self._page("trouble.html.j2", status, text=self._plan.say("case.desk_gone"))

    def _case(self, request: Request) -> ShelvedCase:
        """Return the case of exactly this name; a name is compared, never used as a path."""
        name = request.path_params["name"]
        found = next((c for c in shelved(self._plan.root) if c.name == name), None)
        if found is None:
            raise HTTPException(404)
        return found

    def _tasks(self, case: ShelvedCase) -> tuple[Task, ...]:
        return tasks(case.standing, self._plan.today())

    def _told(self, case: ShelvedCase, task: Task) -> dict[str, Any]:
        today, say = self._plan.today(), self._plan.say
        text = task_text(task, case.standing, case.name, say)
        by = due_text(task.due, today, say)
        return {"id": task.id, "text": text, "due": by, "late": task.late(today)}

    def _page(self, template: str, status: int = 200, **values: object) -> Response:
        html = self._environment.get_template(template).render(say=self._plan.say, **values)
        return HTMLResponse(html, status)


def _pictures(case: ShelvedCase) -> list[tuple[int, int, str]]:
    """Return line, index and caption of one picture for each line that has any."""
    found = []
    for line in case.reading.lines:
        pictures = [n for n, file in enumerate(line.files) if file.media_type.startswith("image/")]
        if pictures:
            found.append((line.seq, pictures[0], str(line.data.get("title", ""))))
    return found


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


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise HTTPException(404)
    return kind


def _download(data: bytes, media_type: str, name: str) -> Response:
    """Return an answer that a browser saves and never shows as a page of ours."""
    plain = "".join(char for char in name if char.isascii() and (char.isalnum() or char in ".-"))
    return Response(
        data,
        media_type=media_type,
        headers={"content-disposition": f'attachment; filename="{plain}"'},
    )


def _report(form: FormData, plan: DeskPlan) -> Report:
    how = _HOWS.get(_text(form, "how"))
    if how is None:
        raise HTTPException(400)
    promised_by = _text(form, "promised_by")
    return Report(
        how=how,
        on=_day(_text(form, "on"), plan) or plan.today(),
        at=_text(form, "at"),
        number=_text(form, "number"),
        agent=_text(form, "agent"),
        said=_text(form, "said"),
        promised=_text(form, "promised"),
        promised_by=_day(promised_by, plan),
    )


def _day(text: str, plan: DeskPlan) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise LoanexitError(plan.say("case.bad_date", text=text)) from None


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


async def _files(form: FormData) -> list[Artefact]:
    given = [each for each in form.getlist("file") if isinstance(each, UploadFile)]
    return [
        Artefact(each.filename, _media_type(each.filename), data)
        for each in given
        if each.filename and (data := await each.read())
    ]


def _media_type(name: str) -> str:
    """Return what a file is by its name; what a request claims about it is not kept."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
