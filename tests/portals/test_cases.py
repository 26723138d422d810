"""Every case of every mock portal, walked in a real browser."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from loanexit_auto.engine.outcome import EXIT_CODES, NAMES
from loanexit_auto.evidence import journal
from loanexit_auto.portal.files import load_case, load_portal
from loanexit_auto.portal.model import Expect
from loanexit_auto.resources import portals_folder
from loanexit_auto.session.run import RunResult
from tests.portals.conftest import Listener, all_cases, run_case


@pytest.mark.parametrize(
    ("platform", "case"), [pytest.param(*both, id="/".join(both)) for both in all_cases()]
)
def test_case(platform: str, case: str, tmp_path: Path) -> None:
    expected = load_case(load_portal(portals_folder() / platform), case).file.expect
    result, told = run_case(platform, case, tmp_path)
    try:
        check_outcome(expected, result, told)
        check_findings(expected, told)
    finally:
        check_always(expected, result, told)


def check_outcome(expected: Expect, result: RunResult, told: Listener) -> None:
    assert NAMES[type(result.outcome)] == expected.outcome, result.outcome
    assert EXIT_CODES[type(result.outcome)] == expected.exit_code
    finished = told.of("finished")[-1]
    for blocker in expected.blockers or ():
        assert any(
            given["subtype"] == blocker.subtype
            and (
                blocker.amount is None or Decimal(given["amount"] or -1) == Decimal(blocker.amount)
            )
            for given in finished["blockers"]
        ), finished["blockers"]
    if expected.accepted is not None:
        assert finished["accepted"]["state"] == expected.accepted
    if expected.cooling_off is not None:
        wanted = expected.cooling_off.model_dump(exclude_none=True)
        assert {key: finished["cooling_off"][key] for key in wanted} == wanted


def check_findings(expected: Expect, told: Listener) -> None:
    verdicts: dict[str, set[str]] = {}
    for check in told.of("checked"):
        verdicts.setdefault(check["check"], set()).add(check["verdict"])
    for check, verdict in (expected.checks or {}).items():
        assert verdict in verdicts.get(check, set()), verdicts
    asked = iter(_script(handoff) for handoff in told.of("handoff"))
    assert all(wanted in asked for wanted in expected.handoffs or ()), told.of("handoff")


def _script(handoff: dict[str, Any]) -> str:
    return handoff["about"] if handoff["of"] == "challenge" else handoff["of"]


def check_always(expected: Expect, result: RunResult, told: Listener) -> None:
    """What must hold however a case ends."""
    assert result.backend is not None
    assert result.backend.closings("tool") == (), "a closing request left while the tool drove"
    if expected.person_closing_requests is not None:
        assert len(result.backend.closings("person")) == expected.person_closing_requests
    reading = journal.read(result.folder / "data" / "journal.jsonl")
    assert reading.problem is None and not reading.torn
    assert [line.raw for line in reading.lines[-len(told.lines) :]] == [
        line.raw for line in told.lines
    ], "what was told is not what is on the disk"
    captures = [line for line in reading.lines if line.kind == "seen"]
    assert len(captures) >= (expected.captures or 0)
    assert result.report.is_file()
