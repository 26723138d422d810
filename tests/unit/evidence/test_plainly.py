import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanexit_auto.evidence.plainly import is_hidden, shown


@pytest.mark.parametrize(
    "char",
    ["\u202e", "\u2066", "\u200b", "\u200f", "\ufeff", "\x00", "\x1b", "\x7f", "\u2028",
     "\U000e0041", "\ud800"],
)  # fmt: skip
def test_what_cannot_be_seen_is_shown_by_its_code(char):
    assert char not in shown(f"a{char}b")
    assert f"⟨U+{ord(char):04X}⟩" in shown(f"a{char}b")


def test_ordinary_text_stays():
    assert "注销账户 (Close) — 0.30 元 😀" in shown("注销账户 (Close) — 0.30 元 😀")


@given(st.text(st.characters()))
def test_nothing_hidden_and_no_markup_survives(text):
    made = str(shown(text))
    assert not any(is_hidden(char) for char in made)
    inside = made.removeprefix('<bdi class="said">').removesuffix("</bdi>")
    without_ours = inside.replace('<span class="hidden-char">', "").replace("</span>", "")
    assert "<" not in without_ours
    assert unicodedata.category("\u202e") == "Cf"
