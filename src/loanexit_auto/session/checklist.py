"""What to do on a channel without a browser: prepared from the scenario, with its sources."""

from __future__ import annotations

from loanexit_auto.messages import Messages
from loanexit_auto.scenario.checklist import checklists
from loanexit_auto.scenario.model import Fact, Scenario

_SHOWN = ("hotline", "email", "path", "precondition", "processing_time", "warning", "cooling_off")
_TRUSTED = frozenset({"A", "B"})


def checklist(scenario: Scenario, say: Messages) -> dict[str, object]:
    """Return channels, sourced facts and what to prepare, say and keep, as plain data.

    A fact of lower quality than A or B carries `verify: true`: whoever reads it must be told to
    check it on the official site first. D-quality contact data never gets here.
    """
    return {
        "platform": scenario.id,
        "channels": list(scenario.channels),
        "facts": [_fact(fact, scenario) for fact in scenario.facts if fact.about in _SHOWN],
        "by_hand": [part.model_dump(mode="json") for part in checklists(scenario, say)],
    }


def _fact(fact: Fact, scenario: Scenario) -> dict[str, object]:
    sources = [scenario.sources[key] for key in fact.sources if key in scenario.sources]
    return {
        "about": fact.about,
        "channel": fact.channel,
        "value": fact.value or "",
        "steps": list(fact.steps),
        "quality": fact.quality,
        "date": fact.date or next((s.date for s in sources if s.date), None),
        "note": fact.note or "",
        "verify": fact.verify or fact.quality not in _TRUSTED,
        "sources": [f"{source.title} {source.address}" for source in sources],
    }
