"""`loanexit-auto explore` against a generated portal served on this computer."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import typer
from tools.portal_generator.plan import make
from tools.portal_generator.write import forbidden_presses, start, write
from typer.testing import CliRunner, Result

from loanexit_auto.cli.explore import explore
from loanexit_auto.evidence import journal
from loanexit_auto.evidence.folder import JOURNAL
from loanexit_auto.portal.files import cases, load_portal
from loanexit_auto.portal.server import serve

app = typer.Typer()
app.command()(explore)


def called(*words: str) -> Result:
    with ThreadPoolExecutor(1) as pool:  # a Playwright of its own, beside pytest-playwright's
        return pool.submit(CliRunner().invoke, app, list(words)).result()


def test_the_entry_is_located_and_everything_is_kept(tmp_path: Path) -> None:
    site = make(6)
    scenario = tmp_path / "mine" / "found.yaml"  # in a folder that does not exist yet
    with serve(write(site, tmp_path / "portal")) as server:
        address = server.top.rpartition("/")[0] + start(site)
        result = called(
            address, "--headless", "--json", "--out", str(tmp_path / "cases"),
            "--write-scenario", str(scenario), "--device", site.device,
        )  # fmt: skip
        assert result.exit_code == 0, result.output
        assert not [e for e in server.backend.ledger if e.closing]
        assert forbidden_presses(server.backend) == []
    last = json.loads(result.stdout.strip().splitlines()[-1])
    assert last["outcome"] == "entry_located"
    assert last["entry"]["text"] in scenario.read_text(encoding="utf-8")
    flaws = re.findall(r"LX\d+", result.stderr)  # a platform's address is https and no number
    assert sorted(flaws) == ["LX203", "LX206"]
    drawn = load_portal(scenario.with_name("found.portal"))  # beside it, ready to be walked
    assert drawn.file.hosts == ("127.0.0.1",) and "accepted" in cases(drawn.folder)
    assert [step["how"] for step in last["path"]].count("tap") == len(last["path"])
    lines = journal.read(Path(last["case"]) / JOURNAL).lines
    kinds = [line.kind for line in lines]
    assert kinds[-1] == "finished"
    assert kinds.count("mapped") >= last["screens"]
    assert kinds.count("seen") >= last["screens"]


@pytest.mark.parametrize(
    "words",
    [
        ["ftp://127.0.0.1/"],
        ["https://www.example.com/", "--headless"],
        ["http://127.0.0.1:9/", "--headless", "--storage-state", "/nowhere.json"],
    ],
)
def test_what_cannot_work_is_refused_before_anything_is_opened(words: list[str]) -> None:
    result = called(*words)
    assert result.exit_code != 0
    assert type(result.exception).__name__ == "UsageError"


def test_a_scenario_that_cannot_be_written_is_told_before_the_search(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    result = called(
        "http://127.0.0.1:9/", "--headless", "--out", str(tmp_path / "cases"),
        "--write-scenario", str(tmp_path / "file" / "found.yaml"),
    )  # fmt: skip
    assert type(result.exception).__name__ == "UsageError"
    assert str(tmp_path / "file") in str(result.exception)
    assert not (tmp_path / "cases").exists()
