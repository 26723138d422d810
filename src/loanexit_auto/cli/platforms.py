"""`loanexit-auto platforms`: the directory of platforms."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Annotated

import typer

from loanexit_auto.errors import UsageError
from loanexit_auto.messages import Lang, Messages

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from loanexit_auto.scenario.card import Line
    from loanexit_auto.scenario.directory import Directory
    from loanexit_auto.scenario.model import Scenario


def platforms(
    words: Annotated[
        list[str] | None,
        typer.Argument(help="名称、别名、运营方、拼音；或 show 编号 / name, pinyin; or show ID"),
    ] = None,
    channel: Annotated[str | None, typer.Option(help="只看某渠道，如 web / one channel")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    lang: Annotated[Lang, typer.Option(help="zh | en")] = "zh",
) -> None:
    """平台目录：入口在哪、什么会挡住、有多可靠 / The directory of platforms."""
    from loanexit_auto.scenario.directory import Directory

    say, directory = Messages(lang), Directory.open()
    asked = words or []
    if asked[:1] == ["show"]:
        if len(asked) < 2:
            raise UsageError(say("platforms.show_what"), say("platforms.show_hint"))
        _show(directory, " ".join(asked[1:]), say, as_json=as_json)
        return
    found = _found(directory, " ".join(asked))
    if channel is not None:
        found = [scenario for scenario in found if channel in scenario.channels]
    if as_json:
        print(json.dumps([_summary(s) for s in found], ensure_ascii=False, indent=1))
    elif found:
        _table(found, say)
    else:
        raise UsageError(say("platforms.none_found", query=" ".join(asked)))


def _found(directory: Directory, query: str) -> list[Scenario]:
    if not query:
        return sorted(directory, key=lambda scenario: scenario.id)
    return [directory.get(match.id) for match in directory.find(query)]


def _summary(scenario: Scenario) -> dict[str, object]:
    from loanexit_auto.scenario.card import best_path

    path = best_path(scenario)
    return {
        "id": scenario.id,
        "name": scenario.name,
        "name_en": scenario.name_en,
        "aliases": scenario.aliases,
        "kind": scenario.kind,
        "language": scenario.language,
        "channels": scenario.channels,
        "drivable": scenario.drivable,
        "path": list(path.steps) if path else [],
        "path_quality": path.quality if path else None,
        "hotlines": [
            {"number": f.value, "quality": f.quality, "verify": f.verify, "date": f.date}
            for f in scenario.facts_about("hotline")
        ],
        "checked_live": None,
    }


def _table(found: list[Scenario], say: Messages) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("id", "name", "channels", "drives"):
        table.add_column(say(f"platforms.{column}"), no_wrap=column in ("id", "drives"))
    for scenario in found:
        channels = " ".join(say(f"directory.channel.{channel}") for channel in scenario.channels)
        drives = say("platforms.yes") if scenario.drivable else ""
        table.add_row(scenario.id, scenario.name, channels, drives)
    console = Console()
    console.print(table)
    console.print(say("platforms.count", count=len(found)), style="dim")


def _show(directory: Directory, query: str, say: Messages, *, as_json: bool) -> None:
    from rich.console import Console
    from rich.text import Text

    from loanexit_auto.scenario.card import card, marks, title

    scenario = directory.resolve(query, say)
    shown = card(scenario, say, lambda linked: title(directory.get(linked), say))
    if as_json:
        print(json.dumps(dataclasses.asdict(shown), ensure_ascii=False, indent=1))
        return
    console = Console(highlight=False)
    console.print(Text(f"{shown.name}  ({shown.id})", style="bold cyan"))
    for section in shown.sections:
        console.print(Text(f"\n{section.heading}", style="bold"))
        for line in section.lines:
            _print(line, console, say)
        if section.key == "sure" and (known := marks(shown, say)):
            told = say("directory.marks", marks=say("directory.note_separator").join(known))
            _hang(Text(told, style="dim"), console)


def _print(line: Line, console: Console, say: Messages) -> None:
    from rich.text import Text

    if line.is_command:
        console.print(Text(f"    {line.text}", style="bold"), soft_wrap=True)  # to be copied
        return
    mark = say(f"directory.mark.{line.quality}") if line.quality else ""
    after = " ".join(part for part in (mark, line.date) if part)
    told = Text(line.text)
    told.append(f"  [{after}]" if after else "", style="dim")
    _hang(told, console)


def _hang(text: Text, console: Console) -> None:
    """Print a statement with what does not fit on its line further in."""
    from rich.text import Text

    for number, part in enumerate(text.wrap(console, max(console.width - 4, 20))):
        part.rstrip()
        console.print(Text("  " if number == 0 else "    ").append_text(part), soft_wrap=True)
