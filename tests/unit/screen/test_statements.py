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


_ANSWERS = YAML(typ="safe").load(
    Path(__file__).with_name("answers.yaml").read_text(encoding="utf-8")
)
_ASKED = {"accepted", "cooling_off", "not_offered", "risk_control", "session_expired", "sign_in"}


def answers_of(screen, lexicon):
    return {
        f"accepted:{f.state}" if isinstance(f, Accepted) else f.kind
        for f in read(screen, lexicon)
        if f.kind in _ASKED
    }


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in _ANSWERS.items() for text in texts]
)
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
