"""Words compare as a person reads them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanexit_auto.screen import text
from loanexit_auto.screen.text import contains, core, matches, normalise

SAME = [
    ("注 销 账 户", "注销账户"),
    ("註銷帳號", "注销账号"),
    ("帐户与安全", "账号和安全"),
    ("账号 & 安全", "账户及安全"),
    ("Ｄｅｌｅｔｅ　Account", "delete account"),
    ("注\u200b销\u202e账\u00ad户", "注销账户"),
    ("注·销", "注销"),
    ("確認\n  註銷", "确认注销"),
    ("\ue603设置", "设置"),
    ("请登陆", "请登录"),
    ("您的余额：￥０．３０", "你的余额:¥0.30"),
    ("сlоsе account", "close account"),  # Cyrillic look-alikes
    ("⺠生", "民生"),
    ("优惠劵", "优惠券"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_forms_of_the_same_words_compare_equal(one, other):
    assert normalise(one) == normalise(other)


_LABELS = st.text(alphabet="注销账号户帐登陆录其它身分阁下您和後銷巳劵券123abc X&·*", max_size=8)


@given(_LABELS)
def test_plain_labels_take_the_short_way_to_the_same_form(label):
    folded = label
    for _ in range(6):
        folded = text._fold(folded)
    assert normalise(label) == folded


def test_the_converter_of_traditional_characters_is_left_alone_until_one_is_met():
    """Loading it takes a tenth of a second, and neither lexicon nor most pages need it."""
    asked = "import sys\nfrom loanexit_auto.scenario.wordbook import builtin_lexicon\n"
    asked += "builtin_lexicon().hits('注销账户')\nprint('opencc_purepy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("one", "other"),
    [("注销", "撤销"), ("账户", "用户"), ("已结清", "未结清"), ("己", "已"), ("末", "未")],
)
def test_words_of_other_meaning_stay_apart(one, other):
    assert normalise(one) != normalise(other)


def test_spaces_between_latin_words_are_kept():
    assert normalise("Close   your\taccount") == "close your account"


@given(st.text(max_size=60))
def test_normal_form_is_stable(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet="注销账號帳户與和及您 ·&\u200b\u3000ａＡ(３)›。，", max_size=30))
def test_normal_form_is_stable_for_menu_words(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet="账户注销。", min_size=401, max_size=500))
def test_normal_form_is_stable_for_long_text(text):
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    "label",
    ["消息(3)", "消息 99+", "消息 ›", "• 消息 >", "消息（12）", "消息 NEW", "消息红点", "消息3"],
)
def test_badges_counts_and_arrows_are_ignored(label):
    assert matches(label, "消息")


@pytest.mark.parametrize(
    ("label", "wanted"),
    [("消息中心", "消息"), ("我的消息", "消息"), ("", "消息"), ("版本2", "版本3")],
)
def test_other_labels_do_not_match(label, wanted):
    assert not matches(label, wanted)


def test_a_part_matches_only_when_asked_for():
    assert matches("前往账户与安全中心", "账号和安全", part=True)
    assert not matches("前往账户与安全中心", "账号和安全")


def test_latin_words_match_only_as_whole_words():
    assert not matches("catalogue", "log", part=True)
    assert contains("log out", "log")


def test_nothing_wanted_matches_nothing():
    assert not matches("设置", "")
    assert not matches("设置", "  ", part=True)


def test_a_label_that_is_only_a_number_is_kept():
    assert core("18") == "18"
