"""Loading a scenario: the only door through which `scenarios/<id>.yaml` becomes a Scenario."""

from __future__ import annotations

from pathlib import Path

from loanexit_auto.errors import FileProblems, Problem
from loanexit_auto.messages import Messages
from loanexit_auto.scenario import document, semantics
from loanexit_auto.scenario.document import Document
from loanexit_auto.scenario.flaw import Flaw, dotted
from loanexit_auto.scenario.model import Scenario
from loanexit_auto.scenario.shorthand import written_out
from loanexit_auto.scenario.validation import validate


def load(path: Path, say: Messages | None = None) -> Scenario:
    """Return the scenario of a file; raises FileProblems with every problem found in it."""
    scenario, problems = examine(path, say)
    if scenario is None or problems:
        raise FileProblems(problems)
    return scenario


def check(path: Path, say: Messages | None = None) -> tuple[Problem, ...]:
    """Return every problem of a file, in file order; none means that it loads."""
    return examine(path, say)[1]


def examine(path: Path, say: Messages | None = None) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """Return the scenario, if its form allows one, and every problem. `say` words them."""
    say = say or Messages()
    try:
        read = document.read(path)
    except OSError as error:
        why = error.strerror or type(error).__name__
        return None, (located(Flaw("LX100", values={"why": why}), Document(), path, say),)
    scenario, flaws = _judge(read, path.stem)
    placed = [(read.locate(f.path, f.on_key) if f.at is None else f.at, f) for f in flaws]
    placed.sort(key=lambda pair: pair[0])
    return scenario, tuple(located(flaw, read, path, say) for _, flaw in placed)


def located(flaw: Flaw, read: Document, path: Path, say: Messages) -> Problem:
    """Return the flaw in words, with the line and column where it stands."""
    line, column = flaw.at or read.locate(flaw.path, flaw.on_key)
    values = {**flaw.values}
    meant = values.get("meant")
    values["meant"] = say("scenario.meant", meant=meant) if meant else ""
    if "kind" in values:
        values["kind"] = say(f"scenario.kind.{values['kind']}")
    message = say(f"scenario.{flaw.code}", **values)
    hint = say(f"scenario.{flaw.code}.hint", **values)
    return Problem(str(path), line, column, flaw.code, dotted(flaw.path) or "-", message, hint)


def _judge(read: Document, stem: str) -> tuple[Scenario | None, list[Flaw]]:
    if read.data is None and read.flaws:
        return None, read.flaws
    data = written_out(read.data)
    scenario, formal = validate(data)
    known = {flaw.path for flaw in read.flaws}
    flaws = [*read.flaws, *(flaw for flaw in formal if flaw.path not in known)]
    flaws += semantics.check(data)
    named = data.get("id") if isinstance(data, dict) else None
    if isinstance(named, str) and named != stem:
        flaws.append(Flaw("LX127", ("id",), {"id": named, "stem": stem}))
    return scenario, flaws
