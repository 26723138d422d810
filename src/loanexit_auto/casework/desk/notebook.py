"""The desk's forms: what the person writes into a case."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from loanexit_auto.casework.desk.forms import HOWS, Filled, filled
from loanexit_auto.casework.desk.view import View
from loanexit_auto.casework.diary import Diary, Report, open_diary
from loanexit_auto.casework.fraud import Suspicion
from loanexit_auto.casework.shelf import ShelvedCase
from loanexit_auto.casework.standing import CaseState, FactKey
from loanexit_auto.errors import LoanexitError
from loanexit_auto.evidence.journal import Line

Written = tuple[Line, Suspicion | None]
FACTS: tuple[FactKey, ...] = get_args(FactKey)
ACCOUNT_KINDS = ("loan", "lead", "shopping", "payment", "record")
_STATES = {each.value: each for each in CaseState}


class Notebook:
    """One method for each form. Nothing is written unless all of a form is right."""

    def __init__(self, view: View) -> None:
        self._view = view

    def routes(self) -> list[Route]:
        """Return the addresses that forms are sent to."""
        forms = (self.log, self.add, self.done, self.fact, self.sent, self.mark)
        return [Route(f"/case/{{name}}/{form.__name__}", form, methods=["POST"]) for form in forms]

    async def log(self, request: Request) -> Response:
        async with filled(request, self._view.say(request)) as form:
            report, files = self._report(form), await form.files()
        return await self._written(request, lambda diary: diary.contact(report, files))

    async def add(self, request: Request) -> Response:
        say = self._view.say(request)
        async with filled(request, say) as form:
            files, note = await form.files(), form.text("note")
        if not files:
            raise LoanexitError(say("desk.no_file"))
        return await self._written(request, lambda diary: diary.add(files, note))

    async def done(self, request: Request) -> Response:
        async with filled(request, self._view.say(request)) as form:
            task, undo = form.text("task"), bool(form.text("undo"))
        return await self._written(request, lambda diary: (diary.tick(task, undo=undo), None))

    async def fact(self, request: Request) -> Response:
        say = self._view.say(request)
        async with filled(request, say) as form:
            given = {key: form.text(key) for key in FACTS}
        before = self._view.case(request).standing.facts
        new = {key: text for key, text in given.items() if text and text != before.get(key)}
        if not new:
            raise LoanexitError(say("desk.nothing_noted"))

        def note(diary: Diary) -> Written:
            return [diary.fact(key, text) for key, text in new.items()][-1], None

        return await self._written(request, note)

    async def sent(self, request: Request) -> Response:
        async with filled(request, self._view.say(request)) as form:
            letter, reference = form.text("letter"), form.text("reference")
            on = form.day("on") or self._view.plan.today()
        return await self._written(request, lambda diary: (diary.sent(letter, on, reference), None))

    async def mark(self, request: Request) -> Response:
        async with filled(request, self._view.say(request)) as form:
            state, note = form.one_of("state", _STATES), form.text("note")
            on, until = form.day("on") or self._view.plan.today(), form.day("until")
        return await self._written(
            request, lambda diary: diary.mark(state, on, until=until, note=note)
        )

    def _report(self, form: Filled) -> Report:
        return Report(
            how=form.one_of("how", HOWS),
            on=form.day("on") or self._view.plan.today(),
            at=form.text("at"),
            number=form.text("number"),
            agent=form.text("agent"),
            said=form.text("said"),
            promised=form.text("promised"),
            promised_by=form.day("promised_by"),
        )

    async def _written(self, request: Request, write: Callable[[Diary], Written]) -> Response:
        """Write, then send the person back to the case; words of a fraud script stop them."""
        say = self._view.say(request)

        def work() -> tuple[ShelvedCase, Written]:
            case = self._view.case(request)
            with open_diary(case.path, self._view.plan.today(), say) as diary:
                return case, write(diary)

        case, (line, fraud) = await run_in_threadpool(work)
        here = f"/case/{quote(case.name, safe='')}"
        if fraud is None:
            return RedirectResponse(f"{here}?written={line.seq}", 303)
        told = f"{say('case.fraud', words='、'.join(fraud.words))}\n{say('case.fraud_kept')}"
        return self._view.page(
            request, "trouble.html.j2", 409, text=told, title=say("desk.stop"), to=here
        )
