"""Start a platform: a scenario, its mock portal and three cases, which pass as they are.

`make new PLATFORM=some-id` runs this. Nothing that exists is touched.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = Path(__file__).resolve().parent / "platform"
PLACEHOLDER = "PLATFORM_ID"


def main(arguments: list[str], root: Path = ROOT) -> None:
    """Make the files of the platform named in `arguments`; end with code 2 if that can't be."""
    if len(arguments) != 1 or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", arguments[0]):
        stop("give one id of small letters, digits and hyphens, for example some-bank")
    platform = arguments[0]
    scenario = root / "scenarios" / f"{platform}.yaml"
    portal = root / "fixtures/mock_portals" / platform
    for path in (scenario, portal):
        if path.exists():
            stop(f"{path.relative_to(root)} exists already; nothing was changed")
    shutil.copyfile(TEMPLATE / "scenario.yaml", scenario)
    shutil.copytree(TEMPLATE / "mock_portal", portal)
    for path in (scenario, *portal.rglob("*.*")):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(PLACEHOLDER, platform), encoding="utf-8")
    print_next_steps(platform)


def print_next_steps(platform: str) -> None:
    """Say what was made and what to do with it."""
    sys.stdout.write(
        f"scenarios/{platform}.yaml            facts, checks, routes: docs/author/language.md\n"
        f"fixtures/mock_portals/{platform}/    screens and cases: docs/mock-portals.md\n"
        f"look:  loanexit-auto portal serve {platform}\n"
        f"walk:  loanexit-auto run {platform} --mock --stand-in\n"
        f'test:  make test ARGS="-k {platform}"\n'
    )


def stop(why: str) -> NoReturn:
    """End with a message and the code for a wrong call."""
    sys.stderr.write(f"make new: {why}\n")
    raise SystemExit(2)


if __name__ == "__main__":
    main(sys.argv[1:])
