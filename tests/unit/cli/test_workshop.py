"""The workshop's commands as an author runs them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from loanexit_auto.cli.workshop import scenario_app

ROOT = Path(__file__).resolve().parents[3]
TEN = ROOT / "tests/unit/scenario/files/bad/ten-mistakes.yaml"
DOCUMENTED = (ROOT / "docs/author/problems.md").read_text(encoding="utf-8")


def ran(*words: str) -> Result:
    return CliRunner().invoke(scenario_app, list(words), env={"COLUMNS": "160"})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_ten_mistakes_are_ten_located_problems_in_one_run(lang: str) -> None:
    done = ran("lint", str(TEN), "--format", "json", "--lang", lang)
    assert done.exit_code == 1
    problems = json.loads(done.stdout)
    assert len({(p["line"], p["column"]) for p in problems}) >= 10
    assert len({p["code"] for p in problems}) >= 10
    assert all(p["hint"] and p["message"] and p["file"] == str(TEN) for p in problems)
    assert all(f"| {p['code']} |" in DOCUMENTED for p in problems)


def test_for_github_every_problem_is_one_annotation() -> None:
    as_json = json.loads(ran("lint", str(TEN), "--format", "json").stdout)
    lines = ran("lint", str(TEN), "--format", "github").stdout.splitlines()
    assert len(lines) == len(as_json)
    shape = re.compile(r"::error file=\S+,line=\d+,col=\d+,title=LX\d{3}::\S.*")
    assert all(shape.fullmatch(line) for line in lines)


def test_cases_run_in_processes_and_are_reported(tmp_path: Path) -> None:
    done = ran("test", "niwodai", "-n", "2", "--json", "--out", str(tmp_path))
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["passed"], told["failed"], told["no_portal"]) == (2, 0, [])
    assert {trial["ok"] for trial in told["trials"]} == {True}
    assert all(Path(trial["folder"]).is_dir() for trial in told["trials"])
    assert "niwodai" in Path(told["report"]).read_text(encoding="utf-8")


@pytest.mark.parametrize(("lang", "word"), [("zh", "没有门户"), ("en", "no portal")])
def test_without_a_portal_nothing_has_passed(tmp_path: Path, lang: str, word: str) -> None:
    done = ran("test", "zhaolian", "--lang", lang, "--out", str(tmp_path))
    assert done.exit_code == 1
    assert word in done.stdout
    assert "✓" not in done.stdout


def test_a_failing_case_is_told_with_what_it_lacks(tmp_path: Path) -> None:
    ran("new", "some-bank", "--dir", str(tmp_path))
    scenario = tmp_path / "scenarios/some-bank.yaml"
    text = scenario.read_text(encoding="utf-8")
    shut = text.partition("sign_in:")[0].replace("channels: [web]", "channels: [app]")
    kept = re.sub(r"channel: web", "channel: app", shut)
    scenario.write_text(kept, encoding="utf-8")  # no way in a browser any more
    done = ran("test", "some-bank", "--dir", str(tmp_path), "--lang", "en", "--out", str(tmp_path))
    assert done.exit_code == 1
    assert "some-bank/accepted: the outcome should be requested" in done.stdout
    report = next(tmp_path.rglob("report.html"), None)
    assert report is not None
    assert "the outcome should be requested" in (
        next(tmp_path.glob("2*/report.html")).read_text(encoding="utf-8")
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_health_lists_every_platform(tmp_path: Path, lang: str) -> None:
    rows = json.loads(ran("health", "--json", "--lang", lang).stdout)
    shown = ran("health", "--lang", lang).stdout
    assert len(rows) >= 69
    assert all(row["platform"] in shown for row in rows)
