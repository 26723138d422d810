"""What finding and starting a browser must know of this computer; tests hand in their own."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

System = Literal["linux", "darwin", "win32"]


def _system() -> System:
    if sys.platform == "darwin" or sys.platform == "win32":
        return sys.platform
    return "linux"  # the BSDs look for browsers in the same places


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


@dataclass(frozen=True, slots=True)
class Machine:
    """The operating system, its environment and its files.

    `root` is where absolute paths begin, `home` the person's folder; `which` finds a command on
    the PATH; `is_root` tells whether this is the superuser of a Unix system.
    """

    system: System = field(default_factory=_system)
    env: Mapping[str, str] = field(default_factory=lambda: os.environ)
    is_root: bool = field(default_factory=_is_root)
    which: Callable[[str], str | None] = shutil.which
    root: Path = Path("/")
    home: Path = field(default_factory=Path.home)

    @property
    def has_display(self) -> bool:
        """Whether a window can be shown."""
        if self.system != "linux":
            return True
        return bool(self.env.get("DISPLAY") or self.env.get("WAYLAND_DISPLAY"))

    @property
    def restricts_user_namespaces(self) -> bool:
        """Whether a browser without a system package of its own is denied its sandbox.

        Ubuntu from 23.10 on and hardened Debian kernels allow the sandbox only to browsers that
        a package has installed with a profile; see the two files below in the kernel's manual.
        """
        if self.system != "linux" or self.is_root:
            return False
        kernel = self.root / "proc/sys/kernel"
        return (
            _content(kernel / "apparmor_restrict_unprivileged_userns") == "1"
            or _content(kernel / "unprivileged_userns_clone") == "0"
        )


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError:
        return ""
