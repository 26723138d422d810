"""What a run was asked to do, settled before anything is opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import loanexit_auto
from loanexit_auto.browser.kept import KeptBrowser
from loanexit_auto.errors import UsageError
from loanexit_auto.messages import Messages
from loanexit_auto.portal.files import Case, Portal, cases, load_case, load_portal
from loanexit_auto.resources import portals_folder
from loanexit_auto.scenario.model import Scenario


@dataclass(frozen=True, slots=True)
class Mock:
    """The mock portal to mount instead of the Internet.

    `is_brief` is for many runs of which the way counts and not the evidence: of each screen only
    the view and its words are kept, and no report is written. `kept` is a browser to run in.
    """

    portal: Portal
    case: Case | None = None
    is_brief: bool = False
    kept: KeptBrowser | None = None


@dataclass(frozen=True, slots=True)
class RunPlan:
    """Everything a run needs to know.

    `interactive` says whether somebody can be asked: at the terminal, or the stand-in.
    `page` is an address that the person opened themselves (an official-account page). `file` is
    where the scenario was read from, None for the one that ships with the program. Where every
    route has lost its way, exploring may take `explore_taps` taps and `explore_seconds` seconds.
    """

    scenario: Scenario
    out: Path
    say: Messages = field(default_factory=Messages)
    mock: Mock | None = None
    stand_in: bool = False
    interactive: bool = False
    headless: bool = False
    ask_to_open_entry: bool = True
    storage_state: Path | None = None
    browser: Path | None = None
    page: str | None = None
    added: tuple[Path, ...] = ()
    max_minutes: float = 30.0
    file: Path | None = None
    explore_taps: int = 24
    explore_seconds: float = 150.0

    @property
    def version(self) -> str:
        return loanexit_auto.__version__

    @property
    def drives(self) -> bool:
        """Whether a browser is driven: a web channel, or a page the person opened, or a mock."""
        opened = self.page is not None or self.mock is not None
        return self.walked.drivable and ("web" in self.scenario.channels or opened)

    @property
    def walked(self) -> Scenario:
        """The scenario as it can be walked here: a page the person opened becomes its start."""
        page = self.page or self._mock_page()
        if page is None:
            return self.scenario
        host = urlsplit(page).hostname or ""
        return self.scenario.model_copy(update={"start": page, "domains": (host,)})

    def _mock_page(self) -> str | None:
        """The portal's first page, where the scenario has none or the case begins elsewhere."""
        if self.mock is None or not self.scenario.routes:
            return None
        file, case = self.mock.portal.file, self.mock.case
        begins = case.run.start if case else None
        if self.scenario.start and begins is None:
            return None
        return f"https://{file.hosts[0]}{begins or file.start}"


def find_mock(platform: str, case: str | None, say: Messages) -> Mock:
    """Return the mock portal of a platform, laid over with one case.

    Raises UsageError when there is no such portal or case, naming those there are.
    """
    folder = portals_folder() / platform
    if not folder.is_dir():
        raise UsageError(say("run.no_portal", platform=platform), say("run.no_portal_hint"))
    portal = load_portal(folder)
    if case is None:
        return Mock(portal)
    known = cases(folder)
    if case not in known:
        raise UsageError(
            say("run.no_case", case=case, platform=platform),
            say("run.no_case_hint", cases=", ".join(known)),
        )
    return Mock(portal, load_case(portal, case))
