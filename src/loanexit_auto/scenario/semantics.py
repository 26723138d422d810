"""What a scenario may not say although its form is right.

Works on plain values, so that it finds these mistakes also in a file that has others.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from loanexit_auto.scenario.flaw import Flaw, Path
from loanexit_auto.scenario.refusal import reads_final, signs_out

if TYPE_CHECKING:
    from tldextract import TLDExtract

_STEP_TARGETS = ("tap", "expect", "scroll", "in", "until")
_PRESSED = frozenset({"tap", "in"})
_NEEDS_STEPS = frozenset({"path"})
_CONTACTS = frozenset({"hotline", "email"})


def check(data: object) -> Iterator[Flaw]:
    """Yield every flaw of meaning. `data` is a scenario without shorthand, valid or not."""
    if not isinstance(data, dict):
        return
    yield from _domains(data)
    yield from _addresses(data)
    yield from _sources(data)
    yield from _facts(data)
    yield from _wholeness(data)
    yield from _steps(data)
    yield from _links(data)


def registrable_domain(host: str) -> str:
    """Return the registrable domain of a host (bundled public suffix list), or ""."""
    return _extract()(host).top_domain_under_public_suffix


@cache
def _extract() -> TLDExtract:
    from tldextract import TLDExtract  # imports an HTTP client, so only where it is needed

    return TLDExtract(suffix_list_urls=(), cache_dir=None)


def _domains(data: dict[str, Any]) -> Iterator[Flaw]:
    for index, domain in _items(data.get("domains")):
        if isinstance(domain, str) and not _is_host(domain):
            yield Flaw("LX206", ("domains", index), {"domain": domain})


def _is_host(domain: str) -> bool:
    plain = domain == domain.strip().lower() and not set(domain) & set("/:@ ?#*")
    return plain and bool(registrable_domain(domain))


def _addresses(data: dict[str, Any]) -> Iterator[Flaw]:
    domains = {d for _, d in _items(data.get("domains")) if isinstance(d, str)}
    for path, address in _opened(data):
        why = _unusable(address)
        if why:
            yield Flaw("LX203", path, {"address": address, "why": why})
        elif not _within(urlsplit(address).hostname or "", domains):
            known = ", ".join(sorted(domains)) or "-"
            yield Flaw("LX202", path, {"address": address, "domains": known})


def _opened(data: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield every address that the tool would open."""
    sign_in = data.get("sign_in")
    candidates: list[tuple[Path, object]] = [(("start",), data.get("start"))]
    if isinstance(sign_in, dict):
        candidates.append((("sign_in", "at"), sign_in.get("at")))
    candidates += [((*path, "goto"), step.get("goto")) for path, step in steps_of(data)]
    yield from ((path, value) for path, value in candidates if isinstance(value, str))


def _unusable(address: str) -> str:
    try:
        parts = urlsplit(address)
        if parts.scheme != "https" or not parts.hostname:
            return "https"
        if parts.username or parts.password or parts.port not in (None, 443):
            return "@:"
    except ValueError as error:
        return str(error)
    return ""


def _within(host: str, domains: set[str]) -> bool:
    if any(host == domain or host.endswith(f".{domain}") for domain in domains):
        return True
    own = registrable_domain(host)
    return bool(own) and own in {registrable_domain(domain) for domain in domains}


def _sources(data: dict[str, Any]) -> Iterator[Flaw]:
    given = data.get("sources")
    known = set(given) if isinstance(given, dict) else set()
    for part in ("facts", "routes", "preflight"):
        for number, row in _dicts(data.get(part)):
            for index, key in _items(row.get("sources")):
                if isinstance(key, str) and key not in known:
                    path = (part, number, "sources", index)
                    yield Flaw("LX201", path, {"name": key, "known": ", ".join(sorted(known))})


def _facts(data: dict[str, Any]) -> Iterator[Flaw]:
    for number, fact in _dicts(data.get("facts")):
        needed = "steps" if fact.get("about") in _NEEDS_STEPS else "value"
        if not fact.get(needed):
            yield Flaw("LX205", ("facts", number), {"about": fact.get("about"), "needed": needed})
        if fact.get("about") in _CONTACTS:
            yield from _contact(fact, ("facts", number))


def _contact(fact: dict[str, Any], path: Path) -> Iterator[Flaw]:
    """A number or address that may be wrong is worse than none."""
    values = {"value": fact.get("value"), "quality": fact.get("quality")}
    if fact.get("quality") == "D":
        yield Flaw("LX212", path, values)
    elif fact.get("quality") in ("C", "seed") and fact.get("verify") is not True:
        yield Flaw("LX213", path, values)


def _wholeness(data: dict[str, Any]) -> Iterator[Flaw]:
    for needed in ("start", "entry"):
        if data.get("routes") and not data.get(needed):
            yield Flaw("LX204", ("routes",), {"needed": needed}, on_key=True)
    for number, row in _dicts(data.get("preflight")):
        decide = row.get("decide")
        if isinstance(decide, dict) and decide and not any(decide.values()):
            yield Flaw("LX208", ("preflight", number, "decide"))


def _steps(data: dict[str, Any]) -> Iterator[Flaw]:
    entry = set(_texts(data.get("entry")))
    for path, step in steps_of(data):
        for key in _STEP_TARGETS:
            if key in step:
                yield from _words_of(key, step[key], (*path, key), entry)


def _words_of(key: str, target: object, path: Path, entry: set[str]) -> Iterator[Flaw]:
    for text in _texts(target):
        if key in _PRESSED and signs_out(text):
            yield Flaw("LX211", path, {"text": text})
        elif key in _PRESSED and (reads_final(text) or text in entry):
            yield Flaw("LX210", path, {"text": text})


def _texts(target: object) -> Iterator[str]:
    if isinstance(target, dict):
        yield from (text for _, text in _items(target.get("text")) if isinstance(text, str))


def _links(data: dict[str, Any]) -> Iterator[Flaw]:
    after = data.get("after")
    for key in ("first_close", "then_close"):
        for index, other in _items(after.get(key) if isinstance(after, dict) else None):
            if isinstance(other, str) and other == data.get("id"):
                yield Flaw("LX207", ("after", key, index), {"id": other})


def steps_of(data: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield every step of routes and checks with its path."""
    for part in ("preflight", "routes"):
        for number, row in _dicts(data.get(part)):
            for index, step in _dicts(row.get("steps")):
                yield (part, number, "steps", index), step


def _items(value: object) -> Iterator[tuple[int, object]]:
    yield from enumerate(value if isinstance(value, list) else ())


def _dicts(value: object) -> Iterator[tuple[int, dict[str, Any]]]:
    yield from ((index, item) for index, item in _items(value) if isinstance(item, dict))
