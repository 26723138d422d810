"""Record: what the journal says about one event, as plain JSON. Pure.

Nothing typed and nothing sent is ever part of it: no field value, no query value, no header that
carries a session. Texts of a page are clipped; the whole text is in the capture's own file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, assert_never

from loanexit_auto.engine import driver, events
from loanexit_auto.engine.driver import Artefact, Incident
from loanexit_auto.engine.events import Answer, Event
from loanexit_auto.engine.outcome import EXIT_CODES, NAMES, Outcome
from loanexit_auto.evidence.address import scrub
from loanexit_auto.evidence.journal import Actor
from loanexit_auto.screen.findings import Finding, LogOut
from loanexit_auto.screen.model import Box

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

TEXT_LIMIT = 2000  # characters of one text; longer ones end in an ellipsis
ITEM_LIMIT = 2000  # items of one list or object
DEPTH_LIMIT = 12
_NEVER = frozenset(
    {"cookie", "cookies", "set-cookie", "authorization", "proxy-authorization", "body", "post_data",
     "storage", "local_storage", "session_storage", "password"}
)  # fmt: skip
KINDS: dict[type[Event], str] = {
    events.StepBegun: "step_begun",
    events.Seen: "seen",
    events.Went: "went",
    events.Tapped: "tapped",
    events.Searched: "searched",
    events.Scrolled: "scrolled",
    events.Interfered: "interfered",
    events.RefusedTap: "refused_tap",
    events.Checked: "checked",
    events.Drifted: "drifted",
    events.Handoff: "handoff",
    events.Resumed: "resumed",
    events.Mapped: "mapped",
    events.Explored: "explored",
    events.Rerouted: "rerouted",
    events.Finished: "finished",
}
INCIDENTS: dict[type[Incident], str] = {
    driver.Tripped: "tripped",
    driver.TakenOver: "taken_over",
    driver.HeldBack: "held_back",
    driver.Fenced: "fenced",
    driver.Missed: "missed",
    driver.DialogDismissed: "dialog_dismissed",
    driver.Unreachable: "unreachable",
}
_BY_PERSON = frozenset({Answer.YES, Answer.NO, Answer.LOOK, Answer.STOPPED, Answer.DONE})
_OF_EVERY_FINDING = frozenset(field.name for field in fields(Finding))


@dataclass(frozen=True, slots=True)
class Record:
    """One line to be: its kind, who acted, its data, and the files that belong to it.

    `slug` names the step folder of a capture ("" for lines that are not captures); it is made of
    our own words only, never of words of a page.
    """

    kind: str
    actor: Actor
    data: dict[str, Any]
    artefacts: tuple[Artefact, ...] = ()
    slug: str = ""


def record(event: Event) -> Record:
    """Return what the journal keeps of an event."""
    match event:
        case events.Seen():
            return _seen(event)
        case events.Interfered(incident):
            facts = {"incident": INCIDENTS[type(incident)]} | _object(_own(incident))
            return Record("interfered", _interferer(incident), facts)
        case events.Handoff(kind, about, finding):
            facts = {"of": kind, "about": about, "finding": finding}
            return Record("handoff", "tool", plain(facts))
        case events.Resumed(kind, answer):
            actor: Actor = "person" if answer in _BY_PERSON else "tool"
            return Record("resumed", actor, plain({"of": kind, "answer": answer}))
        case events.Finished(outcome, drifted):
            return Record("finished", "tool", outcome_facts(outcome) | {"drifted": drifted})
        case _:
            return Record(KINDS[type(event)], "tool", plain(_own(event)))


def _seen(event: events.Seen) -> Record:
    screen = event.screen
    data = {
        "why": event.why, "url": screen.url, "title": screen.title,
        "findings": [finding_facts(finding) for finding in event.findings],
        "dialogs": [_own(dialog) for dialog in screen.dialogs],
        "device": screen.device, "viewport": [screen.width, screen.height],
        "page_height": screen.page_height, "scroll_y": screen.scroll_y,
        "is_popup": screen.is_popup, "settled": screen.settled,
        "facts": event.capture.facts,
        "lacking": [{"code": lack.code, **lack.facts} for lack in event.capture.lacking],
    }  # fmt: skip
    return Record("seen", "tool", plain(data), event.capture.artefacts, _slug(event))


def _slug(event: events.Seen) -> str:
    why = event.why if event.why in ("start", "step", "preflight", "handoff", "result") else "step"
    telling = [finding for finding in event.findings if not isinstance(finding, LogOut)]
    strongest = max(telling, key=lambda finding: finding.confidence, default=None)
    return f"{why}-{strongest.kind.replace('_', '-')}" if strongest else why


def _interferer(incident: Incident) -> Actor:
    match incident:
        case driver.TakenOver():
            return "person"
        case driver.Tripped() | driver.HeldBack() | driver.Fenced() | driver.DialogDismissed():
            return "page"
        case driver.Missed() | driver.Unreachable():
            return "tool"
        case _:
            assert_never(incident)


def finding_facts(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON: kind, subtype, the text and box that justify it, its details."""
    details = {key: value for key, value in _own(finding).items() if key not in _OF_EVERY_FINDING}
    return _object(
        {
            "kind": finding.kind, "subtype": finding.subtype, "text": finding.text,
            "box": finding.box, "frame": finding.frame, "confidence": finding.confidence,
        } | details
    )  # fmt: skip


def outcome_facts(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as JSON: its stable name, exit code and everything it carries."""
    name = {"outcome": NAMES[type(outcome)], "exit_code": EXIT_CODES[type(outcome)]}
    return name | _object(_own(outcome))


def _own(thing: DataclassInstance) -> dict[str, Any]:
    return {field.name: getattr(thing, field.name) for field in fields(thing)}


def plain(value: object, depth: int = 0) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Return `value` as JSON-able data: Decimal, date, enum and path as text; clipped; scrubbed.

    Raises TypeError for a type the journal has no words for.
    """
    if depth > DEPTH_LIMIT:
        return "…"
    match value:
        case Enum():
            return plain(value.value, depth)
        case None | bool() | int():
            return value
        case float():
            return _number(value)
        case str():
            return _text(value)
        case Decimal() | PurePath():
            return str(value)
        case date():  # datetime is one, too
            return value.isoformat()
        case Finding():
            return finding_facts(value)
        case Box():
            return [_number(n) for n in (value.x, value.y, value.width, value.height)]
        case Mapping():
            return _object(value, depth)
        case list() | tuple():
            return [plain(item, depth + 1) for item in value[:ITEM_LIMIT]]
    raise TypeError(f"the journal cannot keep a {type(value).__name__}")


def _object(value: Mapping[Any, Any], depth: int = 0) -> dict[str, Any]:
    kept = {_text(str(key)): item for key, item in list(value.items())[:ITEM_LIMIT]}
    return {key: plain(item, depth + 1) for key, item in kept.items() if key.lower() not in _NEVER}


def _number(value: float) -> float | str:
    return round(value, 3) if value - value == 0 else str(value)  # inf and nan are not JSON


def _text(value: str) -> str:
    clipped = value if len(value) <= TEXT_LIMIT else value[: TEXT_LIMIT - 1] + "…"
    whole = clipped.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return scrub(whole)
