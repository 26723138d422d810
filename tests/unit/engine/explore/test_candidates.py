"""What exploring may try: nothing that acts, whatever place its label names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from loanexit_auto.engine.explore.candidates import Bounds, gather
from loanexit_auto.scenario.wordbook import builtin_lexicon
from loanexit_auto.screen.model import Box, Element, Screen, Text
from loanexit_auto.screen.saved import load

SCREENS = Path(__file__).resolve().parent / "screens"


def row(label: str, tag: str = "a", role: str = "link", href: str = "/go") -> Screen:
    """A settings page with one more row."""
    rows = ("账户与安全", "隐私", "通知", label)
    elements = tuple(
        Element(
            number, number + 10, "", tag if name == label else "a", role, name,
            Box(20, 100 + 50 * number, 300, 40), text=name, href=href,
        )
        for number, name in enumerate(rows)
    )  # fmt: skip
    texts = tuple(Text(e.label, e.box, "", e.id, element=e.id) for e in elements)
    return Screen("https://site.example/settings", "设置", texts=texts, elements=elements)


def offered(screen: Screen) -> set[str]:
    return {c.label for c in gather(screen, builtin_lexicon(), Bounds()) if c.how == "tap"}


@pytest.mark.parametrize(
    "label",
    [
        "还原所有默认设置", "保存当前过滤设置", "重置设置", "恢复默认设置", "清除历史记录",
        "导出个人资料", "下载个人信息", "添加银行卡", "启用双重认证", "提交反馈",
        "Delete history", "Restore settings", "Save settings", "Export data", "Add account",
        "Reset preferences", "应用",
    ],
)  # fmt: skip
def test_what_begins_with_the_verb_of_an_act_is_left_alone(label: str) -> None:
    assert label not in offered(row(label))


@pytest.mark.parametrize(
    "label",
    ["应用设置", "编辑资料", "Edit profile", "Address book", "Postal data", "更多设置", "修改密码"],
)
def test_what_only_names_a_page_is_tried(label: str) -> None:
    assert label in offered(row(label))


def test_the_reset_of_all_settings_on_a_real_page_is_left_alone() -> None:
    page = load((SCREENS / "mediawiki_preferences.json").read_bytes())
    labels = {element.label for element in page.elements}
    assert "还原所有默认设置（所有部分）" in labels - offered(page)
    assert "我在此项目的账号数据" in offered(page)


def test_the_text_of_a_field_is_no_control() -> None:
    assert "隐私选项" not in offered(row("隐私选项", tag="label", role="", href=""))


def beside(field: str, button: Element) -> Screen:
    """A page with rows, one field of this role and a button without plain words."""
    page = row("关于我们")
    box = Box(20, 400, 300, 40)
    kind = Element(4, 20, "", "input", field, "消息", box, input_type="text" if field else "")
    return replace(page, elements=(*page.elements, kind, replace(button, id=5, node=21)))


BOX = Box(1200, 20, 40, 40)
AVATAR = Element(0, 0, "", "button", "button", "avatar", BOX, "icon", hints="icon-avatar")
BIN = Element(0, 0, "", "button", "button", "trash", BOX, "icon", hints="icon-trash")
DOTS = Element(0, 0, "", "button", "button", "⋯", BOX, text="⋯")
ODD = Element(0, 0, "", "button", "button", "百宝箱", BOX, text="百宝箱")


@pytest.mark.parametrize("button", [AVATAR, DOTS])
def test_an_icon_that_leads_on_is_tried_beside_a_switch(button: Element) -> None:
    assert button.label in offered(beside("switch", button))
    assert button.label not in offered(beside("textbox", button))


@pytest.mark.parametrize("button", [BIN, ODD, replace(DOTS, other_names=("停用",))])
def test_other_buttons_are_left_alone_beside_a_switch(button: Element) -> None:
    assert button.label not in offered(beside("switch", button))
