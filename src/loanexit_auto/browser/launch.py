"""Finding a browser on this computer, saying which one, and starting it as it is.

Nothing here hides that the browser is driven: no stealth, no changed user agent.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import playwright
from playwright.sync_api import Browser, Error, Playwright

from loanexit_auto.browser.machine import Machine
from loanexit_auto.errors import BrowserUnavailable
from loanexit_auto.messages import Messages

VARIABLE = "LOANEXIT_BROWSER"
BrowserName = Literal["chosen", "playwright", "chrome", "edge", "chromium"]

_COMMANDS: dict[BrowserName, tuple[str, ...]] = {
    "chrome": ("google-chrome-stable", "google-chrome", "/opt/google/chrome/chrome"),
    "edge": ("microsoft-edge-stable", "microsoft-edge", "/opt/microsoft/msedge/msedge"),
    "chromium": ("chromium", "chromium-browser", "/snap/bin/chromium"),
}
_MAC_APPS: dict[BrowserName, str] = {
    "chrome": "Google Chrome",
    "edge": "Microsoft Edge",
    "chromium": "Chromium",
}
_WINDOWS_PROGRAMS: dict[BrowserName, str] = {
    "chrome": "Google/Chrome/Application/chrome.exe",
    "edge": "Microsoft/Edge/Application/msedge.exe",
    "chromium": "Chromium/Application/chrome.exe",
}
_WINDOWS_ROOTS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")


@dataclass(frozen=True, slots=True)
class FoundBrowser:
    """A browser that is installed: its program, which one it is, and how it was found."""

    path: Path
    name: BrowserName
    how: str  # "--browser-path", "LOANEXIT_BROWSER", "playwright", "installed"


def find_browser(
    explicit: Path | None = None, *, machine: Machine | None = None, say: Messages | None = None
) -> FoundBrowser:
    """Return the browser to use: the chosen one, else Playwright's, Chrome, Edge or Chromium.

    `explicit` (or the variable LOANEXIT_BROWSER) is a path or a command name; if it is given it
    is that browser or none. Raises BrowserUnavailable with a way out.
    """
    machine, say = machine or Machine(), say or Messages()
    if explicit:
        return _chosen(str(explicit), "--browser-path", machine, say)
    if chosen := machine.env.get(VARIABLE):
        return _chosen(chosen, VARIABLE, machine, say)
    if found := next(installed_browsers(machine), None):
        return found
    raise BrowserUnavailable(say("launch.none"), hint=say("launch.none_hint"))


def installed_browsers(machine: Machine) -> Iterator[FoundBrowser]:
    """Yield what is installed, best first.

    Playwright's own build comes first because it is the one this program is tested with, but
    last where the system would deny it the sandbox that a packaged browser gets.
    """
    own = playwright_build(machine)
    if own and not machine.restricts_user_namespaces:
        yield FoundBrowser(own, "playwright", "playwright")
    for name in _COMMANDS:
        if path := _installed(name, machine):
            yield FoundBrowser(path, name, "installed")
    if own and machine.restricts_user_namespaces:
        yield FoundBrowser(own, "playwright", "playwright")


def playwright_build(machine: Machine) -> Path | None:
    """Return the Chromium that `playwright install chromium` has put here, if it has.

    The folder and the revision are read as Playwright's registry does, without starting it.
    """
    driver = Path(playwright.__file__).parent / "driver/package"
    builds = json.loads((driver / "browsers.json").read_text(encoding="utf-8"))["browsers"]
    revision = next(build["revision"] for build in builds if build["name"] == "chromium")
    folder = _playwright_folder(machine, driver) / f"chromium-{revision}"
    programs = ("chrome-linux*/chrome", "chrome-win*/chrome.exe", "chrome-mac*/*.app/*/MacOS/*")
    return next((path for each in programs for path in sorted(folder.glob(each))), None)


def launch(
    playwright: Playwright, found: FoundBrowser, *, headless: bool, say: Messages | None = None
) -> Browser:
    """Start the browser. Raises BrowserUnavailable if it will not start.

    Its sandbox is on, except for root on Linux, where Chromium refuses to start with it
    (`sandboxed` tells).
    """
    say = say or Messages()
    try:
        return playwright.chromium.launch(
            executable_path=found.path,
            headless=headless,
            chromium_sandbox=sandboxed(Machine()),
        )
    except Error as error:
        raise BrowserUnavailable(
            say("launch.failed", path=found.path, why=_reason(error)),
            hint=say(_hint_for(error)),
        ) from error


def sandboxed(machine: Machine) -> bool:
    """Return whether the browser runs in its sandbox on this machine."""
    return not (machine.system == "linux" and machine.is_root)


def has_display() -> bool:
    """Return whether a window can be shown on this computer now."""
    return Machine().has_display


def _chosen(text: str, how: str, machine: Machine, say: Messages) -> FoundBrowser:
    path = Path(text).expanduser()
    if not path.is_file() and (on_path := machine.which(text)):
        path = Path(on_path)
    if not path.is_file() or not os.access(path, os.X_OK):
        raise BrowserUnavailable(
            say("launch.not_there", path=text, how=how), hint=say("launch.not_there_hint")
        )
    return FoundBrowser(path, "chosen", how)


def _installed(name: BrowserName, machine: Machine) -> Path | None:
    return next((path for path in _places(name, machine) if path.is_file()), None)


def _places(name: BrowserName, machine: Machine) -> Iterator[Path]:
    match machine.system:
        case "win32":
            for variable in _WINDOWS_ROOTS:
                if folder := machine.env.get(variable):
                    yield Path(folder) / _WINDOWS_PROGRAMS[name]
        case "darwin":
            app = f"Applications/{_MAC_APPS[name]}.app/Contents/MacOS/{_MAC_APPS[name]}"
            yield from (machine.root / app, machine.home / app)
        case "linux":
            for command in _COMMANDS[name]:
                if command.startswith("/"):
                    yield machine.root / command[1:]
                elif found := machine.which(command):
                    yield Path(found)


def _playwright_folder(machine: Machine, driver: Path) -> Path:
    chosen = machine.env.get("PLAYWRIGHT_BROWSERS_PATH")
    if chosen == "0":
        return driver / ".local-browsers"
    if chosen:
        return Path(chosen)
    match machine.system:
        case "win32":
            local = machine.env.get("LOCALAPPDATA")
            cache = Path(local) if local else machine.home / "AppData/Local"
        case "darwin":
            cache = machine.home / "Library/Caches"
        case "linux":
            cache = Path(machine.env.get("XDG_CACHE_HOME") or machine.home / ".cache")
    return cache / "ms-playwright"


def _reason(error: Error) -> str:
    """Return the line of Playwright's long message that says why."""
    lines = [line.strip(" -║") for line in error.message.splitlines()]
    logged = [line.partition("[err] ")[2] for line in lines]
    told = [line for line in logged if "error" in line.lower() and "dbus" not in line]
    return next((line for line in (*told, *lines) if line), error.message)


_HINTS = {
    "sandboxing failed": "launch.sandbox_hint",
    "No usable sandbox": "launch.sandbox_hint",
    "XServer": "launch.display_hint",
    "Missing X server": "launch.display_hint",
    "shared libraries": "launch.libraries_hint",
}


def _hint_for(error: Error) -> str:
    return next(
        (hint for sign, hint in _HINTS.items() if sign in error.message), "launch.failed_hint"
    )
