"""What `scenario new` makes is sound as it is, and it never touches what exists."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import pytest

from loanexit_auto.messages import LANGS, Messages
from loanexit_auto.portal.files import cases, load_case, load_portal
from loanexit_auto.scenario.lint import lint
from loanexit_auto.scenario.loader import load

ROOT = Path(__file__).resolve().parents[2]


def start(root: Path, *platforms: str, language: str = "zh") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "loanexit_auto", "scenario", "new", "--lang", "en"]
    command += ["--language", language]
    return subprocess.run(
        [*command, "--dir", str(root), "--", *platforms],
        capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGS)
def test_a_new_platform_loads_with_its_portal_and_every_case(language: str, tmp_path: Path) -> None:
    assert start(tmp_path, "some-bank", language=language).returncode == 0
    scenario = load(tmp_path / "scenarios/some-bank.yaml")
    portal = load_portal(tmp_path / "fixtures/mock_portals/some-bank")
    assert (scenario.id, scenario.drivable) == ("some-bank", True)
    assert scenario.language == language
    assert scenario.domains == portal.file.hosts
    assert {load_case(portal, name).id for name in cases(portal.folder)} >= {"accepted"}


@pytest.mark.parametrize("language", LANGS)
def test_no_placeholder_is_left(language: str, tmp_path: Path) -> None:
    start(tmp_path, "some-bank", language=language)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 8
    assert not [path for path in files if "PLATFORM_ID" in path.read_text(encoding="utf-8")]


def test_what_exists_is_not_touched(tmp_path: Path) -> None:
    start(tmp_path, "some-bank")
    mine = tmp_path / "scenarios/some-bank.yaml"
    mine.write_text("mine", encoding="utf-8")
    again = start(tmp_path, "some-bank")
    assert again.returncode == 2
    assert "exists already" in again.stderr
    assert mine.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["", "Some-Bank", "../evil", "a b", "-x", "银行"])
def test_a_name_that_is_no_id_is_refused(tmp_path: Path, name: str) -> None:
    refused = start(tmp_path, name)
    assert refused.returncode == 2
    assert not list(tmp_path.rglob("*.yaml"))


def test_make_new_is_the_same_command_in_the_checkout() -> None:
    command = [sys.executable, str(ROOT / "tools/new_platform.py"), "jd-finance"]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert str(ROOT / "scenarios/jd-finance.yaml") in refused.stderr


def test_what_is_drawn_for_an_english_site_is_english(tmp_path: Path) -> None:
    start(tmp_path, "some-bank", language="en")
    pages = list((tmp_path / "fixtures/mock_portals/some-bank/pages").glob("*.html"))
    words = [tmp_path / "scenarios/some-bank.yaml", *pages]
    assert len(words) == 8
    for file in words:
        assert not any("\u4e00" <= char <= "\u9fff" for char in file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGS)
def test_a_new_platform_is_clean(language: str, tmp_path: Path) -> None:
    start(tmp_path, "some-bank", language=language)
    found = lint([tmp_path / "scenarios/some-bank.yaml"], datetime.date.today(), Messages("en"))
    assert found == ()
