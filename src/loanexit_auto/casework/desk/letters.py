"""The desk's pages of letters: to be read, and to be had as files."""

from __future__ import annotations

import tempfile
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from loanexit_auto.casework.cautions import cautions
from loanexit_auto.casework.desk.view import View, download
from loanexit_auto.casework.letter import KINDS, Letter, compose
from loanexit_auto.casework.paper import body, docx, keep, printable

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Letters:
    """A letter is made anew each time it is looked at; the desk keeps none."""

    def __init__(self, view: View) -> None:
        self._view = view

    def routes(self) -> list[Route]:
        """Return the addresses of these pages."""
        return [
            Route("/case/{name}/letter/{kind}", self.letter),
            Route("/case/{name}/letter/{kind}/{form}", self.file),
        ]

    def letter(self, request: Request) -> Response:
        case, kind = self._view.case(request), _known(request.path_params["kind"])
        made = compose(kind, case, self._view.plan.today())
        forms = ("docx", "pdf", "md", "html") if self._view.plan.browser else ("docx", "md", "html")
        return self._view.page(
            request,
            "letter.html.j2",
            case=case,
            letter=made,
            body=body(made),
            forms=forms,
            cautions=cautions(made, case.standing, self._view.say(request)),
            today=self._view.plan.today(),
        )

    def file(self, request: Request) -> Response:
        case, kind = self._view.case(request), _known(request.path_params["kind"])
        made = compose(kind, case, self._view.plan.today())
        match request.path_params["form"]:
            case "md":
                return download(made.markdown.encode(), "text/markdown", f"{kind}.md")
            case "docx":
                return download(docx(made), _DOCX, f"{kind}.docx")
            case "html":
                return download(printable(made).encode(), "text/html", f"{kind}.html")
            case "pdf" if self._view.plan.browser is not None:
                browser = self._view.plan.browser(self._view.say(request))
                return download(_printed(made, browser), "application/pdf", f"{kind}.pdf")
            case _:
                raise HTTPException(404)


def _printed(made: Letter, browser: Path) -> bytes:
    with tempfile.TemporaryDirectory(prefix="loanexit-desk-") as place:
        (path,) = keep(made, ("pdf",), Path(place), browser)
        return path.read_bytes()


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise HTTPException(404)
    return kind
