"""What every page of the desk shares: the plan, the language, the templates, finding a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from loanexit_auto.casework.letter import visible
from loanexit_auto.casework.shelf import ShelvedCase, shelved
from loanexit_auto.casework.standing import Standing
from loanexit_auto.evidence.plainly import shown
from loanexit_auto.messages import LANGS, Messages

PAGES = Path(__file__).resolve().parent / "pages"
LANGUAGE = "loanexit_desk_lang"


@dataclass(frozen=True, slots=True)
class DeskPlan:
    """What the desk shows: the folder of cases, the language, the day, and its own address.

    `browser` finds the browser that prints a PDF; without it no PDF is offered.
    """

    root: Path
    say: Messages
    today: Callable[[], date]
    host: str  # "127.0.0.1:<port>"
    browser: Callable[[Messages], Path] | None = None


class View:
    """Turns values into pages, in the language that the person has chosen."""

    def __init__(self, plan: DeskPlan) -> None:
        self.plan = plan
        self._environment = Environment(
            loader=FileSystemLoader(PAGES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {"shown": shown, "visible": visible}

    def say(self, request: Request) -> Messages:
        """Return the messages in the language of the cookie, else in that of the command."""
        chosen = request.cookies.get(LANGUAGE)
        found = next((lang for lang in LANGS if lang == chosen), self.plan.say.lang)
        return Messages(found)

    def page(
        self, request: Request, template: str, status: int = 200, **values: object
    ) -> Response:
        """Return a page; every value in it is escaped."""
        say = self.say(request)
        html = self._environment.get_template(template).render(
            say=say,
            other=next(lang for lang in LANGS if lang != say.lang),
            back=_address(request) if request.method == "GET" else "/",
            at=request.url.path,
            titled=lambda standing: titled(standing, say),
            **values,
        )
        return HTMLResponse(html, status)

    def case(self, request: Request) -> ShelvedCase:
        """Return the case of exactly this name; a name is compared, never used as a path."""
        name = request.path_params["name"]
        found = next((c for c in shelved(self.plan.root) if c.name == name), None)
        if found is None:
            raise HTTPException(404)
        return found


def titled(standing: Standing, say: Messages) -> str:
    """Return what the platform of a case is called, in English with the Chinese name."""
    if say.lang == "zh" or not standing.name_en or standing.name_en == standing.name:
        return standing.name
    return f"{standing.name_en} ({standing.name})"


def download(data: bytes, media_type: str, name: str) -> Response:
    """Return an answer that a browser saves and never shows as a page of ours."""
    plain = "".join(char for char in name if char.isascii() and (char.isalnum() or char in ".-"))
    return Response(
        data,
        media_type=media_type,
        headers={"content-disposition": f'attachment; filename="{plain}"'},
    )


def _address(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return request.url.path + query
