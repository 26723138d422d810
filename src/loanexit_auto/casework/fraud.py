"""Fraud scripts around 注销: words that stop everything. Pure.

The phrases come from texts of real fraud attempts and from keyword lists of detectors (sources in
docs/facts.md). A genuine platform needs none of them to close an account.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loanexit_auto.screen.text import normalise

HOTLINES = ("96110", "110")
_ALONE = (
    "安全账户", "共享屏幕", "屏幕共享", "清空额度", "额度清零", "额度清空", "会议软件", "会议协助",
    "远程协助", "远程控制", "核验账户", "认证资金", "刷流水", "小额汇款", "注销校园贷",
    "注销学生账户",
)  # fmt: skip
_TOGETHER = ("注销额度", "注销网贷", "校园贷", "银监会", "影响征信", "利率高于国家规定")
"""Words that honest people use, too: only two of them together are suspicious."""
_SHAPES = (
    r"不注销.{0,12}影响征信",
    r"[把将].{0,12}(?:资金|钱|余额|存款).{0,8}(?:转入|转到|转至|汇到|汇入)",
    r"额度.{0,6}(?:清零|清空|取出)",
    r"(?:验证码|校验码|动态码).{0,6}(?:告诉|发给|报给|念给|提供给)",
    r"(?:告诉|发给|报给|念给|提供).{0,6}(?:验证码|校验码|动态码)",
    r"下载.{0,10}(?:会议|远程)",
)
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Suspicion:
    """The words that made a text suspicious, in the form in which texts are compared."""

    words: tuple[str, ...]


def suspicion(*texts: str) -> Suspicion | None:
    """Return what in these texts belongs to a known fraud script, None if nothing does."""
    folded = "".join(_plain(text) for text in texts)
    found = [phrase for phrase in map(_plain, _ALONE) if phrase in folded]
    found += [match.group() for shape in _SHAPES for match in re.finditer(shape, folded)]
    weak = [phrase for phrase in map(_plain, _TOGETHER) if phrase in folded]
    found += weak if len(weak) > 1 else []
    return Suspicion(tuple(dict.fromkeys(found))) if found else None


def _plain(text: str) -> str:
    return _MARKS.sub("", normalise(text))
