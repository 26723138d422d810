"""The doctor on the computer that runs the tests."""

from __future__ import annotations

import json
from pathlib import Path

import typer
from typer.testing import CliRunner

from loanexit_auto.cli.doctor import doctor

app = typer.Typer()
app.command()(doctor)


def test_this_computer_is_ready_and_its_browser_starts(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["--json"], env={"XDG_DATA_HOME": str(tmp_path)})
    report = json.loads(done.stdout)
    checks = {check["check"]: check for check in report["checks"]}
    assert (done.exit_code, report["ready"]) == (0, True)
    assert checks["browser"]["verdict"] == "ok"


def test_a_browser_that_cannot_start_is_said_in_words_and_ends_with_1(tmp_path: Path) -> None:
    env = {"LOANEXIT_BROWSER": str(tmp_path / "none"), "XDG_DATA_HOME": str(tmp_path)}
    done = CliRunner().invoke(app, ["--lang", "en"], env=env)
    assert done.exit_code == 1
    words = " ".join(done.stdout.split())
    assert "LOANEXIT_BROWSER names" in words
    assert "Not ready" in words
