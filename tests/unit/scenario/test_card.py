"""Cards, checklists and the listing say what a scenario says, in both languages."""

from __future__ import annotations

import pytest

from loanexit_auto.messages import Messages
from loanexit_auto.scenario.card import Card, card, marks
from loanexit_auto.scenario.checklist import checklist, checklists
from loanexit_auto.scenario.directory import Directory
from loanexit_auto.scenario.listing import escaped, listing
from loanexit_auto.scenario.model import After, Fact, Scenario, Source, Utterance

ZH, EN = Messages("zh"), Messages("en")
PLATFORM = Scenario(
    loanexit=1,
    id="some-credit",
    name="某额度",
    name_en="Some Credit",
    kind="credit_product",
    channels=("app", "hotline"),
    sources={
        "A1": Source(title="隐私政策", address="https://example.com/", quality="A"),
        "D1": Source(title="匿名 | 网页 <b>", address="https://example.org/", quality="D"),
    },
    facts=(
        Fact(about="path", channel="app", steps=("设置", "注销"), quality="D", sources=("D1",)),
        Fact(
            about="path", channel="app", steps=("我的", "账户"), quality="A", sources=("A1",),
            date="2020-09-18", note="旧菜单。", note_en="an older menu",
        ),
        Fact(about="hotline", value="400-000-0000", quality="C", sources=("A1",), verify=True),
        Fact(about="precondition", value="余额为0", quality="D", sources=("D1",)),
    ),
    by_hand=(Utterance(channel="hotline", say=("我要关闭额度",)),),
    after=After(then_close=("some-account",)),
)  # fmt: skip


def lines(shown: Card, key: str) -> list[str]:
    return [line.text for part in shown.sections if part.key == key for line in part.lines]


def test_the_best_sourced_path_comes_first() -> None:
    shown = card(PLATFORM, ZH)
    assert lines(shown, "path") == ["手机 App：我的 → 账户（旧菜单。）", "手机 App：设置 → 注销"]
    assert lines(shown, "sure")[0] == "路径的来源：A 运营方原文，2020-09-18。"


def test_a_card_speaks_the_language_asked_for() -> None:
    shown = card(PLATFORM, EN)
    assert shown.name == "Some Credit (某额度)"
    assert lines(shown, "path")[0] == "phone app: 我的 → 账户 (an older menu)"


def test_never_checked_is_said() -> None:
    assert lines(card(PLATFORM, EN), "sure")[-1].startswith("Never checked")


def test_a_number_carries_its_verify_mark_wherever_it_is_shown() -> None:
    shown = lines(card(PLATFORM, EN), "contact")
    assert shown == [
        "telephone: 400-000-0000 (check it on the official site or in the app before you call or "
        "write)"
    ]
    assert "check it" in checklist(PLATFORM, "hotline", EN).prepare[0]
    assert "☎? 400-000-0000" in listing([PLATFORM], ZH)


def test_closing_a_credit_line_is_not_closing_the_account() -> None:
    order = lines(card(PLATFORM, ZH, {"some-account": "某账户"}.__getitem__), "order")
    assert order == [
        "之后再注销：某账户",
        "关闭信用额度不等于注销账户；锁定、冻结、暂停也都不是关闭。",
    ]


def test_unknown_about_signing_in_warns() -> None:
    assert "先不要登录" in lines(card(PLATFORM, ZH), "cooling_off")[-1]


def test_particular_lines_come_before_general_ones_and_nothing_twice() -> None:
    lists = checklists(PLATFORM, ZH)
    assert [each.channel for each in lists] == ["app", "hotline"]
    assert lists[0].say[:2] == ("设置 → 注销", "我的 → 账户")
    assert lists[1].say[0] == "我要关闭额度"
    for each in lists:
        for part in (each.prepare, each.say, each.keep):
            assert len(part) == len(set(part)) and part


def test_a_listing_shows_text_as_text() -> None:
    page = listing([PLATFORM], ZH)
    assert "匿名 \\| 网页 \\<b\\>" in page
    assert "<b>" not in page
    assert escaped("a\n| b") == "a \\| b"
    rows = [line for line in page.splitlines() if line.startswith("| [")]
    assert len(rows) == 1 and rows[0].count(" | ") == 4


def commands(scenario: Scenario, say: Messages) -> list[str]:
    last = card(scenario, say).sections[-1]
    assert last.key == "next"
    return [line.text for line in last.lines if line.is_command]


@pytest.mark.parametrize("say", [ZH, EN])
def test_what_to_type_next_is_what_the_platform_needs(say: Messages) -> None:
    bundled = Directory.open()
    assert commands(PLATFORM, say) == ["loanexit-auto run some-credit"]
    assert commands(bundled.get("jd-finance"), say) == ["loanexit-auto run jd-finance"]
    by_page = commands(bundled.get("webank-weilidai"), say)
    assert by_page[0] == "loanexit-auto run webank-weilidai"
    assert by_page[1].startswith("loanexit-auto run webank-weilidai --page ")
    refused = commands(bundled.get("leshangdai"), say)
    assert refused[1].startswith("loanexit-auto letter institution --case ")


def test_where_closing_is_not_offered_it_says_how_sure_that_is() -> None:
    shown = card(Directory.open().get("leshangdai"), ZH)
    assert lines(shown, "sure")[0] == "“不提供注销”的来源：A 运营方原文。"
    assert lines(shown, "cooling_off") == []


def test_the_marks_on_a_card_are_explained_and_no_others() -> None:
    assert marks(card(PLATFORM, EN), EN) == (
        "[A] the operator's own words",
        "[C] a named page or reviewed community data",
        "[D] an anonymous page, a hint only",
    )
