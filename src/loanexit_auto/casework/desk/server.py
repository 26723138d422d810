"""Serving the desk on this computer alone, on a port that the system picks."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import uvicorn

from loanexit_auto.casework.desk.app import DeskPlan, desk
from loanexit_auto.casework.desk.gate import Keys
from loanexit_auto.messages import Messages

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """A desk whose port is taken; `url` carries the token that is good once."""

    url: str
    _listening: socket.socket
    _server: uvicorn.Server

    def run(self) -> None:
        """Serve until interrupted, or told to stop."""
        self._server.run(sockets=[self._listening])

    def stop(self) -> None:
        """Have `run` return soon; may be called from another thread."""
        self._server.should_exit = True


@contextmanager
def opened(
    root: Path,
    say: Messages,
    today: Callable[[], date],
    browser: Callable[[Messages], Path] | None = None,
) -> Iterator[OpenDesk]:
    """Take a port for a desk about the cases in `root`; `browser` finds what prints a PDF."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.bind((LOOPBACK, 0))
        listening.listen()  # whoever opens the address at once waits instead of being refused
        host = f"{LOOPBACK}:{listening.getsockname()[1]}"
        keys = Keys()
        config = uvicorn.Config(
            desk(DeskPlan(root, say, today, host, browser), keys),
            log_level="error",
            access_log=False,  # addresses name platforms, and the first holds the token
            server_header=False,
            proxy_headers=False,
        )
        url = f"http://{host}/enter?token={keys.token}"
        yield OpenDesk(url, listening, uvicorn.Server(config))


def serve(
    root: Path,
    say: Messages,
    today: Callable[[], date],
    tell: Callable[[str], None],
    browser: Callable[[Messages], Path] | None = None,
) -> None:
    """Serve until interrupted; `tell` gets the address, whose token is good once."""
    with opened(root, say, today, browser) as there:
        tell(there.url)
        there.run()
