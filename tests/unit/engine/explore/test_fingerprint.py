"""A screen is known again by what a site draws every time, whatever else has changed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from loanexit_auto.engine.explore.fingerprint import fingerprint, place, stable_word
from loanexit_auto.screen.model import Box, Element, Screen, Text

UNHURRIED = settings(deadline=None)
MENU = ("账户与安全", "隐私设置", "消息通知", "通用", "关于我们", "帮助与客服")


def screen(
    labels: tuple[str, ...], heading: str = "设置", url: str = "https://a.test/set"
) -> Screen:
    box = Box(0, 0, 300, 40)
    elements = tuple(
        Element(n, n + 1, "top", "div", "", label, box, tappable_by="listener", text=label)
        for n, label in enumerate(labels)
    )
    runs = tuple(Text(label, box, "top", n + 10, element=n) for n, label in enumerate(labels))
    title = Text(heading, box, "top", 1, is_heading=True)
    return Screen(url, heading, texts=(title, *runs), elements=elements)


@UNHURRIED
@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 999))
def test_clocks_and_counters_leave_no_trace(hour: int, minute: int, count: int) -> None:
    before = screen((*MENU, "09:30", "消息 3"))
    after = screen((*MENU, f"{hour:02}:{minute:02}", f"消息 {count}"))
    assert fingerprint(before).is_like(fingerprint(after))


@UNHURRIED
@given(st.lists(st.integers(1000, 9999), min_size=0, max_size=12))
def test_list_contents_leave_no_trace(numbers: list[int]) -> None:
    rows = tuple(f"订单 {number} 已完成" for number in numbers)
    assert fingerprint(screen((*MENU, *rows))).is_like(fingerprint(screen(MENU)))


def test_other_menus_are_other_screens() -> None:
    other = screen(("登录设备管理", "实名信息", "手机号", "注销账户"), "账户与安全")
    assert not fingerprint(other).is_like(fingerprint(screen(MENU)))


def test_headings_alone_tell_two_like_screens_apart() -> None:
    assert not fingerprint(screen(MENU, "设置")).is_like(fingerprint(screen(MENU, "通用")))


@UNHURRIED
@given(st.sets(st.sampled_from(MENU)), st.sets(st.sampled_from(MENU)))
def test_likeness_is_symmetric(one: set[str], other: set[str]) -> None:
    first, second = fingerprint(screen(tuple(one))), fingerprint(screen(tuple(other)))
    assert first.is_like(second) == second.is_like(first)
    assert first.is_like(first)


def test_numbers_and_query_are_no_part_of_a_place() -> None:
    assert place("https://a.test/order/123?id=4") == place("https://a.test/order/9")
    assert place("https://a.test/#/a") != place("https://a.test/#/b")


def test_amounts_and_long_labels_are_contents() -> None:
    assert stable_word("优惠券 2 张") == stable_word("优惠券 5 张") != ""
    assert stable_word("关于2月账单日调整的通知公告") == ""
    assert stable_word("¥12.50") == ""


def test_pages_that_differ_in_their_title_and_a_word_are_two() -> None:
    """One script for all pages, the same frame around each: only title and contents differ."""
    one = replace(screen((*MENU, "缩图"), "站点工具"), title="媒体管理器 [Wiki]")
    other = replace(screen(MENU, "站点工具"), title="网站地图 [Wiki]")
    assert not fingerprint(one).is_like(fingerprint(other))
    assert fingerprint(one).is_like(fingerprint(replace(one, title="(3) 媒体管理器 [Wiki]")))


def test_a_title_that_blinks_is_the_same_screen() -> None:
    one = screen(MENU)
    assert fingerprint(replace(one, title="您有新消息")).is_like(fingerprint(one))
