from __future__ import annotations

import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest

from loanexit_auto.engine.events import Rerouted
from loanexit_auto.evidence.folder import CaseFolder
from loanexit_auto.evidence.recorder import Recorder
from loanexit_auto.resources import scenarios_folder
from loanexit_auto.scenario.directory import Directory
from loanexit_auto.scenario.model import Scenario
from loanexit_auto.session.correction import Proposed, propose

FOUND = Rerouted((("我的", "tap"), ("设置", "tap"), ("隐私设置", "tap")), "永久注销账户", "account")
BUNDLED = scenarios_folder() / "jd-finance.yaml"


@pytest.fixture
def jd() -> Scenario:
    return Directory.open().get("jd-finance")


def proposed(
    tmp_path: Path, scenario: Scenario, found: Rerouted = FOUND, file: Path | None = None
) -> tuple[Proposed | None, dict[str, object]]:
    folder = CaseFolder.create(tmp_path, "jd-finance", now=datetime.now(UTC), facts={})
    with Recorder(folder, lambda line: None) as recorder:
        made = propose(found, scenario, file, recorder)
    line = folder.lines[-1]
    assert line.kind == "proposed"
    return made, line.data | {"files": [file.path for file in line.files]}


def test_the_diff_is_in_the_case_and_the_scenario_is_as_it_was(
    tmp_path: Path, jd: Scenario
) -> None:
    before = BUNDLED.read_bytes()
    made, told = proposed(tmp_path, jd)
    assert BUNDLED.read_bytes() == before
    assert made is not None and made.scenario == BUNDLED
    assert told["files"] == ["data/notes/scenario.diff"] and told["why"] == ""
    diff = made.diff.read_text(encoding="utf-8")
    assert diff.startswith("--- a/scenarios/jd-finance.yaml\n+++ b/scenarios/jd-finance.yaml\n")
    removed = [line for line in diff.split("\n") if line.startswith("-") and "tap" in line]
    assert removed == ["-      - tap: [账户与安全, 账号安全]"]
    assert "永久注销账户" in diff


def test_the_command_names_the_diff_and_where_it_applies(tmp_path: Path, jd: Scenario) -> None:
    made, _ = proposed(tmp_path / "my cases", jd)
    assert made is not None
    words = shlex.split(made.command)
    assert words == ["loanexit-auto", "scenario", "apply", str(made.diff), str(BUNDLED)]


def test_nothing_is_proposed_for_a_file_that_was_not_walked(tmp_path: Path, jd: Scenario) -> None:
    made, told = proposed(tmp_path, jd.model_copy(update={"name": "别的"}))
    assert made is None and told["why"] == "no_file" and told["files"] == []
    made, told = proposed(tmp_path, jd, file=tmp_path / "gone.yaml")
    assert made is None and told["why"] == "no_file"


def test_nothing_is_proposed_without_the_whole_way(tmp_path: Path, jd: Scenario) -> None:
    made, told = proposed(tmp_path, jd, Rerouted((), "注销账户", "account"))
    assert made is None and told["why"] == "no_way"


def test_a_correction_that_the_linter_refuses_is_not_proposed(tmp_path: Path, jd: Scenario) -> None:
    """A label that reads like a last button must not become a step, whatever a page says."""
    trap = Rerouted((("我的", "tap"), ("确认注销", "tap")), "注销账户", "account")
    made, told = proposed(tmp_path, jd, trap)
    assert made is None and told["why"] == "not_correctable"
