"""What `make new` makes is sound as it is, and it never touches what exists."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from loanexit_auto.portal.files import cases, load_case, load_portal
from loanexit_auto.scenario.loader import load

TOOLS = Path(__file__).resolve().parents[2] / "tools"


def start(root: Path, *platforms: str) -> subprocess.CompletedProcess[str]:
    call = "import sys, pathlib, new_platform as n; n.main(sys.argv[2:], pathlib.Path(sys.argv[1]))"
    (root / "scenarios").mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-c", call, str(root), *platforms]
    return subprocess.run(command, cwd=TOOLS, capture_output=True, text=True, check=False)


def test_a_new_platform_loads_with_its_portal_and_every_case(tmp_path: Path) -> None:
    assert start(tmp_path, "some-bank").returncode == 0
    scenario = load(tmp_path / "scenarios/some-bank.yaml")
    portal = load_portal(tmp_path / "fixtures/mock_portals/some-bank")
    assert (scenario.id, scenario.drivable) == ("some-bank", True)
    assert scenario.domains == portal.file.hosts
    assert {load_case(portal, name).id for name in cases(portal.folder)} >= {"accepted"}


def test_no_placeholder_is_left(tmp_path: Path) -> None:
    start(tmp_path, "some-bank")
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
    assert not list((tmp_path / "scenarios").iterdir())
