"""The explorer in a real browser, on a small fixed sample of generated portals."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tools.portal_generator.plan import make
from tools.portal_generator.site import shortest
from tools.portal_generator.trial import Trial, run

# one of each router and style, with frames, shadow roots, nags, tabs, a drawer and late rows
FOUND = (0, 1, 2, 6, 9, 16)
TWINS = (2, 6)


def explored(browser: Browser, seed: int, folder: Path, *, entry: bool = True) -> Trial:
    return run(browser, make(seed, entry=entry), folder / f"portal-{seed}-{entry}", most=40)


@pytest.mark.parametrize("seed", FOUND)
def test_the_entry_is_found_and_not_pressed(browser: Browser, seed: int, tmp_path: Path) -> None:
    trial = explored(browser, seed, tmp_path)
    assert trial.outcome == "entry_located"
    assert trial.taps <= (shortest(make(seed)) or 0) + 4
    assert trial.forbidden == ()
    assert trial.closings == 0


@pytest.mark.parametrize("seed", TWINS)
def test_a_twin_without_an_entry_has_none(browser: Browser, seed: int, tmp_path: Path) -> None:
    trial = run(browser, make(seed, entry=False, size=30), tmp_path / "twin", most=8)
    assert trial.outcome == "entry_not_found"
    assert trial.forbidden == ()
    assert trial.closings == 0


def test_two_runs_of_one_seed_give_the_same_trace(browser: Browser, tmp_path: Path) -> None:
    one, other = (explored(browser, 9, tmp_path / name) for name in ("one", "other"))
    assert one.trace == other.trace
