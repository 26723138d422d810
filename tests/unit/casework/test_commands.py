"""The commands `case` and `letter`, from the command line to the disk."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
import typer
from case_samples import balance_left, make_case
from icalendar import Calendar
from typer.testing import CliRunner

from loanexit_auto.casework.shelf import ShelvedCase, read_case
from loanexit_auto.casework.standing import CaseState
from loanexit_auto.cli import casefile, notes
from loanexit_auto.cli import letter as letter_command
from loanexit_auto.cli.case import case_app
from loanexit_auto.errors import LoanexitError, UsageError

app = typer.Typer()
app.add_typer(case_app, name="case")
app.command()(letter_command.letter)
TODAY = date(2026, 9, 28)


@pytest.fixture(autouse=True)
def _a_day_before_the_holiday(monkeypatch):
    monkeypatch.setattr(casefile, "today_in_china", lambda: TODAY)
    for name in ("loanexit_auto.cli.case", "loanexit_auto.cli.notes"):
        monkeypatch.setattr(f"{name}.today_in_china", lambda: TODAY)


@pytest.fixture
def case(tmp_path) -> ShelvedCase:
    return make_case(tmp_path, balance_left())


def run(case: ShelvedCase, *args: str) -> str:
    done = CliRunner().invoke(app, [*args, "--cases", str(case.path.parent)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def run_json(case: ShelvedCase, *args: str):
    return json.loads(run(case, *args, "--json"))


def test_from_a_refusal_for_thirty_cents_to_the_letter_and_the_calendar(case, tmp_path):
    assert "0.30 元" in run(case, "case", "next")
    run(case, "case", "note", "jd-finance", "--lender", "捷信消费金融有限公司")
    run(case, "case", "log", "call", "jd-finance", "--said", "余额不为零", "--agent", "1024")
    run(case, "case", "sent", "jd-finance", "institution")
    made = run_json(case, "letter", "nfra", "--case", "jd-finance", "--format", "md,docx,html")
    assert [Path(file).suffix for file in made["files"]] == [".md", ".docx", ".html"]
    text = Path(made["files"][0]).read_text(encoding="utf-8")
    vouched = {file.sha256 for line in case.reading.lines for file in line.files}
    assert vouched >= set(re.findall(r"\| ([0-9a-f]{64}) \|", text)) != set()
    run(case, "case", "sent", "jd-finance", "nfra")
    run(case, "case", "remind", "jd-finance", "--to", str(tmp_path / "x.ics"))
    read = Calendar.from_ical((tmp_path / "x.ics").read_bytes())
    forwarded, *answered = [e.decoded("dtstart") for e in read.walk("VEVENT")]
    assert forwarded == date(2026, 10, 13)
    assert answered == [date(2026, 10, 13), date(2026, 10, 28), date(2026, 11, 27)]


def test_next_over_all_cases_begins_with_the_earliest_day(case):
    other = make_case(case.path.parent, platform="niwodai", name="你我贷")
    promise = ("--promised", "回电", "--promised-by", "2026-09-30")
    run(case, "case", "log", "call", "niwodai", *promise)
    tasks = run_json(case, "case", "next")
    assert tasks[0]["case"] == other.name
    assert tasks[0]["due"] == "2026-09-30"
    assert {task["case"] for task in tasks} == {case.name, other.name}


def test_a_rehearsal_is_marked_wherever_it_could_be_taken_for_a_real_case(tmp_path):
    case = make_case(tmp_path, balance_left(), mock=True)
    assert "[模拟]" in run(case, "case", "next")
    assert "loanexit-auto run jd-finance --mock" in run(case, "case", "next")
    assert {task["mock"] for task in run_json(case, "case", "next")} == {True}
    run(case, "case", "sent", "jd-finance", "institution")
    run(case, "case", "remind", "jd-finance")
    (calendar,) = tmp_path.glob("*.ics")
    for event in Calendar.from_ical(calendar.read_bytes()).walk("VEVENT"):
        assert event["summary"].startswith("[模拟]")
    run(case, "case", "export", "jd-finance", "--to", str(tmp_path / "copy"))
    assert "模拟案卷" in (tmp_path / "copy" / "case.md").read_text(encoding="utf-8")


def test_letters_and_calendars_leave_the_folder_of_the_case_to_the_evidence(case):
    before = {path for path in case.path.rglob("*") if path.is_file()}
    made = run_json(case, "letter", "institution", "--case", "jd-finance", "--format", "md")
    run(case, "case", "sent", "jd-finance", "institution")
    assert run_json(case, "case", "remind", "jd-finance")["dates"] == 3
    assert {path for path in case.path.rglob("*") if path.is_file()} == before
    assert Path(made["files"][0]).parent == case.path.parent / "letters" / case.name


def test_list_and_show_say_the_same_in_words_and_json(case):
    (listed,) = run_json(case, "case", "list")
    assert (listed["state"], listed["platform"]) == ("blocked", "jd-finance")
    shown = run_json(case, "case", "show", case.name)
    assert shown["blockers"][0]["amount"] == "0.30"
    assert shown["tasks"][0]["task"] == "clear-balance"
    words = run(case, "case", "show", case.name)
    assert "钱包余额0.30元未提现" in words
    assert "自愿放弃" in words
    assert "blocked" in run(case, "case", "list", "--lang", "en")


def test_a_case_walks_to_confirmed_and_its_aftercare_is_ticked_off(case):
    run(case, "case", "mark", "jd-finance", "submitted")
    run(case, "case", "mark", "jd-finance", "cooling-off", "--until", "2026-10-09")
    assert "不要登录" in run(case, "case", "next")
    run(case, "case", "close", "jd-finance", "--as", "closed")
    run(case, "case", "close", "jd-finance", "--as", "confirmed", "--note", "客服书面确认")
    run(case, "case", "done", "jd-finance", "after-cards")
    keys = {task["task"] for task in run_json(case, "case", "next")}
    assert "after-report" in keys
    assert "after-cards" not in keys
    assert read_case(case.path).standing.state is CaseState.CONFIRMED


def test_words_of_a_fraud_script_end_the_command_with_the_hotlines_and_are_kept(case):
    with pytest.raises(LoanexitError, match="96110") as stopped:
        run(case, "case", "log", "call", "jd-finance", "--said", "请打开屏幕共享")
    assert "110" in str(stopped.value)
    assert read_case(case.path).standing.contacts[0].said == "请打开屏幕共享"
    assert [task["key"] for task in run_json(case, "case", "next")] == ["fraud"]


@pytest.mark.parametrize(
    "args",
    [
        ("case", "show", "nobody"),
        ("case", "log", "call", "jd-finance"),
        ("case", "log", "call", "jd-finance", "--said", "x", "--on", "2026-13-01"),
        ("case", "log", "call", "jd-finance", "--said", "x", "--on", "2026-09-29"),
        ("case", "mark", "jd-finance", "confirmed"),
        ("case", "mark", "jd-finance", "happy"),
        ("case", "mark", "jd-finance", "cooling_off", "--until", "2026-09-01"),
        ("case", "note", "jd-finance"),
        ("case", "sent", "jd-finance", "love"),
        ("case", "done", "jd-finance", "nothing"),
        ("letter", "love", "--case", "jd-finance"),
        ("letter", "nfra", "--case", "jd-finance", "--format", "exe"),
    ],
)
def test_bad_input_is_a_usage_error_and_changes_nothing(case, args):
    with pytest.raises(UsageError):
        run(case, *args)
    assert read_case(case.path).reading == case.reading


def test_a_missing_file_is_an_error_and_changes_nothing(case, tmp_path):
    with pytest.raises(LoanexitError, match="nosuch"):
        run(case, "case", "add", "jd-finance", str(tmp_path / "nosuch.m4a"))
    assert read_case(case.path).reading == case.reading


def test_a_pasted_chat_is_read_from_standard_input(case):
    args = ["case", "log", "chat", "jd-finance", "--said", "-", "--cases", str(case.path.parent)]
    done = CliRunner().invoke(app, args, input="客服：不能注销\n我：为什么\n")
    assert done.exit_code == 0
    assert read_case(case.path).standing.contacts[0].said == "客服：不能注销\n我：为什么\n"


def test_hidden_characters_of_a_page_are_made_visible_in_the_terminal(tmp_path):
    case = make_case(tmp_path, name="京东\u202e金融\x1b[31m")
    told = run(case, "case", "list")
    assert "⟨U+202E⟩" in told
    assert "\x1b[31m" not in told


def test_the_script_and_the_letter_help_in_english(case):
    assert "Tell me the reference number" in run(
        case, "case", "script", "jd-finance", "--lang", "en"
    )
    told = run(case, "letter", "12315", "--case", "jd-finance", "--lang", "en")
    assert "Still for you to fill in" in told


def test_a_letter_to_the_wrong_door_is_made_but_said_to_be_wrong(case):
    run(case, "case", "note", "jd-finance", "--lender", "某某小额贷款有限公司")
    told = run(case, "letter", "nfra", "--case", "jd-finance")
    assert "这个渠道不合适" in told
    assert "local-finance" in told


def test_the_notes_take_every_way_of_contact():
    assert [how.value for how in notes.How] == ["call", "chat", "email", "visit"]
