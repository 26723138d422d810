"""A PDF of one of our pages, printed by the same browser that made the evidence."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from loanexit_auto.errors import LoanexitError
from loanexit_auto.evidence import disk
from loanexit_auto.evidence.refused import why

PDF = "derived/report.pdf"
_SECONDS = 180  # a long report with many pictures prints in about ten
_OFFLINE = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)


def write_pdf(html: Path, pdf: Path, browser: Path) -> Path:
    """Print a page (an HTML file) to `pdf` with a Chromium-like `browser`, and return `pdf`.

    Nothing is fetched. Raises LoanexitError if the browser cannot print it.
    """
    with tempfile.TemporaryDirectory(prefix="loanexit-print-") as place:
        printed = Path(place) / "out.pdf"
        _print(html, printed, browser, Path(place))
        try:
            data = printed.read_bytes()
        except OSError as error:
            raise LoanexitError(
                why("printed_nothing", browser=browser), why("printed_nothing_hint")
            ) from error
    disk.replace_file(pdf, data)
    return pdf


def _print(html: Path, printed: Path, browser: Path, place: Path) -> None:
    as_root = ("--no-sandbox",) if sys.platform == "linux" and os.geteuid() == 0 else ()
    command = [
        str(browser), "--headless", "--disable-gpu", *_OFFLINE, *as_root,
        f"--user-data-dir={place / 'profile'}", "--no-pdf-header-footer",
        f"--print-to-pdf={printed}", html.resolve().as_uri(),
    ]  # fmt: skip
    try:
        subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise LoanexitError(why("not_printed", browser=browser, page=html, error=error)) from error
