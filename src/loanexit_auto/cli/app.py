"""The command line: which commands there are. Each command imports what it needs when it runs."""

from __future__ import annotations

import sys

import typer

from loanexit_auto.cli import failure
from loanexit_auto.cli.case import case_app
from loanexit_auto.cli.desk import desk
from loanexit_auto.cli.doctor import doctor
from loanexit_auto.cli.evidence import app as evidence_app
from loanexit_auto.cli.explore import explore
from loanexit_auto.cli.inspect import inspect
from loanexit_auto.cli.letter import letter
from loanexit_auto.cli.platforms import platforms
from loanexit_auto.cli.portal import portal_app
from loanexit_auto.cli.run import run
from loanexit_auto.cli.workshop import scenario_app

app = typer.Typer(
    name="loanexit-auto",
    help="陪您走到注销入口，逐屏留证，最后一步由您自己按。\n\n"
    "Walks you to the closing entry, photographs every screen; the last button is yours.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command()(run)
app.command()(explore)
app.command()(platforms)
app.add_typer(case_app, name="case")
app.command()(letter)
app.add_typer(evidence_app, name="evidence")
app.command()(desk)
app.command()(inspect)
app.command()(doctor)
app.add_typer(scenario_app, name="scenario")
app.add_typer(portal_app, name="portal")


@app.callback(invoke_without_command=True)
def _top(
    version: bool = typer.Option(False, "--version", help="版本 / version", is_eager=True),
) -> None:
    if version:
        from loanexit_auto import __version__

        print(f"loanexit-auto {__version__}")
        raise typer.Exit


def run_app() -> None:
    """Run the command line; every way out has a documented code (docs/user/exit-codes.md)."""
    sys.exit(failure.contained(app))
