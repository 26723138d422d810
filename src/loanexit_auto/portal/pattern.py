"""Request patterns of a portal: `POST /login`, `GET /settings/**`."""

from __future__ import annotations

import re
from functools import cache


def matches(pattern: str, method: str, path: str) -> bool:
    """Return whether a request fits `METHOD /path`.

    `*` stands for one segment, `**` for any rest (also none); a closing slash does not matter.
    """
    wanted, _, shape = pattern.partition(" ")
    return wanted == method.upper() and _shape(shape).fullmatch(path) is not None


@cache
def _shape(shape: str) -> re.Pattern[str]:
    parts = shape.strip("/").split("/")
    deep = parts[-1] == "**"
    fixed = parts[:-1] if deep else parts
    body = "".join("/[^/]+" if part == "*" else f"/{re.escape(part)}" for part in fixed if part)
    return re.compile(body + ("(/.*)?" if deep else "/?"))
