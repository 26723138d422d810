"""One exploration: from an address to an Outcome and a case folder."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import loanexit_auto
from loanexit_auto.browser.cockpit import Cockpit, CockpitPlan, open_cockpit
from loanexit_auto.browser.launch import FoundBrowser, find_browser
from loanexit_auto.engine.events import Event, Explored, Seen
from loanexit_auto.engine.explore.explore import Exploration, ExplorePlan, explore
from loanexit_auto.engine.outcome import NAMES, EntryLocated, Outcome
from loanexit_auto.evidence.environment import cleanliness, environment
from loanexit_auto.evidence.folder import CaseFolder
from loanexit_auto.evidence.machine import machine_facts
from loanexit_auto.evidence.recorder import Recorder
from loanexit_auto.evidence.report import write_report
from loanexit_auto.messages import Messages
from loanexit_auto.scenario.wordbook import builtin_lexicon
from loanexit_auto.screen.lexicon import Lexicon
from loanexit_auto.screen.model import Device, Screen
from loanexit_auto.session.drive import Companion, Drive

_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class ExploreSessionPlan:
    """What an exploration was asked to do."""

    url: str
    out: Path
    say: Messages = field(default_factory=Messages)
    device: Device = "desktop"
    headless: bool = False
    interactive: bool = False
    storage_state: Path | None = None
    browser: Path | None = None
    max_taps: int = 80
    max_minutes: float = 15.0

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def is_local(self) -> bool:
        """Whether the address is on this very computer; only then the window may be hidden."""
        return self.host in _LOCAL


@dataclass(frozen=True, slots=True)
class ExploreResult:
    """How an exploration ended, what it took, and where its evidence is."""

    outcome: Outcome
    explored: Explored | None
    url: str  # of the screen in front at the end
    seconds: float
    folder: Path
    report: Path
    screens: tuple[Screen, ...] = ()  # as they were seen, in order

    def as_json(self) -> dict[str, object]:
        """Return the final object of `--json`."""
        found, seen = self.outcome, self.explored
        entry = found.entry if isinstance(found, EntryLocated) else None
        box = entry.box if entry else None
        return {
            "outcome": NAMES[type(found)],
            "taps": seen.taps if seen else 0,
            "seconds": round(self.seconds, 2),
            "path": [
                {"label": label, "how": how, "url": url}
                for label, how, url in (seen.path if seen else ())
            ],
            "entry": None if entry is None or box is None else {
                "text": entry.text, "url": self.url, "closes": entry.closes,
                "box": [box.x, box.y, box.width, box.height], "frame": entry.frame,
            },
            "screens": seen.screens if seen else 0,
            "friction": _friction(seen),
            "case": str(self.folder),
        }  # fmt: skip


def _friction(seen: Explored | None) -> dict[str, object]:
    if seen is None:
        return {}
    return {
        "depth": len(seen.path), "detours": seen.detours, "nags": seen.nags, "gates": seen.gates,
        "search_finds": seen.search_finds, "plainly_named": seen.plainly_named,
        "told_by_help": seen.told_by_help, "others": [list(other) for other in seen.others],
    }  # fmt: skip


def explore_site(plan: ExploreSessionPlan, companion: Companion) -> ExploreResult:
    """Explore. Raises LoanexitError for what the person can mend.

    Whatever happens, the case folder keeps everything up to that moment.
    """
    facts = {"name": plan.host, "start": plan.url.partition("?")[0], "mock": False,
             "purpose": "finding the closing entry, driven by the account's owner",
             "tool": loanexit_auto.__version__}  # fmt: skip
    folder = CaseFolder.create(plan.out, _case_name(plan.host), now=datetime.now(UTC), facts=facts)
    for line in folder.lines:
        companion.tell(line)
    began = time.monotonic()
    with Recorder(folder, companion.tell) as recorder:
        recorder.note("warned", "tool", {"about": "fraud", "hotlines": ["96110", "110"]})
        recorder.flush()
        session = _Session(plan, companion, recorder)
        outcome = session.drive()
        recorder.flush()
    seconds = time.monotonic() - began
    report = write_report(folder.path)
    return ExploreResult(outcome, session.explored, session.url, seconds, folder.path, report,
                         tuple(session.screens))  # fmt: skip


def _case_name(host: str) -> str:
    words = re.findall(r"[a-z0-9]+", host.lower())
    return "-".join(["explored", *words])[:40].strip("-")


@dataclass(slots=True)
class _Session:
    plan: ExploreSessionPlan
    companion: Companion
    recorder: Recorder
    lexicon: Lexicon = field(default_factory=builtin_lexicon)
    explored: Explored | None = None
    screens: list[Screen] = field(default_factory=list)
    url: str = ""

    def drive(self) -> Outcome:
        plan, say = self.plan, self.plan.say
        found = find_browser(plan.browser, say=say)
        cockpit_plan = CockpitPlan(
            found=found, domains=(plan.host,), device=plan.device, headless=plan.headless,
            storage_state=plan.storage_state, title=say("run.panel_title", platform=plan.host),
        )  # fmt: skip
        with open_cockpit(cockpit_plan) as cockpit:
            cockpit.say("tool", say("run.tool_drives"), say("run.tool_drives_detail"))
            self._note_surroundings(found, cockpit)
            allowed = ExplorePlan((plan.host,), plan.max_taps)
            return self._pull(explore(plan.url, self.lexicon, cockpit.driver, allowed), cockpit)

    def _note_surroundings(self, found: FoundBrowser, cockpit: Cockpit) -> None:
        plan = self.plan
        browser = cockpit.facts() | {
            "name": found.name, "path": str(found.path), "how_found": found.how,
            "headless": plan.headless, "profile": "fresh", "extensions": [],
            "storage_state_given": plan.storage_state is not None,
        }  # fmt: skip
        rest = {"browser": browser, "network": {"resolved": {}},
                "run": {"mock": False, "stand_in": False}}  # fmt: skip
        record = environment(machine_facts((plan.host,), found.path), rest)
        self.recorder.note("environment", "tool", record)
        self.recorder.note("cleanliness", "tool", cleanliness(record))

    def _pull(self, exploring: Exploration, cockpit: Cockpit) -> Outcome:
        def watch(event: Event) -> None:
            if isinstance(event, Seen):
                self.screens.append(event.screen)
            if isinstance(event, Explored):
                self.explored = event
                self.url = cockpit.window.page.url if cockpit.window.is_open else ""

        plan = self.plan
        drive = Drive(
            plan.say, self.companion, self.recorder, self.lexicon, plan.interactive,
            time.monotonic() + plan.max_minutes * 60, watch,
        )  # fmt: skip
        return drive.pull(exploring, cockpit)
