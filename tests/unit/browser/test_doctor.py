"""What the doctor sees on a machine, and what it tries, in which order, until something works."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from loanexit_auto.browser.doctor import CheckResult, Doctor
from loanexit_auto.browser.launch import FoundBrowser
from loanexit_auto.browser.machine import Machine
from loanexit_auto.errors import BrowserUnavailable
from loanexit_auto.messages import Messages


class Computer:
    """A Linux computer on which commands do what `effects` says: by a word of the command."""

    def __init__(self, folder: Path, *commands: str, is_root: bool = True) -> None:
        self.folder = folder
        self.commands = set(commands)
        self.effects: dict[str, Callable[[], None]] = {}
        self.ran: list[str] = []
        self.is_root = is_root

    def program(self, name: str) -> Callable[[], None]:
        def appear() -> None:
            path = self.folder / "usr/bin" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(0o755)

        return appear

    def font(self) -> None:
        folder = self.folder / "usr/share/fonts/opentype/noto"
        folder.mkdir(parents=True)
        (folder / "NotoSansCJK-Regular.ttc").touch()

    def which(self, name: str) -> str | None:
        path = self.folder / "usr/bin" / name
        return str(path) if path.exists() or name in self.commands else None

    def run(self, command: Sequence[str]) -> int:
        line = " ".join(command)
        self.ran.append(line)
        for words, effect in self.effects.items():
            if words in line:
                effect()
                return 0
        return 1

    def doctor(self, start: Callable[[FoundBrowser], str] = lambda found: "156.0") -> Doctor:
        machine = Machine("linux", {}, self.is_root, self.which, self.folder, self.folder / "home")
        return Doctor(self.folder / "cases", Messages("en"), machine, start, self.run)


def result(results: tuple[CheckResult, ...], check: str) -> CheckResult:
    return next(each for each in results if each.check == check)


def refuse(found: FoundBrowser) -> str:
    raise BrowserUnavailable("no libraries", hint="install them")


def test_every_check_is_reported_in_the_same_order(tmp_path: Path) -> None:
    names = [each.check for each in Computer(tmp_path).doctor().examine()]
    assert names == ["python", "browser", "fonts", "display", "data_folder", "disk"]


def test_a_bare_computer_lacks_browser_fonts_and_display(tmp_path: Path) -> None:
    results = Computer(tmp_path).doctor().examine()
    verdicts = {each.check: each.verdict for each in results}
    assert verdicts["browser"] == "missing"
    assert verdicts["fonts"] == verdicts["display"] == "weak"
    assert all(each.way_out for each in results if each.verdict != "ok")


def test_a_browser_that_is_there_but_does_not_start_is_missing(tmp_path: Path) -> None:
    computer = Computer(tmp_path)
    computer.program("chromium")()
    browser = result(computer.doctor(refuse).examine(), "browser")
    assert (browser.verdict, browser.detail, browser.way_out) == (
        "missing",
        "no libraries",
        "install them",
    )


@pytest.mark.parametrize("is_root", [True, False])
def test_a_browser_without_its_sandbox_is_said_to_be_so(tmp_path: Path, is_root: bool) -> None:
    computer = Computer(tmp_path, is_root=is_root)
    computer.program("chromium")()
    browser = result(computer.doctor().examine(), "browser")
    assert browser.verdict == "ok"
    assert ("root" in browser.way_out) is is_root


def test_fix_tries_the_download_then_apt_and_stops_when_a_browser_starts(tmp_path: Path) -> None:
    computer = Computer(tmp_path, "apt-get", "brew")
    computer.effects = {
        "apt-get update": lambda: None,
        "install -y fonts-noto-cjk": computer.font,
    }

    def install_chromium() -> None:
        if "env DEBIAN_FRONTEND=noninteractive apt-get update" in computer.ran:
            computer.program("chromium")()

    computer.effects["install -y chromium"] = install_chromium
    told: list[str] = []
    results = computer.doctor().fix(told.append)
    assert [line.split("-m ")[-1] for line in computer.ran] == [
        "playwright install --no-shell chromium",
        "env DEBIAN_FRONTEND=noninteractive apt-get install -y chromium",
        "env DEBIAN_FRONTEND=noninteractive apt-get update",
        "env DEBIAN_FRONTEND=noninteractive apt-get install -y chromium",
        "env DEBIAN_FRONTEND=noninteractive apt-get install -y fonts-noto-cjk",
    ]
    assert result(results, "browser").verdict == result(results, "fonts").verdict == "ok"
    assert "playwright install" in told[0]
    assert "exit code 1" in told[1]


def test_fix_touches_nothing_on_a_computer_that_is_ready(tmp_path: Path) -> None:
    computer = Computer(tmp_path, "apt-get")
    computer.program("chromium")()
    computer.font()
    computer.doctor().fix(lambda line: None)
    assert computer.ran == []


@pytest.mark.parametrize(
    ("commands", "is_root", "expected"),
    [
        (("apt-get",), False, "nothing"),
        (("apt-get", "sudo"), False, "sudo"),
        (("apt-get", "sudo"), True, "env"),
        (("brew",), False, "brew"),
    ],
)
def test_system_packages_are_installed_only_as_the_person_may(
    tmp_path: Path, commands: tuple[str, ...], is_root: bool, expected: str
) -> None:
    computer = Computer(tmp_path, *commands, is_root=is_root)
    results = computer.doctor().fix(lambda line: None)
    tried = {line.split()[0] for line in computer.ran if "playwright install" not in line}
    assert tried == (set() if expected == "nothing" else {expected})
    assert "--browser-path" in result(results, "browser").way_out


def test_a_folder_that_cannot_be_written_is_missing(tmp_path: Path) -> None:
    (tmp_path / "cases").write_text("a file where the folder should be", encoding="utf-8")
    folder = result(Computer(tmp_path).doctor().examine(), "data_folder")
    assert folder.verdict == "missing"
    assert str(tmp_path / "cases") in folder.detail
    assert "--out" in folder.way_out


@pytest.mark.parametrize(("free", "verdict"), [(99, "missing"), (100, "weak"), (500, "ok")])
def test_disk_space(tmp_path: Path, monkeypatch, free: int, verdict: str) -> None:
    import shutil

    usage = shutil.disk_usage(tmp_path)._replace(free=free * 2**20)
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage)
    assert result(Computer(tmp_path).doctor().examine(), "disk").verdict == verdict


def test_both_languages_say_the_same_things(tmp_path: Path) -> None:
    chinese = Doctor(tmp_path, Messages("zh"), start=refuse).examine()
    english = Doctor(tmp_path, Messages("en"), start=refuse).examine()
    assert [each.verdict for each in chinese] == [each.verdict for each in english]
    assert all(one.detail and two.detail for one, two in zip(chinese, english, strict=True))
