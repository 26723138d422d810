"""Writes src/loanexit_auto/cli/help.txt from the commands: `make help-text`."""

from __future__ import annotations

from typer.testing import CliRunner

from loanexit_auto.__main__ import HELP
from loanexit_auto.cli.app import app


def help_text() -> str:
    """Return what `loanexit-auto --help` says on a terminal of 80 columns."""
    shown = CliRunner().invoke(app, ["--help"], prog_name="loanexit-auto", env={"COLUMNS": "80"})
    return shown.stdout


if __name__ == "__main__":
    HELP.write_text(help_text(), encoding="utf-8")
