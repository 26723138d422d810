"""`scenario apply`: shown, asked, linted, and nothing changed unless the person says yes."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from loanexit_auto.cli.applying import run_apply
from loanexit_auto.errors import LoanexitError, UsageError
from loanexit_auto.evidence import journal
from loanexit_auto.messages import LANGS, Messages
from loanexit_auto.resources import scenarios_folder
from loanexit_auto.scenario.reroute import unified

SAY = Messages("en")
NAME = "jd-finance.yaml"
BEFORE = (scenarios_folder() / NAME).read_text(encoding="utf-8")
AFTER = BEFORE.replace(
    "      - tap: [账户与安全, 账号安全]\n", "      - tap: [隐私中心, 隐私]\n", 1
)


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    file = tmp_path / "scenarios" / NAME
    file.parent.mkdir()
    file.write_text(BEFORE, encoding="utf-8", newline="\n")
    return file


def diff(folder: Path, after: str = AFTER, name: str = NAME) -> Path:
    file = folder / "scenario.diff"
    file.write_text(unified(BEFORE, after, f"scenarios/{name}"), encoding="utf-8", newline="\n")
    return file


def says(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))


@pytest.mark.parametrize("answer", ["y\n", "YES\n", "是\n"])
def test_a_yes_applies_what_was_shown(
    answer: str, scenario: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    says(monkeypatch, answer)
    assert run_apply(diff(scenario.parent.parent), scenario, SAY) == 0
    assert scenario.read_text(encoding="utf-8") == AFTER
    told = capsys.readouterr().out
    assert (
        "+      - tap: [隐私中心, 隐私]" in told and "-      - tap: [账户与安全, 账号安全]" in told
    )
    assert told.index("+      - tap") < told.index("[y/N]") < told.index("is corrected")
    assert "\x1b" not in told, "no colours where there is no terminal"
    assert [path.name for path in scenario.parent.iterdir()] == [NAME]


@pytest.mark.parametrize("answer", ["", "\n", "n\n", "maybe\n"])
def test_anything_else_leaves_the_file_as_it_is(
    answer: str, scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(monkeypatch, answer)
    assert run_apply(diff(scenario.parent.parent), scenario, SAY) == 1
    assert scenario.read_text(encoding="utf-8") == BEFORE


@pytest.mark.parametrize("lang", LANGS)
def test_what_would_bring_in_problems_is_refused_and_told(
    lang: str, scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(monkeypatch, "y\n")
    worse = BEFORE.replace("      - tap: [账户与安全, 账号安全]\n", "      - tap: [确认注销]\n", 1)
    with pytest.raises(LoanexitError, match=NAME):
        run_apply(diff(scenario.parent.parent, worse), scenario, Messages(lang))
    assert scenario.read_text(encoding="utf-8") == BEFORE


def test_a_file_that_was_changed_since_is_refused(
    scenario: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(monkeypatch, "y\n")
    scenario.write_text(AFTER, encoding="utf-8", newline="\n")
    with pytest.raises(LoanexitError, match="does not fit"):
        run_apply(diff(scenario.parent.parent), scenario, SAY)
    assert scenario.read_text(encoding="utf-8") == AFTER


def test_a_correction_for_another_file_is_refused(scenario: Path) -> None:
    with pytest.raises(UsageError, match=r"jd-account\.yaml"):
        run_apply(diff(scenario.parent.parent, name="jd-account.yaml"), scenario, SAY)


def case_with(folder: Path, text: str, told: str) -> Path:
    """A case whose journal has recorded `told` as the correction; `text` is what is there."""
    import hashlib

    notes = folder / "case/data/notes"
    notes.mkdir(parents=True)
    (notes / "scenario.diff").write_text(text, encoding="utf-8", newline="\n")
    entry = {
        "path": "data/notes/scenario.diff", "bytes": len(told.encode()),
        "sha256": hashlib.sha256(told.encode()).hexdigest(), "media_type": "text/x-diff",
    }  # fmt: skip
    line = {"v": 1, "seq": 1, "prev": journal.FIRST_PREV, "utc": "2026-11-24T00:00:00.000Z",
            "mono_ns": 1, "actor": "tool", "kind": "proposed",
            "data": {"scenario": NAME, "why": ""}, "files": [entry]}  # fmt: skip
    raw = json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"
    (folder / "case/data/journal.jsonl").write_text(raw, encoding="utf-8")
    return folder / "case"


def test_of_a_case_only_what_its_journal_vouches_for_is_applied(
    scenario: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = unified(BEFORE, AFTER, f"scenarios/{NAME}")
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    altered = case_with(tmp_path / "a", good.replace("隐私中心", "注销账户"), good)
    with pytest.raises(LoanexitError, match="not what the case has recorded"):
        run_apply(altered, scenario, SAY)
    says(monkeypatch, "y\n")
    assert run_apply(case_with(tmp_path / "b", good, good), scenario, SAY) == 0
    assert scenario.read_text(encoding="utf-8") == AFTER


@pytest.mark.parametrize("what", ["nothing", "folder", "binary"])
def test_what_is_no_correction_is_told(what: str, scenario: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    if what == "folder":
        source.mkdir()
    elif what == "binary":
        source.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="source"):
        run_apply(source, scenario, SAY)
