"""A Debian of its own in a folder, for applications that come as Debian packages.

Nothing is installed on the machine itself; it takes root, because chroot does.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from bench.real_apps.app import run

_SUITE, _MIRROR = "bookworm", "http://deb.debian.org/debian"
_KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg"


def root(folder: Path, *packages: str) -> Path:
    """Return a root in which these packages are installed. Raises SystemExit without root."""
    if os.geteuid() != 0:
        raise SystemExit("applications from Debian packages need root (chroot)")
    made = folder / "root"
    if not (made / "usr/bin/apt-get").exists():
        _bootstrap(folder, made)
    shutil.copy("/etc/resolv.conf", made / "etc/resolv.conf")
    refuse = made / "usr/sbin/policy-rc.d"  # packages must start no service
    refuse.write_text("#!/bin/sh\nexit 101\n", encoding="utf-8")
    refuse.chmod(0o755)
    run("chroot", made, "apt-get", "update", "-q", DEBIAN_FRONTEND="noninteractive")
    install = ("apt-get", "install", "-qy", "--no-install-recommends", *packages)
    run("chroot", made, *install, DEBIAN_FRONTEND="noninteractive")
    return made


def version(folder: Path, package: str) -> str:
    """Return the installed version of a package."""
    return run("chroot", folder / "root", "dpkg-query", "-Wf", "${Version}", package)


def _bootstrap(folder: Path, made: Path) -> None:
    tool = folder / "tool"
    tool.mkdir(parents=True, exist_ok=True)
    run("apt-get", "download", "debootstrap", cwd=tool)
    run("dpkg", "-x", next(tool.glob("debootstrap_*.deb")), tool)
    run(
        tool / "usr/sbin/debootstrap", "--variant=minbase", f"--keyring={_KEYS}", _SUITE, made,
        _MIRROR, DEBOOTSTRAP_DIR=str(tool / "usr/share/debootstrap"),
    )  # fmt: skip
