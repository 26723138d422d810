"""Make `.venv`: everything in uv.lock, and the command `loanexit-auto`.

`make setup` runs this with any Python from 3.11 on. It uses the standard library alone, because
nothing else is there yet, and Python rather than shell, because make on Windows may have no shell.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / ".ready"
OLDEST = (3, 11)
Command = list[str | Path]


def main() -> None:
    """Make or refresh the environment; end with code 1 and one paragraph if that is impossible."""
    if sys.version_info < OLDEST:
        stop(f"Python 3.11 or newer is needed; {sys.executable} is {sys.version.split()[0]}.")
    if not interpreter().exists():
        need_ensurepip()
        say(f"making {ENVIRONMENT} with {sys.executable}")
        venv.create(ENVIRONMENT, with_pip=True, clear=True, symlinks=os.name != "nt")
    run([interpreter(), "-m", "pip", "install", "--quiet", "uv"], "pip could not install uv")
    install_locked()
    STAMP.write_text("", encoding="utf-8")
    say(f"ready: {command('loanexit-auto')}")


def interpreter() -> Path:
    """Return the path of the environment's Python, whether or not it exists yet."""
    return command("python")


def command(name: str) -> Path:
    """Return the path of a command of the environment on this system."""
    if os.name == "nt":
        return ENVIRONMENT / "Scripts" / f"{name}.exe"
    return ENVIRONMENT / "bin" / name


def need_ensurepip() -> None:
    """Make sure that venv can put pip into an environment; Debian and Ubuntu split that off."""
    if importlib.util.find_spec("ensurepip"):
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    install = [*as_root(), "apt-get", "install", "-y", package]
    if shutil.which("apt-get") and (is_root() or sys.stdin.isatty()):
        say(f"Python's venv is not complete on this system; running: {' '.join(install)}")
        subprocess.run([*as_root(), "apt-get", "update"], check=False)
        if subprocess.run(install, check=False).returncode == 0:
            importlib.invalidate_caches()
            return
    stop(
        f"This Python has no ensurepip, so no environment can be made. Install {package} "
        f"(for example: {' '.join(install)}), then run the same command again."
    )


def install_locked() -> None:
    """Install exactly the locked versions: with uv, or from pip's own index if uv cannot.

    uv takes the addresses in uv.lock; a mirror or proxy that is only configured for pip is out of
    its reach, so the same locked versions and hashes are then handed to pip.
    """
    uv: Command = [interpreter(), "-m", "uv"]
    if attempt([*uv, "sync", "--frozen", "--inexact", "--python", interpreter()]):
        return
    say("uv could not install the locked packages; handing the same versions to pip")
    locked = ENVIRONMENT / "locked.txt"
    export: Command = [
        *uv,
        "export",
        "--quiet",
        "--frozen",
        "--no-emit-project",
        "--output-file",
        locked,
    ]
    run(export, "uv could not read uv.lock")
    pip: Command = [interpreter(), "-m", "pip", "install", "--quiet"]
    run([*pip, "--require-hashes", "-r", locked], "pip could not install the locked packages")
    run([*pip, "--no-deps", "-e", ROOT], "pip could not install loanexit-auto itself")


def attempt(arguments: Command) -> bool:
    """Run a command in the checkout; return whether it succeeded."""
    surroundings = {
        **os.environ,
        "UV_PROJECT_ENVIRONMENT": str(ENVIRONMENT),
        "UV_PYTHON_DOWNLOADS": "never",
    }
    surroundings.pop("VIRTUAL_ENV", None)  # another active environment must not be touched
    done = subprocess.run([str(a) for a in arguments], cwd=ROOT, env=surroundings, check=False)
    return done.returncode == 0


def run(arguments: Command, failure: str) -> None:
    """Run a command that must succeed."""
    if not attempt(arguments):
        stop(f"{failure}: {' '.join(str(a) for a in arguments)}\nIs the package index reachable?")


def is_root() -> bool:
    """Return whether this process may install system packages without asking."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def as_root() -> list[str]:
    """Return what to put before a command that needs root."""
    return [] if is_root() else ["sudo"]


def say(text: str) -> None:
    """Tell the person what is being done."""
    sys.stderr.write(f"setup: {text}\n")


def stop(text: str) -> NoReturn:
    """End with a message that says what to do."""
    raise SystemExit(f"setup: {text}")


if __name__ == "__main__":
    main()
