"""Statements on a page about closing: which blocker each is, and what only sounds like one."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from loanexit_auto.screen.findings import Accepted, Blocker
from loanexit_auto.screen.reading import read

from .build import page

_FILE = Path(__file__).with_name("statements.yaml")
_STATEMENTS = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))


def blockers_of(screen, lexicon):
    return {f.blocker for f in read(screen, lexicon) if isinstance(f, Blocker)}


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in _STATEMENTS.items() for text in texts]
)
def test_a_statement_in_a_dialog_is_read(kind, text, lexicon):
    screen = page("注销账户").head("注销账户").dialog().text(text).control("我知道了").screen()
    found = blockers_of(screen, lexicon)
    if kind == "none":
        assert not found, text
    else:
        assert kind in found and len(found) == 1, (text, found)


_ANSWERS = [
    (kind, text)
    for name in ("answers", "replies")
    for kind, texts in YAML(typ="safe")
    .load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"))
    .items()
    for text in texts
]
_ASKED = {"accepted", "cooling_off", "not_offered", "risk_control", "session_expired", "sign_in"}


def answers_of(screen, lexicon):
    return {
        f"accepted:{f.state}" if isinstance(f, Accepted) else f.kind
        for f in read(screen, lexicon)
        if f.kind in _ASKED
    }


@pytest.mark.parametrize(("kind", "text"), _ANSWERS)
@pytest.mark.parametrize("place", ["dialog", "page"])
def test_an_answer_is_read(place, kind, text, lexicon):
    about = "" if kind == "none" else "注销账户"
    start = page(about).head(about or "我的").text("尾号 0000")
    if place == "dialog":
        start = start.dialog()
    found = answers_of(start.text(text).control("我知道了").screen(), lexicon)
    if kind == "none":
        assert not found, text
    else:
        assert kind in found, (text, found)


_CONDITION = "京东支付账户已注销"


def test_a_condition_that_something_else_is_closed_is_no_answer(lexicon):
    listed = page("账号注销").head("注销账户").text("请确认您的账户同时满足以下条件：")
    for condition in ("账户内无未完成订单", _CONDITION, "账户无争议"):
        listed = listed.text(condition)
    assert not answers_of(listed.control("下一步").screen(), lexicon)


@pytest.mark.parametrize("button", ["确定", "确认注销", "继续"])
def test_nothing_is_answered_while_a_dialog_still_asks(button, lexicon):
    below = page("账号注销").head("注销账户").text("办理说明").text(_CONDITION)
    asking = below.dialog().text("确定要注销账户吗？注销后不可恢复").control("取消").control(button)
    assert not answers_of(asking.screen(), lexicon)


def test_the_same_words_as_heading_are_the_answer(lexicon):
    found = answers_of(page("办理结果").head(_CONDITION).control("完成").screen(), lexicon)
    assert found == {"accepted:closed"}
