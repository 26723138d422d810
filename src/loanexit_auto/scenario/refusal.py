"""Which words a step must never reach for, because pressing them is the person's to decide."""

from __future__ import annotations

import re

from loanexit_auto.screen.text import normalise

_SIGN_OUT = re.compile(r"退出(登录|账户)|登出|安全退出|注销登录|log ?out|sign ?out")
_FINAL = re.compile(
    r"注销|销户|永久(关闭|删除)|删除账户|^确认|^确定|^提交|^同意|同意并|已阅读|已知晓|仍要|放弃(权益|资产)"
    r"|关闭.{0,8}(账户|服务|微粒贷|白条|金条|花呗|借呗|月付|信用付|贷)"
    r"|(close|delete|cancel|deactivate) (my |your |the )?account|^(confirm|agree|submit)\b"
)


def signs_out(text: str) -> bool:
    """Return whether pressing a control of this name would sign the person out."""
    return bool(_SIGN_OUT.search(normalise(text)))


def reads_final(text: str) -> bool:
    """Return whether a control of this name is the entry, an agreement or a last button."""
    return bool(_FINAL.search(normalise(text)))
