"""A way that was found, written down, is a scenario that loads and passes every lint."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from loanexit_auto.messages import Messages
from loanexit_auto.scenario.draft import Drafted, draft, identifier
from loanexit_auto.scenario.lint import lint
from loanexit_auto.scenario.loader import examine

TODAY = datetime.date(2026, 11, 23)
WAY = (("我的", "tap"), ("百宝箱", "tap"), ('名字带"引号"', "tap"))


def found(steps: tuple[tuple[str, str], ...]) -> Drafted:
    start = "https://www.lender.com.cn/app?token=1"
    return Drafted("www.lender.com.cn", start, "phone", steps, "注销账户", "account")


@pytest.mark.parametrize("steps", [WAY, (("搜索", "search"),)])
def test_a_draft_passes_the_lints(steps: tuple[tuple[str, str], ...], tmp_path: Path) -> None:
    file = tmp_path / "www-lender-com-cn.yaml"
    file.write_text(draft(found(steps)), encoding="utf-8")
    assert [str(problem) for problem in lint([file], TODAY, Messages("en"))] == []
    scenario, _ = examine(file, Messages("en"))
    assert scenario is not None
    assert scenario.drivable
    assert len(scenario.routes[0].steps) == len(steps)


def test_a_draft_keeps_no_query_value() -> None:
    assert "token" not in draft(found(WAY))


def test_an_identifier_is_made_of_the_host() -> None:
    assert identifier("Jr.JD.com") == "jr-jd-com"
