"""Recording a way: the person clicks through the menus, and it becomes scenario and portal.

The person drives all the time; the tool looks, and presses nothing. Kept are the words of the
controls that were clicked and of the screens they stood on, personal data removed; nothing typed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from loanexit_auto.browser.click_watch import ClickWatch
from loanexit_auto.browser.cockpit import Cockpit, CockpitPlan, open_cockpit
from loanexit_auto.browser.handoff import Signal, Signals
from loanexit_auto.browser.launch import find_browser
from loanexit_auto.engine.events import Answer
from loanexit_auto.messages import Messages
from loanexit_auto.portal.backend import Backend
from loanexit_auto.scenario.wordbook import builtin_lexicon
from loanexit_auto.screen.model import Device, Screen
from loanexit_auto.session.notebook import Notebook
from loanexit_auto.session.way import Recorded


@dataclass(frozen=True, slots=True)
class RecordPlan:
    """What is to be recorded. With `backend` a mock portal takes the place of the Internet."""

    url: str
    say: Messages = field(default_factory=Messages)
    device: Device = "desktop"
    headless: bool = False
    backend: Backend | None = None
    stand_in: bool = False
    storage_state: Path | None = None
    browser: Path | None = None
    max_minutes: float = 30.0

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""


def record_way(plan: RecordPlan, said: Signals, tell: Callable[[str], None]) -> Recorded | None:
    """Let the person click to the entry; return the way, or None when they gave up.

    `tell` is called with each step as it is taken down. Raises BrowserUnavailable.
    """
    cockpit_plan = CockpitPlan(
        found=find_browser(plan.browser, say=plan.say), domains=(plan.host,), device=plan.device,
        headless=plan.headless, storage_state=plan.storage_state, backend=plan.backend,
        stand_in=plan.stand_in, title=plan.say("record.panel_title", host=plan.host),
    )  # fmt: skip
    with open_cockpit(cockpit_plan) as cockpit:
        return _Recorder(plan, cockpit, said, tell).run()


class _Recorder:
    def __init__(
        self, plan: RecordPlan, cockpit: Cockpit, said: Signals, tell: Callable[[str], None]
    ) -> None:
        self.plan, self.cockpit, self.said, self.tell = plan, cockpit, said, tell
        self.notebook = Notebook(builtin_lexicon())
        self.watch = ClickWatch(cockpit.window)
        self.told = 0

    def run(self) -> Recorded | None:
        say = self.plan.say
        self.watch.plant()
        self.cockpit.driver.goto(self.plan.url)
        self._look(self.cockpit.driver.look())  # before the person's first click
        buttons: dict[Signal, str] = {
            "yes": say("record.button_done"),
            "stop": say("record.button_stop"),
        }
        deadline = time.monotonic() + self.plan.max_minutes * 60
        detail = say("record.detail")
        while True:
            self.cockpit.say("person", say("record.headline"), detail, buttons)
            answer = self.cockpit.hand_over("step", self._look, self.said, deadline)
            if answer not in (Answer.YES, Answer.DONE):
                return None
            if self.notebook.finish():
                return self._recorded()
            detail = say("record.no_entry_yet")
            self.tell(detail)

    def _look(self, screen: Screen) -> bool:
        for click in self.watch.drain():
            self.notebook.click(click)
        self.notebook.see(screen)
        self.watch.plant()
        for leg in self.notebook.legs[self.told :]:
            self.tell(self.plan.say("record.step", label=leg.screen.caption(leg.element) or "—"))
        self.told = len(self.notebook.legs)
        return self.notebook.has_ended

    def _recorded(self) -> Recorded | None:
        last, entry = self.notebook.screen, self.notebook.entry
        if last is None or entry is None:
            return None
        start = self.plan.url.partition("?")[0]
        return Recorded(start, self.plan.device, tuple(self.notebook.legs), last, entry)
