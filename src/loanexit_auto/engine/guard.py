"""The guard: decides before a tap, from the Screen alone, whether the tool may press.

`agree` and `final` are refused always: there is no argument that permits them. `open-entry` needs
the person's consent. Everything else must also be there to be pressed.
"""

from __future__ import annotations

from dataclasses import dataclass

from loanexit_auto.screen.effects import effect
from loanexit_auto.screen.findings import Effect
from loanexit_auto.screen.lexicon import Lexicon
from loanexit_auto.screen.model import Element, Screen

_NEVER = frozenset({Effect.AGREE, Effect.FINAL})


@dataclass(frozen=True, slots=True)
class Permit:
    """The tool may press this element, which does just this."""

    effect: Effect


@dataclass(frozen=True, slots=True)
class Refusal:
    """The tool may not press this element."""

    effect: Effect
    why: str


def judge(
    element: Element, screen: Screen, lexicon: Lexicon, *, consent_to_open_entry: bool = False
) -> Permit | Refusal:
    """Return whether the tool may press `element` of `screen` now."""
    found = effect(element, screen, lexicon)
    if found in _NEVER:
        return Refusal(found, "this press belongs to the person")
    if found is Effect.OPEN_ENTRY and not consent_to_open_entry:
        return Refusal(found, "opening the entry needs the person's consent")
    if not element.visible:
        return Refusal(found, "it cannot be seen")
    if element.disabled:
        return Refusal(found, "it is switched off")
    if element.occluded:
        return Refusal(found, "something else lies over it")
    if element.input_type in ("checkbox", "radio") or element.role == "switch":
        return Refusal(found, "boxes and switches are set by the person")
    return Permit(found)


def judge_search(element: Element, screen: Screen, lexicon: Lexicon) -> Permit | Refusal:
    """Return whether the tool may type a search phrase into `element`."""
    found = effect(element, screen, lexicon)
    if found is not Effect.SEARCH:
        return Refusal(found, "this is not a search field")
    if element.occluded or not element.visible or element.disabled:
        return Refusal(found, "it cannot be used now")
    return Permit(found)
