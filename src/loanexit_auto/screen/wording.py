"""What a control says would happen, by the worst of all its names."""

from __future__ import annotations

from loanexit_auto.screen.labels import Sense, most_severe, sense
from loanexit_auto.screen.model import Element
from loanexit_auto.screen.view import View

_GRAVE = frozenset({Sense.FINAL, Sense.AGREE, Sense.LOG_OUT, Sense.CLOSE, Sense.CLOSE_BARE})


def sense_of(element: Element, view: View) -> Sense:
    """Return the worst of what the control's text, aria-label, title and rows say."""
    return view.once(_sense_of, element.id)


def _sense_of(view: View, number: int) -> Sense:
    element = view.screen.elements[number]
    own = {sense(name, view.lexicon) for name in view.titles(element)}
    below = {sense(name, view.lexicon) for name in view.names(element)} & _GRAVE
    if any(
        name.startswith("去") and view.lexicon.is_exactly(name, "act")
        for name in view.names(element)
    ):
        below |= {Sense.ACT}  # 借款服务 … 去关闭: what the row does stands at its end
    return most_severe(own | below)


def senses_on(view: View, layer: int) -> frozenset[Sense]:
    """Return what the controls of a layer say would happen."""
    return frozenset(sense_of(other, view) for other in view.controls if other.layer == layer)


def kinds_of_names(element: Element, view: View) -> frozenset[str]:
    """Return the classes of all phrases in the control's names."""
    return frozenset().union(*(view.lexicon.kinds(name) for name in view.names(element)))
