"""Writing down a way that was found as a scenario: valid, linted, marked as unverified. Pure."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from loanexit_auto.scenario.schema import SCHEMA_LINE
from loanexit_auto.screen.findings import Closes
from loanexit_auto.screen.model import Device

# Other names of the same menu, tried only where the first is not visible (docs/platforms.md).
_ALSO: tuple[tuple[str, ...], ...] = (
    ("我的", "个人中心", "用户中心"),
    ("设置", "系统设置", "更多设置"),
    ("账户与安全", "账号与安全", "账户安全", "安全中心"),
    ("更多服务", "更多", "其他服务"),
    ("Profile", "My account", "Account"),
    ("Settings", "Preferences", "Account settings"),
    ("Security", "Account & security", "Account security"),
)


@dataclass(frozen=True, slots=True)
class Drafted:
    """What is known of the way: (label, how) of each step, and the entry at its end."""

    host: str
    start: str
    device: Device
    steps: tuple[tuple[str, str], ...]
    entry: str
    closes: Closes
    id: str = ""  # must be the name of its file; made of the host if ""


def draft(found: Drafted) -> str:
    """Return the text of a scenario file. Every step has two anchors or more."""
    language = "zh" if re.search(r"[\u4e00-\u9fff]", found.entry) else "en"
    lines = [
        SCHEMA_LINE,
        "loanexit: 1",
        f"id: {identifier(found.id) or identifier(found.host)}",
        f"name: {_quoted(found.host)}",
        "kind: account",
        f"language: {language}",
        "channels: [web]",
        f"domains: [{_quoted(found.host)}]",
        f"start: {_quoted(found.start.partition('?')[0])}",
        f"device: {found.device}",
        "",
        "routes:",
        "  - name: explored",
        "    quality: D",
        "    note: found by exploring; not confirmed by any source",
        "    steps:",
        *(f"      - {step_line(label, how)}" for label, how in found.steps),
        "",
        "entry:",
        f"  text: [{_quoted(found.entry)}]",
        f"  closes: {found.closes}",
        "",
    ]
    return "\n".join(lines)


def other_names(label: str) -> tuple[str, ...]:
    """Return the other usual names of a menu, without the one given; () if none is known."""
    known = next((names for names in _ALSO if label in names), ())
    return tuple(name for name in known if name != label)


def identifier(host: str) -> str:
    """Return a platform id made of a host's name."""
    return "-".join(re.findall(r"[a-z0-9]+", host.lower()))[:40].strip("-")


def step_line(label: str, how: str) -> str:
    """Return one step of a way that was found, as it stands after the dash of its line."""
    if how == "search":
        phrase = "注销" if re.search(r"[\u4e00-\u9fff]", label) else "delete account"
        return f"search: {_quoted(phrase)}"
    if how == "goto":
        return f"goto: {json.dumps(label, ensure_ascii=False)}"
    others = next((names for names in _ALSO if label in names), ())
    names = ", ".join(_quoted(name) for name in (label, *(n for n in others if n != label)))
    role = "" if others else ", role: row"
    return f"tap: {{text: [{names}]{role}}}"


def _quoted(text: str) -> str:
    """Return a double-quoted YAML scalar, which JSON's strings are."""
    return json.dumps(text.strip()[:80], ensure_ascii=False)
