"""What exploring takes for the entry, on screens of real applications and on made ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from loanexit_auto.engine import guard
from loanexit_auto.engine.explore.goal import goals
from loanexit_auto.engine.pilot import Sight
from loanexit_auto.scenario.wordbook import builtin_lexicon
from loanexit_auto.screen.findings import Entry
from loanexit_auto.screen.model import Box, Element, Screen, Text
from loanexit_auto.screen.reading import read
from loanexit_auto.screen.saved import load

SCREENS = Path(__file__).resolve().parent / "screens"


def saved(name: str) -> Screen:
    return load((SCREENS / f"{name}.json").read_bytes())


def found(screen: Screen) -> list[Entry]:
    return list(goals(Sight(screen, read(screen, builtin_lexicon())), builtin_lexicon()))


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("dokuwiki_profile", "移除我的账户"),
        ("redmine_account", "删除我的账号"),
        ("pretalx_profile", "Delete my account"),
    ],
)
def test_the_control_that_closes_the_account_on_a_real_page(name: str, label: str) -> None:
    screen = saved(name)
    (entry,) = found(screen)
    assert (entry.text, entry.closes) == (label, "account")
    assert entry.element is not None
    verdict = guard.judge(screen.elements[entry.element], screen, builtin_lexicon())
    assert isinstance(verdict, guard.Refusal)


@pytest.mark.parametrize("name", ["mediawiki_preferences", "wagtail_account"])
def test_an_account_page_without_such_a_control_has_none(name: str) -> None:
    assert found(saved(name)) == []


def without(screen: Screen, *roles: str) -> Screen:
    """The screen with these kinds of fields taken away, as an article would show its words."""
    kept = tuple(
        replace(e, visible=e.visible and e.role not in roles) for e in screen.elements
    )  # fmt: skip
    return replace(screen, elements=kept)


def test_a_heading_alone_makes_no_form() -> None:
    assert found(without(form("删除账号", "提交"), "textbox")) == []


def test_a_link_named_so_that_only_leads_somewhere_is_no_act() -> None:
    screen = saved("redmine_account")
    named = next(e for e in screen.elements if e.label == "删除我的账号")
    elements = tuple(
        replace(e, href="/help/142") if e.id == named.id else e for e in screen.elements
    )
    assert found(replace(screen, elements=elements)) == []


def form(heading: str, button: str, *, title: str = "个人资料") -> Screen:
    """A page with one form: a heading, a password and a button."""
    texts = (
        Text(heading, Box(40, 200, 200, 30), "", 1, heading=heading, is_heading=True),
        Text("密码", Box(40, 250, 60, 20), "", 2, heading=heading),
        Text(button, Box(40, 330, 120, 40), "", 3, heading=heading, element=1),
    )
    elements = (
        Element(
            0, 10, "", "input", "textbox", "密码", Box(120, 250, 200, 30), "placeholder",
            input_type="password", heading=heading,
        ),
        Element(
            1, 11, "", "button", "button", button, Box(40, 330, 120, 40), text=button,
            heading=heading,
        ),
    )  # fmt: skip
    return Screen("https://site.example/me", title, texts=texts, elements=elements)


@pytest.mark.parametrize("button", ["提交", "确定", "移除我的账户", "删除账号"])
def test_a_form_headed_by_closing_is_the_entry(button: str) -> None:
    assert [entry.text for entry in found(form("删除账号", button))] == [button]


@pytest.mark.parametrize(
    ("heading", "button"),
    [
        ("修改密码", "提交"),
        ("删除地址", "提交"),
        ("删除账号", "取消"),
        ("删除账号", "返回"),
        ("如何删除账号", "提交"),
        ("退出登录", "确定"),
    ],
)
def test_other_forms_are_not(heading: str, button: str) -> None:
    assert found(form(heading, button)) == []


def test_an_article_that_asks_for_a_comment_is_not() -> None:
    assert found(form("删除账号", "提交", title="如何删除账号？ - 帮助中心")) == []
