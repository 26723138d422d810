"""What must hold on every screen: checked on saved pages, changed at random."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loanexit_auto.scenario.wordbook import builtin_lexicon
from loanexit_auto.screen.effects import effects
from loanexit_auto.screen.findings import Effect, FinalConfirm
from loanexit_auto.screen.locate import find
from loanexit_auto.screen.model import Box, Element, Screen, Text
from loanexit_auto.screen.reading import read
from loanexit_auto.screen.saved import load

from .build import page

_CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "dev"
_PAGES = sorted(_CORPUS.glob("*/*.json"))[::5]
_HARMLESS = {Effect.NAVIGATE, Effect.REVEAL, Effect.SEARCH}
_OFTEN = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
_NEUTRAL = st.one_of(
    st.text(alphabet="天气晴朗山水花鸟风雨春秋远近高低", min_size=1, max_size=30),
    st.sampled_from(
        ["版本 8.2.1", "© 2026", "今日多云", "Lorem ipsum", "第 3 页", "感谢您的陪伴", "加载完成"]
    ),
)


@cache
def saved(path: Path) -> Screen:
    return load(path.read_bytes())


_screens = st.sampled_from(_PAGES).map(saved)


def blocks_of(screen: Screen) -> list[list[Text]]:
    grouped = groupby(screen.texts, key=lambda run: (run.frame, run.block, run.layer))
    return [list(runs) for _, runs in grouped]


def harmless(screen: Screen) -> set[int]:
    return {
        one for one, effect in effects(screen, builtin_lexicon()).items() if effect in _HARMLESS
    }


def with_text(screen: Screen, words: str, at: int) -> Screen:
    blocks = blocks_of(screen)
    at %= len(blocks) + 1
    beside = blocks[at - 1][-1] if blocks else None
    layer, frame = (beside.layer, beside.frame) if beside else (0, "")
    more = Text(words, Box(0, screen.page_height, 200, 20), frame, 10**6, layer)
    texts = [run for block in (*blocks[:at], [more], *blocks[at:]) for run in block]
    return replace(screen, texts=tuple(texts))


@_OFTEN
@given(_screens, _NEUTRAL, st.integers(0, 200))
def test_unrelated_text_makes_nothing_harmless(screen, words, at):
    assert harmless(with_text(screen, words, at)) <= harmless(screen)


def reworded(screen: Screen, numbers: set[int], words: str) -> Screen:
    """The same screen with other words on some of its controls."""
    elements = tuple(
        replace(e, label=words, text=words, other_names=(), hints=_ascii(e.hints))
        if e.id in numbers
        else e
        for e in screen.elements
    )
    said: set[int] = set()
    texts = []
    for run in screen.texts:
        if run.element in numbers:
            if run.element in said:
                continue
            said.add(run.element)
            run = replace(run, text=words)
        texts.append(run)
    return replace(screen, elements=elements, texts=tuple(texts))


def _ascii(hints: str) -> str:
    return hints if hints.isascii() else ""


def last_buttons(screen: Screen) -> list[Element]:
    found = [f for f in read(screen, builtin_lexicon()) if isinstance(f, FinalConfirm)]
    numbers = [f.element for f in found if f.element is not None]
    return [screen.elements[one] for one in numbers if screen.elements[one].tappable_by != "text"]


@cache
def pages_with_last_buttons() -> list[Path]:
    return [path for path in sorted(_CORPUS.glob("*/*.json")) if last_buttons(saved(path))]


@pytest.mark.parametrize("words", ["欣闻乐见", "帮我搞定", "Glimmer", "¡Vamos ya!"])
def test_whatever_a_last_button_says_it_is_not_harmless(words):
    """What makes a screen grave is not the label that is pressed."""
    wrong = []
    for path in pages_with_last_buttons():
        screen = saved(path)
        for last in last_buttons(screen):
            same = {e.id for e in screen.elements if e.box == last.box or e.label == last.label}
            if last.id in harmless(reworded(screen, same, words)):
                wrong.append((path.parent.name, path.stem, last.label))
    assert not wrong


def with_switch(screen: Screen, y: float) -> Screen:
    number = len(screen.elements)
    switch = Element(
        number, 10**6, "", "div", "switch", "夜间模式", Box(300, y, 50, 30), checked=False
    )
    return replace(screen, elements=(*screen.elements, switch))


@_OFTEN
@given(_screens, st.floats(0, 800))
def test_a_switch_more_makes_nothing_harmless(screen, y):
    assert harmless(with_switch(screen, y)) <= harmless(screen)


_FORMS = st.lists(
    st.sampled_from(["switch", "text", "tick", "row", "unknown row"]), min_size=1, max_size=6
)
_LAST = st.sampled_from(
    ["确认注销", "提交", "确定", "下一步", "同意并继续", "永久删除", "Delete my account", "保存"]
)


def settings_page(parts, last, **more):
    made = page("设置").head("设置").row("账户与安全", "帮助中心", "关于我们")
    for number, part in enumerate(parts):
        if part == "switch":
            made.control(f"开关{number}", role="switch", checked=False)
        elif part == "text":
            made.text("这里可以调整")
        elif part == "tick":
            made.control("记住", role="checkbox", checked=False)
        elif part == "row":
            made.control("消息通知", role="button")
        else:
            made.control(f"亮度与字体{number}", role="button")
    return made.control(last, role="button", **more).screen()


@_OFTEN
@given(_FORMS, _LAST, st.sampled_from(["div", "button"]))
def test_no_settings_page_makes_a_last_button_harmless(parts, last, tag):
    screen = settings_page(parts, last, tag=tag)
    assert len(screen.elements) - 1 not in harmless(screen)


@_OFTEN
@given(_FORMS)
def test_an_unknown_button_that_may_hand_something_in_is_not_harmless(parts):
    screen = settings_page([*parts, "switch"], "就这样吧", tag="button")
    assert len(screen.elements) - 1 not in harmless(screen)


def test_the_switches_of_a_settings_list_leave_its_rows_alone():
    screen = settings_page(["unknown row", "switch", "unknown row"], "消息通知")
    rows = {e.id for e in screen.elements if e.label.startswith("亮度")}
    assert rows <= harmless(screen)


def test_a_tick_on_the_list_makes_its_rows_part_of_a_form():
    screen = settings_page(["unknown row", "tick"], "消息通知")
    rows = {e.id for e in screen.elements if e.label.startswith("亮度")}
    assert not rows & harmless(screen)


@_OFTEN
@given(_screens, st.integers(0, 500), st.sampled_from(["visible", "occluded", "disabled"]))
def test_hiding_an_element_never_makes_it_tappable(screen, which, how):
    if not screen.elements:
        return
    element = screen.elements[which % len(screen.elements)]
    hidden = replace(element, **{how: how != "visible"})
    elements = tuple(hidden if e.id == element.id else e for e in screen.elements)
    changed = replace(screen, elements=elements)
    assert not hidden.can_be_tapped
    found = find(changed, (element.label,)) if element.label else ()
    assert not any(e.id == element.id and e.can_be_tapped for e in found)


@_OFTEN
@given(_screens, st.randoms(use_true_random=False))
def test_the_order_of_siblings_changes_no_finding(screen, random):
    before = {(f.kind, f.subtype) for f in read(screen, builtin_lexicon())}
    assert {
        (f.kind, f.subtype) for f in read(shuffled(screen, random), builtin_lexicon())
    } == before


def shuffled(screen: Screen, random) -> Screen:
    """The same boxes and words, in another order of the document."""
    blocks = blocks_of(screen)
    random.shuffle(blocks)
    order = list(screen.elements)
    random.shuffle(order)
    ids = {element.id: number for number, element in enumerate(order)}
    elements = tuple(replace(element, id=ids[element.id]) for element in order)
    texts = tuple(
        replace(run, element=None if run.element is None else ids[run.element])
        for block in blocks
        for run in block
    )
    marks = list(screen.marks)
    random.shuffle(marks)
    return replace(screen, elements=elements, texts=texts, marks=tuple(marks))
