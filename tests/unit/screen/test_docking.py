"""Bars docked to an edge are part of the page; sheets, keypads and notices are not."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from loanexit_auto.screen.docking import with_docked_bars
from loanexit_auto.screen.model import Box, Element, Screen, Text

_WIDTH, _HEIGHT = 390.0, 844.0


def _element(number: int, box: Box, layer: int, *, acts: bool = True) -> Element:
    return Element(
        id=number,
        node=number,
        frame="F",
        tag="div",
        role="",
        label=f"e{number}",
        box=box,
        layer=layer,
        tappable_by="listener" if acts else "text",
    )


def _screen(bar: Box, words: str = "下一步", *, covered: bool = False, buttons: int = 1) -> Screen:
    page = _element(0, Box(0, 60, _WIDTH, 40), 0, acts=False)
    wide = bar.width / buttons
    held = [
        _element(1 + n, Box(bar.x + n * wide, bar.y, wide, bar.height), 1) for n in range(buttons)
    ]
    return Screen(
        "https://shop.test/",
        "t",
        texts=(
            Text("须知", page.box, "F", element=0),
            Text(words, bar, "F", layer=1, element=1 if words == "下一步" else None),
        ),
        elements=(replace(page, occluded=covered), *held),
        device="phone",
        width=_WIDTH,
        height=_HEIGHT,
    )


def _layers(screen: Screen) -> set[int]:
    return {e.layer for e in screen.elements} | {t.layer for t in screen.texts}


def test_a_bar_with_buttons_at_the_lower_edge_belongs_to_the_page() -> None:
    assert _layers(with_docked_bars(_screen(Box(0, 700, _WIDTH, 144)))) == {0}


def test_a_menu_down_the_side_belongs_to_the_page() -> None:
    assert _layers(with_docked_bars(_screen(Box(0, 0, 100, 844), buttons=4))) == {0}


def test_a_sheet_over_a_veil_stays_apart() -> None:
    assert _layers(with_docked_bars(_screen(Box(0, 700, _WIDTH, 144), covered=True))) == {0, 1}


def test_a_notice_that_says_something_stays_apart() -> None:
    said = _screen(Box(0, 700, _WIDTH, 144), "我们使用 Cookie 来改进您的浏览体验")
    assert _layers(with_docked_bars(said)) == {0, 1}


def test_a_keypad_stays_apart() -> None:
    assert _layers(with_docked_bars(_screen(Box(0, 600, _WIDTH, 244), buttons=12))) == {0, 1}


def test_a_dialog_in_the_middle_stays_apart() -> None:
    assert _layers(with_docked_bars(_screen(Box(40, 300, 310, 200)))) == {0, 1}


@given(st.floats(0, 800), st.floats(0, 800), st.floats(1, 390), st.floats(1, 844), st.booleans())
def test_it_changes_nothing_but_layers_and_does_so_once(
    x: float, y: float, width: float, height: float, covered: bool
) -> None:
    screen = _screen(Box(x, y, width, height), covered=covered)
    docked = with_docked_bars(screen)
    assert with_docked_bars(docked) == docked
    plain = [replace(e, layer=0) for e in docked.elements]
    assert plain == [replace(e, layer=0) for e in screen.elements]
