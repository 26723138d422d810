"""From plain values to a Scenario, or to flaws that a person can act on.

pydantic reports a mistake inside a union once per member; here the verb of a step (and the key of
a `decide`) says which member was meant, so that each mistake is reported once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from loanexit_auto.scenario import model
from loanexit_auto.scenario.flaw import Flaw, Path
from loanexit_auto.scenario.model import Scenario

STEPS: Mapping[str, type[BaseModel]] = {
    "goto": model.Goto,
    "tap": model.Tap,
    "search": model.Search,
    "expect": model.Expect,
    "scroll": model.Scroll,
    "handoff": model.HandoffStep,
}
DECISIONS: Mapping[str, type[BaseModel]] = {
    "amount": model.Amount,
    "count": model.Count,
    "clear": model.Words,
    "blocked": model.Words,
}
_MEMBERS = frozenset(member.__name__ for member in (*STEPS.values(), *DECISIONS.values()))
_KINDS = {  # pydantic's error type -> scenario.kind.<...> in the locales
    "string_type": "text", "tuple_type": "list", "dict_type": "mapping", "model_type": "mapping",
    "bool_type": "bool", "date_type": "date", "date_from_datetime_parsing": "date",
    "date_parsing": "date", "model_attributes_type": "mapping",
}  # fmt: skip
_OTHER_WORDS = {  # what authors of other tools would write
    "click": "tap", "press": "tap", "open": "goto", "visit": "goto", "type": "search",
    "fill": "search", "wait": "expect", "see": "expect", "swipe": "scroll",
}  # fmt: skip


def validate(data: object) -> tuple[Scenario | None, list[Flaw]]:
    """Return the scenario, or None and every flaw of its form. `data` is without shorthand."""
    flaws = list(_unclear_unions(data))
    try:
        made = Scenario.model_validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        unclear = {flaw.path for flaw in flaws}
        flaws += _flaws(error.errors(include_url=False), data, unclear)
        return None, flaws
    except ValueError as error:  # e.g. a lone surrogate that JSON cannot carry
        return None, [*flaws, Flaw("LX101", values={"why": str(error)})]
    return (None if flaws else made), flaws


def _unclear_unions(data: object) -> Iterator[Flaw]:
    for part in ("routes", "preflight"):
        for number, row in _rows(data, part):
            for index, step in _rows(row, "steps"):
                yield from _unclear(step, STEPS, (part, number, "steps", index), "LX124")
            if part == "preflight" and isinstance(row, dict) and "decide" in row:
                yield from _unclear(row["decide"], DECISIONS, (part, number, "decide"), "LX125")


def _unclear(
    value: object, members: Mapping[str, type[BaseModel]], path: Path, code: str
) -> Iterator[Flaw]:
    if _meant(value, members) is not None:
        return
    keys = [str(key) for key in value] if isinstance(value, dict) else []
    known = [key for key in keys if key in members]
    wrong = next((key for key in keys if key not in members), None)
    found = ", ".join(known if len(known) > 1 else keys) or _shown(value)
    yield Flaw(
        code,
        path,
        {"found": found, "known": ", ".join(members), "meant": similar(wrong or "", members)},
    )


def _meant(value: object, members: Mapping[str, type[BaseModel]]) -> type[BaseModel] | None:
    """Return the one member the keys of `value` point to, or None."""
    if not isinstance(value, dict):
        return None
    meant = {members[key] for key in value if key in members}
    return meant.pop() if len(meant) == 1 else None


def _rows(part: object, key: str) -> Iterator[tuple[int, Any]]:
    rows = part.get(key) if isinstance(part, dict) else None
    yield from enumerate(rows if isinstance(rows, list) else ())


def _flaws(errors: list[ErrorDetails], data: object, unclear: set[Path]) -> Iterator[Flaw]:
    for error in errors:
        path, member = _without_members(error["loc"])
        union = _union_path(path)
        if union in unclear or (member and _of_another(member, union, data)):
            continue
        if _only_seems_short(error):
            continue
        yield _flaw(error, path)


def _only_seems_short(error: ErrorDetails) -> bool:
    """pydantic counts the valid items only; the others are reported for themselves."""
    written = error["input"]
    short = error["type"] == "too_short" and isinstance(written, list)
    return short and len(written) >= int(error["ctx"]["min_length"])


def _without_members(loc: Path) -> tuple[Path, str]:
    """Return `loc` without the names of union members, and the last such name."""
    member = ""
    path: list[str | int] = []
    for part in loc:
        in_union = bool(path) and (path[-1] == "decide" or _is_step(tuple(path)))
        if in_union and part in _MEMBERS:
            member = str(part)
        else:
            path.append(part)
    return tuple(path), member


def _is_step(path: Path) -> bool:
    return len(path) == 4 and path[2] == "steps" and isinstance(path[3], int)


def _union_path(path: Path) -> Path:
    if len(path) >= 4 and _is_step(path[:4]):
        return path[:4]
    return path[:3] if len(path) >= 3 and path[2] == "decide" else path


def _of_another(member: str, union: Path, data: object) -> bool:
    value: Any = data
    for part in union:
        value = value[part]
    meant = _meant(value, STEPS if _is_step(union) else DECISIONS)
    return meant is not None and meant.__name__ != member


def _flaw(error: ErrorDetails, path: Path) -> Flaw:
    kind = error["type"]
    name = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        allowed = _keys_at(path[:-1])
        values = {"name": name, "meant": similar(name, allowed), "known": ", ".join(allowed)}
        return Flaw("LX120", path, values, on_key=True)
    if kind == "missing":
        return Flaw("LX121", path, {"name": name})
    found = _shown(error["input"])
    if kind == "string_type" and isinstance(error["input"], int | float):
        return Flaw("LX126", path, {"found": found})
    if kind == "literal_error":
        return _not_allowed(error, path, found)
    if kind.startswith("too_") or kind.startswith("string_too_"):
        limit = next((value for key, value in error["ctx"].items() if "length" in key), "?")
        return Flaw("LX128", path, {"found": found, "limit": limit})
    if kind == "string_pattern_mismatch":
        return Flaw("LX129", path, {"found": found, "pattern": error["ctx"]["pattern"]})
    return Flaw("LX122", path, {"found": found, "kind": _KINDS.get(kind, "other")})


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)[:60]


def _not_allowed(error: ErrorDetails, path: Path, found: str) -> Flaw:
    expected = error["ctx"]["expected"].replace(" or ", ", ").split(", ")
    allowed = [value.strip("'") for value in expected]
    meant = similar(str(error["input"]), allowed)
    return Flaw("LX123", path, {"found": found, "allowed": ", ".join(allowed), "meant": meant})


def _keys_at(path: Path) -> list[str]:
    """Return the keys the language knows at `path`, as they are written in a file."""
    models: list[type[BaseModel]] = [Scenario]
    for part in path:
        if isinstance(part, int):
            continue
        found = [made for each in models for made in _models_of(each, str(part))]
        models = found or models
    return sorted({field.alias or name for each in models for name, field in _fields(each)})


def _fields(made: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    yield from made.model_fields.items()


def _models_of(made: type[BaseModel], key: str) -> Iterator[type[BaseModel]]:
    for name, field in _fields(made):
        if key in (name, field.alias):
            yield from _models_in(field.annotation)


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def similar(word: str, known: Mapping[str, object] | list[str]) -> str:
    """Return the known word that `word` is probably a typo of, or ""."""
    if _OTHER_WORDS.get(word) in known:
        return _OTHER_WORDS[word]
    names = list(known)
    best = process.extractOne(word, names, scorer=fuzz.ratio, score_cutoff=60) if word else None
    return best[0] if best else ""
