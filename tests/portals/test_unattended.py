"""With nobody there the tool stops at the first thing only a person may do."""

from __future__ import annotations

from pathlib import Path

import pytest

from loanexit_auto.engine.outcome import HumanNeeded
from tests.portals.conftest import run_case


@pytest.mark.parametrize("case", ["slider", "sms-code", "face", "payment-password"])
def test_nothing_reaches_the_page_after_a_challenge_was_seen(case: str, tmp_path: Path) -> None:
    result, told = run_case("jd-finance", case, tmp_path, attended=False)
    assert isinstance(result.outcome, HumanNeeded)
    kinds = [line.kind for line in told.lines]
    after = kinds[len(kinds) - 1 - kinds[::-1].index("handoff") :]
    assert not {"tapped", "searched", "scrolled", "went"} & set(after)
    assert result.backend is not None and result.backend.closings("tool") == ()
