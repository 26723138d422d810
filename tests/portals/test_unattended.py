"""With nobody there the tool stops at the first thing only a person may do."""

from __future__ import annotations

from pathlib import Path

import pytest

from loanexit_auto.engine.outcome import EntryLocated, HumanNeeded, NoOnlineEntry
from tests.portals.conftest import ran

_ACTS = {"tapped", "searched", "scrolled", "went"}


@pytest.mark.parametrize("case", ["slider", "signed-out"])
def test_nothing_reaches_the_page_after_the_person_was_needed(case: str, tmp_path: Path) -> None:
    result, told = ran("jd-finance", case, tmp_path, attended=False)
    assert isinstance(result.outcome, HumanNeeded)
    kinds = [line.kind for line in told.lines]
    after = kinds[len(kinds) - 1 - kinds[::-1].index("handoff") :]
    assert not _ACTS & set(after)
    assert result.backend is not None
    tool_requests = [entry for entry in result.backend.ledger if entry.who == "person"]
    assert tool_requests == [], "nobody drove, so nobody's request is there"


def test_a_risk_that_only_the_app_lets_pass_ends_the_run_there(tmp_path: Path) -> None:
    result, told = ran("jd-finance", "risk-control", tmp_path, attended=False)
    assert isinstance(result.outcome, NoOnlineEntry)
    assert "APP" in result.outcome.why
    assert not {line.kind for line in told.lines} & {"entry_opened", "consent"}
    assert result.backend is not None
    assert [entry for entry in result.backend.ledger if entry.who == "person"] == []


@pytest.mark.parametrize("case", ["sms-code", "face", "payment-password"])
def test_without_anybody_to_ask_the_entry_is_not_opened(case: str, tmp_path: Path) -> None:
    result, _ = ran("jd-finance", case, tmp_path, attended=False)
    assert isinstance(result.outcome, EntryLocated) and not result.outcome.opened
    assert result.backend is not None
    assert not any(entry.path.startswith("/account/close") for entry in result.backend.ledger)
