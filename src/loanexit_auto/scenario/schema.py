"""The JSON Schema of scenario files, for editors: docs/author/scenario.schema.json.

Made from the models, widened by the shorthand that files may use. An editor that knows it offers
keys and values; the loader stays stricter.
"""

from __future__ import annotations

import json
from typing import Any

from loanexit_auto.scenario.model import Scenario

SCHEMA_LINE = "# yaml-language-server: $schema=../docs/author/scenario.schema.json"
_TARGETS: dict[str, tuple[str, ...]] = {
    "Tap": ("tap",), "Expect": ("expect",), "Scroll": ("scroll",), "Search": ("in",),
    "HandoffStep": ("until",), "Scenario": ("entry",),
}  # fmt: skip
_TEXTS: dict[str, tuple[str, ...]] = {
    "Target": ("text",), "EntryTarget": ("text",), "Amount": ("amount",), "Count": ("count",),
    "Words": ("clear", "blocked"), "Check": ("shows",), "SignedIn": ("shows",),
    "Phrases": ("final", "risk_control", "not_offered"),
}  # fmt: skip
_Schema = dict[str, Any]


def schema() -> _Schema:
    """Return the JSON Schema (draft 2020-12) of a scenario file."""
    made = Scenario.model_json_schema(by_alias=True)
    parts: dict[str, _Schema] = {**made["$defs"], "Scenario": made}
    for part, keys in _TARGETS.items():
        for key in keys:
            _allow_texts(parts[part]["properties"], key)
    for part, keys in _TEXTS.items():
        for key in keys:
            _allow_one_text(parts[part]["properties"], key)
    for key in ("blockers", "challenges"):
        _allow_one_text(parts["Phrases"]["properties"][key], "additionalProperties")
    title = "loanexit-auto scenario, version 1"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": title}


def schema_text() -> str:
    """Return the schema as it is checked in."""
    return json.dumps(schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _allow_texts(properties: _Schema, key: str) -> None:
    """A target may be one text or a list of texts."""
    texts = {"type": "array", "items": {"type": "string"}, "minItems": 1}
    _widen(properties, key, {"type": "string"}, texts)


def _allow_one_text(properties: _Schema, key: str) -> None:
    """A list of texts may be a single text."""
    _widen(properties, key, {"type": "string"})


def _widen(properties: _Schema, key: str, *more: _Schema) -> None:
    strict = properties[key]
    kept = {
        name: strict.pop(name) for name in ("default", "title", "description") if name in strict
    }
    choices = strict["anyOf"] if set(strict) == {"anyOf"} else [strict]
    properties[key] = {**kept, "anyOf": [*more, *choices]}
