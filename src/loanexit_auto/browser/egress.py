"""Whether a request reads like closing an account. Pure; `router.py` acts on it.

While the tool drives, such a request is held back. Better one harmless request held (the person
then drives that part) than one closing request let through: there is no list of exceptions.
"""

from __future__ import annotations

import re
from urllib.parse import unquote_plus

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_MOST_READ = 200_000  # bytes of a body that are read; a longer one is held by its address alone

_VERB = (
    r"(?:close|closing|closure|cancel\w*|delete|deletion|deactivat\w*|terminat\w*|destroy|erase"
    r"|remove|unregister|unsubscribe|logoff|writeoff|write_off|signoff|withdraw_?consent)"
)
_OBJECT = r"(?:acc(?:oun)?t|user|member|passport|profile|customer|credit|personal_?data|identity)"
_GAP = r"[^a-z0-9]{0,3}(?:[a-z0-9]{0,12}[^a-z0-9]{0,3}){0,2}"
_CHINESE = re.compile(
    r"注\s*销|註\s*銷|销\s*户|銷\s*戶|关闭.{0,6}(?:账|帐|服务|额度|支付|白条|花呗|借呗)"
)
_PINYIN = re.compile(r"zhu-?_?xiao|xiao-?_?hu(?![a-z])")
_WHOLE = re.compile(r"unregister|deregister|logoff|log_off|log-off|cancellation|delacc|delacct")
_PAIR = re.compile(f"{_VERB}{_GAP}{_OBJECT}|{_OBJECT}{_GAP}{_VERB}")


def reads_like_closing(method: str, url: str, body: bytes | None) -> bool:
    """Return whether a request that changes something reads like closing an account.

    Requests that by their method change nothing (GET, HEAD, OPTIONS) never do.
    """
    if method.upper() in _SAFE_METHODS:
        return False
    return closing_words(url) or closing_words(_text(body))


def closing_words(text: str) -> bool:
    """Return whether a text, however encoded, speaks of closing an account."""
    plain = _plain(text)
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", plain).lower()  # closeAccount -> close_account
    return bool(
        _CHINESE.search(plain)
        or _PINYIN.search(words)
        or _WHOLE.search(words)
        or _PAIR.search(words)
        or _PAIR.search(plain.lower())
    )


def _plain(text: str) -> str:
    """Undo percent, plus and \\uXXXX encoding, up to three layers deep."""
    for _ in range(3):
        once = unquote_plus(re.sub(r"\\u([0-9a-fA-F]{4})", _character, text))
        if once == text:
            break
        text = once
    return text


def _character(match: re.Match[str]) -> str:
    return chr(int(match.group(1), 16))


def _text(body: bytes | None) -> str:
    return (body or b"")[:_MOST_READ].decode("utf-8", "replace")
