"""The built-in lexicon: current, complete, and every mistake in it named with its line."""

from __future__ import annotations

from typing import get_args

import pytest

from loanexit_auto.errors import FileProblems
from loanexit_auto.scenario import wordbook
from loanexit_auto.screen.findings import BlockerKind, ChallengeKind
from loanexit_auto.screen.lexicon import Lexicon

GOOD = """\
lexicon: 1
version: "1"
phrases:
- class: final
  lang: zh
  source: JD7
  text:
    - 确认注销
"""


def test_the_compiled_lexicon_is_made_from_the_current_yaml():
    made_from = wordbook.COMPILED.read_text(encoding="utf-8").split('"')[3]
    assert made_from == wordbook.digest(wordbook.SOURCE), "run: make lexicon"


def test_an_edited_yaml_is_read_even_before_it_is_compiled(tmp_path):
    source, compiled = tmp_path / "lexicon.yaml", tmp_path / "lexicon.json"
    source.write_text(GOOD, encoding="utf-8")
    assert wordbook.compile_to(source, compiled) == 1
    source.write_text(GOOD + "    - 立即销户\n", encoding="utf-8")
    assert Lexicon.from_data(wordbook._current(source, compiled)).hits("立即销户")


def test_yaml_and_json_hold_the_same(tmp_path):
    compiled = tmp_path / "lexicon.json"
    wordbook.compile_to(wordbook.SOURCE, compiled)
    assert compiled.read_bytes() == wordbook.COMPILED.read_bytes()


def test_every_blocker_and_challenge_has_words_in_chinese_and_english():
    known = {(p.kind, p.lang) for p in wordbook.builtin_lexicon().phrases}
    wanted = {f"blocker.{kind}" for kind in get_args(BlockerKind)} - {"blocker.generic"}
    wanted |= {f"challenge.{kind}" for kind in get_args(ChallengeKind)}
    assert {(kind, lang) for kind in wanted for lang in ("zh", "en")} <= known


def test_every_phrase_names_its_source():
    assert all(phrase.source for phrase in wordbook.builtin_lexicon().phrases)


@pytest.mark.parametrize(
    ("change", "line", "code"),
    [
        (("class: final", "class: fatal"), 4, "WB005"),
        (("lang: zh", "lang: xx"), 4, "WB006"),
        (("source: JD7", "origin: JD7"), 4, "WB003"),
        (("- 确认注销", "- no"), 8, "WB007"),
        (("- 确认注销", "- 注销\n    - 注销"), 9, "WB008"),
        (("- 确认注销", "- '注销{nobody}'"), 8, "WB009"),
        (("lexicon: 1", "lexicon: 2"), 1, "WB002"),
        (("  text:", "\ttext:"), 7, "WB001"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path, change, line, code):
    path = tmp_path / "lexicon.yaml"
    text = GOOD.replace(*change)
    path.write_text(text.replace("- no", "- false"), encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        wordbook.load(path)
    assert (caught.value.problems[0].line, caught.value.problems[0].code) == (line, code)
