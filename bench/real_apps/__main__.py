"""Explore real applications: `python -m bench.real_apps [NAME …] [--folder DIR]`.

Each is set up in a folder of its own, served on 127.0.0.1, signed in to with a user made for
this, and explored without a window by the very command a person uses. Printed: how it ended, taps,
the way found, and every request during the exploration that was not a GET.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from playwright.sync_api import sync_playwright

from bench.real_apps import dokuwiki, mediawiki, oscar, postorius, pretalx, redmine, wagtail
from bench.real_apps.app import App, Server
from loanexit_auto.browser.launch import find_browser, launch

_MODULES = (dokuwiki, oscar, postorius, pretalx, redmine, mediawiki, wagtail)
APPS = {module.APP.name: module.APP for module in _MODULES}
_PATIENCE = 60.0  # seconds until a server must answer


def main() -> int:
    """Explore the applications named, all of them without a name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help=", ".join(APPS))
    default = Path(tempfile.gettempdir()) / "real-apps"
    parser.add_argument("--folder", type=Path, default=default, help="where they are set up")
    parser.add_argument("--max-taps", type=int, default=40)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the server is ended all the same
    for name in options.names or APPS:
        for line in _explored(APPS[name], options.folder / name, options.max_taps):
            print(line, flush=True)
    return 0


def _explored(app: App, folder: Path, most: int) -> Iterator[str]:
    folder.mkdir(parents=True, exist_ok=True)
    server = app.prepare(folder)
    log = folder / "server.log"
    with _serving(server, log):
        state = folder / "state.json"
        _sign_in(app, server, state)
        known = log.stat().st_size
        command = [
            sys.executable, "-m", "loanexit_auto", "explore", server.origin + app.start,
            "--storage-state", str(state), "--headless", "--json", "--max-taps", str(most),
            "--out", str(folder / "cases"),
        ]  # fmt: skip
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        state.unlink()
        yield from _told(app, folder, json.loads(done.stdout.splitlines()[-1]))
        with log.open(encoding="utf-8", errors="replace") as lines:
            lines.seek(known)
            acts = [line.strip() for line in lines if "POST " in line or "DELETE " in line]
    yield f"  requests but GET: {len(acts)}"
    yield from (f"    {act}" for act in acts)


def _told(app: App, folder: Path, found: dict[str, object]) -> Iterator[str]:
    wanted = "none" if app.shortest is None else f"shortest {app.shortest}"
    yield f"{app.name} {app.version(folder)}: {found['outcome']} (entry: {wanted})"
    yield f"  taps {found['taps']}, screens {found['screens']}, {found['seconds']} s"
    path = found["path"]
    assert isinstance(path, list)
    yield f"  path: {' > '.join(step['label'] for step in path) or '-'}"
    yield f"  entry: {found['entry']}"


@contextmanager
def _serving(server: Server, log: Path) -> Iterator[None]:
    """Serve, and end just the process that was started here."""
    with log.open("wb") as kept:
        process = subprocess.Popen(
            server.command, cwd=server.cwd, env=os.environ | dict(server.env),
            stdout=kept, stderr=kept, start_new_session=True,
        )  # fmt: skip
        try:
            _await(server.port, process)
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise SystemExit(f"nothing answers on port {port}; see server.log")


def _sign_in(app: App, server: Server, state: Path) -> None:
    with sync_playwright() as playwright:
        browser = launch(playwright, find_browser(), headless=True)
        page = browser.new_context(locale="zh-CN").new_page()
        app.sign_in(page, server.origin)
        kept = json.dumps(page.context.storage_state())
        descriptor = os.open(state, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(kept)
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
