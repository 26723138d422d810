"""What a platform's entry is worth; reports that people wrote: none is fine, a bad one is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from loanexit_auto.errors import FileProblems
from loanexit_auto.messages import Messages
from loanexit_auto.session.health import Health, healths
from loanexit_auto.session.new_platform import start_platform
from loanexit_auto.session.shelf import Shelf


def shelf_at(folder: Path) -> Shelf:
    shelf = Shelf.within(folder)
    start_platform("some-bank", shelf, Messages("en"))
    return shelf


def only(shelf: Shelf, reports: Path) -> Health:
    (found,) = healths(shelf, reports)
    return found


def report(folder: Path, name: str, text: str) -> None:
    (folder / "some-bank").mkdir(parents=True, exist_ok=True)
    (folder / "some-bank" / name).write_text(text, encoding="utf-8")


def test_a_level_says_what_is_there(tmp_path: Path) -> None:
    shelf, reports = shelf_at(tmp_path), tmp_path / "reports"
    assert (only(shelf, reports).level, only(shelf, reports).cases) == ("tested", 3)
    shutil.rmtree(shelf.portal("some-bank") / "cases")
    assert only(shelf, reports).level == "drawn"
    shutil.rmtree(shelf.portal("some-bank"))
    assert only(shelf, reports).level == "stub"


def test_reports_are_counted_and_the_latest_day_wins(tmp_path: Path) -> None:
    shelf, reports = shelf_at(tmp_path), tmp_path / "reports"
    report(reports, "a.yaml", "report: 1\ndate: 2026-10-02\nsaw: works\n")
    report(reports, "b.yaml", "report: 1\ndate: 2026-11-01\nsaw: drifted\nstep: tap 设置\n")
    found = only(shelf, reports)
    assert (found.level, str(found.live), str(found.drifted)) == (
        "live",
        "2026-10-02",
        "2026-11-01",
    )
    assert found.reports == 2


def test_a_report_that_cannot_be_read_is_located(tmp_path: Path) -> None:
    shelf, reports = shelf_at(tmp_path), tmp_path / "reports"
    report(reports, "a.yaml", "report: 1\ndate: 2026-10-02\nsaw: maybe\n")
    with pytest.raises(FileProblems) as raised:
        healths(shelf, reports)
    assert [(p.line, p.path) for p in raised.value.problems] == [(3, "saw")]


def test_the_bundled_directory_never_claims_to_be_checked_live(tmp_path: Path) -> None:
    found = healths(Shelf.bundled(), tmp_path)
    assert len(found) >= 69
    assert {each.level for each in found} <= {"checklist", "stub", "drawn", "tested"}
