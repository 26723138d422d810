"""Seeded screens full of personal data and of things that look like it, with the truth known."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from loanexit_auto.evidence.masks import TextBox, areas
from loanexit_auto.evidence.personal import Kind, is_card_number
from loanexit_auto.evidence.purpose import PURPOSES

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志"
PLACES = ("北京市朝阳区建国路", "广东省深圳市南山区科技园南路", "浙江省杭州市余杭区文一西路",
          "四川省成都市武侯区天府大道", "江苏省苏州市工业园区星湖街")  # fmt: skip
ORDINARY = (
    "账户与安全", "注销账户", "退出登录", "我的借款", "已结清", "余额 0.30 元", "待还总额 0.00",
    "优惠券 2 张", "客服热线 95118", "400-098-8511", "年化利率 18.25%", "2026-11-23 16:38:05",
    "2026年11月23日", "第 3 期，共 12 期", "版本 10.2.3.4", "京ICP备11041704号", "积分 128,300",
    "借款金额 12,000.00 元", "姓名认证", "收货地址管理", "联系人管理", "未认证", "去认证", "修改",
    "注销后，以下权益将被清除且无法恢复", "请先结清借款后再申请注销", "我已阅读并同意《注销协议》",
    "7天内登录将自动撤销注销申请", "微信号绑定", "银行卡管理", "身份认证", "已绑定 2 张银行卡",
    "信用额度 50000", "实名信息", "帮助中心", "订单号在哪里查看？", "Copyright © 2004-2026",
    "邮箱绑定", "设备 Windows 11", "上次登录 2026-11-20 08:00", "协议版本 20260101", "还款日 15 日",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One text of a screen; `secret` is what must not be readable, "" if nothing."""

    text: str
    kind: Kind | None = None


def _name(rng: random.Random) -> str:
    return rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, rng.choice((1, 2))))


def _mobile(rng: random.Random) -> str:
    return f"1{rng.randint(3, 9)}{rng.randint(0, 999_999_999):09d}"


def _id_number(rng: random.Random) -> str:
    digits = (
        f"{rng.randint(110000, 659999)}{rng.randint(1950, 2007)}{rng.randint(1, 12):02d}"
        f"{rng.randint(1, 28):02d}{rng.randint(0, 999):03d}"
    )
    weights = [pow(2, 17 - n, 11) for n in range(17)]
    total = sum(int(d) * w for d, w in zip(digits, weights, strict=True))
    return digits + "10X98765432"[total % 11]


def _card(rng: random.Random) -> str:
    digits = rng.choice(("6222", "6217", "6228", "4367")) + str(rng.randint(10**13, 10**14 - 1))
    return next(f"{digits}{d}" for d in range(10) if is_card_number(f"{digits}{d}"))


def _spaced(digits: str) -> str:
    return " ".join(digits[n : n + 4] for n in range(0, len(digits), 4))


def personal_rows(rng: random.Random) -> Iterator[tuple[Row, ...]]:
    """Yield groups of rows as pages write personal data: in one text, or label and value."""
    mobile, number, card, name = _mobile(rng), _id_number(rng), _card(rng), _name(rng)
    house = f"{rng.randint(1, 999)}号{rng.randint(1, 30)}栋{rng.randint(101, 2999)}室"
    place = f"{rng.choice(PLACES)}{house}"
    half = f"{mobile[:3]}****{mobile[-4:]}"
    host = rng.choice(("qq.com", "163.com", "mail.example.com.cn"))
    mail = f"{rng.choice(('zhang', 'li.wei', 'a_1987'))}{rng.randint(1, 999)}@{host}"
    yield from (
        (Row(f"手机号 {mobile}", "mobile"),), (Row(mobile, "mobile"),), (Row(half, "mobile"),),
        (Row("已绑定手机号"), Row(half, "mobile")),
        (Row(f"您绑定的手机号{mobile}将收到短信，请注意查收并在页面上填写验证码", "mobile"),),
        (Row(f"+86 {mobile[:3]} {mobile[3:7]} {mobile[7:]}", "mobile"),),
        (Row(f"身份证号：{number}", "id_number"),), (Row("证件号码"), Row(number, "id_number")),
        (Row(f"{number[:3]}***********{number[-4:]}", "id_number"),),
        (Row(f"银行卡 {card}", "bank_card"),), (Row(_spaced(card), "bank_card"),),
        (Row(f"招商银行 储蓄卡（尾号{card[-4:]}）", "bank_card"),),
        (Row(f"**** **** **** {card[-4:]}", "bank_card"),),
        (Row(f"邮箱：{mail}", "email"),), (Row(mail, "email"),),
        (Row(f"姓名：{name}", "name"),), (Row("真实姓名"), Row(name, "name")),
        (Row(f"{name[0]}{'*' * (len(name) - 1)}", "name"),),
        (Row(f"尊敬的{name}先生，您好", "name"),), (Row(f"持卡人 {name}", "name"),),
        (Row(f"收货地址：{place}", "address"),), (Row("详细地址"), Row(place, "address")),
        (Row(place, "address"),),
        (Row(f"订单号：{rng.randint(10**11, 10**12 - 1)}", "order"),),
        (Row("合同编号"), Row(f"HT{rng.randint(10**9, 10**10 - 1)}", "order")),
    )  # fmt: skip


def screen(seed: int) -> list[Row]:
    """Return the rows of one screen: some personal groups among ordinary rows."""
    rng = random.Random(seed)
    groups: list[tuple[Row, ...]] = rng.sample(list(personal_rows(rng)), 6)
    groups += [(Row(text),) for text in rng.sample(ORDINARY, 22)]
    rng.shuffle(groups)
    return [row for group in groups for row in group]


def judged(rows: list[Row]) -> tuple[int, int, int, int]:
    """Return personal rows, those masked, ordinary rows, those masked, by what is painted over."""
    boxes = [
        TextBox(row.text, 40, 20 + 100 * n, 14 * len(row.text), 18, 40, 20 + 100 * n)
        for n, row in enumerate(rows)
    ]
    size = (1280, 100 * len(rows) + 100)
    kinds = PURPOSES["heimao"].masked
    found = areas(boxes, size, 1.0, full=False, kinds=kinds)
    painted = {
        n
        for n, box in enumerate(boxes)
        if any(area.y <= box.y and area.y + area.height >= box.y + box.h for area in found)
    }
    personal = [n for n, row in enumerate(rows) if row.kind]
    ordinary = [n for n, row in enumerate(rows) if not row.kind]
    hit = [n for n in personal if n in painted]
    false = [n for n in ordinary if n in painted]
    return len(personal), len(hit), len(ordinary), len(false)
