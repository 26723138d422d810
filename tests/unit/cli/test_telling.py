"""What the terminal says of a drift: a projection of the journal line, in both languages."""

from __future__ import annotations

from typing import Any, cast

import pytest

from loanexit_auto.cli.telling import tell_line
from loanexit_auto.engine import events, outcome
from loanexit_auto.engine.events import Event
from loanexit_auto.evidence.record import Record, record
from loanexit_auto.messages import Messages
from loanexit_auto.screen.findings import Entry
from loanexit_auto.screen.model import Box

ENTRY = Entry("注销账户", Box(0, 0, 1, 1))


def told(event: Event | Record, lang: str = "zh") -> str:
    entry = event if isinstance(event, Record) else record(event)
    telling = tell_line(cast(Any, entry), Messages(cast(Any, lang)))
    assert telling is not None
    return telling.text


def test_a_drift_is_told_with_the_outcome_and_only_then() -> None:
    located = outcome.EntryLocated(ENTRY)
    assert "路径变了" in told(events.Finished(located, drifted=True))
    assert "drifted" in told(events.Finished(located, drifted=True), "en")
    assert "路径变了" not in told(events.Finished(located))


def test_the_way_found_is_told_label_by_label() -> None:
    found = events.Rerouted((("我的", "tap"), ("隐私\x1b[31m", "tap")), "注销账户", "account")
    assert "我的 → 隐私·[31m" in told(found)
    assert "起始页" in told(events.Rerouted((), "注销账户", "account"))


@pytest.mark.parametrize("closes", ["account", "credit_line", "sub_product", "unknown"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_not_taken_for_the_entry_is_named(closes: str, lang: str) -> None:
    ended = outcome.EntryNotFound("注销账户", "", (("关闭白条", closes),))
    text = told(events.Finished(ended), lang)
    assert "关闭白条" in text and Messages(cast(Any, lang))(f"run.closes_{closes}") in text


@pytest.mark.parametrize("why", ["", "no_way", "no_file", "not_correctable"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_proposal_or_why_there_is_none_is_told(why: str, lang: str) -> None:
    line = Record("proposed", "tool", {"scenario": "jd-finance.yaml", "why": why})
    assert told(line, lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_looking_around_is_told_when_it_begins_and_ends(lang: str) -> None:
    assert told(events.StepBegun(1, 1, "explore", "explore"), lang)
    assert "7" in told(events.Explored((), 7, 5, 0, 0, 0), lang)


@pytest.mark.parametrize(("lang", "false"), [("zh", "完成"), ("en", "done")])
def test_after_the_last_part_nothing_is_called_done_before_the_answer_is_read(
    lang: str, false: str
) -> None:
    assert false not in told(events.Resumed("final", "done"), lang)
    assert told(events.Resumed("final", "done"), lang) != told(events.Resumed("sign_in", "done"))


def test_a_clear_check_tells_what_was_seen() -> None:
    checked = Record("checked", "tool", {"check": "balance", "verdict": "clear", "text": ""})
    seen = Record("checked", "tool", {**checked.data, "amount": "0.00"})
    assert told(checked).endswith("没有问题")
    assert "0.00 元" in told(seen)
