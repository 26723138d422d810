"""What is put on record about the machine, the browser and the clocks around a run."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

from loanexit_auto.browser.cockpit import Cockpit
from loanexit_auto.browser.launch import FoundBrowser
from loanexit_auto.evidence.clock import clock_record
from loanexit_auto.evidence.environment import cleanliness, environment
from loanexit_auto.evidence.journal import Line
from loanexit_auto.evidence.machine import machine_facts
from loanexit_auto.evidence.recorder import Recorder
from loanexit_auto.session.plan import RunPlan


def note_surroundings(
    recorder: Recorder, plan: RunPlan, found: FoundBrowser, cockpit: Cockpit
) -> None:
    """Write the environment record and the cleanliness check (清洁性检查) that follows from it."""
    scenario = plan.walked
    browser = cockpit.facts() | {
        "name": found.name,
        "path": str(found.path),
        "how_found": found.how,
        "headless": plan.headless,
        "profile": "fresh",
        "storage_state_given": plan.storage_state is not None,
        "extensions": [],
    }
    host = urlsplit(scenario.start or "").hostname
    resolved = {} if plan.mock is not None or host is None else {host: _addresses(host)}
    run = {"mock": plan.mock is not None, "stand_in": plan.stand_in}
    record = environment(
        machine_facts(scenario.domains, found.path),
        {"browser": browser, "network": {"resolved": resolved}, "run": run},
    )
    recorder.note("environment", "tool", record)
    recorder.note("cleanliness", "tool", cleanliness(record))


def note_clocks(recorder: Recorder, lines: Iterable[Line]) -> None:
    """Write how this computer's clock compares with the platform's `Date` headers."""
    recorder.note("clock", "tool", clock_record(lines))


def _addresses(host: str) -> list[str]:
    """What this computer's resolver answers for the platform; [] when it answers nothing."""
    try:
        return sorted({str(found[4][0]) for found in socket.getaddrinfo(host, 443)})
    except OSError:
        return []
