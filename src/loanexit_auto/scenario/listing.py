"""The listing of all platforms as one Markdown page: docs/platforms.md and docs/platforms.en.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from loanexit_auto.messages import Messages
from loanexit_auto.scenario.card import Card, Line, best_path, card, path_text, title
from loanexit_auto.scenario.model import PlatformKind, Scenario

_KINDS: tuple[PlatformKind, ...] = ("lender_app", "credit_product", "account", "bank_app")
_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~]")
_SHORT: dict[str, str] = {"seed": "★"}


def listing(scenarios: Iterable[Scenario], say: Messages) -> str:
    """Return the page: a table per kind of platform, then every platform with all its facts."""
    known = {scenario.id: scenario for scenario in scenarios}
    return "\n".join([*_beginning(known, say), *_tables(known, say), *_details(known, say)]) + "\n"


def _beginning(known: dict[str, Scenario], say: Messages) -> Iterator[str]:
    drivable = sum(map(_in_browser, known.values()))
    yield f"# {say('directory.list.title')}"
    yield ""
    yield say("directory.list.intro")
    yield ""
    yield say("directory.list.count", count=len(known), drivable=drivable)


def _tables(known: dict[str, Scenario], say: Messages) -> Iterator[str]:
    columns = say("directory.list.columns")
    for kind in _KINDS:
        rows = [scenario for scenario in known.values() if scenario.kind == kind]
        if not rows:
            continue
        yield from ("", f"## {say(f'directory.kind.{kind}')}", "", f"| {columns} |")
        yield "|" + "---|" * (columns.count("|") + 1)
        yield from (_row(scenario, say) for scenario in sorted(rows, key=lambda each: each.id))


def _row(scenario: Scenario, say: Messages) -> str:
    channels = say("directory.separator").join(
        say(f"directory.channel.{channel}") for channel in scenario.channels
    )
    path = best_path(scenario)
    cells = (
        f"[{escaped(title(scenario, say))}](#{scenario.id})",
        channels,
        f"{escaped(path_text(path, say))} ({_mark(path.quality)})" if path else "—",
        "<br>".join(_telephones(scenario)) or "—",
        say("directory.list.yes" if _in_browser(scenario) else "directory.list.no"),
    )
    return f"| {' | '.join(cells)} |"


def _in_browser(scenario: Scenario) -> bool:
    return scenario.drivable and "web" in scenario.channels


def _telephones(scenario: Scenario) -> Iterator[str]:
    for fact in scenario.facts_about("hotline"):
        yield f"{'☎? ' if fact.verify else ''}{escaped(fact.value or '')} ({_mark(fact.quality)})"


def _details(known: dict[str, Scenario], say: Messages) -> Iterator[str]:
    def name_of(linked: str) -> str:
        return title(known[linked], say) if linked in known else linked

    yield from ("", f"## {say('directory.list.details')}")
    for scenario in sorted(known.values(), key=lambda each: each.id):
        yield from _one(scenario, card(scenario, say, name_of), say)


def _one(scenario: Scenario, shown: Card, say: Messages) -> Iterator[str]:
    yield from ("", f'<a id="{scenario.id}"></a>', f"### {escaped(shown.name)}", "")
    for section in shown.sections:
        if section.key == "next":
            continue
        yield f"- **{section.heading}**"
        yield from (f"  - {_statement(line)}" for line in section.lines)
    if scenario.sources:
        yield f"- {say('directory.list.sources')}"
    for key, source in scenario.sources.items():
        date = f", {source.date}" if source.date else ""
        note = f" — {source.note}" if source.note else ""
        text = f"{source.title}{date}: {source.address}{note}"
        yield f"  - {escaped(key)} ({_mark(source.quality)}): {escaped(text)}"


def _statement(line: Line) -> str:
    marks = [_mark(line.quality)] if line.quality else []
    marks += [*line.sources, *([line.date] if line.date else [])]
    return escaped(line.text) + (f" `[{', '.join(marks)}]`" if marks else "")


def _mark(quality: str) -> str:
    return _SHORT.get(quality, quality)


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    return _MARKUP.sub(lambda sign: "\\" + sign.group(), " ".join(text.split()))
