"""The back end: what a request gets, and what the ledger keeps of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from loanexit_auto.errors import FileProblems
from loanexit_auto.portal.backend import Backend, Request
from loanexit_auto.portal.files import load_case, load_portal

SAMPLE = Path(__file__).parent / "sample"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
EVENING = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)  # already the 24th in Beijing


@pytest.fixture
def portal():
    return load_portal(SAMPLE)


@pytest.fixture
def backend(portal):
    return Backend(portal, clock=lambda: EVENING)


def get(backend: Backend, url: str):
    return backend.answer(Request("GET", url), "tool")


def test_a_page_is_rendered_with_its_layout(backend):
    response = get(backend, "https://lender.example/")
    assert response.status == 200
    assert "<p>/</p><footer></footer>" in response.body.decode()
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Date"] == "Mon, 23 Nov 2026 20:30:00 GMT"


def test_a_template_sees_the_case_and_the_date_in_beijing(portal):
    backend = Backend(portal, load_case(portal, "drawn"), clock=lambda: EVENING)
    assert "<footer>drawn</footer>" in get(backend, "/").body.decode()
    assert "2026-12-01" in get(backend, "/done").body.decode()


def test_page_content_is_escaped(backend):
    body = get(backend, "/search?q=%3Cscript%3E").body.decode()
    assert "&lt;script&gt;" in body
    assert "<script>" not in body


@pytest.mark.parametrize(
    ("path", "media_type", "body"),
    [
        ("/look.css", "text/css; charset=utf-8", "a{{ not a template }}\n"),
        ("/balance.json", "application/json; charset=utf-8", '{"balance": "0.00"}'),
        ("/balance", "text/html; charset=utf-8", "<p>没有这一页</p>"),
    ],
)
def test_files_are_served_with_their_media_type(backend, path, media_type, body):
    response = get(backend, path)
    assert response.headers["Content-Type"] == media_type
    assert response.body.decode() == body


@pytest.mark.parametrize(
    "path", ["/_parts/foot", "/_parts/foot.html", "/../portal.yaml", "/%2e%2e/portal.yaml", "/none"]
)
def test_what_is_not_a_page_is_not_found(backend, path):
    response = get(backend, path)
    assert response.status == 404
    assert "没有这一页" in response.body.decode()


def test_state_opens_pages_and_lasts(backend):
    assert "登录 /menu" in get(backend, "/menu").body.decode()
    refused = backend.answer(Request("POST", "/login", FORM, b"phone=1"), "person")
    assert (refused.status, json.loads(refused.body)) == (401, {"ok": False})
    accepted = backend.answer(Request("POST", "/login", FORM, b"phone=13800000000"), "person")
    assert json.loads(accepted.body) == {"ok": True, "next": "/menu"}
    assert "余额 0.00 元" in get(backend, "/menu").body.decode()


def test_a_json_body_counts_as_a_form(backend):
    body = b'{"phone": "13800000000", "remember": true}'
    kind = {"content-type": "application/json"}
    response = backend.answer(Request("POST", "/login", kind, body), "person")
    assert response.status == 200
    assert backend.ledger[-1].fields == {"phone": "13800000000", "remember": "true"}


@pytest.mark.parametrize("body", [b"[1]", b"{", b"\xff\xfe"])
def test_a_strange_json_body_has_no_fields(backend, body):
    kind = {"content-type": "application/json"}
    assert backend.answer(Request("POST", "/login", kind, body), "person").status == 401
    assert backend.ledger[-1].fields == {}


def test_visits_do_not_share_state(portal):
    one, other = Backend(portal), Backend(portal)
    one.answer(Request("POST", "/login", FORM, b"phone=13800000000"), "person")
    assert one.state["signed_in"] is True
    assert other.state["signed_in"] is False


def test_a_redirect_names_its_place(backend):
    response = get(backend, "/old")
    assert (response.status, response.headers["Location"]) == (302, "/menu")


def test_a_case_may_draw_a_page_anew(portal):
    drawn = Backend(portal, load_case(portal, "drawn"))
    assert "自己的搜索页" in get(drawn, "/search").body.decode()


def test_the_ledger_tells_who_closed(backend):
    get(backend, "/")
    backend.answer(Request("POST", "/close/submit?from=menu", FORM, b"reason=a"), "person")
    backend.answer(Request("delete", "/api/account/42"), "tool")
    get(backend, "/close/submit")
    assert [(e.n, e.method, e.path, e.closing) for e in backend.ledger] == [
        (1, "GET", "/", False),
        (2, "POST", "/close/submit", True),
        (3, "DELETE", "/api/account/42", True),
        (4, "GET", "/close/submit", False),
    ]
    assert backend.ledger[1].fields == {"from": "menu", "reason": "a"}
    assert [entry.n for entry in backend.closings("person")] == [2]
    assert [entry.n for entry in backend.closings("tool")] == [3]


def test_a_template_that_fails_names_its_line(backend):
    with pytest.raises(FileProblems, match=r"broken\.html:1:1 MP105 .*nothing"):
        get(backend, "/broken")
    assert backend.ledger[-1].path == "/broken"
