"""Serving the desk on this computer alone, on a port that the system picks."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path

import uvicorn

from loanexit_auto.casework.desk.app import DeskPlan, desk
from loanexit_auto.casework.desk.gate import Keys
from loanexit_auto.messages import Messages

LOOPBACK = "127.0.0.1"


def serve(
    root: Path, say: Messages, today: Callable[[], date], tell: Callable[[str], None]
) -> None:
    """Serve until interrupted; `tell` gets the address, whose token is good once."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.bind((LOOPBACK, 0))
        host = f"{LOOPBACK}:{listening.getsockname()[1]}"
        keys = Keys()
        application = desk(DeskPlan(root, say, today, host), keys)
        config = uvicorn.Config(
            application,
            log_level="error",
            access_log=False,  # addresses name platforms, and the first holds the token
            server_header=False,
            proxy_headers=False,
        )
        tell(f"http://{host}/enter?token={keys.token}")
        uvicorn.Server(config).run(sockets=[listening])
