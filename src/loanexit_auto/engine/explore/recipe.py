"""Reading the way out of a help article: “我的-设置-账户与安全-注销账户”.

Only the labels are taken, and only as a hint which controls to prefer: a page can never make the
tool press what the guard would refuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loanexit_auto.screen.lexicon import Lexicon
from loanexit_auto.screen.model import Screen
from loanexit_auto.screen.text import core
from loanexit_auto.screen.view import view_of

_QUOTED = re.compile(r"[【「『“\"'‘《\[]([^】」』”\"'’》\]]{1,14})[】」』”\"'’》\]]")
_STEPS = re.compile(
    r"\s*(?:-+>?|–|—+|→|➔|>+|›|»|/|,|、|，|然后|再|进入|点击|选择|依次|打开|路径|[:：])\s*"
)
_LONGEST = 14
_FEWEST = 2


def recipe(screen: Screen, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the menu labels that running text on the screen names on the way to closing."""
    found: list[str] = []
    view = view_of(screen, lexicon)
    for line in view.lines:
        if any(kind.startswith("close.") for kind in line.kinds) and not view.is_row(line):
            found += _labels(line.raw)
    return tuple(dict.fromkeys(found))


def _labels(text: str) -> Iterator[str]:
    for sentence in re.split(r"[。；;！!？?\n]", text):
        quoted = [core(part) for part in _QUOTED.findall(sentence)]
        split = [core(part) for part in _STEPS.split(sentence)]
        named = quoted if len(quoted) >= _FEWEST else [p for p in split if 0 < len(p) <= _LONGEST]
        if len(named) >= _FEWEST:
            yield from (name for name in named if name)
