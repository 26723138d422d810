from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from loanexit_auto.evidence.journal import Line
from loanexit_auto.portal.files import cases, load_case, load_portal
from loanexit_auto.resources import portals_folder
from loanexit_auto.scenario.directory import Directory
from loanexit_auto.session.plan import Mock, RunPlan
from loanexit_auto.session.run import RunResult, run


@dataclass
class Listener:
    """A companion that only remembers the journal lines it was told."""

    lines: list[Line] = field(default_factory=list)

    def tell(self, line: Line) -> None:
        self.lines.append(line)

    def poll(self) -> None:
        return None

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [line.data for line in self.lines if line.kind == kind]


def all_cases() -> list[tuple[str, str]]:
    """Every case of every portal: found, not listed."""
    folders = sorted(path for path in portals_folder().iterdir() if path.is_dir())
    return [(folder.name, case) for folder in folders for case in cases(folder)]


def run_case(
    platform: str, case: str, out: Path, *, attended: bool | None = None
) -> tuple[RunResult, Listener]:
    """Run one case as `loanexit-auto run` would; `attended` overrides the case's stand-in."""
    portal = load_portal(portals_folder() / platform)
    loaded = load_case(portal, case)
    stand_in = loaded.run.stand_in if attended is None else attended
    plan = RunPlan(
        scenario=Directory.open().get(platform),
        out=out,
        mock=Mock(portal, loaded),
        stand_in=stand_in,
        interactive=stand_in,
        headless=True,
        ask_to_open_entry=loaded.run.open_entry == "ask",
        max_minutes=3,
    )
    listener = Listener()
    with ThreadPoolExecutor(1) as pool:  # a Playwright of its own, beside pytest-playwright's
        return pool.submit(run, plan, listener).result(), listener


@pytest.fixture
def ran(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[RunResult, Listener]:
    return run_case(*request.param, tmp_path)
