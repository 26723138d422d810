"""Going back: in the tab's history, and out of a tab that has none."""

from __future__ import annotations

from tests.browser.site import HOME, Visit


def test_back_leaves_a_popup_and_finds_what_opened_it_untouched(at: Visit) -> None:
    at.open("opens-tab")
    before = at.driver.look()
    at.tap("新窗口")
    at.driver.look(lambda s: s.is_popup and s.url.endswith("/plain"))
    at.driver.back()
    after = at.driver.look()
    assert after.url == f"{HOME}/opens-tab" and not after.is_popup
    assert [e.label for e in after.elements] == [e.label for e in before.elements]
    assert at.driver.incidents() == ()


def test_back_inside_a_popup_goes_back_in_it_first(at: Visit) -> None:
    at.open("opens-tab")
    at.tap("新窗口")
    at.driver.look(lambda s: s.is_popup and s.url.endswith("/plain"))
    at.driver.goto(f"{HOME}/names")
    at.driver.back()
    assert at.driver.look(lambda s: s.url.endswith("/plain")).is_popup


def test_the_first_tab_is_never_closed(at: Visit) -> None:
    at.open("plain")
    at.driver.goto(f"{HOME}/names")
    at.driver.back()
    assert at.driver.look().url == f"{HOME}/plain"
    assert at.window.is_open
