"""The promises that can be read off the source: who may send input, and where the network is."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

import loanexit_auto
from loanexit_auto.browser.mount import Mount
from loanexit_auto.browser.stand_in import StandIn
from loanexit_auto.engine import guard
from loanexit_auto.engine.driver import Driver
from loanexit_auto.scenario import model

SOURCE = Path(loanexit_auto.__file__).parent
_INPUT = {"mouse", "keyboard", "touchscreen"}
_ACTS = {
    "click", "dblclick", "tap", "fill", "press", "press_sequentially", "type", "check", "uncheck",
    "select_option", "set_input_files", "drag_to", "drag_and_drop", "dispatch_event", "hover",
}  # fmt: skip
_MAY_SEND_INPUT = {"browser/hand.py", "browser/stand_in.py"}
_FORBIDDEN_LIBRARIES = {
    "requests", "httpx", "aiohttp", "openai", "anthropic", "undetected_chromedriver",
    "playwright_stealth", "sentry_sdk", "posthog", "ddddocr", "pytesseract", "torch",
}  # fmt: skip


MODULES = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))


def parsed(name: str) -> ast.Module:
    return ast.parse((SOURCE / name).read_text("utf-8"))


@pytest.mark.parametrize("name", MODULES)
def test_only_the_hand_and_the_stand_in_send_input(name: str) -> None:
    if name in _MAY_SEND_INPUT:
        return
    tree = parsed(name)
    sent = [n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr in _INPUT]
    on_pages = [
        call.func.attr
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in _ACTS
        and name.startswith("browser/")
        and ast.unparse(call.func.value) not in ("self._hand", "panel")
    ]
    assert sent == [] and on_pages == []


@pytest.mark.parametrize("name", MODULES)
def test_no_library_that_calls_out_watches_or_hides(name: str) -> None:
    tree = parsed(name)
    imported = {
        alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {
        (node.module or "").split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    }
    assert not imported & _FORBIDDEN_LIBRARIES


def test_the_stand_in_can_only_be_made_from_a_mounted_portal() -> None:
    parameters = list(inspect.signature(StandIn).parameters.values())
    assert parameters[0].annotation in (Mount, "Mount")


def test_the_guard_has_no_argument_that_permits_a_last_button() -> None:
    assert list(inspect.signature(guard.judge).parameters) == [
        "element", "screen", "lexicon", "consent_to_open_entry",
    ]  # fmt: skip


def test_the_port_and_the_language_cannot_say_what_must_not_be_done() -> None:
    verbs = {name for name in vars(Driver) if not name.startswith("_")}
    assert verbs == {"look", "tap", "type_search", "scroll", "goto", "back", "capture", "incidents"}
    steps = {part.__name__ for part in model.Step.__args__}
    assert steps == {"Goto", "Tap", "Search", "Expect", "Scroll", "HandoffStep"}
