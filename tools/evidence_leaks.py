"""Eight secrets in a real browser, and every file of the case that is made there.

The secrets: a password, an SMS code, an identity number (all typed), a cookie, a value in the
storage, a hidden form token, the body of a request and its authorization header.
"""

from __future__ import annotations

import base64
import json
import quopri
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

from loanexit_auto.browser.driver import BrowserDriver, Patience
from loanexit_auto.browser.fence import Fence
from loanexit_auto.browser.launch import find_browser, launch
from loanexit_auto.browser.window import Window, WindowPlan
from loanexit_auto.engine.events import Seen
from loanexit_auto.evidence.folder import CaseFolder
from loanexit_auto.evidence.keys import KeyStore
from loanexit_auto.evidence.recorder import Recorder
from loanexit_auto.evidence.seal import seal

SECRETS = {
    "password": "hunter2-Pa55w0rd",
    "SMS code": "24681357",
    "identity number": "11010519491231002X",
    "cookie": "cookie-5e55ion",
    "storage": "5torage-token",
    "hidden token": "c5rf-t0ken-hidden",
    "request body": "b0dy-of-request",
    "authorization": "bearer-4uthorize",
}
_PAGE = """<!doctype html><meta charset="utf-8"><title>账户与安全</title><h1>账户与安全</h1>
<form><label>密码 <input id="a" type="password"></label>
<label>验证码 <input id="b" type="tel"></label>
<label>证件号 <input id="c"></label><input type="hidden" name="csrf" value="{hidden}"></form>
<p>余额 0.30 元</p><script>
localStorage.setItem("token", "{storage}");
fetch("/api?sign={body}", {{method: "POST", body: "{body}", headers: {{Authorization: "{auth}"}}}});
</script>"""
_WATCH = """() => { window.changes = 0; new MutationObserver(l => { window.changes += l.length })
  .observe(document, {subtree: true, childList: true, attributes: true, characterData: true}) }"""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        page = _PAGE.format(
            hidden=SECRETS["hidden token"],
            storage=SECRETS["storage"],
            body=SECRETS["request body"],
            auth=SECRETS["authorization"],
        )
        self._answer(page.encode(), "text/html; charset=utf-8")

    def do_POST(self) -> None:
        self._answer(b"{}", "application/json")

    def _answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Set-Cookie", f"sid={SECRETS['cookie']}")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def leaks_and_changes() -> tuple[dict[str, list[str]], int, int]:
    """Return files by secret found in them, how many files were searched, and DOM mutations."""
    with tempfile.TemporaryDirectory() as place, _site() as url, sync_playwright() as playwright:
        browser = launch(playwright, find_browser(), headless=True)
        window = Window(browser, WindowPlan(fence=Fence(("127.0.0.1",))))
        driver = BrowserDriver(window, Patience())
        driver.goto(url)
        driver.look()
        window.wheel.give_to("person")
        for field, secret in zip("abc", SECRETS.values(), strict=False):
            window.page.fill(f"#{field}", secret)
        window.wheel.give_to("tool")
        _require_all_present(window)
        window.page.evaluate(_WATCH)
        before = window.page.content()
        screen = driver.look()
        capture = driver.capture(screen)
        changes = int(window.page.evaluate("window.changes"))
        changes += window.page.content() != before
        window.close()
        browser.close()
        folder = CaseFolder.create(Path(place), "jd-finance", now=datetime.now(UTC), facts={})
        with Recorder(folder, lambda line: None) as recorder:
            recorder.put(Seen(screen, (), capture, "step"))
        seal(folder.path, KeyStore(Path(place) / "keys"), now=datetime.now(UTC), version="0")
        files = [path for path in folder.path.rglob("*") if path.is_file()]
        return {n: _holding(files, secret) for n, secret in SECRETS.items()}, len(files), changes


def _require_all_present(window: Window) -> None:
    """The battery proves nothing unless the secrets really are there to be leaked."""
    here = window.page.content() + json.dumps(window.context.storage_state())
    here += "".join(window.page.input_value(f"#{field}") for field in "abc")
    missing = [name for name, secret in SECRETS.items() if secret not in here]
    assert not missing, missing


def _holding(files: list[Path], secret: str) -> list[str]:
    return [path.name for path in files if any(secret.encode() in f for f in _forms(path))]


def _forms(path: Path) -> Iterator[bytes]:
    """Yield a file's bytes as they are, quoted-printable decoded, and base64 runs decoded."""
    data = path.read_bytes()
    yield data
    yield quopri.decodestring(data)
    for run in re.findall(rb"[A-Za-z0-9+/]{24,}={0,2}", data):
        yield base64.b64decode(run[: len(run) // 4 * 4])
