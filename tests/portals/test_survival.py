"""Rebuilt portals in a real browser: the true entry is found and told from what only looks so."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from loanexit_auto.session.shelf import Shelf
from loanexit_auto.session.survival import MutantJob, Survival, destination, main_case, survive

SHELF = Shelf.bundled()
SEEDS = (1, 5)  # a level deeper; divs, late and inside a frame


def walked(job: MutantJob) -> list[Survival]:
    aimed = dataclasses.replace(job, there=destination(job))
    return [survive(dataclasses.replace(aimed, seed=seed)) for seed in SEEDS]


def test_seeds_survive_in_one_browser_and_keep_little(tmp_path: Path) -> None:
    portal = SHELF.portal("xiaomi-account")
    case = main_case(portal, SHELF.cases("xiaomi-account"))
    assert case is not None
    job = MutantJob(SHELF.scenario("xiaomi-account"), portal, case, tmp_path, "en")
    # as the workshop does, in a process of its own: a browser is kept there to its end
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        found = pool.submit(walked, job).result()
    assert [each.seed for each in found] == list(SEEDS)
    for each in found:
        assert each.survived and not each.wrong and each.closings == 0, each
        assert each.folder is not None
        kept = {file.name for file in each.folder.glob("data/steps/*/*")}
        assert kept == {"view.png", "text.txt"}
        assert not (each.folder / "derived" / "report.html").exists()
