"""What a control with unknown words is taken for, by what it stands among."""

from __future__ import annotations

import pytest

from loanexit_auto.screen.effects import effects
from loanexit_auto.screen.findings import Effect
from loanexit_auto.screen.model import Box

from .build import page

UNKNOWN = "欣闻乐见"
_HARMLESS = {Effect.NAVIGATE, Effect.REVEAL, Effect.SEARCH}


def effect_of(words, made, lexicon):
    screen = made.screen()
    judged = effects(screen, lexicon)
    (found,) = {judged[e.id] for e in screen.elements if e.label == words}
    return found


def rows(made, *names, **more):
    """Rows as mini programs draw them: a listener each, no role."""
    return made.row(*names, **more)


def buttons(made, *names, **more):
    for name in names:
        made.control(name, tag="button", **more)
    return made


def standing_on(kind):
    """A page of each kind on which something is at stake."""
    made = page("办理").text("办理")
    match kind:
        case "irreversible":
            return made.text("注销后无法恢复")
        case "closing":
            return page("注销账户").text("注销账户")
        case "pending":
            return made.text("您的注销申请已提交，正在审核")
        case "code":
            return made.text("验证码已发送至 138****0000").field("请输入验证码", max_length=6)
        case "puzzle":
            return made.text("请按顺序点击：春 夏 秋").mark("canvas", "pic", 300, 200)
        case "face":
            return made.text("请进行人脸识别").control("开始识别")
        case "widget":
            return made.mark("iframe", "newassets.hcaptcha.com/captcha/v1", 300, 78)
        case "stay":
            return made.text("请选择").row("再想想")
        case "agree":
            return made.control("我已阅读并同意", role="checkbox", checked=False)
        case "field":
            return made.field("备注")
        case "tick":
            return made.control("记住", role="checkbox", checked=False)


@pytest.mark.parametrize("tag", ["div", "button", "a", "nut-button", "p"])
@pytest.mark.parametrize(
    "kind",
    ["irreversible", "closing", "pending", "code", "puzzle", "face", "widget", "stay", "agree",
     "field", "tick"],
)  # fmt: skip
def test_nothing_unknown_is_harmless_where_something_is_at_stake(kind, tag, lexicon):
    made = standing_on(kind).control(UNKNOWN, role="", tag=tag, tappable_by="listener")
    assert effect_of(UNKNOWN, made, lexicon) is Effect.FINAL


@pytest.mark.parametrize("tag", ["div", "button", "a"])
def test_an_answer_of_a_dialog_is_not_harmless(tag, lexicon):
    made = page("首页").row("设置", "帮助中心").dialog().text("要现在就办吗")
    made.control(UNKNOWN, role="", tag=tag, tappable_by="listener").control("取消")
    assert effect_of(UNKNOWN, made, lexicon) is Effect.FINAL


def test_the_rows_of_a_menu_in_a_drawer_lead_on(lexicon):
    made = page("首页").row("首页").dialog().row("设置", "帮助中心", UNKNOWN, "关于我们")
    assert effect_of(UNKNOWN, made, lexicon) is Effect.NAVIGATE


@pytest.mark.parametrize("tag", ["button", "ion-button"])
def test_a_button_by_itself_under_a_list_is_not_harmless(tag, lexicon):
    made = page("设置").head("设置").row("账户与安全", "帮助中心", "关于我们")
    made.control(UNKNOWN, tag=tag, box=Box(40, 200, 200, 40))
    assert effect_of(UNKNOWN, made, lexicon) is Effect.FINAL


def test_the_only_thing_to_press_is_not_harmless(lexicon):
    made = page("活动").text("恭喜").text("你被选中了").row(UNKNOWN)
    assert effect_of(UNKNOWN, made, lexicon) is Effect.FINAL


def test_a_row_among_rows_leads_on(lexicon):
    made = page("我的").head("我的").row("设置", UNKNOWN, "帮助中心")
    assert effect_of(UNKNOWN, made, lexicon) is Effect.NAVIGATE


def test_a_row_beside_a_search_field_leads_on(lexicon):
    made = page("我的").field("搜索", input_type="search", role="searchbox")
    made.row("设置", UNKNOWN, "帮助中心")
    assert effect_of(UNKNOWN, made, lexicon) is Effect.NAVIGATE


def switched(*names, **more):
    """A settings list with a switch, of buttons."""
    made = page("设置").head("设置").control("夜间模式", role="switch", checked=False)
    return buttons(made, *names, **more)


def test_a_button_row_among_the_names_of_pages_leads_on(lexicon):
    made = switched("账户与安全", "百宝箱", "常用功能", "帮助中心")
    assert effect_of("百宝箱", made, lexicon) is Effect.NAVIGATE
    assert effect_of("常用功能", made, lexicon) is Effect.NAVIGATE


@pytest.mark.parametrize(
    "names",
    [
        ("账户与安全", "帮助中心", UNKNOWN),  # what hands in stands last
        ("账户与安全", UNKNOWN, "百宝箱"),  # one known name is no list of pages
        ("账户与安全", UNKNOWN, "帮助中心", "保存"),  # what hands in is there
        ("账户与安全", UNKNOWN, "帮助中心", "同意并继续"),
    ],
)
def test_another_button_row_beside_a_switch_is_not_harmless(names, lexicon):
    assert effect_of(UNKNOWN, switched(*names), lexicon) is Effect.FINAL


@pytest.mark.parametrize(
    "words",
    ["提交", "确认注销", "删除账户", "清空数据", "同意并继续", "下一步", "永久删除", "保存",
     "退出登录", "注销", "Delete my account", "Submit", "Reset everything"],
)  # fmt: skip
def test_no_act_among_button_rows_is_harmless(words, lexicon):
    made = switched("账户与安全", words, "隐私设置", "帮助中心")
    assert effect_of(words, made, lexicon) not in _HARMLESS


def test_a_field_to_type_into_makes_button_rows_part_of_a_form(lexicon):
    made = switched("账户与安全", UNKNOWN, "隐私设置", "帮助中心").field("昵称")
    assert effect_of(UNKNOWN, made, lexicon) is Effect.FINAL


def test_a_link_to_a_page_hands_nothing_in(lexicon):
    made = page("资料").field("昵称").control(UNKNOWN, role="link", tag="a", href="/my/data")
    made.control("保存")
    assert effect_of(UNKNOWN, made, lexicon) is Effect.NAVIGATE
