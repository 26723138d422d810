"""A portal looked at in one's own browser: one command, one visitor, 127.0.0.1 only."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files

from jinja2 import Environment, Template

from loanexit_auto.errors import FileProblems
from loanexit_auto.portal.backend import Backend, Request, Response
from loanexit_auto.portal.files import Case, Portal, cases, load_case

TOP = "/__portal__"
MOST_BODY = 1 << 20  # bytes; no form of a portal comes near
HTML = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}


class PortalServer:
    """A portal served over HTTP; `url` is where to look first.

    The top page lists the cases; choosing one starts the visit anew with that case's state.
    """

    def __init__(self, portal: Portal, case: Case | None = None, port: int = 0) -> None:
        self.portal = portal
        self.backend = Backend(portal, case)
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, self.answer))
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)

    @property
    def top(self) -> str:
        """The address of the page that lists the cases and shows the ledger."""
        return f"http://127.0.0.1:{self._http.server_address[1]}{TOP}"

    @property
    def url(self) -> str:
        """The portal's first page for a given case, else the top page."""
        if self.backend.case is None:
            return self.top
        return self.top.removesuffix(TOP) + self._start(self.backend.case)

    def start(self) -> PortalServer:
        """Begin to serve in a thread of its own; returns itself."""
        self._thread.start()
        return self

    def wait(self) -> None:
        """Return when the server was closed."""
        self._thread.join()

    def close(self) -> None:
        """Stop serving and free the port."""
        self._http.shutdown()
        self._http.server_close()

    def __enter__(self) -> PortalServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def answer(self, request: Request) -> Response:
        """Return the response to one request; the visitor is the person."""
        with self._lock:
            if request.path == TOP or request.path.startswith(f"{TOP}/"):
                return self._top_page(request)
            return self.backend.answer(request, "person")

    def _top_page(self, request: Request) -> Response:
        known = cases(self.portal.folder)
        chosen = request.path.removeprefix(TOP).strip("/")
        if chosen in known:
            case = load_case(self.portal, chosen)
            self.backend = Backend(self.portal, case)
            return Response(302, {"Location": self._start(case)})
        listed = [load_case(self.portal, name) for name in known]
        page = _top_template().render(server=self, cases=listed, top=TOP, backend=self.backend)
        return Response(200, HTML, page.encode())

    def _start(self, case: Case) -> str:
        return case.run.start or self.portal.file.start


def serve(portal: Portal, case: Case | None = None, port: int = 0) -> PortalServer:
    """Return a running server of this portal on 127.0.0.1; port 0 takes any free one.

    Raises OSError where the port is taken.
    """
    return PortalServer(portal, case, port).start()


class _Handler(BaseHTTPRequestHandler):
    """Translates between http.server and the back end."""

    protocol_version = "HTTP/1.1"

    def __init__(self, reply: Callable[[Request], Response], *arguments: object) -> None:
        self._reply = reply
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > MOST_BODY:
            self._send(Response(413, HTML, b"413"))
            return
        body = self.rfile.read(length)
        request = Request(self.command, self.path, dict(self.headers.items()), body)
        try:
            self._send(self._reply(request))
        except FileProblems as problems:  # a page being drawn: show its author where it fails
            page = f"<!doctype html><meta charset=utf-8><pre>{escape(str(problems))}</pre>"
            self._send(Response(500, HTML, page.encode()))

    do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Say nothing: the ledger has every request."""

    def _send(self, response: Response) -> None:
        self.send_response_only(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)


def _top_template() -> Template:
    source = files("loanexit_auto.portal").joinpath("top.html").read_text(encoding="utf-8")
    return Environment(autoescape=True).from_string(source)
