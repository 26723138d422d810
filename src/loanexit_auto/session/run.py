"""One run: from the platform's scenario to an Outcome and a case folder."""

from __future__ import annotations

import mimetypes
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from loanexit_auto.browser.cockpit import Cockpit, CockpitPlan, open_cockpit
from loanexit_auto.browser.handoff import Signal
from loanexit_auto.browser.launch import find_browser
from loanexit_auto.engine.detour import Budget
from loanexit_auto.engine.driver import Artefact
from loanexit_auto.engine.events import Event, Finished, Rerouted
from loanexit_auto.engine.outcome import NoOnlineEntry, Outcome
from loanexit_auto.engine.walk import WalkPlan, walk
from loanexit_auto.errors import LoanexitError
from loanexit_auto.evidence import disk
from loanexit_auto.evidence.folder import CaseFolder
from loanexit_auto.evidence.recorder import Recorder
from loanexit_auto.evidence.refused import why
from loanexit_auto.evidence.report import REPORT, write_report
from loanexit_auto.portal.backend import Backend
from loanexit_auto.scenario.wordbook import builtin_lexicon
from loanexit_auto.screen.lexicon import Lexicon
from loanexit_auto.session.checklist import checklist
from loanexit_auto.session.correction import Proposed, propose
from loanexit_auto.session.drive import Companion, Drive
from loanexit_auto.session.plan import RunPlan
from loanexit_auto.session.surroundings import note_surroundings

_LARGEST_ADDED = 200 * 1024 * 1024  # bytes; a longer recording does not belong into a run


@dataclass(frozen=True, slots=True)
class RunResult:
    """How a run ended, and where its evidence is."""

    outcome: Outcome
    folder: Path
    report: Path
    backend: Backend | None = None  # of the mock portal, with its ledger
    proposed: Proposed | None = None  # a corrected scenario, if the recorded path has drifted


def run(plan: RunPlan, companion: Companion) -> RunResult:
    """Run the main job. Raises LoanexitError for what the person can mend.

    Whatever happens, the case folder keeps everything up to that moment.
    """
    added = [_read_added(path) for path in plan.added]
    folder = CaseFolder.create(
        plan.out, plan.scenario.id, now=datetime.now(UTC), facts=_about(plan)
    )
    for line in folder.lines:
        companion.tell(line)
    backend = Backend(plan.mock.portal, plan.mock.case) if plan.mock else None
    with Recorder(folder, companion.tell) as recorder:
        recorder.note("warned", "tool", {"about": "fraud", "hotlines": ["96110", "110"]})
        for artefact in added:
            recorder.note("added", "person", {"name": artefact.name}, (artefact,))
        recorder.flush()
        run = _Run(plan, companion, recorder, backend)
        outcome = run.in_window() if plan.drives else run.by_hand()
        recorder.flush()
    is_brief = plan.mock is not None and plan.mock.is_brief
    report = folder.path / REPORT if is_brief else write_report(folder.path)
    return RunResult(outcome, folder.path, report, backend, run.proposed)


@dataclass(slots=True)
class _Run:
    plan: RunPlan
    companion: Companion
    recorder: Recorder
    backend: Backend | None
    lexicon: Lexicon = field(init=False)
    drive: Drive = field(init=False)
    proposed: Proposed | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        plan = self.plan
        self.lexicon = builtin_lexicon().with_phrases(plan.scenario.wording.model_dump())
        deadline = time.monotonic() + plan.max_minutes * 60
        self.drive = Drive(
            plan.say, self.companion, self.recorder, self.lexicon, plan.interactive, deadline,
            self._watch,
        )  # fmt: skip

    def _watch(self, event: Event) -> None:
        if isinstance(event, Rerouted):
            plan = self.plan
            self.proposed = propose(event, plan.scenario, plan.file, self.recorder)

    def by_hand(self) -> Outcome:
        """A platform without a way in a browser: the checklist, and what was brought along."""
        self.recorder.note("checklist", "tool", checklist(self.plan.scenario, self.plan.say))
        outcome = NoOnlineEntry("no_route")
        self.recorder.put(Finished(outcome))
        return outcome

    def in_window(self) -> Outcome:
        """Open the window and walk."""
        scenario = self.plan.walked
        found = find_browser(self.plan.browser, say=self.plan.say)
        cockpit_plan = CockpitPlan(
            found=found,
            domains=scenario.domains,
            device=scenario.device,
            headless=self.plan.headless,
            storage_state=self.plan.storage_state,
            backend=self.backend,
            stand_in=self.plan.stand_in,
            title=self.plan.say("run.panel_title", platform=scenario.name),
            kept=self.plan.mock.kept if self.plan.mock else None,
            is_brief=self.plan.mock is not None and self.plan.mock.is_brief,
        )
        with open_cockpit(cockpit_plan) as cockpit:
            say = self.plan.say
            cockpit.say("tool", say("run.tool_drives"), say("run.tool_drives_detail"))
            note_surroundings(self.recorder, self.plan, found, cockpit)
            allowed = WalkPlan(self._may_ask_to_open(), self._detour())
            walking = walk(scenario, self.lexicon, cockpit.driver, allowed)
            outcome = self.drive.pull(walking, cockpit)
            self.recorder.flush()
            self._release(cockpit)
        return outcome

    def _release(self, cockpit: Cockpit) -> None:
        """The run is over; the window is the person's for as long as they want it."""
        attended = self.plan.interactive and not self.plan.stand_in and not self.plan.headless
        if not attended or not cockpit.window.is_open:
            return
        write_report(self.recorder.folder.path)
        say = self.plan.say
        self.recorder.note("released", "tool", {})
        self.recorder.flush()
        buttons: dict[Signal, str] = {"stop": say("run.button_close")}
        cockpit.say("over", say("run.released"), say("run.released_detail"), buttons)
        cockpit.release(self.companion)

    def _detour(self) -> Budget:
        """What looking for the entry beyond the routes may take; the person's time is not counted.

        The clock starts when it is asked for the first time.
        """
        began: list[float] = []

        def may_go_on() -> bool:
            now = self.drive.tool_seconds()
            began.append(now)
            return now - began[0] < self.plan.explore_seconds

        return Budget(self.plan.explore_taps, may_go_on)

    def _may_ask_to_open(self) -> bool:
        return self.plan.ask_to_open_entry and self.plan.interactive


def _about(plan: RunPlan) -> dict[str, object]:
    scenario = plan.scenario
    return {
        "name": scenario.name,
        "name_en": scenario.name_en,
        "start": plan.walked.start,
        "purpose": "closing an account, driven by its owner",
        "mock": plan.mock is not None,
        "case": plan.mock.case.id if plan.mock and plan.mock.case else None,
        "tool": plan.version,
    }


def _read_added(path: Path) -> Artefact:
    """Return a file the person supplied. Raises LoanexitError when it cannot be taken in."""
    try:
        if path.stat().st_size > _LARGEST_ADDED:
            raise LoanexitError(why("attachment_large", path=path, most=_LARGEST_ADDED >> 20))
        data = path.read_bytes()
    except OSError as error:
        raise LoanexitError(why("not_read", path=path, why=disk.reason(error))) from error
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Artefact(path.name, media_type, data)
