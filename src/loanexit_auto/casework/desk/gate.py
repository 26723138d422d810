"""The gate before the desk: who may ask, from where, and what a page may do.

The desk listens on 127.0.0.1, where every program and web page of the computer can knock. So the
host must be ours to the letter (against DNS rebinding), a cookie is needed that only the printed
address can buy, once, and whatever changes a case must come from our own page.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "loanexit_desk"
MOST_BYTES = 210 << 20  # of one request: the largest file, and its form around it
_SAFE = frozenset({"GET", "HEAD"})
_HEADERS = {
    "content-security-policy": "default-src 'none'; img-src 'self'; style-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # the Origin header of our own forms needs it
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


@dataclass(slots=True)
class Keys:
    """The token of the printed address, good once, and the cookie it buys."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    spent: bool = False

    def buys(self, token: str) -> bool:
        """Return whether this token opens the desk; it does so only the first time."""
        good = not self.spent and secrets.compare_digest(token.encode(), self.token.encode())
        self.spent = self.spent or good
        return good

    def opens(self, session: str) -> bool:
        """Return whether this is our cookie."""
        return secrets.compare_digest(session.encode(), self.session.encode())


class Gate:
    """Lets through what may pass, and puts the safety headers on every answer."""

    def __init__(self, app: ASGIApp, keys: Keys, host: str) -> None:
        self._app, self._keys, self._host = app, keys, host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            answer = self._refusal(scope) or self._entrance(scope) or self._app
            await answer(scope, receive, _safely(send))

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if headers.getlist("host") != [self._host]:
            return PlainTextResponse("wrong host", 403)
        if scope["method"] not in _SAFE and not self._is_ours(headers):
            return PlainTextResponse("wrong origin", 403)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > MOST_BYTES or "transfer-encoding" in headers:
            return PlainTextResponse("too large", 413)
        return None

    def _is_ours(self, headers: Headers) -> bool:
        site = headers.get("sec-fetch-site", "same-origin")
        return headers.get("origin") == f"http://{self._host}" and site == "same-origin"

    def _entrance(self, scope: Scope) -> Response | None:
        """Return the answer to who has no cookie: the door for the right token, or nothing."""
        headers = Headers(scope=scope)
        if self._keys.opens(_cookie(headers.get("cookie", ""))):
            return None
        tokens = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])
        if scope["path"] == "/enter" and scope["method"] == "GET" and self._keys.buys(tokens[0]):
            entered = RedirectResponse("/", 303)
            entered.set_cookie(
                COOKIE, self._keys.session, httponly=True, samesite="strict", path="/"
            )
            return entered
        return PlainTextResponse("open the address that the terminal printed", 403)


def _cookie(header: str) -> str:
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _safely(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
        await send(message)

    return sending
