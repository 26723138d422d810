"""Each wall against a page that lies, moves, floods or redirects."""

from __future__ import annotations

import pytest

from loanexit_auto.engine.driver import (
    DialogDismissed,
    Fenced,
    HeldBack,
    Missed,
    TakenOver,
    Tripped,
)
from tests.browser.site import HOME, Visit


def kinds(incidents: tuple[object, ...]) -> set[type]:
    return {type(incident) for incident in incidents}


@pytest.mark.parametrize("phone", [False, True])
def test_an_honest_button_is_pressed_and_nothing_is_reported(at, at_phone, phone) -> None:
    here: Visit = at_phone if phone else at
    here.open("plain")
    here.tap("下一步")
    assert here.said() == "到了"
    assert here.driver.incidents() == ()


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize(
    ("label", "said"), [("浮动的图", "one"), ("旁边的字", "two"), ("绝对的图", "three")]
)
def test_what_stands_out_of_a_link_is_pressed_where_it_stands(
    at, at_phone, phone, label, said
) -> None:
    """A picture that floats in a link lies outside of the link's own box."""
    here: Visit = at_phone if phone else at
    here.open("floated")
    here.tap(label)
    assert here.said() == said
    assert here.driver.incidents() == ()


def test_a_picture_that_floats_in_a_link_may_be_covered(at: Visit) -> None:
    at.open("floated")
    at.tap("盖住的图")
    assert at.said() == "等待"
    assert [i.why for i in at.driver.incidents() if isinstance(i, Missed)] == ["covered"]


def test_a_picture_that_says_something_else_under_the_pointer_is_not_pressed(at: Visit) -> None:
    at.open("floated")
    at.tap("里外的图")
    assert at.said() == "等待"
    assert [type(i) for i in at.driver.incidents()] == [Missed]


@pytest.mark.parametrize(
    "page",
    ["label-swap", "moves-away", "layer-on-hover", "layer-always", "frame-on-hover"],
)
def test_what_changes_before_the_press_is_not_pressed(at: Visit, page: str) -> None:
    at.open(page)
    at.tap("下一步")
    assert at.said() == "等待"
    assert kinds(at.driver.incidents()) <= {Missed, Tripped} != set()


@pytest.mark.parametrize("page", ["label-swap-late", "moves-on-press", "written-frame-on-press"])
def test_what_changes_during_the_press_never_sees_the_click(at: Visit, page: str) -> None:
    at.open(page)
    at.tap("下一步")
    assert "注销了" not in at.said() and at.said() != "被按下"


def test_a_swapped_label_is_reported_with_what_it_turned_into(at: Visit) -> None:
    at.open("label-swap-late")
    at.tap("下一步")
    tripped = [i for i in at.driver.incidents() if isinstance(i, Tripped)]
    assert tripped[0].why == "label_changed"
    assert tripped[0].text == "确认注销"


def test_a_label_swapped_by_touch_is_not_clicked(at_phone: Visit) -> None:
    at_phone.open("label-swap")
    at_phone.tap("下一步")
    assert at_phone.said() != "被按下"
    assert Tripped in kinds(at_phone.driver.incidents())


def test_a_page_that_strips_all_listeners_gains_nothing(at: Visit) -> None:
    at.open("strips-listeners")
    at.tap("下一步")
    assert "注销了" not in at.said()


def test_confirm_is_dismissed_while_the_tool_drives(at: Visit) -> None:
    at.open("confirm")
    at.tap("下一步")
    assert at.said() == "没有注销"
    assert DialogDismissed("confirm", "确认注销账户？") in at.driver.incidents()


@pytest.mark.parametrize("page", ["search-submits", "search-submits-bare", "search-button-posts"])
def test_enter_in_a_search_field_submits_no_form_that_changes_something(at: Visit, page) -> None:
    at.open(page)
    element, screen = at.named("搜索")
    at.driver.type_search(element, screen, "注销")
    at.driver.look()
    assert at.site.changed() == []
    assert Tripped in kinds(at.driver.incidents())


@pytest.mark.parametrize(
    "page", ["search-button-says", "search-button-titled", "search-button-hides"]
)
def test_enter_presses_no_button_that_says_more_than_search(at: Visit, page) -> None:
    at.open(page)
    element, screen = at.named("搜索")
    at.driver.type_search(element, screen, "注销")
    at.driver.look()
    assert at.said() == "等待"
    assert not any("close" in where for _, where, _ in at.site.ledger)
    assert Tripped in kinds(at.driver.incidents())


