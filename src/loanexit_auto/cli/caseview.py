"""How cases look in a terminal, and as JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from loanexit_auto.casework.advice import Task, tasks
from loanexit_auto.casework.export import Exported
from loanexit_auto.casework.fraud import Suspicion
from loanexit_auto.casework.ladder import routing_of
from loanexit_auto.casework.remedies import remedy
from loanexit_auto.casework.routing import Door, channels
from loanexit_auto.casework.script import Saying
from loanexit_auto.casework.shelf import ShelvedCase
from loanexit_auto.casework.standing import Standing
from loanexit_auto.casework.summary import task_data
from loanexit_auto.casework.telling import due_text, task_text
from loanexit_auto.evidence.journal import Line
from loanexit_auto.evidence.plainly import is_hidden
from loanexit_auto.messages import Messages


def print_json(data: object) -> None:
    """Print data as one line of JSON."""
    print(json.dumps(data, ensure_ascii=False))


def plainly(text: str) -> Text:
    """Return foreign text for the terminal: no markup, and what is hidden made visible."""
    return Text("".join(f"⟨U+{ord(c):04X}⟩" if is_hidden(c) and c != "\t" else c for c in text))


def _console() -> Console:
    return Console(soft_wrap=True, highlight=False)


def _mark(case: ShelvedCase, say: Messages) -> str:
    """Return the mark of a case that was a rehearsal on a mock portal."""
    return f" [{say('case.mock_mark')}]" if case.standing.mock else ""


def show_list(cases: Sequence[ShelvedCase], root: Path, say: Messages) -> None:
    """Print one row for each case."""
    console = _console()
    if not cases:
        console.print(Text(say("case.no_cases", folder=root)))
        return
    table = Table(box=None, show_header=False, pad_edge=False)
    for _ in range(4):
        table.add_column(overflow="fold")
    for case in cases:
        standing = case.standing
        state = say(f"case.state_{standing.state}")
        since = standing.since.isoformat() if standing.since else ""
        table.add_row(plainly(standing.name + _mark(case, say)), state, since, plainly(case.name))
    console.print(table)
    for case in cases:
        _show_damage(case, console, say)


def show_case(case: ShelvedCase, today: date, say: Messages) -> None:
    """Print everything about one case."""
    console = _console()
    standing = case.standing
    state = say(f"case.state_{standing.state}")
    name = standing.name + _mark(case, say)
    title = say("case.title", platform=name, state=state, since=standing.since)
    console.print(plainly(title), style="bold")
    _show_damage(case, console, say)
    for odd in standing.irregular:
        told = say("case.irregular", line=odd.line, before=odd.before, after=odd.asked)
        console.print(plainly(told), style="yellow")
    _show_tasks([(case, task) for task in tasks(standing, today)], today, say, console)
    _show_blockers(standing, today, say, console)
    _show_contacts(standing, say, console)
    _show_routing(standing, say, console)
    files = sum(len(line.files) for line in case.reading.lines)
    console.print(say("case.heading_files", count=files), style="bold")


def show_next(cases: Sequence[ShelvedCase], today: date, say: Messages, *, as_json: bool) -> None:
    """Print the tasks of all cases, the earliest due day first."""
    due = [(case, task) for case in cases for task in tasks(case.standing, today)]
    due.sort(key=lambda pair: _urgency(pair[1]))
    if as_json:
        print_json([task_data(case, task, today, say) for case, task in due])
        return
    console = _console()
    _show_tasks(due, today, say, console)
    for case in cases:
        _show_damage(case, console, say)


def _urgency(task: Task) -> tuple[int, date]:
    if task.key == "fraud":
        return (0, date.min)
    return (1, task.due) if isinstance(task.due, date) else (2, date.max)


def show_script(sayings: Sequence[Saying], say: Messages, *, as_json: bool) -> None:
    """Print what to say, in Chinese; with `--lang en` the reading aid below it."""
    if as_json:
        print_json([dataclasses.asdict(each) for each in sayings])
        return
    console = _console()
    console.print(say("phone.heading"), style="bold")
    console.print(say("phone.rules"), style="red", markup=False)
    for each in sayings:
        if each.when_zh:
            console.print(plainly(each.when_zh if say.lang == "zh" else each.when_en), style="dim")
        console.print(plainly(f"· {each.zh}"))
        if say.lang == "en":
            console.print(plainly(f"  {each.en}"), style="dim")


def show_line(line: Line, fraud: Suspicion | None, say: Messages, *, as_json: bool) -> None:
    """Print what has just been written into a case."""
    if as_json:
        files = [{"path": f.path, "sha256": f.sha256, "bytes": f.bytes} for f in line.files]
        words = list(fraud.words) if fraud else []
        print_json({"line": line.seq, "kind": line.kind, "files": files, "fraud": words})
        return
    console = _console()
    console.print(say("case.logged", line=line.seq), markup=False)
    for file in line.files:
        told = say("case.added", path=file.path, sha256=file.sha256)
        console.print(plainly(told))


def show_exported(exported: Exported, say: Messages, *, as_json: bool) -> None:
    """Print what an export holds and what was left out."""
    if as_json:
        print_json(dataclasses.asdict(exported) | {"folder": str(exported.folder)})
        return
    console = _console()
    done = say("case.exported", path=exported.folder, count=len(exported.files))
    console.print(plainly(done))
    for path in exported.not_cleaned:
        console.print(plainly(say("case.export_not_shared", path=path)), style="yellow")
    for path in exported.altered:
        console.print(plainly(say("case.export_altered", path=path)), style="red")


def _show_damage(case: ShelvedCase, console: Console, say: Messages) -> None:
    reading = case.reading
    if reading.problem:
        told = say("case.damaged", line=len(reading.lines), problem=reading.problem)
        console.print(plainly(f"{case.name}: {told}"), style="red")
    elif reading.torn:
        told = say("case.torn", bytes=len(reading.torn))
        console.print(plainly(f"{case.name}: {told}"), style="yellow")
    if case.seal_outdated:
        told = say("case.seal_outdated", path=case.path)
        console.print(plainly(f"{case.name}: {told}"), style="yellow")


def _show_tasks(
    due: Sequence[tuple[ShelvedCase, Task]], today: date, say: Messages, console: Console
) -> None:
    if not due:
        console.print(say("case.nothing_due"))
        return
    console.print(say("case.heading_next"), style="bold")
    for case, task in due:
        text = task_text(task, case.standing, case.name, say)
        by = due_text(task.due, today, say)
        style = "red" if task.late(today) or task.key == "fraud" else ""
        console.print(plainly(f"· {text} {by}".rstrip()), style=style)
        console.print(plainly(f"  [{task.id}] {case.name}{_mark(case, say)}"), style="dim")


def _show_blockers(standing: Standing, today: date, say: Messages, console: Console) -> None:
    if standing.blockers:
        console.print(say("case.heading_blockers"), style="bold")
    for blocker in standing.blockers:
        page = remedy(blocker.kind, say, today)
        amount = say("case.amount", amount=blocker.amount) if blocker.amount is not None else ""
        console.print(plainly(f"· {page.title}{amount}  “{blocker.text}”"))
        ground = say(f"remedy.ground_{page.ground}")
        told = [page.means, page.clear, page.waive, page.may_not, ground]
        law = " ".join(article.citation for article in page.law)
        told.append(f"{say('remedy.law')}: {law}")
        for part in filter(None, told):
            console.print(plainly(f"  {part}"))


def _show_contacts(standing: Standing, say: Messages, console: Console) -> None:
    if standing.contacts:
        console.print(say("case.heading_contacts"), style="bold")
    for contact in standing.contacts:
        how = say(f"case.how_{contact.how}")
        parts = (str(contact.on), contact.at, how, contact.number, contact.agent, contact.said)
        console.print(plainly("· " + " · ".join(part for part in parts if part)))
    if standing.complaints:
        console.print(say("case.heading_complaints"), style="bold")
    for complaint in standing.complaints:
        told = f"· {complaint.on} {say(f'letter.name_{complaint.letter}')} {complaint.reference}"
        console.print(plainly(told.rstrip()))


def _show_routing(standing: Standing, say: Messages, console: Console) -> None:
    routing, doors = routing_of(standing), channels().doors
    lender = routing.lender or say("case.lender_unknown")
    console.print(plainly(say("case.heading_route", lender=lender)), style="bold")
    if routing.renamed_from:
        before, now = routing.renamed_from, routing.lender
        console.print(plainly(f"  {say('case.renamed', before=before, now=now)}"))
    if routing.alike:
        names = "、".join(routing.alike)
        console.print(plainly(f"  {say('case.lender_alike', names=names)}"))
    for number, name in enumerate(routing.doors, start=1):
        console.print(plainly(f"  {number}. {_door(doors[name], say)}"))
    if routing.wrong:
        wrong = "；".join(_door_name(doors[name], say) for name in routing.wrong)
        console.print(plainly(f"  {say('case.wrong_door', doors=wrong)}"))


def _door(door: Door, say: Messages) -> str:
    verify = say("case.verify_entry") if door.verify else ""
    return f"{_door_name(door, say)} · {door.entry}{verify} · letter {door.letter}"


def _door_name(door: Door, say: Messages) -> str:
    return door.name if say.lang == "zh" else door.name_en
