from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanexit_auto.casework.letter import KINDS
from loanexit_auto.casework.routing import channels, route
from loanexit_auto.scenario.directory import Directory


@pytest.mark.parametrize("company", [each.company for each in channels().licensed])
def test_every_licensed_consumer_finance_company_leads_to_the_regulator(company):
    found = route(company)
    assert (found.kind, found.doors) == ("consumer-finance", ("institution", "nfra"))
    assert "12315" in found.wrong


def test_there_are_thirty_one_licensed_companies_each_with_its_code():
    assert len({each.code for each in channels().licensed}) == 31


@pytest.mark.parametrize(
    ("lender", "kind", "second"),
    [
        ("深圳前海微众银行股份有限公司", "bank", "nfra"),
        ("重庆京东盛际小额贷款有限公司", "micro-loan", "local-finance"),
        ("福州三六零网络小额贷款有限公司", "micro-loan", "local-finance"),
        ("某某融资担保有限公司", "guarantee", "local-finance"),
    ],
)
def test_the_name_in_the_contract_decides(lender, kind, second):
    found = route(lender)
    assert (found.kind, found.doors[1]) == (kind, second)


def test_the_province_is_known_only_where_a_source_says_so():
    assert route("重庆美团三快小额贷款有限公司").province == "重庆"
    assert route("某某小额贷款有限公司").province == ""


@pytest.mark.parametrize(
    ("account", "doors"),
    [
        ("shopping", ("institution", "12315", "isc")),
        ("payment", ("institution", "pbc")),
        ("lead", ("institution", "isc")),
        ("record", ("credit-record", "pbc-branch")),
    ],
)
def test_what_no_name_can_show_the_person_says(account, doors):
    assert route("", account).doors == doors


def test_a_renamed_company_carries_its_present_name():
    found = route(" 捷信消费金融有限公司 ")
    assert found.lender == "天津京东消费金融有限公司"
    assert found.renamed_from == "捷信消费金融有限公司"
    assert found.kind == "consumer-finance"
    assert channels().renamed[0].since == date(2025, 5, 26)


_APPS = [name for each in Directory.open() for name in (each.name, *each.aliases)]


@pytest.mark.parametrize("name", _APPS)
def test_the_name_of_an_app_decides_nothing(name):
    found = route(name)
    if not name.endswith("银行"):  # an app that carries the name of a bank names a bank
        assert found.kind == ""
        assert found.doors == ("institution",)


def test_a_name_nearly_right_is_asked_about_and_not_taken():
    found = route("招联消费金融有限公司")
    assert found.kind == ""
    assert "招联消费金融股份有限公司" in found.alike


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=10))
def test_any_name_leads_somewhere_that_exists(lender, account):
    found = route(lender, account)
    assert found.doors
    assert set(found.doors) <= channels().doors.keys()


def test_every_door_has_a_letter_and_every_letter_a_door():
    letters = {door.letter for door in channels().doors.values()}
    assert letters == set(KINDS)
