"""The report of a round of trials: one page, with the last pictures of every case that failed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, Template

from loanexit_auto.evidence import journal
from loanexit_auto.evidence.folder import JOURNAL
from loanexit_auto.messages import Messages
from loanexit_auto.session.trial import Trial

REPORT = "report.html"
_PICTURES = 3  # of a failing case, the last ones: what led to the end


@dataclass(frozen=True, slots=True)
class Shown:
    """A trial as the page shows it; addresses are relative to the page."""

    trial: Trial
    folder: str
    pictures: tuple[str, ...]


def write_trial_report(
    folder: Path, trials: Sequence[Trial], without_portal: Sequence[str], say: Messages
) -> Path:
    """Write `report.html` into the folder and return its path."""
    shown = [_shown(trial, folder) for trial in trials]
    page = _template().render(
        say=say,
        failed=[each for each in shown if not each.trial.ok],
        passed=[each for each in shown if each.trial.ok],
        without_portal=without_portal,
    )
    target = folder / REPORT
    target.write_text(page, encoding="utf-8")
    return target


def _shown(trial: Trial, base: Path) -> Shown:
    if trial.folder is None:
        return Shown(trial, "", ())
    taken = () if trial.ok else _last_pictures(trial.folder)
    return Shown(trial, _from(base, trial.folder), tuple(_from(base, path) for path in taken))


def _last_pictures(case: Path) -> tuple[Path, ...]:
    """Return the pictures of the view that the journal vouches for, the last ones, in order."""
    lines = journal.read(case / JOURNAL).lines
    names = [file.path for line in lines for file in line.files if file.path.endswith("view.png")]
    return tuple(case / name for name in names[-_PICTURES:])


def _from(base: Path, path: Path) -> str:
    return Path(os.path.relpath(path.resolve(), base.resolve())).as_posix()


def _template() -> Template:
    source = files("loanexit_auto.session").joinpath("templates/trials.html.j2")
    return Environment(autoescape=True).from_string(source.read_text(encoding="utf-8"))
