"""The desk as one application behind its gate: cases, letters, the directory, notes and files."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from loanexit_auto.casework.desk.casepages import CasePages
from loanexit_auto.casework.desk.catalogue import Catalogue
from loanexit_auto.casework.desk.forms import filled
from loanexit_auto.casework.desk.gate import Gate, Keys
from loanexit_auto.casework.desk.letters import Letters
from loanexit_auto.casework.desk.notebook import Notebook
from loanexit_auto.casework.desk.view import LANGUAGE, PAGES, DeskPlan, View
from loanexit_auto.errors import LoanexitError
from loanexit_auto.messages import LANGS
from loanexit_auto.scenario.directory import Directory

__all__ = ["DeskPlan", "desk"]


def desk(plan: DeskPlan, keys: Keys, directory: Directory | None = None) -> Starlette:
    """Return the application, its gate shut to everybody without `keys`.

    `directory` is the bundled one unless another is given.
    """
    view = View(plan)
    entrance = _Entrance(view)
    catalogue = Catalogue(view, directory or Directory.open())
    return Starlette(
        routes=[
            Route("/desk.css", entrance.style),
            Route("/desk.svg", entrance.icon),
            Route("/language", entrance.language, methods=["POST"]),
            *CasePages(view, catalogue).routes(),
            *Letters(view).routes(),
            *Notebook(view).routes(),
            *catalogue.routes(),
        ],
        middleware=[Middleware(Gate, keys=keys, host=plan.host)],
        exception_handlers={LoanexitError: entrance.trouble, HTTPException: entrance.gone},
    )


class _Entrance:
    """What belongs to no page in particular: the style, the language, what went wrong."""

    def __init__(self, view: View) -> None:
        self._view = view

    def style(self, request: Request) -> Response:
        return Response((PAGES / "desk.css").read_text(encoding="utf-8"), media_type="text/css")

    def icon(self, request: Request) -> Response:
        return Response((PAGES / "desk.svg").read_bytes(), media_type="image/svg+xml")

    async def language(self, request: Request) -> Response:
        async with filled(request, self._view.say(request)) as form:
            lang = form.one_of("lang", {each: each for each in LANGS})
            back = form.text("back")
        answer = RedirectResponse(back if _is_ours(back) else "/", 303)
        answer.set_cookie(LANGUAGE, lang, httponly=True, samesite="strict", path="/")
        return answer

    def trouble(self, request: Request, error: Exception) -> Response:
        """Answer in words what a person can mend, or what the disk or a browser refused."""
        hint = error.hint if isinstance(error, LoanexitError) else ""
        return self._told(request, 400, f"{error}\n{hint}".strip())

    def gone(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        return self._told(request, status, self._view.say(request)("case.desk_gone"))

    def _told(self, request: Request, status: int, text: str) -> Response:
        written = request.method == "POST"
        title = self._view.say(request)("desk.trouble" if written else "desk.not_shown")
        to = request.url.path.rpartition("/")[0] if written else "/"
        return self._view.page(
            request, "trouble.html.j2", status, text=text, title=title, to=to or "/"
        )


def _is_ours(address: str) -> bool:
    """Return whether an address is a path of the desk and leads nowhere else."""
    parts = urlsplit(address)
    plain = address.isprintable() and "\\" not in address
    return plain and address.startswith("/") and not (parts.scheme or parts.netloc)
