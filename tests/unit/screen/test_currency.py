"""Money of other currencies: read with its currency, never taken for yuan."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanexit_auto.screen.currency import Money
from loanexit_auto.screen.findings import Blocker
from loanexit_auto.screen.money import amount_near, amounts, named_money, only_money
from loanexit_auto.screen.reading import read

from .build import page


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("还需归还 1,200.50 元", "1200.50", "CNY"),
        ("待还 ¥36.80", "36.80", "CNY"),
        ("結欠 HK$2,310.50。", "2310.50", "HKD"),
        ("尚餘 NT$120", "120", "TWD"),
        ("You owe $412.60 in total.", "412.60", "$"),
        ("a balance of US$85.20", "85.20", "USD"),
        ("Debes $1,250.00 MXN", "1250.00", "MXN"),
        ("un saldo de 15,00 €", "15.00", "EUR"),
        ("un saldo de €1.250,30", "1250.30", "EUR"),
        ("12 USD left", "12", "USD"),
        ("余额 20 港币", "20", "HKD"),
    ],
)
def test_an_amount_is_read_with_its_currency(text, amount, currency):
    assert only_money(text) == Money(Decimal(amount), currency)


@pytest.mark.parametrize(
    "text", ["3 payments left", "2026-11-24", "¥1.00 或 $2.00", "余额 $0.00", "编号 US123456"]
)
def test_what_is_no_single_amount_is_none(text):
    assert only_money(text).amount is None


@given(st.decimals("0.01", "999999", places=2), st.sampled_from(["$", "HK$", "€", "£", "US$"]))
def test_foreign_money_is_never_yuan(amount, sign):
    text = f"余额 {sign}{amount:,}"
    assert amounts(text) == ()
    assert [money.amount for money in named_money(text)] == [amount]
    assert "CNY" not in {money.currency for money in named_money(text)}


def test_a_label_with_foreign_money_gives_no_amount_of_yuan():
    screen = page("钱包").text("余额").text("HK$12.00").screen()
    assert amount_near(screen, ["余额"]) is None


def test_a_blocker_tells_the_currency(lexicon):
    screen = page("註銷帳戶").head("註銷帳戶").dialog()
    screen = screen.text("帳戶內尚餘 HK$15.20，請先提取全部餘額方可註銷。").screen()
    found = [f for f in read(screen, lexicon) if isinstance(f, Blocker)]
    assert [(f.blocker, f.amount, f.currency) for f in found] == [
        ("balance", Decimal("15.20"), "HKD")
    ]
