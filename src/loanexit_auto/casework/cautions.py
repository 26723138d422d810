"""Cautions: what to think of before a letter leaves the house, in words."""

from __future__ import annotations

from collections.abc import Iterator

from loanexit_auto.casework.ladder import routing_of
from loanexit_auto.casework.letter import PUBLIC, Letter
from loanexit_auto.casework.routing import Routing, channels
from loanexit_auto.casework.standing import Standing
from loanexit_auto.messages import Messages


def cautions(letter: Letter, case: Standing, say: Messages) -> tuple[str, ...]:
    """Return the cautions for this letter of this case, the one for every letter first."""
    return tuple(_cautions(letter, case, say))


def _cautions(letter: Letter, case: Standing, say: Messages) -> Iterator[str]:
    yield say("letter.truthful")
    if case.mock:
        yield say("letter.mock")
    if letter.troubled:
        yield say("letter.troubled", count=len(letter.troubled))
    if letter.kind in PUBLIC:
        yield say("letter.public")
    yield from _wrong_door(letter.kind, routing_of(case), say)


def _wrong_door(letter: str, routing: Routing, say: Messages) -> Iterator[str]:
    doors = channels().doors
    if letter not in {doors[name].letter for name in routing.wrong}:
        return
    kind = channels().kinds[routing.kind]
    name = kind.name if say.lang == "zh" else kind.name_en
    yield say("letter.not_suited", kind=name, doors=say(f"letter.name_{letter}"))
    fitting = dict.fromkeys(doors[name].letter for name in routing.doors)
    named = (f"{say(f'letter.name_{each}')} ({each})" for each in fitting)
    yield say("letter.fits", doors=", ".join(named))
