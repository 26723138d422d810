"""What an unquoted scalar means in YAML 1.2, and which ones are traps.

Source of the types: YAML 1.2.2, section 10.3 (core schema). Source of the traps: YAML 1.1 types
`bool`, `int` (octal, sexagesimal, underscores) and `timestamp` at https://yaml.org/type/.
"""

from __future__ import annotations

import re
from decimal import Decimal

Plain = str | int | float | bool | None

_WORDS: dict[str, bool | None] = {
    "": None, "null": None, "~": None, "true": True, "false": False,
}  # fmt: skip
_TRAPS = (
    ("LX105", re.compile(r"y|n|yes|no|on|off", re.I)),
    ("LX106", re.compile(r"[-+]?\d+(:[0-5]?\d)+(\.\d*)?")),
    ("LX107", re.compile(r"[-+]?(0\d[\d_]*|0[xob][0-9a-f_]+|\d[\d,_]*_[\d_]*)", re.I)),
    ("LX108", re.compile(r"\d{4}-\d{1,2}-\d{1,2}([Tt ]\s*\d.*)?")),
)
_INT = re.compile(r"[-+]?\d{1,18}")
_FLOAT = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d{1,2})?")


def trap(text: str) -> str | None:
    """Return the code of the trap this unquoted text is, or None."""
    return next((code for code, pattern in _TRAPS if pattern.fullmatch(text)), None)


def resolve(text: str) -> Plain:
    """Return the value of an unquoted scalar; what is not plainly another type is text."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) and len(text) <= 32:
        return float(Decimal(text))
    return text
