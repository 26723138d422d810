"""A real application: how it is set up, started and signed in to."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

NAME, PASSWORD = "erika", "correct-horse-7-battery"  # of a user who exists only here


@dataclass(frozen=True, slots=True)
class Server:
    """The command that serves an application on 127.0.0.1, and where."""

    command: tuple[str, ...]
    port: int
    cwd: Path | None = None
    env: Mapping[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@dataclass(frozen=True, slots=True)
class App:
    """`prepare` sets everything up in a folder of its own and may be called again.

    `shortest` are the fewest taps from `start` to the entry, counted by hand; None if the
    application has none. `version` asks the installed application.
    """

    name: str
    prepare: Callable[[Path], Server]
    sign_in: Callable[[Page, str], None]
    version: Callable[[Path], str]
    start: str
    shortest: int | None


def run(*command: str | Path, cwd: Path | None = None, **env: str) -> str:
    """Return what a set-up command printed. Raises CalledProcessError if it fails."""
    import os

    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=os.environ | env, check=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    return done.stdout


def venv(folder: Path, *packages: str) -> Path:
    """Return the python of a virtual environment with these packages from PyPI."""
    import sys

    python = folder / "venv" / "bin" / "python"
    if not python.exists():
        run(sys.executable, "-m", "venv", folder / "venv")
    run(python, "-m", "pip", "install", "-q", *packages)
    return python
