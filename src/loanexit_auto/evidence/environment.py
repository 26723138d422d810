"""The environment of a recording and its cleanliness check (清洁性检查). Pure.

法释〔2019〕19号 art. 93 asks for the completeness and reliability of hardware and software; SF/T
0091-2021 asks for a check of the machine before a web page is recorded, and a report of it. What is
not known is kept as None and judged "unknown", never "clean".
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

Cleanliness = Literal["clean", "unclean", "unknown"]
KEYS: dict[str, tuple[str, ...]] = {
    "tool": ("version", "record_sha256", "files_as_installed"),
    "system": ("name", "version", "processor", "python"),
    "browser": (
        "name", "version", "path", "sha256", "how_found", "user_agent", "locale", "time_zone",
        "viewport", "device_scale", "sandbox", "headless", "profile", "storage_state_given",
        "extensions",
    ),
    "network": ("proxy", "hosts_lines", "resolved"),
    "run": ("mock", "stand_in"),
}  # fmt: skip


def environment(*facts: Mapping[str, object]) -> dict[str, dict[str, Any]]:
    """Return the environment record: every key of KEYS, None where nobody supplied it.

    `facts` are grouped as KEYS is, e.g. `{"browser": {"version": "156.0"}}`; later ones win.
    Keys outside KEYS are dropped, so that nothing private slips in.
    """
    return {
        group: {name: _last(facts, group, name) for name in names} for group, names in KEYS.items()
    }


def _last(facts: tuple[Mapping[str, object], ...], group: str, name: str) -> Any:  # noqa: ANN401
    for given in reversed(facts):
        part = given.get(group)
        if isinstance(part, Mapping) and name in part:
            return part[name]
    return None


def cleanliness(record: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return the cleanliness check of an environment record: each check, value and verdict.

    The verdict of the whole is "unclean" if one check is, else "unknown" if one is, else "clean".
    """
    checks = [
        {"check": name, "value": value, "verdict": verdict}
        for name, value, verdict in _checks(record)
    ]
    verdicts = {check["verdict"] for check in checks}
    whole = next((v for v in ("unclean", "unknown") if v in verdicts), "clean")
    return {"verdict": whole, "checks": checks}


def _checks(record: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Any, Cleanliness]]:
    browser, network, tool = record["browser"], record["network"], record["tool"]
    yield _check("profile_fresh", browser["profile"], lambda value: value == "fresh")
    yield _check("no_earlier_sign_in", browser["storage_state_given"], lambda value: not value)
    yield _check("no_extensions", browser["extensions"], lambda value: not value)
    yield _check("window_visible", browser["headless"], lambda value: not value)
    yield _check("browser_known", browser["sha256"], bool)
    yield "user_agent_true", browser["user_agent"], _user_agent(browser)
    yield _check("no_proxy", network["proxy"], lambda value: not value)
    yield _check("hosts_untouched", network["hosts_lines"], lambda value: not value)
    yield _check("addresses_public", network["resolved"], _all_public)
    yield _check("tool_as_installed", tool["files_as_installed"], bool)


def _check(
    name: str, value: object, is_clean: Callable[[Any], bool | None]
) -> tuple[str, object, Cleanliness]:
    verdict = None if value is None else is_clean(value)
    return name, value, "unknown" if verdict is None else "clean" if verdict else "unclean"


def _user_agent(browser: Mapping[str, Any]) -> Cleanliness:
    """Return whether the browser names itself truthfully: its major version is in the string."""
    if not browser["user_agent"] or not browser["version"]:
        return "unknown"
    major = str(browser["version"]).partition(".")[0]
    return "clean" if f"/{major}." in str(browser["user_agent"]) else "unclean"


def _all_public(resolved: object) -> bool | None:
    """Return whether every address is a public one; None when there is none to judge."""
    lists = resolved.values() if isinstance(resolved, Mapping) else ()
    addresses = [str(address) for listed in lists for address in listed]
    try:
        return all(ipaddress.ip_address(a).is_global for a in addresses) if addresses else None
    except ValueError:
        return None
