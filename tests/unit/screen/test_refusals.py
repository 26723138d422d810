"""Refusals in many words: the blocker is read wherever a site puts the sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from loanexit_auto.screen.findings import Blocker
from loanexit_auto.screen.reading import read

from .build import page

_HERE = Path(__file__).parent
_LISTS = {
    name: YAML(typ="safe").load((_HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    for name in ("refusals", "excuses")
}


def in_a_dialog(text):
    return page("注销账户").head("注销账户").dialog().text(text).control("我知道了").screen()


def over_the_settings(text):
    menu = page("账户与安全").head("账户与安全").row("修改密码", "登录设备", "注销账户")
    return menu.dialog().text(text).screen()


def on_a_result_page(text):
    return page("注销账户").head("暂时无法注销").text(text).control("返回").screen()


@pytest.mark.parametrize("place", [in_a_dialog, over_the_settings, on_a_result_page])
@pytest.mark.parametrize(
    ("listed", "kind"), [(name, kind) for name, kinds in _LISTS.items() for kind in kinds]
)
def test_every_way_of_saying_it_is_read(place, listed, kind, lexicon):
    said = {"generic"} if place is on_a_result_page and kind == "none" else set()
    wanted = set() if kind == "none" else {kind}
    wrong = {
        text: found
        for text in _LISTS[listed][kind]
        if (found := kinds_on(place(text), lexicon) - said) != wanted
    }
    assert not wrong


def kinds_on(screen, lexicon):
    return {f.blocker for f in read(screen, lexicon) if isinstance(f, Blocker)}


def test_conditions_under_a_refusal_are_no_second_refusal(lexicon):
    screen = (
        page("注销账户").head("注销账户").text("您有 1 笔借款未结清，无法注销").head("注销条件")
    )
    screen = screen.text("账户内无欠款").text("账户无争议，包括投诉或被投诉").screen()
    assert kinds_on(screen, lexicon) == {"unsettled_loan"}


def test_what_belongs_to_somebody_is_no_refusal_on_a_page_about_other_things(lexicon):
    screen = (
        page("我的").head("我的").text("您有 2 张优惠券待使用").row("我的借款", "设置").screen()
    )
    assert not kinds_on(screen, lexicon)


def test_a_row_that_passed_says_nothing(lexicon):
    screen = (
        page("注销条件").head("注销条件检测").text("未完成订单", "✓").text("余额", "✗").screen()
    )
    assert kinds_on(screen, lexicon) == {"balance"}
