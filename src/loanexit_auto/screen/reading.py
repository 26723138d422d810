"""Reading a Screen: which findings hold. The same Screen always gives the same findings."""

from __future__ import annotations

from loanexit_auto.screen.blockers import blockers
from loanexit_auto.screen.challenges import challenges
from loanexit_auto.screen.closing import closing_pages
from loanexit_auto.screen.entries import entries
from loanexit_auto.screen.findings import Finding
from loanexit_auto.screen.lexicon import Lexicon
from loanexit_auto.screen.model import Screen
from loanexit_auto.screen.results import results
from loanexit_auto.screen.signing import gates
from loanexit_auto.screen.view import View, view_of


def read(screen: Screen, lexicon: Lexicon) -> tuple[Finding, ...]:
    """Return what the Screen means, what lies in front first, then from top to bottom."""
    view = view_of(screen, lexicon)
    found = (
        *challenges(view),
        *blockers(view),
        *closing_pages(view),
        *entries(view),
        *gates(view),
        *results(view),
    )
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: _order(finding, view)))


def _order(found: Finding, view: View) -> tuple[int, float, float, str, str, str]:
    layer = _layer(found, view)
    box = found.box
    return (-layer, box.y, box.x, found.kind, found.subtype, found.text)


def _layer(found: Finding, view: View) -> int:
    if found.element is not None:
        return view.screen.elements[found.element].layer
    for line in view.lines:
        if line.box == found.box and line.frame == found.frame:
            return line.layer
    return 0
