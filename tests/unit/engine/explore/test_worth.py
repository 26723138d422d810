"""What a label promises: settings and security before help, help before shopping."""

from __future__ import annotations

import pytest

from loanexit_auto.engine.explore.recipe import recipe
from loanexit_auto.engine.explore.worth import CONTENT, UNKNOWN, is_overflow, worth
from loanexit_auto.scenario.wordbook import builtin_lexicon
from loanexit_auto.screen.model import Box, Screen, Text

LEXICON = builtin_lexicon()


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("账户与安全", "设置"), ("设置", "我的"), ("我的", "帮助中心"), ("更多服务", "帮助中心"),
        ("帮助中心", "优惠券"), ("隐私设置", "修改密码"), ("百宝箱", "我的订单"),
        ("Account & security", "Help center"), ("Settings", "Orders"), ("更多", "登录设备管理"),
    ],
)  # fmt: skip
def test_the_way_to_closing_goes_before(better: str, worse: str) -> None:
    assert worth(better, LEXICON) > worth(worse, LEXICON)


def test_what_says_nothing_ranks_between() -> None:
    assert CONTENT < worth("一站通", LEXICON) == UNKNOWN < worth("客服", LEXICON)


def test_three_dots_open_something() -> None:
    assert is_overflow("⋯", LEXICON)
    assert is_overflow("更多", LEXICON)
    assert not is_overflow("设置", LEXICON)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("我的-设置-账户与安全-注销账户。", ("我的", "设置", "账户与安全")),
        ("请依次点击【我的】【设置】【账号管理】注销账户", ("我的", "设置", "账户管理")),
        ("进入 Settings > Security > Delete account", ("settings", "security")),
    ],
)
def test_an_article_tells_the_way(text: str, told: tuple[str, ...]) -> None:
    page = Screen("https://a.test/help", "", texts=(Text(text, Box(0, 0, 300, 20), "top", 1),))
    assert set(told) <= set(recipe(page, LEXICON))
