"""What is looked up by place or by start gives the same answer as looking at everything."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanexit_auto.scenario.wordbook import builtin_lexicon
from loanexit_auto.screen.effects import effects
from loanexit_auto.screen.fields import asks, labels_beside, words_of
from loanexit_auto.screen.lexicon import Hit, Lexicon, outermost
from loanexit_auto.screen.locate import same_row
from loanexit_auto.screen.model import Box, Element, Screen, Text
from loanexit_auto.screen.phrase import Phrase
from loanexit_auto.screen.reading import read
from loanexit_auto.screen.saved import load
from loanexit_auto.screen.text import core
from loanexit_auto.screen.view import View

_CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "dev"
_PAGES = sorted(_CORPUS.glob("*/*.json"))[::40]
_WORDS = ["手机号", "验证码", "支付密码", "请输入身份证号", "余额", "搜索"]
_heights = st.one_of(st.integers(-200, 900), st.floats(-200, 900, width=32))
_boxes = st.builds(
    Box, st.integers(0, 300), _heights, st.integers(1, 300), st.sampled_from([4, 20, 38, 200])
)
_hits = st.builds(
    lambda start, size: Hit("a", start, start + size, Phrase("a", "b")),
    st.integers(0, 30), st.integers(1, 8),
)  # fmt: skip


@given(st.lists(_hits, max_size=30))
def test_the_outermost_hits_are_those_that_no_other_covers(hits):
    assert outermost(hits) == tuple(
        hit for hit in hits if not any(other.covers(hit) for other in hits)
    )


def _screen(boxes: list[Box], words: list[str], fields: list[Box]) -> Screen:
    texts = tuple(
        Text(words[at % len(words)], box, "", block=at + 1, layer=at % 2)
        for at, box in enumerate(boxes)
    )
    elements = tuple(
        Element(at, at, "", "input", "textbox", "", box, "none", input_type="text", layer=at % 2)
        for at, box in enumerate(fields)
    )
    return Screen("https://a.example", "", texts=texts, elements=elements)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(_boxes, max_size=12),
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6),
    st.lists(_boxes, min_size=1, max_size=3),
)
def test_labels_of_a_field_are_those_that_all_lines_would_give(boxes, words, fields):
    view = View(_screen(boxes, words, fields), builtin_lexicon())
    for field in view.screen.elements:
        expected = [
            core(line.text)
            for line in view.lines
            if line.layer == field.layer
            and not (same_row(line.box, field.box) and _between(line.box, field, view))
            and (
                (same_row(line.box, field.box) and line.box.x <= field.box.x)
                or (
                    -4 <= field.box.y - line.box.bottom <= 40
                    and min(line.box.right, field.box.right) > max(line.box.x, field.box.x)
                )
            )
        ]
        assert list(labels_beside(field, view)) == expected
        kinds = {k for label in (words_of(field), *expected) for k in view.lexicon.kinds(label)}
        for kind in ("field.code", "field.account", "challenge.id_document"):
            assert asks(field, view, kind) == (kind in kinds)


def _between(label: Box, field: Element, view: View) -> bool:
    """Whether another field stands between: then the label is that one's."""
    others = (e for e in view.shown if e.id != field.id and e.layer == field.layer)
    return any(label.x < e.box.x < field.box.x and same_row(e.box, field.box) for e in others)


@pytest.mark.parametrize("path", _PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_was_read_before_changes_no_reading(path, monkeypatch):
    """A screen read again, with a lexicon that remembers next to nothing, says the same."""
    screen, lexicon = load(path.read_bytes()), builtin_lexicon()
    found, judged = read(screen, lexicon), effects(screen, lexicon)
    monkeypatch.setattr("loanexit_auto.screen.lexicon._REMEMBERED", 3)
    forgetful = Lexicon(lexicon.phrases, lexicon.words)
    again = replace(screen)
    assert (read(again, forgetful), effects(again, forgetful)) == (found, judged)
    first = {run.element: run.text for run in reversed(screen.visible_texts()) if _is_word(run)}
    for element in screen.elements:
        assert screen.caption(element) == first.get(element.id, element.label)


def _is_word(run: Text) -> bool:
    return len(run.text) > 1 and not run.text.isdecimal()
