"""A skeleton portal can be loaded whatever the words on the recorded screens were."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanexit_auto.portal.backend import Backend, Request
from loanexit_auto.portal.files import cases, load_case, load_portal
from loanexit_auto.portal.model import Tick
from loanexit_auto.portal.sketch import SceneLine, Sketch, scene, sketched

WORDS = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=20
) | st.sampled_from(["{{ state }}", "{% raw %}", "</main><script>", "设置", '"', "# {#"])


def written(sketch: Sketch, folder: Path) -> Path:
    for name, text in sketched(sketch).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@settings(max_examples=25, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5), WORDS, WORDS)
def test_any_words_make_a_sound_portal(lines: list[str], pressed: str, title: str) -> None:
    drawn = scene(title, [SceneLine(line) for line in lines], pressed)
    sketch = Sketch("Bank", "bank.example.com", "/a/b", "desktop", (drawn, drawn))
    with tempfile.TemporaryDirectory() as folder:
        portal = load_portal(written(sketch, Path(folder) / "bank"))
        assert cases(portal.folder) == ("accepted", "entry-located")
        for case in cases(portal.folder):
            load_case(portal, case)
        backend = Backend(portal)
        for path, onward in (("/a/b", "/scene/2"), ("/scene/2", "/notice")):
            page = backend.answer(Request("GET", path), "tool")
            assert page.status == 200
            assert f'href="{onward}"' in page.body.decode()
            assert b"<script" not in page.body


def test_the_form_at_the_end_closes() -> None:
    drawn = scene("t", [SceneLine("注销账户", is_control=True)], "注销账户")
    sketch = Sketch("Bank", "bank.example.com", "/", "phone", (drawn,))
    with tempfile.TemporaryDirectory() as folder:
        backend = Backend(load_portal(written(sketch, Path(folder) / "bank")))
        backend.answer(Request("POST", "/skeleton/close"), "person")
        assert len(backend.closings("person")) == 1


@pytest.mark.parametrize(("language", "word"), [("zh", "注销"), ("en", "Close")])
def test_the_stock_form_speaks_the_language_of_the_site(language: str, word: str) -> None:
    """Its script of the person names what stands on it, and nothing of the other language."""
    drawn = scene("t", [SceneLine(word, is_control=True)], word)
    sketch = Sketch("Bank", "bank.example.com", "/", "desktop", (drawn,), "", language)
    with tempfile.TemporaryDirectory() as folder:
        portal = load_portal(written(sketch, Path(folder) / "bank"))
        form = Backend(portal).answer(Request("GET", "/notice"), "tool").body.decode()
        for act in portal.file.person["final"]:
            assert (act.tick if isinstance(act, Tick) else act.tap) in form
        pages = [path.read_text(encoding="utf-8") for path in portal.folder.glob("pages/*.html")]
        assert all(word.lower() in page.lower() for page in pages)
        assert all(any("\u4e00" <= c <= "\u9fff" for c in page) == (language == "zh")
                   for page in pages)  # fmt: skip
