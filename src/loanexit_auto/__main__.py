"""`python -m loanexit_auto` and the `loanexit-auto` command."""

from __future__ import annotations


def main() -> None:
    """Run the command line and end the process with its exit code."""
    from loanexit_auto.cli.app import run_app

    run_app()


if __name__ == "__main__":
    main()
