"""What controls do, by their labels and the kind of page: four languages, many ways to word it."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from loanexit_auto.screen.effects import effects
from loanexit_auto.screen.findings import Effect

from .build import page

_LABELS = YAML(typ="safe").load(
    Path(__file__).with_name("controls.yaml").read_text(encoding="utf-8")
)
_HARMLESS = {Effect.NAVIGATE, Effect.REVEAL, Effect.SEARCH}
_ALLOWED = {
    "refused": {Effect.FINAL, Effect.AGREE},
    "harmless": _HARMLESS,
    "entry": {Effect.OPEN_ENTRY},
}


def last_dialog():
    return page("注销账号").head("注销账号").dialog().text("注销后无法恢复，请谨慎操作")


def retention_dialog():
    closing = page("注销账号").head("注销账号").dialog()
    return closing.text("真的要走吗？").text("专属福利：免息券 3 张等你领取")


def settings():
    return page("设置").head("设置").row("账户与安全", "隐私设置", "帮助中心")


def mine():
    return page("我的").head("我的").row("我的足迹", "我的消息", "帮助与客服")


def checkout():
    start = page("确认订单").text("合计 20.00 元").field("备注")
    return start.control("使用优惠券", role="switch", checked=False)


def profile():
    return page("编辑资料").head("编辑资料").field("昵称").field("简介")


def code():
    start = page("安全验证").text("验证码已发送至 138****0000")
    return start.field("请输入验证码", max_length=6)


def pending():
    return page("注销进度").head("注销进度").text("您的注销申请已提交，正在审核中")


def loan():
    return page("借钱").text("可借额度（元）").text("20,000.00")


PLACES = {
    place.__name__: place
    for place in (
        last_dialog, retention_dialog, settings, mine, checkout, profile, code, pending, loan
    )
}  # fmt: skip


def judged(kind, words, tag, lexicon):
    made = PLACES[kind]()
    if kind in ("settings", "mine"):
        made.row(words, "关于我们")
    else:
        made.control(words, role="button" if tag == "button" else "", tag=tag, **_HEARD[tag])
    screen = made.screen()
    (found,) = {
        effect for number, effect in effects(screen, lexicon).items()
        if screen.elements[number].label == words
    }  # fmt: skip
    return found


_HEARD = {"button": {}, "div": {"tappable_by": "listener"}}


@pytest.mark.parametrize("tag", ["button", "div"])
@pytest.mark.parametrize(("kind", "what"), [(k, w) for k, whats in _LABELS.items() for w in whats])
def test_every_label_is_judged_right(kind, what, tag, lexicon):
    wrong = {
        words: found.value
        for words in _LABELS[kind][what]
        if (found := judged(kind, words, tag, lexicon)) not in _ALLOWED[what]
    }
    assert not wrong
