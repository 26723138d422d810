"""Seeds as people write them, and the judgement on where an entry leads."""

from __future__ import annotations

import pytest

from loanexit_auto.cli.mutants import read_seeds
from loanexit_auto.errors import UsageError
from loanexit_auto.messages import Messages
from loanexit_auto.portal.mutations import Mutation
from loanexit_auto.session.destination import Destination

SAY = Messages("en")
ANY: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("written", "seeds"),
    [(["7"], (7,)), (["1..3"], (1, 2, 3)), (["4,2", "2"], (4, 2)), (["1..2, 9"], (1, 2, 9))],
)
def test_seeds_are_read(written: list[str], seeds: tuple[int, ...]) -> None:
    assert read_seeds(written, SAY) == seeds


@pytest.mark.parametrize("written", ["", "x", "5..1", "1...3", "-1", "1..9999999"])
def test_what_is_no_seed_is_refused(written: str) -> None:
    with pytest.raises(UsageError):
        read_seeds([written], SAY)


def test_the_true_entry_is_known_by_request_and_words() -> None:
    there = Destination(
        frozenset({"GET /close"}), frozenset({"注销须知", "提交", "返回"}), "注销", ANY
    )
    words = frozenset({"注销须知", "提交", "广告"})
    assert there.is_opened(frozenset({"GET /close", "GET /"}), words)
    assert not there.is_opened(frozenset({"GET /devices"}), words)
    assert not there.is_opened(frozenset({"GET /close"}), frozenset({"登录设备"}))


def test_an_entry_that_asks_for_nothing_is_known_by_its_words() -> None:
    there = Destination(frozenset(), frozenset({"注销须知", "提交"}), "注销", ANY)
    assert there.is_opened(frozenset(), frozenset({"注销须知"}))
    assert not there.is_opened(frozenset(), frozenset({"设置", "我的"}))


def test_an_entry_that_was_not_opened_is_known_by_its_words_and_its_screen() -> None:
    around = frozenset({"注销须知", "我已阅读", "退出"})
    there = Destination(frozenset(), None, "申请注销账户", around)
    plain, renamed = Mutation(1, ("decoys",)), Mutation(2, ("rename",), account="帐号")
    screen = frozenset({"注销须知", "我已阅读", "注销设备"})
    assert there.is_entry("申请注销账户", screen, plain)
    assert there.is_entry("申请注销帐号", screen, renamed)
    assert not there.is_entry("注销设备", screen, plain), "another row of the right screen"
    assert not there.is_entry("申请注销账户", frozenset({"借款", "退出"}), plain)
