"""All that asks a person to prove who or what they are: the surest finding of each kind."""

from __future__ import annotations

from loanexit_auto.screen.codes import codes
from loanexit_auto.screen.findings import Challenge
from loanexit_auto.screen.presence import presences
from loanexit_auto.screen.puzzles import puzzles
from loanexit_auto.screen.view import View

_EVERYWHERE = 0  # a challenge is looked for on the whole screen at once
_BELIEVED = 0.5


def challenges(view: View) -> tuple[Challenge, ...]:
    """Return the surest challenge of each kind."""
    return view.once(_surest, _EVERYWHERE)


def _surest(view: View, _: int) -> tuple[Challenge, ...]:
    best: dict[str, Challenge] = {}
    for found in (*puzzles(view), *codes(view), *presences(view)):
        known = best.get(found.challenge)
        if known is None or _rank(found) < _rank(known):
            best[found.challenge] = found
    return tuple(best.values())


def _rank(found: Challenge) -> tuple[float, float, float, str]:
    return (-found.confidence, found.box.y, found.box.x, found.text)


def asks_for_proof(view: View, layer: int) -> bool:
    """Return whether a challenge stands on the layer, or somewhere that is not known."""
    return view.once(_proving, layer)


def _proving(view: View, layer: int) -> bool:
    elements = view.screen.elements
    return any(
        found.element is None or elements[found.element].layer == layer
        for found in challenges(view)
        if found.confidence >= _BELIEVED
    )
