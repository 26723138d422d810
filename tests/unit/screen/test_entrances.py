"""Rows of a settings menu: which of them leads to closing what."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from loanexit_auto.screen.effects import effects
from loanexit_auto.screen.findings import Effect, Entry
from loanexit_auto.screen.model import Box, Element
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


def entries_on(made, lexicon):
    return {f.text: f.closes for f in read(made.screen(), lexicon) if isinstance(f, Entry)}


def effect_of(words, made, lexicon):
    screen = made.screen()
    judged = effects(screen, lexicon)
    (found,) = {judged[e.id] for e in screen.elements if e.label == words}
    return found


def stacked(*names):
    """Links under one another, each as wide as its words."""
    made = page("贷款服务").text("循环额度:50,000.00 元").text("")
    for name in names:
        width = 16 * len(name)
        made.control(name, role="link", tag="a", href="#1", box=Box(20, made.y, width, 21))
    return made


@pytest.mark.parametrize("row", ["关闭循环额度", "注销账户", "销户"])
def test_a_stack_of_links_is_a_list(row, lexicon):
    assert (
        effect_of(row, stacked("我的借据", "还款记录", row, "安全退出"), lexicon)
        is Effect.OPEN_ENTRY
    )


def test_a_button_that_fills_the_item_of_a_list_is_its_row(lexicon):
    made = page("我的").head("我的")
    for name in ("账单", "银行卡", "注销账号"):
        box = Box(16, made.y, 358, 44)
        made.control(name, role="listitem", tag="ion-item", tappable_by="listener", box=box)
        made.control(name, tag="button", box=box)
    assert effect_of("注销账号", made, lexicon) is Effect.OPEN_ENTRY


@pytest.mark.parametrize("row", ["注销账号", "Delete account", "Eliminar cuenta"])
def test_two_rows_under_the_name_of_a_menu_are_one(row, lexicon):
    made = page("设置").head("设置").row("隐私管理", row)
    assert effect_of(row, made, lexicon) is Effect.OPEN_ENTRY


@pytest.mark.parametrize("words", ["Delete my account", "Close my account", "永久注销我的账户"])
def test_a_danger_zone_holds_the_entry_but_its_button_is_the_persons(words, lexicon):
    made = page("Account").row("Profile", "Security", "Help").head("Delete account")
    made.text("Deleting your account removes all of your data.").control(words, tag="button")
    assert words in entries_on(made, lexicon)
    assert effect_of(words, made, lexicon) is Effect.FINAL


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("如不再使用本服务,可", "申请注销账户"),
        ("若您需要,请", "注销账号"),
        ("If you want to, ", "close your account"),
    ],
)  # fmt: skip
def test_a_link_in_a_sentence_that_offers_it_is_an_entry(before, words, lexicon):
    made = page("协议").head("账户与隐私").text(before, words)
    shown = made.texts.pop()
    made.texts.append(replace(shown, element=0))
    made.elements.append(
        Element(
            id=0, node=1000, frame="", tag="span", role="", label=words, text=words,
            box=shown.box, tappable_by="listener",
        )
    )  # fmt: skip
    assert words in entries_on(made, lexicon)


@pytest.mark.parametrize("words", ["关闭活期宝", "终止活期宝", "注销活期宝"])
def test_an_action_that_ends_what_its_row_names_ends_a_product(words, lexicon):
    made = with_action(page("我的产品").head("我的产品"), "活期宝", words)
    with_action(made, "手机理财", "了解")
    assert entries_on(made, lexicon) == {words: "sub_product"}


@pytest.mark.parametrize("words", ["关闭活期宝", "关闭零花宝"])
def test_of_another_row_it_ends_nothing(words, lexicon):
    made = with_action(page("我的产品").head("我的产品"), "手机理财", words)
    assert not entries_on(made, lexicon)


@pytest.mark.parametrize(
    ("heading", "row"),
    [("借款额度", "注销额度"), ("我的贷款", "注销额度"), ("零花宝设置", "关闭零花宝"),
                         ("免押额度", "终止免押服务"), ("随心付", "停用随心付")],
)  # fmt: skip
def test_a_row_that_ends_the_credit_its_page_is_about(heading, row, lexicon):
    made = page(heading).head(heading).row("借款记录", "额度管理", "还款计划", row)
    assert entries_on(made, lexicon) == {row: "credit_line"}


def test_the_limit_of_a_cloud_is_no_credit(lexicon):
    made = page("云主机").head("云主机").row("实例", "镜像", "注销额度")
    assert not entries_on(made, lexicon)


def test_the_words_of_a_settings_row_are_no_page_about_closing(lexicon):
    """注销账号 | 注销后不可恢复 | 申请注销: the row warns, the page does not."""
    made = page("账号安全").row("我的设备", "隐私设置").head("账号安全")
    with_action(made, "登录密码", "修改")
    with_action(made, "注销账号", "申请注销")
    title = made.texts[-2]
    narrow = replace(title, box=replace(title.box, width=80))
    beside = replace(title, text="注销后不可恢复", box=replace(title.box, x=90, width=90), block=99)
    made.texts[-2:-1] = [narrow, beside]
    assert effect_of("申请注销", made, lexicon) is Effect.OPEN_ENTRY
    assert effect_of("我的设备", made, lexicon) is Effect.NAVIGATE


def test_the_page_of_a_chat_says_nothing_that_could_be_pressed(lexicon):
    made = page("客服").text("我要注销").text("请选择您要办理的业务").row("注销会员账号", "转人工")
    made.field("请输入您的问题").control("发送", tag="button")
    assert entries_on(made, lexicon) == {"注销会员账号": "account"}
