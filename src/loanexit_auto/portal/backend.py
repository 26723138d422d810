"""The back end of a mock portal: requests in, responses out, everything in the ledger.

One Backend is one visit by one person (one browser context); its state starts with the case's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from http import HTTPStatus
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from loanexit_auto.portal.files import Case, Portal
from loanexit_auto.portal.model import Answer, State
from loanexit_auto.portal.pages import pages_of
from loanexit_auto.portal.pattern import matches

Who = Literal["tool", "person"]
BEIJING = timezone(timedelta(hours=8))
NOT_FOUND_PAGE = "404.html"


@dataclass(frozen=True, slots=True)
class Request:
    """One request of the browser; `url` may be absolute or a path with its query."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def path(self) -> str:
        """The decoded path, always beginning with a slash."""
        return "/" + unquote(urlsplit(self.url).path).lstrip("/")

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.url).query, keep_blank_values=True))

    @property
    def fields(self) -> dict[str, str]:
        """The query values and the form or JSON fields; those of the body win."""
        return self.query | self._body_fields()

    def _body_fields(self) -> dict[str, str]:
        text = self.body.decode("utf-8", "replace")
        kind = next((v for k, v in self.headers.items() if k.lower() == "content-type"), "")
        if "json" not in kind:
            return dict(parse_qsl(text, keep_blank_values=True))
        try:
            loaded = json.loads(text)
        except ValueError:
            return {}
        flat = loaded.items() if isinstance(loaded, dict) else ()
        return {key: value if isinstance(value, str) else json.dumps(value) for key, value in flat}


@dataclass(frozen=True, slots=True)
class Response:
    """What the browser gets."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger; `closing` marks a request that closes the account."""

    n: int
    method: str
    path: str
    fields: Mapping[str, str]
    who: Who
    closing: bool


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


class Backend:
    """Answers the requests of one visit.

    `ledger` holds every request in order, `state` what the visit has come to. `clock` gives the
    `Date` header and, as a date in Beijing, the templates' `today`.
    """

    def __init__(
        self, portal: Portal, case: Case | None = None, clock: Callable[[], datetime] = now
    ) -> None:
        self.portal = portal
        self.case = case
        self.state: State = dict(case.state if case else portal.file.state)
        self.ledger: list[Entry] = []
        self._clock = clock
        own = (case.pages,) if case and case.pages.is_dir() else ()
        self._pages = pages_of(*own, portal.pages)

    def answer(self, request: Request, who: Who) -> Response:
        """Return the response and write the request into the ledger.

        Raises FileProblems where a template of the portal fails.
        """
        self._note(request, who)
        answer = self._answer_for(request)
        if answer is None:
            return self._mutated(self._page_at(request))
        self.state |= answer.set
        return self._mutated(self._answered(answer, request))

    def closings(self, who: Who) -> tuple[Entry, ...]:
        """Return the closing requests that were sent while `who` drove."""
        return tuple(entry for entry in self.ledger if entry.closing and entry.who == who)

    def _mutated(self, response: Response) -> Response:
        change = self.portal.mutation
        if change is None:
            return response
        body = change.applied(response.body, response.headers.get("Content-Type", ""))
        return replace(response, body=body)

    def _note(self, request: Request, who: Who) -> None:
        closing = any(
            matches(pattern, request.method, request.path) for pattern in self.portal.file.closing
        )
        number = len(self.ledger) + 1
        entry = Entry(number, request.method.upper(), request.path, request.fields, who, closing)
        self.ledger.append(entry)

    def _answer_for(self, request: Request) -> Answer | None:
        return next((a for a in self.portal.file.answers if self._suits(a, request)), None)

    def _suits(self, answer: Answer, request: Request) -> bool:
        return (
            matches(answer.request, request.method, request.path)
            and answer.form.items() <= request.fields.items()
            and all(self.state[name] == value for name, value in answer.when.items())
        )

    def _answered(self, answer: Answer, request: Request) -> Response:
        if answer.redirect is not None:
            return self._response(answer.status or 302, b"", {"Location": answer.redirect})
        if answer.page is not None:
            return self._page(answer.page, request, answer.status or 200)
        body = json.dumps(answer.json_, ensure_ascii=False).encode()
        kind = {"Content-Type": "application/json; charset=utf-8"}
        return self._response(answer.status or 200, body, kind)

    def _page_at(self, request: Request) -> Response:
        name = self._pages.find(request.path) if request.method.upper() in {"GET", "HEAD"} else None
        if name is not None:
            return self._page(name, request, 200)
        if self._pages.has(NOT_FOUND_PAGE):
            return self._page(NOT_FOUND_PAGE, request, 404)
        return self._response(404, b"404", {"Content-Type": "text/plain; charset=utf-8"})

    def _page(self, name: str, request: Request, status: int) -> Response:
        body, media_type = self._pages.content(name, self._values(request))
        return self._response(status, body, {"Content-Type": media_type})

    def _values(self, request: Request) -> dict[str, object]:
        return {
            "state": self.state,
            "case": self.case.id if self.case else "",
            "request": {"path": request.path, "query": request.query, "method": request.method},
            "today": self._clock().astimezone(BEIJING).date(),
        }

    def _response(self, status: int, body: bytes, headers: Mapping[str, str]) -> Response:
        always = {
            "Date": format_datetime(self._clock().astimezone(UTC), usegmt=True),
            "Cache-Control": "no-store",  # every look at a page must be seen by the ledger
        }
        return Response(HTTPStatus(status).value, {**headers, **always}, body)
