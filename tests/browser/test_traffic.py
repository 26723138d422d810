"""What is on record about the server of a screen, asked of a real https server on this machine."""

from __future__ import annotations

import ssl
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page

from loanexit_auto.browser.traffic import Traffic


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b"<!doctype html><title>settings</title><p>settings</p>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return None


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve over TLS with a certificate made here."""
    folder: Path = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key),
         "-out", str(certificate), "-days", "2", "-subj", "/CN=localhost/O=Loanexit Test"],
        check=True, capture_output=True,
    )  # fmt: skip
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def seen(browser: Browser, site: str) -> Iterator[tuple[Traffic, Page]]:
    context = browser.new_context(ignore_https_errors=True)
    traffic, page = Traffic(context), context.new_page()
    page.goto(f"{site}/account?token=secret")
    yield traffic, page
    context.close()


def test_certificate_address_and_date_of_the_document_are_told(seen: tuple[Traffic, Page]) -> None:
    traffic, page = seen
    found = traffic.document(page)
    assert found["status"] == 200
    assert found["server"]["ipAddress"].strip("[]") in ("127.0.0.1", "::1")
    assert found["tls"]["subjectName"] == found["tls"]["issuer"] == "localhost"
    assert found["tls"]["validTo"] - found["tls"]["validFrom"] == 2 * 24 * 3600
    assert found["date"].endswith("GMT")


def test_an_address_changed_by_script_is_that_of_the_document_loaded_last(
    seen: tuple[Traffic, Page],
) -> None:
    traffic, page = seen
    page.evaluate("history.pushState({}, '', '/settings')")
    found = traffic.document(page)
    assert found["tls"]["subjectName"] == "localhost"
    assert found["loaded"].endswith("/account?token")  # no value of a query is kept