@pytest.mark.parametrize("page", ["search-good", "search-button"])
def test_enter_in_an_honest_search_field_searches(at: Visit, page) -> None:
    at.open(page)
    element, screen = at.named("搜索")
    at.driver.type_search(element, screen, "注销")
    at.driver.look(lambda s: "results" in s.url)
    assert ("GET", "www.lender.test/results", "tool") in at.site.ledger
    assert at.driver.incidents() == ()


def test_a_closing_request_sent_by_script_is_held_back(at: Visit) -> None:
    at.open("closes-by-script")
    at.tap("下一步")
    at.driver.look(lambda s: s.title == "发了")
    assert at.site.changed() == []
    held = [i for i in at.driver.incidents() if isinstance(i, HeldBack)]
    assert {i.url.removeprefix(HOME) for i in held} == {
        "/api/account/close", "/beacon", "/user/cancelAccount",
    }  # fmt: skip


def test_the_gate_opens_while_the_person_drives(at: Visit) -> None:
    at.open("closes-by-script")
    at.driver.look()
    at.window.wheel.give_to("person")
    at.window.page.click("#a")
    at.window.page.wait_for_function("document.title == '发了'")
    at.window.page.wait_for_timeout(200)
    assert len(at.site.changed()) == 3
    assert at.driver.incidents() == ()


def test_a_link_off_the_domains_is_refused(at: Visit) -> None:
    at.site.redirects["/off"] = "https://evil.test/x"
    at.open("pops-up")
    at.tap("下一步")
    at.driver.look()
    assert any(isinstance(i, Fenced) and i.what == "redirect" for i in at.driver.incidents())
    assert not any(where.startswith("evil") for _, where, _ in at.site.ledger)


def test_a_popup_off_the_domains_is_refused_and_closed(at: Visit) -> None:
    at.open("pops-up")
    at.tap("活动")
    at.driver.look()
    incidents = at.driver.incidents()
    assert any(isinstance(i, Fenced) for i in incidents)
    assert at.window.page.url.startswith(HOME)
    assert not any(where.startswith("evil") for _, where, _ in at.site.ledger)


def test_goto_off_the_domains_is_refused(at: Visit) -> None:
    at.driver.goto("https://evil.test/")
    assert at.driver.incidents() == (Fenced("https://evil.test/", "page"),)
    assert at.site.ledger == []


def test_a_person_who_clicks_takes_over(at: Visit) -> None:
    at.open("plain")
    at.driver.look()
    at.window.page.mouse.click(5, 300)
    at.window.page.wait_for_timeout(50)
    assert TakenOver in kinds(at.driver.incidents())


def test_a_person_who_types_takes_over_and_no_key_is_told(at: Visit) -> None:
    at.open("plain")
    at.driver.look()
    at.window.page.keyboard.press("s")
    at.window.page.wait_for_timeout(50)
    assert at.driver.incidents() == (TakenOver("keydown"),)


def test_a_click_of_the_person_during_an_act_reaches_nothing(at: Visit) -> None:
    """Between approval and press the person clicks elsewhere: swallowed and reported."""
    at.open("plain")
    element, screen = at.named("下一步")
    hand = at.driver._hand
    press = hand._press

    def interrupted(element, point) -> None:
        at.window.page.mouse.click(5, 300)
        press(element, point)

    hand._press = interrupted
    at.driver.tap(element, screen)
    assert Tripped in kinds(at.driver.incidents())


def test_a_control_in_a_closed_shadow_root_is_pressed(at: Visit) -> None:
    at.open("shadow")
    at.tap("更多服务")
    assert at.said() == "到了"


def test_a_neighbour_in_the_same_closed_shadow_root_is_not(at: Visit) -> None:
    at.open("shadow#move")
    at.tap("更多服务")
    assert at.said() != "注销了"


def test_a_control_inside_a_scrolled_frame_is_pressed(at: Visit) -> None:
    at.open("framed")
    at.tap("框内下一步")
    assert at.said() == "框内到了"
    assert at.driver.incidents() == (Fenced("https://pay.lender-pay.test/inner2", "frame"),)


def test_a_row_far_down_in_a_scroller_is_brought_into_view(at: Visit) -> None:
    at.open("long-list")
    at.tap("菜单55")
    assert at.said() == "菜单55"


def test_the_page_cannot_see_the_tripwire(at: Visit) -> None:
    at.open("plain")
    at.driver.look()
    assert (
        at.window.page.evaluate("typeof loanexit + typeof loanexitReport") == "undefinedundefined"
    )
