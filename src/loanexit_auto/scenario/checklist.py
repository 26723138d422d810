"""What to prepare, say and keep on each channel that has no browser route.

The general lines come from the locales, the particular ones from the scenario's `by_hand`, the
numbers and addresses from its facts with their verify mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from loanexit_auto.messages import Messages
from loanexit_auto.scenario.model import Channel, Fact, Scenario, Utterance

_CONTACTS: dict[Channel, str] = {"hotline": "hotline", "email": "email"}


def checklists(scenario: Scenario, say: Messages) -> tuple[Utterance, ...]:
    """Return one checklist per channel a person uses by hand, in the order of the channels.

    A channel that only `by_hand` names comes after the others. Web is included only where no
    route can be driven.
    """
    named = (*scenario.channels, *(each.channel for each in scenario.by_hand))
    channels = [channel for n, channel in enumerate(named) if channel not in named[:n]]
    return tuple(
        checklist(scenario, channel, say)
        for channel in channels
        if channel != "web" or not scenario.drivable
    )


def checklist(scenario: Scenario, channel: Channel, say: Messages) -> Utterance:
    """Return what to prepare, say and keep on one channel: the particular lines first."""
    own = [each for each in scenario.by_hand if each.channel == channel]
    contacts = (
        say("directory.contact.use", text=text) for text in _contacts(scenario, channel, say)
    )
    return Utterance(
        channel=channel,
        prepare=_once(
            (*contacts, *(line for each in own for line in each.prepare)),
            _general(channel, "prepare", say),
        ),
        say=_once(
            (*_paths(scenario, channel, say), *(line for each in own for line in each.say)),
            _general(channel, "say", say),
        ),
        keep=_once((line for each in own for line in each.keep), _general(channel, "keep", say)),
    )


def _once(own: Iterable[str], general: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*own, *general)))


def contact(fact: Fact, say: Messages) -> str:
    """Return a number or address with its note and, where it has one, the verify mark."""
    note = fact.note if say.lang == "zh" else fact.note_en or fact.note
    remarks = [note.rstrip("。.")] if note else []
    if fact.verify:
        remarks.append(say("directory.verify"))
    text = fact.value or ""
    return (
        say("directory.noted", text=text, note=say("directory.note_separator").join(remarks))
        if remarks
        else text
    )


def _contacts(scenario: Scenario, channel: Channel, say: Messages) -> Iterator[str]:
    about = _CONTACTS.get(channel)
    yield from (contact(fact, say) for fact in scenario.facts if fact.about == about)


def _paths(scenario: Scenario, channel: Channel, say: Messages) -> Iterator[str]:
    arrow = say("directory.arrow")
    for fact in scenario.facts_about("path"):
        if fact.channel == channel:
            yield arrow.join(fact.steps)


def _general(channel: Channel, part: str, say: Messages) -> list[str]:
    return say(f"directory.checklist.{channel}.{part}").splitlines()
