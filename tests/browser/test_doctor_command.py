"""The doctor on the computer that runs the tests."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import typer
from typer.testing import CliRunner, Result

from loanexit_auto.cli.doctor import doctor

app = typer.Typer()
app.command()(doctor)


def asked(words: list[str], env: dict[str, str]) -> Result:
    with ThreadPoolExecutor(1) as pool:  # a Playwright of its own, beside pytest-playwright's
        return pool.submit(CliRunner().invoke, app, words, env=env).result()


def test_this_computer_is_ready_and_its_browser_starts(tmp_path: Path) -> None:
    done = asked(["--json"], {"XDG_DATA_HOME": str(tmp_path)})
    report = json.loads(done.stdout)
    checks = {check["check"]: check for check in report["checks"]}
    assert (done.exit_code, report["ready"]) == (0, True)
    assert checks["browser"]["verdict"] == "ok"


def test_a_browser_that_cannot_start_is_said_in_words_and_ends_with_1(tmp_path: Path) -> None:
    env = {"LOANEXIT_BROWSER": str(tmp_path / "none"), "XDG_DATA_HOME": str(tmp_path)}
    done = asked(["--lang", "en"], env)
    assert done.exit_code == 1
    words = " ".join(done.stdout.split())
    assert "LOANEXIT_BROWSER names" in words
    assert "Not ready" in words
