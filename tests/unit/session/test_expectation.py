"""Every kind of shortfall is told: a case can't pass by what is not looked at."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from loanexit_auto.engine.outcome import EntryNotFound, NoOnlineEntry
from loanexit_auto.evidence import journal
from loanexit_auto.evidence.folder import JOURNAL
from loanexit_auto.messages import Messages
from loanexit_auto.portal.backend import Backend, Request
from loanexit_auto.portal.files import load_case, load_portal
from loanexit_auto.portal.model import Expect
from loanexit_auto.session.expectation import shortfalls
from loanexit_auto.session.run import RunResult
from loanexit_auto.session.shelf import Shelf
from loanexit_auto.session.trial import CaseJob, Listener, run_case

MET = {"outcome": "no_online_entry", "exit_code": 11}


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[RunResult, Listener]:
    """A run that needs no browser: a platform without a way in one."""
    shelf = Shelf.bundled()
    job = CaseJob(
        shelf.scenario("niwodai"), shelf.portal("niwodai"), "no-online-entry",
        tmp_path_factory.mktemp("cases"),
    )  # fmt: skip
    return run_case(job)


def lacking(ran: tuple[RunResult, Listener], **expected: Any) -> tuple[str, ...]:
    result, told = ran
    wanted = Expect.model_validate(MET | expected)
    return shortfalls(wanted, result, told.lines, Messages("en"))


def test_what_is_met_lacks_nothing(ran: tuple[RunResult, Listener]) -> None:
    assert lacking(ran, person_closing_requests=0) == ()


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ({"outcome": "blocked"}, "outcome should be blocked"),
        ({"exit_code": 0}, "exit code should be 0, it is 11"),
        ({"blockers": [{"subtype": "balance", "amount": "0.30"}]}, "blocker balance 0.30"),
        ({"accepted": "submitted"}, "accepted should be submitted"),
        ({"cooling_off": {"days": 7}}, "cooling-off (days) should be 7"),
        ({"checks": {"coupon": "clear"}}, "check coupon should be clear"),
        ({"handoffs": ["sign_in"]}, "handoffs should be, in order, sign_in"),
        ({"captures": 3}, "at least 3 screens"),
        ({"person_closing_requests": 1}, "person should have sent 1"),
    ],
)
def test_each_lack_is_told(
    ran: tuple[RunResult, Listener], expected: dict[str, Any], said: str
) -> None:
    told = lacking(ran, **expected)
    assert len(told) == 1
    assert said in told[0]


def test_every_lack_is_told_at_once(ran: tuple[RunResult, Listener]) -> None:
    assert len(lacking(ran, outcome="blocked", exit_code=10, captures=1, handoffs=["final"])) == 4


def test_a_closing_request_of_the_tool_is_never_passed(ran: tuple[RunResult, Listener]) -> None:
    result, told = ran
    portal = load_portal(Shelf.bundled().portal("jd-finance"))
    backend = Backend(portal, load_case(portal, "accepted"))
    backend.answer(Request("POST", "https://jr.jd.com/account/close/submit"), "tool")
    closed = RunResult(result.outcome, result.folder, result.report, backend)
    wanted = Expect.model_validate(MET)
    said = shortfalls(wanted, closed, told.lines, Messages("en"))
    assert said == ("a closing request left while the tool drove: POST /account/close/submit",)


def test_a_run_without_its_portal_does_not_pass(ran: tuple[RunResult, Listener]) -> None:
    result, told = ran
    bare = RunResult(NoOnlineEntry(""), result.folder, result.report)
    assert len(shortfalls(Expect.model_validate(MET), bare, told.lines, Messages("en"))) == 1


def test_what_was_told_must_be_on_the_disk(ran: tuple[RunResult, Listener], tmp_path: Path) -> None:
    result, told = ran
    lines = journal.read(result.folder / JOURNAL).lines
    kept = tmp_path / "case"
    (kept / JOURNAL).parent.mkdir(parents=True)
    (kept / JOURNAL).write_bytes(b"".join(line.raw for line in lines[:-1]))
    report = tmp_path / "report.html"
    cut = RunResult(EntryNotFound(""), kept, report, result.backend)
    wanted = Expect.model_validate({"outcome": "entry_not_found", "exit_code": 12})
    said = shortfalls(wanted, cut, told.lines, Messages("en"))
    assert said == ("what was told is not what is on the disk", "no report was written")
    assert json.loads(told.lines[-1].raw)["kind"] == "finished"
