"""Recording through a new tab, a frame, a shadow root and a frame of another site, in a window.

The secrets typed on the way are looked for in every file that is written.
"""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from loanexit_auto.browser import cockpit
from loanexit_auto.browser.handoff import Signal
from loanexit_auto.browser.panel import Panel
from loanexit_auto.messages import Messages
from loanexit_auto.portal.backend import Backend
from loanexit_auto.portal.files import Case, load_portal
from loanexit_auto.portal.model import Act, CaseFile, Expect, Tap, Type, Typing
from loanexit_auto.scenario.lint import lint
from loanexit_auto.scenario.loader import load
from loanexit_auto.scenario.model import Tap as TapStep
from loanexit_auto.session.recording import RecordPlan, record_way
from loanexit_auto.session.shelf import Shelf
from loanexit_auto.session.trial import CaseJob, try_case
from loanexit_auto.session.way import Recorded, write_way

SITE = Path(__file__).parent / "recorded_site"
SECRETS = ("canary-user-1", "canary-word-2", "canary-ask-3", "canary-nick-4", "canary-note-5",
           "canary-sift-6")  # fmt: skip


def typed(into: str, text: str) -> Type:
    return Type(type=Typing(into=into, text=text))


WAY: tuple[Act, ...] = (
    typed("Email", SECRETS[0]), typed("Password", SECRETS[1]), Tap(tap="Sign in"),
    typed("Search", SECRETS[2]), Tap(tap="My account"),
    typed("Nickname", SECRETS[3]), typed("Note to us", SECRETS[4]), Tap(tap="Settings"),
    typed("Filter settings", SECRETS[5]), Tap(tap="Account and security"),
)  # fmt: skip


@dataclass
class Quiet:
    """A terminal at which nobody says anything."""

    told: list[str] = field(default_factory=list)

    def poll(self) -> Signal | None:
        return None


def backend(acts: Sequence[Act]) -> Backend:
    portal = load_portal(SITE)
    expect = CaseFile(
        about={"zh": "录", "en": "record"}, expect=Expect(outcome="entry_located", exit_code=0)
    )
    state = dict(portal.file.state)
    return Backend(portal, Case("recorded", SITE, expect, state, {"step": tuple(acts)}))


def recorded(server: Backend, quiet: Quiet, *, headless: bool) -> Recorded | None:
    plan = RecordPlan(
        f"https://www.lender.example.com/?ref={SECRETS[0]}", Messages("en"), headless=headless,
        backend=server, stand_in=True, max_minutes=2.0,
    )  # fmt: skip
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(record_way, plan, quiet, quiet.told.append).result()


def test_the_way_leads_through_tab_frame_shadow_root_and_foreign_frame(tmp_path: Path) -> None:
    server, quiet = backend((*WAY, Tap(tap="Close account"))), Quiet()
    way = recorded(server, quiet, headless=True)
    assert way is not None, quiet.told
    assert way.entry.text == "Close account"
    tab, frame, shadow = (leg.element.frame for leg in way.legs)
    assert tab != frame == shadow, "a tab, a frame in the new tab, a shadow root in that frame"
    last = {known.id: known for known in way.last.frames}
    assert last[way.entry.frame].out_of_process, "a frame of another site"
    assert server.closings("tool") == server.closings("person") == ()
    shelf = Shelf.within(tmp_path)
    scenario = write_way(way, "recorded-lender", shelf)[0]
    steps = load(scenario).routes[0].steps
    assert [step.tap.text[0] for step in steps if isinstance(step, TapStep)] == [
        "My account", "Settings", "Account and security",
    ]  # fmt: skip
    assert lint([scenario], datetime.date.today(), Messages("en")) == ()
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for secret in (*SECRETS, "sam.tester", "138 0013 8000"):
        assert secret.encode() not in written, secret
    assert not any(secret in line for secret in SECRETS for line in quiet.told)
    assert b"css" not in scenario.read_bytes() and b"nth" not in scenario.read_bytes()
    with ThreadPoolExecutor(1) as pool:
        for name in shelf.cases("recorded-lender"):
            job = CaseJob(scenario, shelf.portal("recorded-lender"), name, tmp_path / "runs", "en")
            assert pool.submit(try_case, job).result().shortfalls == ()


class Pressed(Panel):
    """The panel with somebody who presses “the entry is here” once the entry is in sight."""

    asked = 0

    def poll(self) -> Signal | None:
        said = super().poll()
        Pressed.asked += 1
        if said is None and Pressed.asked % 25 == 0:
            self._page.get_by_role("button", name="The entry is here").click()
        return said


NEEDS_SCREEN = pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="needs a screen")


@NEEDS_SCREEN
def test_in_a_visible_window_the_panels_button_ends_the_recording(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Pressed too early it says that no entry is in sight; pressed there, the way is complete."""
    monkeypatch.setattr(cockpit, "Panel", Pressed)
    quiet = Quiet()
    way = recorded(backend(WAY), quiet, headless=False)
    assert way is not None, quiet.told
    assert way.entry.text == "Close account"
    assert [leg.screen.caption(leg.element) for leg in way.legs] == [
        "My account", "Settings", "Account and security",
    ]  # fmt: skip


class Plain(BaseHTTPRequestHandler):
    """A page without any entry."""

    def do_GET(self) -> None:
        body = b"<!doctype html><title>Shop</title><h1>Shop</h1><p><a href=/x>Offers</a></p>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def plain_site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Plain)
    with ThreadPoolExecutor(1) as pool:
        serving = pool.submit(server.serve_forever, 0.05)
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        serving.result()


@NEEDS_SCREEN
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_at_the_terminal_enter_asks_and_q_stops(plain_site: str, tmp_path: Path) -> None:
    """With a real keyboard's pseudo-terminal: Enter where no entry is says so, q writes nothing."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "loanexit_auto", "scenario", "record", plain_site,
               "--id", "shop", "--dir", str(tmp_path), "--lang", "en"]  # fmt: skip
    with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, text=True,
                          env={**os.environ, "PYTHONUNBUFFERED": "1"}) as running:  # fmt: skip
        assert running.stdout is not None
        os.write(ours, b"\n")
        told = next(line for line in running.stdout if "No closing entry" in line)
        assert told.strip()
        os.write(ours, b"q\n")
        rest = running.stdout.read()
    os.close(ours)
    os.close(theirs)
    assert running.returncode == 1
    assert "nothing was written" in rest
    assert list(tmp_path.iterdir()) == []
