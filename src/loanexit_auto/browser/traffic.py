"""What goes over the wire: what is still under way, and a reduced log for the evidence.

No header but `Date`, no body and no query value is ever kept.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    BrowserContext,
    Error,
    Frame,
    Page,
    Request,
    Response,
    WebSocket,
)

from loanexit_auto.screen.address import without_query_values

_MATTERS = frozenset({"document", "script", "stylesheet", "xhr", "fetch"})
_LONG_POLL = 2.0  # seconds after which a request no longer counts as a page still loading
_MOST_KEPT = 500


class Traffic:
    """Watches all requests of one context."""

    def __init__(self, context: BrowserContext) -> None:
        self._under_way: dict[Request, float] = {}
        self._documents: dict[str, Response] = {}  # last document response by address
        self._loaded: dict[Frame, Response] = {}  # last document response by frame
        self._log: list[dict[str, Any]] = []
        self._stirred = self._sent = float("-inf")  # a request began or ended; a socket was used
        context.on("request", self._on_request)
        context.on("requestfinished", self._on_finished)
        context.on("requestfailed", self._on_failed)
        context.on("response", self._on_response)

    def busy(self) -> bool:
        """Whether something that could change the page is under way."""
        now = time.monotonic()
        return any(now - began < _LONG_POLL for began in self._under_way.values())

    def quiet_for(self) -> float:
        """Return the seconds since something that could change the page was asked or answered."""
        return time.monotonic() - self._stirred

    def sent_since(self, moment: float) -> bool:
        """Whether a page said something over a web socket since a `time.monotonic()` moment.

        An answer to that bears no name by which it could be recognised.
        """
        return self._sent >= moment

    def watch(self, page: Page) -> None:
        """Also watch the web sockets of a page, which are no requests."""
        page.on("websocket", self._on_socket)

    def _on_socket(self, socket: WebSocket) -> None:
        self._on_frame()
        socket.on("framesent", self._on_frame)

    def _on_frame(self, *_: object) -> None:
        self._sent = time.monotonic()

    def drain_log(self) -> list[dict[str, Any]]:
        """Return the reduced log since the last call: method, url, kind, status."""
        drained, self._log = self._log, []
        return drained

    def document(self, page: Page) -> dict[str, Any]:
        """Return status, server address, TLS data and `Date` of the page's own document.

        An application changes its address without loading anything: then it is the document that
        the window loaded last from the same origin, and `loaded` says which.
        """
        address = page.url.partition("#")[0]
        response = self._documents.get(address)
        if response is not None:
            return _facts(response)
        loaded = self._loaded.get(page.main_frame)
        if loaded is None or _origin(loaded.url) != _origin(address):
            return {}
        return _facts(loaded) | {"loaded": without_query_values(loaded.url)}

    def _on_request(self, request: Request) -> None:
        if request.resource_type in _MATTERS:
            self._under_way[request] = self._stirred = time.monotonic()

    def _on_finished(self, request: Request) -> None:
        if self._under_way.pop(request, None) is not None:
            self._stirred = time.monotonic()

    def _on_failed(self, request: Request) -> None:
        self._on_finished(request)
        self._keep(request, None)

    def _on_response(self, response: Response) -> None:
        if response.request.resource_type == "document":
            self._documents[response.url.partition("#")[0]] = response
            with suppress(Error):  # the first document of a popup comes before its frame is known
                self._loaded[response.frame] = response
        self._keep(response.request, response.status)

    def _keep(self, request: Request, status: int | None) -> None:
        if len(self._log) < _MOST_KEPT:
            self._log.append(
                {
                    "method": request.method,
                    "url": without_query_values(request.url),
                    "kind": request.resource_type,
                    "status": status,
                }
            )


def _facts(response: Response) -> dict[str, Any]:
    try:
        return {
            "status": response.status,
            "server": response.server_addr(),
            "tls": response.security_details(),
            "date": response.header_value("date"),
        }
    except Error:
        return {"status": response.status}


def _origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc
