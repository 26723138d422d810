"""Clicks become steps with words; what is the person's own, or undone, does not."""

from __future__ import annotations

from dataclasses import replace

from loanexit_auto.scenario.wordbook import builtin_lexicon
from loanexit_auto.screen.click import Click
from loanexit_auto.screen.model import Box, Element, Frame, Screen, Text
from loanexit_auto.session.notebook import Notebook

LEXICON = builtin_lexicon()


def screen(place: str, *labels: str) -> Screen:
    boxes = [Box(0, 50.0 * n, 300, 40) for n in range(len(labels))]
    elements = tuple(
        Element(n, n + 1, "F", "div", "row", label, box, text=label, tappable_by="listener")
        for n, (label, box) in enumerate(zip(labels, boxes, strict=True))
    )
    texts = tuple(
        Text(label, box, "F", block=n, element=n)
        for n, (label, box) in enumerate(zip(labels, boxes, strict=True))
    )
    url = f"https://bank.example.com/{place}"
    return Screen(url, place, (Frame("F", url),), texts, elements)


def click(at: Screen, label: str) -> Click:
    element = next(e for e in at.elements if e.label == label)
    x, y = element.box.center
    return Click(x, y, "F", (label,))


HOME = screen("home", "首页", "我的", "财富")
MINE = screen("my", "我的资产", "设置", "我的", "财富")
SETTINGS = screen("settings", "消息提醒", "账户与安全", "语言")
SECURITY = screen("security", "修改登录密码", "更换手机号", "注销账户")


def walked(*moves: tuple[Screen, str]) -> Notebook:
    book = Notebook(LEXICON)
    for here, label in moves:
        book.see(here)
        if label:
            book.click(click(here, label))
    return book


def steps(book: Notebook) -> list[str]:
    return [leg.element.label for leg in book.legs]


def test_a_straight_way_is_taken_down_up_to_the_entry() -> None:
    book = walked((HOME, "我的"), (MINE, "设置"), (SETTINGS, "账户与安全"), (SECURITY, ""))
    assert steps(book) == ["我的", "设置", "账户与安全"]
    assert book.finish()
    assert book.entry is not None and book.entry.text == "注销账户"


def test_a_control_that_a_banner_has_pushed_down_since_is_known_by_its_name() -> None:
    book = Notebook(LEXICON)
    book.see(HOME)
    book.click(Click(150, 1070, "F", ("我的", "首页\n我的\n财富")))
    book.see(MINE)
    assert steps(book) == ["我的"]


def test_of_two_controls_of_one_name_that_have_moved_none_is_taken_for_the_clicked_one() -> None:
    book = Notebook(LEXICON)
    book.see(screen("home", "更多", "我的", "更多"))
    book.click(Click(150, 1070, "F", ("更多",)))
    book.see(MINE)
    assert steps(book) == []


def test_a_detour_is_cut_out() -> None:
    wealth = screen("wealth", "基金", "我的", "理财")
    book = walked(
        (HOME, "我的"), (MINE, "财富"), (wealth, "我的"), (MINE, "设置"), (SETTINGS, "")
    )  # fmt: skip
    assert steps(book) == ["我的", "设置"]


def test_a_click_that_changed_nothing_is_no_step() -> None:
    assert steps(walked((HOME, "首页"), (HOME, "我的"), (MINE, ""))) == ["我的"]


def test_clicking_the_entry_ends_the_recording() -> None:
    book = walked((SETTINGS, "账户与安全"), (SECURITY, "注销账户"), (HOME, "我的"), (MINE, ""))
    assert book.has_ended
    assert steps(book) == ["账户与安全"]
    assert book.screen == SECURITY


def test_without_an_entry_in_sight_nothing_is_finished() -> None:
    assert not walked((HOME, "我的"), (MINE, "")).finish()


def test_a_click_on_what_has_changed_meanwhile_is_not_taken_down() -> None:
    book = Notebook(LEXICON)
    book.see(HOME)
    book.click(Click(*HOME.elements[1].box.center, "F", ("提交订单",)))
    book.see(MINE)
    assert steps(book) == []


def test_inside_a_closed_shadow_root_the_place_is_enough_on_the_same_document() -> None:
    book = walked((HOME, "我的"))
    book.see(MINE)
    x, y = click(MINE, "设置").x, click(MINE, "设置").y
    book.click(Click(x, y, "F", ("我的资产",), "https://bank.example.com/my"))
    book.see(SETTINGS)
    assert steps(book) == ["我的", "设置"]


def test_inside_a_closed_shadow_root_of_another_document_nothing_is_guessed() -> None:
    book = walked((HOME, "我的"))
    book.see(MINE)
    book.click(Click(150, 70, "F", ("设置",), "https://bank.example.com/somewhere"))
    book.see(SETTINGS)
    assert steps(book) == ["我的"]


def test_a_frame_that_is_still_empty_is_waited_for() -> None:
    """The menu goes, its frame comes later: in between there is only less than before."""
    empty = replace(screen("settings", "语言"), frames=(*SETTINGS.frames, Frame("G", "", "F")))
    book = walked((MINE, "设置"), (SETTINGS, "账户与安全"))
    book.see(empty)
    assert steps(book) == ["设置"]
    book.see(SECURITY)
    assert steps(book) == ["设置", "账户与安全"]
    gone = walked((MINE, "设置"), (SETTINGS, "账户与安全"), (screen("settings", "语言"), ""))
    gone.see(SECURITY)
    assert steps(gone) == ["设置"], "without such a frame it was only put away"


def test_a_frame_that_has_gone_empty_is_waited_for() -> None:
    """A frame keeps its address while the next document of it is not drawn yet."""
    menu = Frame("G", "https://bank.example.com/menu", "F")
    tops = screen("home", "首页", "账户与安全")
    framed = replace(
        tops,
        frames=(*tops.frames, menu),
        texts=(tops.texts[0], replace(tops.texts[1], frame="G")),
        elements=(tops.elements[0], replace(tops.elements[1], frame="G")),
    )
    emptied = replace(framed, texts=framed.texts[:1], elements=framed.elements[:1])
    book = Notebook(LEXICON)
    book.see(framed)
    book.click(Click(150, 70, "G", ("账户与安全",)))
    book.see(emptied)
    assert steps(book) == []
    book.see(SECURITY)
    assert steps(book) == ["账户与安全"]
