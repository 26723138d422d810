"""What exploring looks for: the control that leads to closing, or is itself the last button."""

from __future__ import annotations

from collections.abc import Iterator

from loanexit_auto.engine.pilot import Sight
from loanexit_auto.screen.effects import effect
from loanexit_auto.screen.findings import Closes, Effect, Entry, FinalConfirm
from loanexit_auto.screen.lexicon import Lexicon
from loanexit_auto.screen.text import core

_OPENS = frozenset({Effect.OPEN_ENTRY, Effect.FINAL})
_CLOSES: tuple[tuple[str, Closes], ...] = (
    ("close.credit", "credit_line"),
    ("close.product", "sub_product"),
    ("close.account", "account"),
)
_SURE = 0.8


def goals(sight: Sight, lexicon: Lexicon) -> Iterator[Entry]:
    """Yield every entry of a sight, judged as walking judges it: by words and by effect.

    On many sites the only control is worded as the last button (申请注销账户, Close my account):
    that is the entry, too, and will not be pressed any more than the others.
    """
    for finding in sight.findings:
        found = finding if isinstance(finding, Entry) else _last_button(finding, lexicon)
        if found is None or found.element is None or found.confidence < _SURE:
            continue
        if effect(sight.screen.elements[found.element], sight.screen, lexicon) in _OPENS:
            yield found


def _last_button(finding: object, lexicon: Lexicon) -> Entry | None:
    if not isinstance(finding, FinalConfirm) or finding.element is None:
        return None
    kinds = lexicon.kinds(core(finding.text))
    closes = next((closes for kind, closes in _CLOSES if kind in kinds), None)
    if closes is None:
        return None
    return Entry(
        finding.text, finding.box, finding.frame, finding.confidence, finding.element, closes
    )
