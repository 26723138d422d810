"""Which browser is taken."""

from __future__ import annotations

import json
from pathlib import Path

import playwright
import pytest

from loanexit_auto.browser.launch import (
    FoundBrowser,
    find_browser,
    installed_browsers,
    playwright_build,
    sandboxed,
)
from loanexit_auto.browser.machine import Machine
from loanexit_auto.errors import BrowserUnavailable


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def linux(tmp_path: Path):
    def make(*commands: str, is_root: bool = False, **env: str) -> Machine:
        found = {name: str(program(tmp_path / "usr/bin" / name)) for name in commands}
        home = tmp_path / "home"
        return Machine("linux", env, is_root, found.get, tmp_path, home)

    return make


def own_build(machine: Machine) -> Path:
    """Put a program where Playwright would have put its Chromium."""
    listed = Path(playwright.__file__).parent / "driver/package/browsers.json"
    builds = json.loads(listed.read_text(encoding="utf-8"))["browsers"]
    revision = {build["name"]: build["revision"] for build in builds}["chromium"]
    cache = machine.home / ".cache/ms-playwright"
    return program(cache / f"chromium-{revision}/chrome-linux64/chrome")


def test_the_order_is_playwright_chrome_edge_chromium(linux) -> None:
    machine = linux("chromium", "microsoft-edge", "google-chrome-stable")
    own_build(machine)
    names = [found.name for found in installed_browsers(machine)]
    assert names == ["playwright", "chrome", "edge", "chromium"]
    assert find_browser(machine=machine).name == "playwright"


def test_playwrights_build_is_found_once_it_is_there(linux) -> None:
    machine = linux()
    assert playwright_build(machine) is None
    assert own_build(machine) == playwright_build(machine)


def test_a_browser_that_gets_its_sandbox_comes_before_one_that_does_not(linux) -> None:
    machine = linux("chromium")
    own_build(machine)
    kernel = machine.root / "proc/sys/kernel"
    kernel.mkdir(parents=True)
    (kernel / "apparmor_restrict_unprivileged_userns").write_text("1\n", encoding="ascii")
    names = [found.name for found in installed_browsers(machine)]
    assert names == ["chromium", "playwright"]


def test_a_chosen_browser_wins_over_everything(linux, tmp_path: Path) -> None:
    mine = program(tmp_path / "my browser")
    machine = linux("chromium", LOANEXIT_BROWSER="chromium")
    assert find_browser(mine, machine=machine) == FoundBrowser(mine, "chosen", "--browser-path")
    by_name = find_browser(machine=machine)
    assert (by_name.how, by_name.path.name) == ("LOANEXIT_BROWSER", "chromium")


@pytest.mark.parametrize("kind", ["missing", "folder", "not executable"])
def test_a_chosen_browser_that_cannot_run_is_not_silently_replaced(
    linux, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "chosen"
    if kind == "folder":
        path.mkdir()
    if kind == "not executable":
        path.write_text("", encoding="utf-8")
        path.chmod(0o644)
    with pytest.raises(BrowserUnavailable, match="--browser-path") as raised:
        find_browser(path, machine=linux("chromium"))
    assert str(path) in str(raised.value)
    assert raised.value.hint


def test_without_any_browser_there_is_a_way_out(linux) -> None:
    with pytest.raises(BrowserUnavailable) as raised:
        find_browser(machine=linux())
    assert "doctor --fix" in raised.value.hint


def test_browsers_of_windows(tmp_path: Path) -> None:
    edge = program(tmp_path / "x86/Microsoft/Edge/Application/msedge.exe")
    chrome = program(tmp_path / "local/Google/Chrome/Application/chrome.exe")
    env = {"PROGRAMFILES(X86)": str(tmp_path / "x86"), "LOCALAPPDATA": str(tmp_path / "local")}
    machine = Machine("win32", env, False, lambda _: None, tmp_path, tmp_path)
    assert [found.path for found in installed_browsers(machine)] == [chrome, edge]


def test_browsers_of_macos(tmp_path: Path) -> None:
    home = tmp_path / "Users/li"
    mine = program(home / "Applications/Chromium.app/Contents/MacOS/Chromium")
    shared = program(tmp_path / "Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge")
    machine = Machine("darwin", {}, False, lambda _: None, tmp_path, home)
    assert [found.path for found in installed_browsers(machine)] == [shared, mine]


@pytest.mark.parametrize(
    ("env", "system", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":1"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_whether_there_is_a_screen(env, system, shown: bool) -> None:
    assert Machine(system, env).has_display is shown


def test_only_root_on_linux_goes_without_the_sandbox() -> None:
    assert not sandboxed(Machine("linux", {}, is_root=True))
    assert sandboxed(Machine("linux", {}, is_root=False))
    assert sandboxed(Machine("darwin", {}, is_root=True))
