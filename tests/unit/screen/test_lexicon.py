"""Phrases are data; a scenario's wording adds to them."""

from __future__ import annotations

import pytest

from loanexit_auto.screen.lexicon import Lexicon, outermost


def lexicon_of(*texts, kind="final", lang="zh", words=None):
    group = {"class": kind, "lang": lang, "source": "unsourced", "text": list(texts)}
    return Lexicon.from_data({"words": words or {}, "phrases": [group]})


def test_a_phrase_is_found_where_it_stands():
    (hit,) = lexicon_of("确认注销").hits("请点确认注销按钮")
    assert (hit.kind, hit.start, hit.end) == ("final", 2, 6)


def test_a_gap_stays_within_the_sentence():
    known = lexicon_of("有…未结清")
    assert known.hits("有3笔借款未结清")
    assert not known.hits("有了。还未结清")
    assert not known.hits("有" + "很" * 13 + "未结清")


def test_choices_and_lists_of_words():
    known = lexicon_of("(立即|)注销{what}", words={"what": ["账户", "白条"]})
    assert known.hits("立即注销白条")
    assert known.hits("注销账户")
    assert not known.hits("注销设备")


def test_latin_phrases_are_whole_words():
    known = lexicon_of("(close|delete) (my |)account", lang="en")
    assert known.hits("please delete my account now")
    assert not known.hits("undelete account")
    assert not known.hits("delete accounting")


def test_longer_phrases_cover_shorter_ones():
    known = lexicon_of("暂不注销", "注销")
    assert [hit.phrase.text for hit in outermost(known.hits("暂不注销"))] == ["暂不注销"]


@pytest.mark.parametrize("bad", ["…注销", "注销{nobody}", "关(a|(b|c))", "(|)", ""])
def test_a_phrase_that_cannot_be_used_is_refused(bad):
    with pytest.raises(ValueError):
        lexicon_of(bad)


def test_a_scenario_adds_and_never_removes():
    base = lexicon_of("确认注销")
    more = base.with_phrases(
        {
            "blockers": {"balance": ["钱袋未空"]},
            "challenges": {"slider": ["推到头"]},
            "final": ["再见啦"],
            "risk_control": [],
            "not_offered": ["此处不办"],
        }
    )
    assert more.kinds("钱袋未空") == {"blocker.balance"}
    assert more.kinds("推到头") == {"challenge.slider"}
    assert more.kinds("再见啦") == {"final"}
    assert more.kinds("此处不办") == {"not_offered"}
    assert set(base.phrases) <= set(more.phrases)
    assert more.kinds("确认注销") == {"final"}


def test_nothing_added_changes_nothing():
    base = lexicon_of("确认注销")
    assert base.with_phrases({"final": (), "blockers": {}}) is base


def test_a_scenarios_phrase_is_literal_not_a_pattern():
    more = lexicon_of("确认注销").with_phrases({"final": ["关(闭|掉)"]})
    assert not more.hits("关闭")
    assert more.hits("关(闭|掉)")


def test_texts_met_long_ago_are_forgotten_and_read_anew(monkeypatch) -> None:
    monkeypatch.setattr("loanexit_auto.screen.lexicon._REMEMBERED", 2)
    lexicon = Lexicon(()).with_phrases({"final": ["一去不回"]})
    first = lexicon.hits("一去不回")
    assert [hit.kind for hit in first] == ["final"]
    lexicon.hits("一")
    lexicon.hits("二")
    assert lexicon.hits("一去不回") is first  # still among the older ones, and young again
    for text in ("三", "四", "五", "六"):
        lexicon.hits(text)
    assert lexicon.hits("一去不回") == first
    assert lexicon.hits("一去不回") is not first
