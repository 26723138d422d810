"""Comparing words as a person reads them: one normal form for everything a portal may write.

Full-width forms, letter case, white space, zero-width and bidirectional characters, spaced
letters (注 销), traditional characters, look-alike letters and the menu synonyms
(账号/账户/帐号/帐户, 与/和/及, 您/你) all fold into the same text. Sentences keep their stops.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc_purepy import OpenCC

_CJK = "\u2e80-\u9fff\uf900-\ufaff"
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"  # letters by class, blank to the eye
_LOOKALIKES = dict(
    zip(
        "аεеорсухіјѕԁһνωɑοѵӏ" + "巳⺠⻓⻔⻚⻛⻢⻥⻬⻅⻋⻉⻜⻩",
        "aeeopcyxijsdhvwaovl" + "已民长门页风马鱼齐见车贝飞黄",
        strict=True,
    )
)
_SYNONYMS = {"帐": "账", "和": "与", "及": "与", "您": "你", "妳": "你", "‘": "'", "’": "'"}
# traditional forms that the simplified set holds as well, so that they pass for simplified
_SYNONYMS |= dict(zip("後於著徵摺夥麽馀", "后于着征折伙么余", strict=True))
_SYNONYMS["劵"] = "券"  # a slip of the pen in half of all shops, and no simplified character
_WORDS = (
    ("账号", "账户"),
    ("登陆", "登录"),
    ("登入", "登录"),
    ("其它", "其他"),
    ("身分", "身份"),
    ("阁下", "你"),
)
_IDEOGRAPH = re.compile(rf"[{_CJK}]")
_PLAIN = re.compile(r"[\u4e00-\u9fff0-9a-z]+")
_SPACES = re.compile(r"\s+")
_LOOSE_SPACE = re.compile(rf"(?<=[{_CJK}]) | (?=[{_CJK}])")
_JOINERS = re.compile(rf"(?<=[{_CJK}])[·•・‧_*~](?=[{_CJK}])")
_AMPERSAND = re.compile(rf"(?<=[{_CJK}])&(?=[{_CJK}])")
_LONG = 400
_ROUNDS = 6
_ARROWS = r"\s>›»❯→▸▶▾▼▴▲⌄﹀∨˅﹥◂‹<|·•●○◦*※:。.,…!！"
_EDGE = re.compile(rf"^[{_ARROWS}]+|[{_ARROWS}]+$")
_BADGE = re.compile(r"(?:[(\[【]\d+\+?[)\]】]|(?<![\d.])\d{1,3}\+?|(?<![a-z])(?:new|hot)|红点)$")
_NUMBER_AT_END = re.compile(r"\d\+?[)\]】]?$")


class _Fold(dict[int, str]):
    """A `str.translate` table that works each character out once, when first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


def _folded(char: str) -> str:
    if char in _BLANKS:
        return " "
    category = unicodedata.category(char)
    if category in ("Cf", "Co", "Cs", "Cn", "Mn", "Me"):
        return ""
    if category in ("Cc", "Zs", "Zl", "Zp"):
        return " " if char.isspace() else ""
    if char not in _SYNONYMS:
        char = _simplified(char)
    return _SYNONYMS.get(char, _LOOKALIKES.get(char, char))


def _simplified(char: str) -> str:
    if not "\u3400" <= char <= "\U0003ffff" or _in_gb2312(char):
        return char
    return _converter().convert(char)


def _in_gb2312(char: str) -> bool:
    """Return whether the character is of the simplified set, which holds no traditional forms."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _converter() -> OpenCC:
    """Return the converter. Importing it costs 50 ms, and most pages never need it."""
    from opencc_purepy import OpenCC

    return OpenCC("t2s")


_FOLD = _Fold()


def normalise(text: str) -> str:
    """Return the text in the form in which all words are compared; idempotent."""
    return _cached(text) if len(text) <= _LONG else _normalise(text)


@lru_cache(maxsize=65536)
def _cached(text: str) -> str:
    return _normalise(text)


def _normalise(text: str) -> str:
    if _is_plain(text):
        return text
    for _ in range(_ROUNDS):
        folded = _fold(text)
        if folded == text:
            break
        text = folded
    return text


def _is_plain(text: str) -> bool:
    """Whether nothing can fold: most labels are simplified characters and nothing else."""
    return (
        _PLAIN.fullmatch(text) is not None
        and text.translate(_FOLD) == text
        and not any(variant in text for variant, _ in _WORDS)
    )


def _fold(text: str) -> str:
    if text.isascii():
        return _SPACES.sub(" ", text.casefold()).strip()
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    text = _SPACES.sub(" ", text.translate(_FOLD)).strip()
    text = _LOOSE_SPACE.sub("", text)
    text = _AMPERSAND.sub("与", _JOINERS.sub("", text))
    for variant, word in _WORDS:
        text = text.replace(variant, word)
    return text


@lru_cache(maxsize=65536)
def core(label: str) -> str:
    """Return a normalised label without arrows, bullets, badges and counts at its ends."""
    return _without_badge(_EDGE.sub("", normalise(label)))


def _without_badge(label: str) -> str:
    shorter = _EDGE.sub("", _BADGE.sub("", label))
    return shorter or label


def matches(label: str, wanted: str, *, part: bool = False) -> bool:
    """Return whether a label on the screen is the wanted one; with `part`, or contains it."""
    if not wanted.strip():
        return False
    plain = normalise(wanted)
    if part:
        return contains(normalise(label), plain)
    if _NUMBER_AT_END.search(plain):
        return _EDGE.sub("", normalise(label)) == _EDGE.sub("", plain)
    return core(label) == core(wanted)


def contains(text: str, words: str) -> bool:
    """Return whether normalised `text` holds `words`; Latin words only as whole words."""
    at = text.find(words) if words else -1
    while at >= 0:
        if whole(text, at, at + len(words)):
            return True
        at = text.find(words, at + 1)
    return False


def is_latin(text: str) -> bool:
    """Return whether a text holds no Chinese, Japanese or Korean characters: it runs longer."""
    return text.isascii() or not _IDEOGRAPH.search(text)


def whole(text: str, start: int, end: int) -> bool:
    """Return whether the piece does not cut a Latin word in two."""
    return not (_joined(text, start) or _joined(text, end))


def _joined(text: str, at: int) -> bool:
    return 0 < at < len(text) and _is_letter(text[at - 1]) and _is_letter(text[at])


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()
