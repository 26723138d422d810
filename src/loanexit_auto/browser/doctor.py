"""Whether this computer can do what a run needs, and what can be installed where it cannot.

`examine` looks and `fix` installs; neither prints. Installing goes through Playwright's download,
then the system's own package manager, and each attempt is judged by starting the browser.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

from loanexit_auto.browser.launch import (
    FoundBrowser,
    find_browser,
    launch,
    playwright_build,
    sandboxed,
)
from loanexit_auto.browser.machine import Machine
from loanexit_auto.errors import BrowserUnavailable
from loanexit_auto.messages import Messages

CheckName = Literal["python", "browser", "fonts", "display", "data_folder", "disk"]
Verdict = Literal["ok", "weak", "missing"]
Command = tuple[str, ...]

OLDEST_PYTHON = (3, 11)
# A screen's files take about 0.7 MB and a long case some 50 screens; below 100 MB one case may
# not fit, below 500 MB a second one may not.
LEAST_DISK, AMPLE_DISK = 100 * 2**20, 500 * 2**20
_FONT_FOLDERS = ("usr/share/fonts", "usr/local/share/fonts")
_FONT_NAMES = ("cjk", "wqy", "sourcehan", "droidsansfallback", "uming", "ukai", "hans", "simsun")


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What was found. `weak` will do but poorly; `missing` stops a run.

    `detail` and `way_out` are for the person, in their language; a good result may come with a
    warning in `way_out`.
    """

    check: CheckName
    verdict: Verdict
    detail: str
    way_out: str = ""


def version_of(found: FoundBrowser) -> str:
    """Start the browser without a window and return its version. Raises BrowserUnavailable."""
    with sync_playwright() as playwright:
        browser = launch(playwright, found, headless=True)
        try:
            return browser.version
        finally:
            browser.close()


def run_command(command: Sequence[str]) -> int:
    """Run a command whose output the person sees on stderr; return its exit code (127: absent)."""
    try:
        return subprocess.run(command, stdout=2, check=False).returncode
    except OSError:
        return 127


@dataclass(frozen=True, slots=True)
class Doctor:
    """Examines and mends one machine; `start` and `run` are its two ways to touch it."""

    data_folder: Path
    say: Messages = field(default_factory=Messages)
    machine: Machine = field(default_factory=Machine)
    start: Callable[[FoundBrowser], str] = version_of
    run: Callable[[Sequence[str]], int] = run_command

    def examine(self) -> tuple[CheckResult, ...]:
        """Return every check's result, always all of them and in the same order."""
        return (
            self._python(),
            self._browser(),
            self._fonts(),
            self._display(),
            self._folder(),
            self._disk(),
        )

    def fix(self, report: Callable[[str], None]) -> tuple[CheckResult, ...]:
        """Install what is missing and can be installed; return what holds afterwards.

        `report` is told each attempt before it is made and each failure after it.
        """
        if self._browser().verdict == "missing":
            self._attempt(self._browser_attempts(), self._browser, report)
        if self._fonts().verdict != "ok":
            self._attempt(self._font_attempts(), self._fonts, report)
        return self.examine()

    def _attempt(
        self,
        attempts: Iterator[tuple[Command, ...]],
        check: Callable[[], CheckResult],
        report: Callable[[str], None],
    ) -> None:
        for commands in attempts:
            for command in commands:
                report(self.say("doctor.running", command=" ".join(command)))
                if code := self.run(command):
                    report(self.say("doctor.did_not_work", code=code))
                    break
            if check().verdict == "ok":
                return

    def _browser_attempts(self) -> Iterator[tuple[Command, ...]]:
        install = (sys.executable, "-m", "playwright", "install")
        if not self.machine.restricts_user_namespaces:
            yield ((*install, "--no-shell", "chromium"),)
        apt = self._apt()
        if apt and playwright_build(self.machine):
            yield ((sys.executable, "-m", "playwright", "install-deps", "chromium"),)
        if apt:
            yield from self._from_apt(apt, "chromium")
            yield ((*apt, "install", "-y", "chromium-browser"),)  # Ubuntu's name, a snap
        if self.machine.which("brew"):
            yield (("brew", "install", "--cask", "google-chrome"),)

    def _font_attempts(self) -> Iterator[tuple[Command, ...]]:
        if apt := self._apt():
            yield from self._from_apt(apt, "fonts-noto-cjk")

    def _from_apt(self, apt: Command, package: str) -> Iterator[tuple[Command, ...]]:
        install = (*apt, "install", "-y", package)
        yield (install,)
        yield ((*apt, "update"), install)

    def _apt(self) -> Command:
        """Return apt-get as this person may call it, or () if they cannot."""
        if not self.machine.which("apt-get"):
            return ()
        apt = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get")
        if self.machine.is_root:
            return apt
        if not self.machine.which("sudo"):
            return ()
        return ("sudo", *apt) if sys.stdin.isatty() else ("sudo", "-n", *apt)

    def _python(self) -> CheckResult:
        version = sys.version.split()[0]
        fine = sys.version_info >= OLDEST_PYTHON
        detail = self.say("doctor.python", version=version, path=sys.executable)
        return CheckResult("python", "ok" if fine else "missing", detail)

    def _browser(self) -> CheckResult:
        try:
            found = find_browser(machine=self.machine, say=self.say)
            version = self.start(found)
        except BrowserUnavailable as error:
            return CheckResult("browser", "missing", str(error), error.hint)
        name = self.say(f"launch.{found.name}")
        detail = self.say("doctor.browser", name=name, version=version, path=found.path)
        warning = "" if sandboxed(self.machine) else self.say("launch.without_sandbox")
        return CheckResult("browser", "ok", detail, warning)

    def _fonts(self) -> CheckResult:
        if self.machine.system != "linux" or self._has_chinese_font():
            return CheckResult("fonts", "ok", self.say("doctor.fonts"))
        return CheckResult(
            "fonts", "weak", self.say("doctor.no_fonts"), self.say("doctor.no_fonts_way_out")
        )

    def _has_chinese_font(self) -> bool:
        personal = (self.machine.home / ".fonts", self.machine.home / ".local/share/fonts")
        folders = (*(self.machine.root / each for each in _FONT_FOLDERS), *personal)
        names = (path.name.lower() for folder in folders for path in folder.rglob("*.[to]t[fc]"))
        return any(known in name.replace("-", "") for name in names for known in _FONT_NAMES)

    def _display(self) -> CheckResult:
        if self.machine.has_display:
            return CheckResult("display", "ok", self.say("doctor.display"))
        detail, way_out = self.say("doctor.no_display"), self.say("doctor.no_display_way_out")
        return CheckResult("display", "weak", detail, way_out)

    def _folder(self) -> CheckResult:
        try:
            self.data_folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.data_folder):
                detail = self.say("doctor.data_folder", path=self.data_folder)
                return CheckResult("data_folder", "ok", detail)
        except OSError as error:
            detail = self.say("doctor.no_data_folder", path=self.data_folder, why=error.strerror)
            return CheckResult("data_folder", "missing", detail, self.say("doctor.use_out"))

    def _disk(self) -> CheckResult:
        known = (self.data_folder, *self.data_folder.parents)
        there = next((folder for folder in known if folder.is_dir()), Path.cwd())
        free = shutil.disk_usage(there).free
        detail = self.say("doctor.disk", free=f"{free / 2**20:,.0f}", path=there)
        if free >= AMPLE_DISK:
            return CheckResult("disk", "ok", detail)
        verdict: Verdict = "weak" if free >= LEAST_DISK else "missing"
        return CheckResult("disk", verdict, detail, self.say("doctor.use_out"))
