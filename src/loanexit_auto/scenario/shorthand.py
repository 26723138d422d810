"""Shorthand of the scenario language, written out: `tap: 设置` means `tap: {text: [设置]}`.

Works on plain values before they are validated, and leaves alone what it does not understand, so
that validation can say what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable

_TARGETS = ("tap", "expect", "scroll", "in", "until")
_DECIDE = ("amount", "count", "clear", "blocked")
_WORDING = ("final", "risk_control", "not_offered")


def written_out(data: object) -> object:
    """Return the same scenario without shorthand."""
    if not isinstance(data, dict):
        return data
    made = dict(data)
    _change(made, "routes", _each(_with_steps))
    _change(made, "preflight", _each(_check))
    _change(made, "entry", _target)
    _change(made, "sign_in", _keys(("shows",), _texts))
    _change(made, "wording", _wording)
    return made


def _with_steps(part: object) -> object:
    return _keys(("steps",), _each(_keys(_TARGETS, _target)))(part)


def _check(part: object) -> object:
    part = _keys(("shows",), _texts)(_with_steps(part))
    return _keys(("decide",), _keys(_DECIDE, _texts))(part)


def _wording(part: object) -> object:
    part = _keys(_WORDING, _texts)(part)
    return _keys(("blockers", "challenges"), _every_value(_texts))(part)


def _texts(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _target(value: object) -> object:
    if isinstance(value, str | list):
        return {"text": _texts(value)}
    return _keys(("text",), _texts)(value)


Change = Callable[[object], object]


def _change(part: dict[str, object], key: str, change: Change) -> None:
    if key in part:
        part[key] = change(part[key])


def _keys(keys: tuple[str, ...], change: Change) -> Change:
    def changed(value: object) -> object:
        if not isinstance(value, dict):
            return value
        return {key: change(kept) if key in keys else kept for key, kept in value.items()}

    return changed


def _every_value(change: Change) -> Change:
    def changed(value: object) -> object:
        if not isinstance(value, dict):
            return value
        return {key: change(kept) for key, kept in value.items()}

    return changed


def _each(change: Change) -> Change:
    def changed(value: object) -> object:
        return [change(item) for item in value] if isinstance(value, list) else value

    return changed
