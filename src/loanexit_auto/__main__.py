"""`python -m loanexit_auto` and the `loanexit-auto` command."""

from __future__ import annotations

import sys
from pathlib import Path

HELP = Path(__file__).resolve().parent / "cli" / "help.txt"


def main() -> None:
    """Run the command line and end the process with its exit code.

    `--help` is answered from a file made from the commands themselves (`make help-text`): building
    the command line takes ten times as long as starting Python, and a person who asks what there
    is should not wait for it.
    """
    if sys.argv[1:] == ["--help"]:
        sys.stdout.write(HELP.read_text(encoding="utf-8"))
        return
    from loanexit_auto.cli.app import run_app

    run_app()


if __name__ == "__main__":
    main()
