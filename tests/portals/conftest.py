from __future__ import annotations

import os
import random
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from loanexit_auto.portal.files import load_case, load_portal
from loanexit_auto.session.run import RunResult
from loanexit_auto.session.shelf import Shelf
from loanexit_auto.session.trial import CaseJob, Listener, Trial, run_case, try_case


def all_cases() -> list[tuple[str, str]]:
    """Every case of every portal: found, not listed."""
    shelf = Shelf.bundled()
    folders = sorted(path.name for path in shelf.portals.iterdir() if path.is_dir())
    return [(platform, case) for platform in folders for case in shelf.cases(platform)]


def chosen_cases() -> list[tuple[str, str]]:
    """A sample drawn with a fixed seed; with LOANEXIT_TEST_FULL every case.

    One case of every outcome of every portal, and one of every sequence of handoffs of any portal.
    Cases alike in these differ in what a screen says, which the labelled corpus holds the reading
    against.
    """
    if os.environ.get("LOANEXIT_TEST_FULL"):
        return all_cases()
    portals = {name: load_portal(Shelf.bundled().portal(name)) for name in dict(all_cases())}
    alike: dict[tuple[object, ...], list[tuple[str, str]]] = defaultdict(list)
    for platform, case in all_cases():
        expect = load_case(portals[platform], case).expect
        alike[platform, expect.outcome, expect.accepted].append((platform, case))
        alike[expect.handoffs].append((platform, case))
    drawn = random.Random(20261123)
    return sorted({drawn.choice(cases) for cases in alike.values()})


def job_of(platform: str, case: str, out: Path) -> CaseJob:
    shelf = Shelf.bundled()
    return CaseJob(shelf.scenario(platform), shelf.portal(platform), case, out, "en")


def tried(platform: str, case: str, out: Path) -> Trial:
    with ThreadPoolExecutor(1) as pool:  # a Playwright of its own, beside pytest-playwright's
        return pool.submit(try_case, job_of(platform, case, out)).result()


def ran(
    platform: str, case: str, out: Path, *, attended: bool | None = None
) -> tuple[RunResult, Listener]:
    """Run one case as `loanexit-auto run` would; `attended` overrides the case's stand-in."""
    job = job_of(platform, case, out)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run_case, job, attended=attended).result()
