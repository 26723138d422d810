"""A Screen as JSON and back: for saved screens, reports of reading bugs, and the test corpus."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter, ValidationError

from loanexit_auto.screen.model import Screen

_SCREEN: TypeAdapter[Screen] = TypeAdapter(Screen)
_FORMAT = 1


def dump(screen: Screen) -> bytes:
    """Return the Screen as compact JSON; what has its default value is left out."""
    body = _SCREEN.dump_json(screen, exclude_defaults=True)
    return b'{"screen":%d,"is":%s}\n' % (_FORMAT, body)


def load(data: bytes) -> Screen:
    """Return the Screen that `dump` wrote. Raises ValueError if it is none."""
    try:
        found: dict[str, Any] = TypeAdapter(dict[str, Any]).validate_json(data)
        if found.get("screen") != _FORMAT:
            raise ValueError("this is not a saved screen of format 1")
        return _SCREEN.validate_python(found["is"], strict=False)
    except (ValidationError, KeyError) as error:
        raise ValueError(f"this is not a saved screen: {error}") from error
