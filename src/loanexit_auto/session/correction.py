"""A corrected scenario, proposed as a diff when a walk found the entry where no route leads.

Proposed only: nothing here writes a scenario. The diff goes into the case like any other file.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from loanexit_auto.engine.driver import Artefact
from loanexit_auto.engine.events import Rerouted
from loanexit_auto.errors import FileProblems
from loanexit_auto.evidence.recorder import Recorder
from loanexit_auto.messages import Messages
from loanexit_auto.resources import scenarios_folder
from loanexit_auto.scenario.lint import lint
from loanexit_auto.scenario.loader import load
from loanexit_auto.scenario.model import Scenario
from loanexit_auto.scenario.reroute import Way, reroute, unified

DIFF = "scenario.diff"


@dataclass(frozen=True, slots=True)
class Proposed:
    """Where the diff is, and the scenario file that it would correct."""

    diff: Path
    scenario: Path

    @property
    def command(self) -> str:
        """The command by which a person applies it; it shows the change and asks first."""
        words = ["loanexit-auto", "scenario", "apply", str(self.diff), str(self.scenario)]
        return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def propose(
    found: Rerouted, scenario: Scenario, file: Path | None, recorder: Recorder
) -> Proposed | None:
    """Put the diff into the case and return it; None, and a line that says so, if there is none.

    `file` is where the scenario was read from, None for the one that ships with the program.
    """
    file = file or scenarios_folder() / f"{scenario.id}.yaml"
    today = datetime.now(UTC).date()
    diff, why = _diff(found, scenario, file, today)
    if why:
        recorder.note("proposed", "tool", {"scenario": file.name, "why": why})
        return None
    artefact = Artefact(DIFF, "text/x-diff", diff.encode())
    recorder.note("proposed", "tool", {"scenario": file.name, "why": ""}, (artefact,))
    recorder.flush()
    line = next(line for line in reversed(recorder.folder.lines) if line.kind == "proposed")
    return Proposed(recorder.folder.path / line.files[0].path, file)


def _diff(found: Rerouted, scenario: Scenario, file: Path, today: date) -> tuple[str, str]:
    """Return the diff, or why there is none: the report has a sentence for each reason."""
    if not found.steps:
        return "", "no_way"
    text = _text_of(scenario, file)
    if text is None:
        return "", "no_file"
    say = Messages("zh" if scenario.language == "zh" else "en")
    way = Way(found.steps, found.entry, say("run.reroute_note", date=today.isoformat()))
    made = reroute(text, way)
    if made is None or _new_problems(file.name, text, made.text, today):
        return "", "not_correctable"
    return unified(text, made.text, f"{file.parent.name}/{file.name}"), ""


def _text_of(scenario: Scenario, file: Path) -> str | None:
    """Return the text of the file if it is the scenario that was walked, else None."""
    try:
        if load(file) != scenario:
            return None
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError, FileProblems):
        return None


def _new_problems(name: str, before: str, after: str, today: date) -> Counter[str]:
    """Return what the correction would make worse, by the codes of the linter."""
    return _problems(name, after, today) - _problems(name, before, today)


def _problems(name: str, text: str, today: date) -> Counter[str]:
    with tempfile.TemporaryDirectory(prefix="loanexit-lint-") as place:
        file = Path(place) / name
        file.write_text(text, encoding="utf-8", newline="\n")
        return Counter(problem.code for problem in lint((file,), today, Messages("en")))
