import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanexit_auto.evidence.personal import (
    fold,
    is_card_number,
    is_id_number,
    marks,
    marks_in_order,
    values,
)


def found(text: str) -> list[tuple[str, str]]:
    return [(mark.kind, text[mark.start : mark.end]) for mark in marks(text)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("手机号13812345678", "mobile", "13812345678"),
        ("+86 138 1234 5678", "mobile", "+86 138 1234 5678"),
        ("138-1234-5678", "mobile", "138-1234-5678"),
        ("１３８１２３４５６７８", "mobile", "１３８１２３４５６７８"),
        ("手机号 138****0000", "mobile", "138****0000"),
        ("身份证 11010519491231002X", "id_number", "11010519491231002X"),
        ("11010519491231002x。", "id_number", "11010519491231002x"),
        ("旧证 110105491231002", "id_number", "110105491231002"),
        ("110***********002X", "id_number", "110***********002X"),
        ("卡号6222021234567890128", "bank_card", "6222021234567890128"),
        ("6222 0212 3456 7890 128", "bank_card", "6222 0212 3456 7890 128"),
        ("招商银行(尾号8000)", "bank_card", "尾号8000"),
        ("**** **** 8000", "bank_card", "**** 8000"),
        ("邮箱 zhang.san+1@qq.com 已绑定", "email", "zhang.san+1@qq.com"),
        ("z***@163.com", "email", "z***@163.com"),
        ("姓名：张三", "name", "张三"),
        ("持卡人 欧阳修远", "name", "欧阳修远"),
        ("收货人: 阿依古丽·买买提", "name", "阿依古丽·买买提"),
        ("尊敬的李四先生，您好", "name", "李四"),
        ("张*", "name", "张*"),
        ("**明", "name", "**明"),
        ("地址：北京市朝阳区建国路88号", "address", "北京市朝阳区建国路88号"),
        (
            "寄往广东省深圳市南山区科技路12号3栋501室",
            "address",
            "寄往广东省深圳市南山区科技路12号3栋501室",
        ),
        ("订单号 202611230001", "order", "202611230001"),
        ("合同编号：HT-2026-000123", "order", "HT-2026-000123"),
    ],
)
def test_personal_data_is_found(text, kind, value):
    assert (kind, value) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "账户与安全", "注销账户", "余额 0.30 元", "2026-11-23 16:38:05",
        "借款 12,000.00 元，分 12 期", "客服热线 95118",
        "400-098-8511", "年化利率 18.25%",
        "工单 20261123", "优惠券 2 张",
        "身份证 110105194912310021", "卡号 6222021234567890127", "版本 10.2.3.4", "1234567890123",
        "姓名：未认证", "姓名认证", "地址簿", "收货地址管理", "联系人管理", "京ICP备11041704号",
        "第 12345678901 号", "ISBN 978-7-111-12345", "*必填", "5*8小时", "A*B", "北京市朝阳区",
        "11111111111111111", "0000000000000000", "尊敬的用户，您好", "***",
    ],
)  # fmt: skip
def test_ordinary_text_is_left_alone(text):
    assert found(text) == []


def test_a_bare_label_claims_the_next_text():
    texts = ["姓名", "张三", "地址", "北京市某处小区", "设置", "张三丰"]
    kinds = [[mark.kind for mark in each] for each in marks_in_order(texts)]
    assert kinds == [[], ["name"], [], ["address"], [], []]


def test_a_bare_label_does_not_claim_a_state_or_a_button():
    assert [len(each) for each in marks_in_order(["姓名", "未认证", "地址", "修改"])] == [0] * 4


def test_values_found_once_are_found_everywhere():
    known = values(["姓名：张三丰", "手机 13812345678"])
    assert known == {("name", "张三丰"), ("mobile", "13812345678")}
    assert [mark.kind for mark in marks("你好张三丰，再见", known)] == ["name"]


def id_with_check(digits17: str) -> str:
    weights = [pow(2, 17 - n, 11) for n in range(17)]
    total = sum(int(d) * w for d, w in zip(digits17, weights, strict=True))
    return digits17 + "10X98765432"[total % 11]


BIRTHS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))


@given(st.integers(100000, 999999), BIRTHS, st.integers(0, 999))
def test_every_valid_id_number_is_found_and_no_wrong_check_digit(region, birth, serial):
    number = id_with_check(f"{region}{birth:%Y%m%d}{serial:03d}")
    assert is_id_number(number)
    assert ("id_number", number) in found(f"身份证号：{number}")
    for wrong in set("0123456789X") - {number[-1]}:
        assert not is_id_number(number[:-1] + wrong)


@given(st.integers(0, 10**15 - 1), st.sampled_from(["62", "4", "51"]))
def test_every_luhn_card_is_found(body, start):
    digits = f"{start}{body:015d}"[:15]
    number = next(f"{digits}{d}" for d in range(10) if is_card_number(f"{digits}{d}"))
    assert "bank_card" in {kind for kind, _ in found(f"卡 {number}")}


@given(
    st.integers(13, 19), st.integers(30_000_000, 99_999_999), st.text("一二三，。 （）", max_size=4)
)
def test_every_mobile_number_is_found(_, tail, around):
    number = f"1{tail:08d}00"[:11]
    assert ("mobile", number) in found(f"{around}{number}{around}")


@given(st.text())
def test_marks_lie_within_the_text_and_folding_keeps_its_length(text):
    assert len(fold(text)) == len(text)
    for mark in marks(text):
        assert 0 <= mark.start < mark.end <= len(text)
