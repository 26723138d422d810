"""The command as a person or a program runs it: exit codes, NDJSON, clear errors."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from loanexit_auto.evidence import journal

MOCK = ["run", "jd-finance", "--mock", "--headless"]
COMMAND = [sys.executable, "-m", "loanexit_auto"]


def cli(*words: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words], capture_output=True, text=True, stdin=subprocess.DEVNULL, **options
    )


def test_a_balance_left_blocks_and_the_last_event_names_it(tmp_path: Path) -> None:
    done = cli("run", "jd-finance", "--mock", "balance-left", "--stand-in", "--headless",
               "--json", "--out", str(tmp_path))  # fmt: skip
    assert done.returncode == 10, done.stderr
    last = json.loads(done.stdout.splitlines()[-1])
    assert last["kind"] == "finished"
    assert {"balance": "0.30"}.items() <= {
        b["subtype"]: b["amount"] for b in last["data"]["blockers"]
    }.items()
    folder = next(tmp_path.glob("loanexit-*/"))
    assert (folder / "data" / "journal.jsonl").read_text().splitlines() == done.stdout.splitlines()


def test_a_slider_with_nobody_there_exits_14(tmp_path: Path) -> None:
    done = cli(
        "run", "jd-finance", "--mock", "slider", "--headless", "--json", "--out", str(tmp_path)
    )
    assert done.returncode == 14, done.stderr


def test_a_hotline_only_platform_exits_11_with_its_checklist(tmp_path: Path) -> None:
    done = cli("run", "niwodai", "--json", "--out", str(tmp_path))
    assert done.returncode == 11
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    facts = next(line for line in lines if line["kind"] == "checklist")["data"]["facts"]
    phone = next(fact for fact in facts if fact["about"] == "hotline")
    assert phone["value"] == "400-680-8888" and phone["verify"]


def test_photos_are_taken_into_the_case(tmp_path: Path) -> None:
    photo = tmp_path / "phone.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0 not a real picture")
    done = cli(
        "run", "webank-weilidai", "--json", "--out", str(tmp_path / "out"), "--add", str(photo)
    )
    assert done.returncode == 11
    added = [json.loads(x) for x in done.stdout.splitlines() if '"kind":"added"' in x]
    kept = next((tmp_path / "out").glob("loanexit-*/")) / added[0]["files"][0]["path"]
    assert kept.read_bytes() == photo.read_bytes()


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["run", "jd-finnace"], 2, "jd-finance"),
        (["run", "jd-finance", "--stand-in"], 2, "--mock"),
        (["run", "jd-finance", "--headless"], 2, "--mock"),
        (["run", "jd-finance", "--mock", "no-such-case"], 2, "balance-left"),
        (["run", "jd-finance", "slider"], 2, "--mock"),
        (["run", "niwodai", "--add", "/no/such/file"], 1, "/no/such/file"),
        ([*MOCK, "--browser-path", "/no/such"], 1, "/no/such"),
        ([*MOCK, "--storage-state", "/no"], 2, "/no"),
        (["inspect", "/no/such.html"], 2, "/no/such.html"),
        (["inspect", "ftp://x"], 2, "ftp://x"),
        (["platforms", "show"], 2, "show"),
        (["run"], 2, "PLATFORM"),
    ],
)  # fmt: skip
def test_a_mistake_gets_a_clear_error_and_no_traceback(
    words: list[str], code: int, says: str, tmp_path: Path
) -> None:
    out = ["--out", str(tmp_path)] if words[0] == "run" and len(words) > 1 else []
    done = cli(*words, *out)
    assert done.returncode == code, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unwritable_out_folder_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = cli("run", "niwodai", "--out", str(tmp_path / "file"))
    assert done.returncode == 1 and "Traceback" not in done.stderr


def test_kill_9_leaves_a_journal_that_reads_to_its_last_whole_line(tmp_path: Path) -> None:
    running = subprocess.Popen(
        [*COMMAND, "run", "jd-finance", "--mock", "--stand-in", "--headless", "--json",
         "--out", str(tmp_path)],
        stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert running.stdout is not None
    told = []
    for line in running.stdout:
        told.append(line)
        if sum('"kind":"seen"' in x for x in told) >= 4:
            break
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    reading = journal.read(next(tmp_path.glob("loanexit-*/")) / "data" / "journal.jsonl")
    assert reading.problem is None
    kept = [line.raw.decode() for line in reading.lines]
    assert kept[: len(told)] == told, "something was told that is not on the disk"


@pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="needs a virtual screen")
def test_a_visible_window_with_its_panel(tmp_path: Path) -> None:
    done = subprocess.run(
        ["xvfb-run", "-a", *COMMAND, "run", "jd-finance", "--mock", "accepted", "--stand-in",
         "--json", "--out", str(tmp_path)],
        capture_output=True, text=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    environment = next(line for line in lines if line["kind"] == "environment")["data"]
    assert environment["browser"]["headless"] is False
    assert lines[-1]["data"]["outcome"] == "requested"


def test_help_and_version_need_no_browser_library() -> None:
    script = (
        "import sys; sys.argv = ['loanexit-auto', '--help']\n"
        "from loanexit_auto.cli.app import app\n"
        "try: app()\nexcept SystemExit: pass\n"
        "assert 'playwright' not in sys.modules and 'pydantic' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert cli("--version").stdout.startswith("loanexit-auto ")
