"""A portal served for one's own browser."""

from __future__ import annotations

from http.client import HTTPConnection
from pathlib import Path

import pytest

from loanexit_auto.portal.files import load_case, load_portal
from loanexit_auto.portal.server import TOP, PortalServer, serve

SAMPLE = Path(__file__).parent / "sample"


@pytest.fixture
def server():
    with serve(load_portal(SAMPLE)) as running:
        yield running


def ask(server: PortalServer, method: str, path: str, body: str = "", **headers: str):
    host = server.top.removeprefix("http://").removesuffix(TOP)
    connection = HTTPConnection(host, timeout=10)
    connection.request(method, path, body.encode(), headers)
    response = connection.getresponse()
    answer = response.status, dict(response.getheaders()), response.read().decode()
    connection.close()
    return answer


def test_the_top_page_lists_the_cases_and_the_ledger(server):
    ask(server, "POST", "/close/submit")
    status, _, page = ask(server, "GET", TOP)
    assert status == 200
    assert server.url == server.top
    assert f'href="{TOP}/drawn"' in page
    assert "自有页面" in page
    assert '<tr class="closing">' in page


def test_choosing_a_case_starts_the_visit_anew(server):
    ask(server, "GET", "/menu")
    status, headers, _ = ask(server, "GET", f"{TOP}/drawn")
    assert (status, headers["Location"]) == (302, "/search")
    assert server.backend.ledger == []
    assert "自己的搜索页" in ask(server, "GET", "/search")[2]


def test_a_given_case_is_shown_first():
    portal = load_portal(SAMPLE)
    with serve(portal, load_case(portal, "plain")) as running:
        assert running.url == running.top.replace(TOP, "/")
        assert "余额" in ask(running, "GET", "/menu")[2]


def test_forms_reach_the_back_end(server):
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    status, headers, _ = ask(server, "POST", "/login", "phone=13800000000", **form)
    assert status == 200
    assert headers["Date"].endswith("GMT")
    assert server.backend.state["signed_in"] is True
    assert server.backend.ledger[-1].who == "person"


def test_a_body_too_large_is_refused_before_it_is_read(server):
    assert ask(server, "POST", "/login", **{"Content-Length": str(1 << 30)})[0] == 413
    assert server.backend.ledger == []


def test_a_failing_page_shows_where(server):
    status, _, page = ask(server, "GET", "/broken")
    assert status == 500
    assert "broken.html:1:1 MP105" in page


def test_only_this_machine_can_look(server):
    assert server.top.startswith("http://127.0.0.1:")
