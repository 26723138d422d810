"""What a label says by itself."""

from __future__ import annotations

from loanexit_auto.screen.findings import Blocker
from loanexit_auto.screen.labels import Sense, sense
from loanexit_auto.screen.reading import read

from .build import page


def test_a_row_and_its_small_print_close_a_device_and_no_account(lexicon):
    assert sense("注销设备从此账户移除一台设备", lexicon) is Sense.ACT
    assert sense("注销华为账户", lexicon) is Sense.CLOSE


def test_that_a_device_cannot_be_deregistered_refuses_no_account(lexicon):
    refused = page("注销账号").text("注销账号").text("不能注销设备").screen()
    assert not [found for found in read(refused, lexicon) if isinstance(found, Blocker)]
    closed = page("注销账号").text("注销账号").text("设备使用中，不能注销账号").screen()
    assert [found for found in read(closed, lexicon) if isinstance(found, Blocker)]
