"""One platform on one card: where to close it, what stops you, how sure we are, what to do next.

A card is the answer of `platforms show` and of the generated listing; it holds text only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from loanexit_auto.messages import Messages
from loanexit_auto.scenario.checklist import contact
from loanexit_auto.scenario.model import Fact, FactAbout, Quality, Scenario

NameOf = Callable[[str], str]
_BEST: tuple[Quality, ...] = ("A", "B", "C", "seed", "D")


@dataclass(frozen=True, slots=True)
class Line:
    """One statement; `quality` and `sources` (keys of the scenario) are empty for our own words.

    A command is to be typed as it stands.
    """

    text: str
    quality: Quality | None = None
    sources: tuple[str, ...] = ()
    date: str = ""
    is_command: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading. `key` is stable: path, precondition, contact, sure ..."""

    key: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything a person wants to know about leaving one platform, in order."""

    id: str
    name: str
    sections: tuple[Section, ...]


def card(scenario: Scenario, say: Messages, name_of: NameOf = str) -> Card:
    """Return the card of a platform; `name_of` turns the id of a linked one into its name."""
    parts: list[tuple[str, list[Line]]] = [
        ("path", _paths(scenario, say)),
        ("precondition", _stated(scenario, say, "precondition", "blocker")),
        ("verification", _stated(scenario, say, "verification")),
        ("processing_time", _stated(scenario, say, "processing_time")),
        ("cooling_off", _cooling_off(scenario, say)),
        ("contact", _stated(scenario, say, "hotline", "email")),
        ("order", list(_order(scenario, say, name_of))),
        ("warning", _stated(scenario, say, "warning")),
        ("note", _stated(scenario, say, "note", "conflict", "retention", "success")),
        ("operator", _stated(scenario, say, "operator", "domain", "start")),
        ("sure", list(_sure(scenario, say))),
        ("next", _next(scenario, say)),
    ]
    sections = tuple(
        Section(key, say(f"directory.section.{key}"), tuple(lines)) for key, lines in parts if lines
    )
    return Card(scenario.id, title(scenario, say), sections)


def title(scenario: Scenario, say: Messages) -> str:
    """Return the platform's name in the language asked for; in English with the Chinese one."""
    if say.lang == "zh" or not scenario.name_en or scenario.name_en == scenario.name:
        return scenario.name
    return f"{scenario.name_en} ({scenario.name})"


def best_path(scenario: Scenario) -> Fact | None:
    """Return the path with the best source; the first of equals."""
    return min(scenario.facts_about("path"), key=lambda f: _BEST.index(f.quality), default=None)


def path_text(fact: Fact, say: Messages) -> str:
    """Return a path as one line of menu labels."""
    steps = say("directory.arrow").join(fact.steps)
    if fact.channel is None:
        return steps
    return say("directory.path", channel=say(f"directory.channel.{fact.channel}"), steps=steps)


def _paths(scenario: Scenario, say: Messages) -> list[Line]:
    facts = sorted(scenario.facts_about("path"), key=lambda fact: _BEST.index(fact.quality))
    lines = [_line(fact, path_text(fact, say), say) for fact in facts]
    if "none" in scenario.channels:
        lines.append(Line(say("directory.none_offered")))
    elif not lines and not scenario.routes:
        lines.append(Line(say("directory.no_path")))
    return lines


def _stated(scenario: Scenario, say: Messages, *about: FactAbout) -> list[Line]:
    labelled = len(about) > 1
    return [
        _line(fact, _labelled(fact, say) if labelled else fact.value or "", say)
        for kind in about
        for fact in scenario.facts_about(kind)
    ]


def _labelled(fact: Fact, say: Messages) -> str:
    text = fact.value or ""
    if fact.about in ("precondition", "note"):
        return text
    return say("directory.labelled", label=say(f"directory.about.{fact.about}"), text=text)


def _line(fact: Fact, text: str, say: Messages) -> Line:
    if fact.verify:
        text = text.replace(fact.value or "", contact(fact, say))
    else:
        note = fact.note if say.lang == "zh" else fact.note_en or fact.note
        text = say("directory.noted", text=text, note=note) if note else text
    return Line(text, fact.quality, fact.sources, fact.date or "")


def _cooling_off(scenario: Scenario, say: Messages) -> list[Line]:
    stated = _stated(scenario, say, "cooling_off")
    revokes = scenario.after.sign_in_revokes
    if "none" in scenario.channels and revokes is None:
        return stated  # nothing can be requested there, so nothing withdrawn
    key = {True: "sign_in_revokes", False: "sign_in_keeps", None: "sign_in_unknown"}[revokes]
    return [*stated, Line(say(f"directory.{key}"))]


def _order(scenario: Scenario, say: Messages, name_of: NameOf) -> Iterator[Line]:
    separator = say("directory.separator")
    for key in ("first_close", "then_close"):
        linked: tuple[str, ...] = getattr(scenario.after, key)
        if linked:
            yield Line(say(f"directory.{key}", names=separator.join(map(name_of, linked))))
    if scenario.kind == "credit_product":
        yield Line(say("directory.credit_line"))


def _sure(scenario: Scenario, say: Messages) -> Iterator[Line]:
    best = best_path(scenario)
    refusal = _refusal(scenario)
    if refusal is not None:
        quality = say(f"directory.quality.{refusal.quality}")
        yield Line(say("directory.sure.refusal", quality=quality))
    elif best is None:
        yield Line(say("directory.sure.none"))
    else:
        date = say("directory.sure.date", date=best.date) if best.date else ""
        quality = say(f"directory.quality.{best.quality}")
        yield Line(say("directory.sure.path", quality=quality, date=date))
    for route in scenario.routes:
        quality = say(f"directory.quality.{route.quality}")
        yield Line(say("directory.sure.route", name=route.name, quality=quality))
    if refusal is not None:
        yield Line(say("directory.sure.refusal_read"))
        return
    seen = max((fact.checked_live for fact in scenario.facts if fact.checked_live), default=None)
    yield Line(say("directory.sure.live", date=seen) if seen else say("directory.sure.never"))


def _refusal(scenario: Scenario) -> Fact | None:
    """The best-sourced statement on a platform that offers no closing, from which that is known."""
    if "none" not in scenario.channels:
        return None
    stated = [*scenario.facts_about("note"), *scenario.facts_about("warning")]
    return min(stated, key=lambda fact: _BEST.index(fact.quality), default=None)


def _next(scenario: Scenario, say: Messages) -> list[Line]:
    if "none" in scenario.channels:
        key = "refused"
    elif not scenario.drivable:
        key = "by_hand"
    elif "web" in scenario.channels:
        key = "drive"
    else:  # a page without a public address, which the person opens themselves
        key = "page"
    told = say(f"directory.next.{key}", id=scenario.id).split("\n")
    return [Line(line.removeprefix("> "), is_command=line.startswith("> ")) for line in told]


def marks(shown: Card, say: Messages) -> tuple[str, ...]:
    """Return what the marks of quality on a card mean, those that are on it, best first."""
    used = {line.quality for section in shown.sections for line in section.lines if line.quality}
    return tuple(say(f"directory.mark_means.{mark}") for mark in _BEST if mark in used)
