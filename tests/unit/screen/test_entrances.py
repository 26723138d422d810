"""Rows of a settings menu: which of them leads to closing what."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from loanexit_auto.screen.findings import Entry
from loanexit_auto.screen.model import Element
from loanexit_auto.screen.reading import read

from .build import page

_ROWS = YAML(typ="safe").load(
    Path(__file__).with_name("entrances.yaml").read_text(encoding="utf-8")
)


def on_a_menu(row):
    menu = page("设置").head("设置")
    return menu.row("修改密码", "登录设备", "Privacy settings", "Cambiar contraseña", row).screen()


@pytest.mark.parametrize(
    ("closes", "row"), [(closes, row) for closes, rows in _ROWS.items() for row in rows]
)
def test_a_row_leads_to_what_it_says(closes, row, lexicon):
    found = {f.closes for f in read(on_a_menu(row), lexicon) if isinstance(f, Entry)}
    assert found == (set() if closes == "none" else {closes})


def settings(action, title="注销账号", buttons=("修改", "更换")):
    """A desktop settings page: titles on the left, a column of actions on the right."""
    start = page("账号安全").head("账号安全")
    for name, button in zip(("登录密码", "绑定手机"), buttons, strict=True):
        with_action(start, name, button)
    return with_action(start, title, action).screen()


def with_action(start, title, action):
    """Add a row: its title, and right of it what can be done."""
    start.text(title, action)
    shown, number = start.texts.pop(), len(start.elements)
    start.texts.append(replace(shown, element=number, block=-number))
    start.elements.append(
        Element(
            id=number, node=1000 + number, frame="", tag="button", role="button", label=action,
            text=action, box=shown.box, heading=start.heading, tappable_by="native",
        )
    )  # fmt: skip
    return start


@pytest.mark.parametrize("action", ["去注销", "申请注销", "注销"])
def test_the_action_of_a_settings_row_is_an_entry(action, lexicon):
    found = [f for f in read(settings(action), lexicon) if isinstance(f, Entry)]
    assert [f.text for f in found] == [action]


@pytest.mark.parametrize(
    ("action", "title"), [("确认注销", "注销账号"), ("注销", "发票抬头"), ("删除", "登录设备")]
)
def test_another_action_is_none(action, title, lexicon):
    screen = settings(action, title)
    assert not [f for f in read(screen, lexicon) if isinstance(f, Entry)]


def test_what_a_row_is_for_is_not_its_action(lexicon):
    """服务 | 说明 in two columns: 注销账户 is the entry, 不再使用本账户时办理 explains it."""
    found = [f for f in read(settings("不再使用本账户时办理"), lexicon) if isinstance(f, Entry)]
    assert "不再使用本账户时办理" not in [f.text for f in found]
