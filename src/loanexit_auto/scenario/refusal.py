"""Which words a step must never reach for, because pressing them is the person's to decide.

The judgement is that of the built-in lexicon, the same that the guard uses before a tap.
"""

from __future__ import annotations

from loanexit_auto.scenario.wordbook import builtin_lexicon
from loanexit_auto.screen.labels import Sense, sense
from loanexit_auto.screen.text import core

_NOT_FOR_A_STEP = frozenset(
    {Sense.FINAL, Sense.AGREE, Sense.CLOSE, Sense.CLOSE_BARE, Sense.ACT, Sense.AFFIRM}
)


def signs_out(text: str) -> bool:
    """Return whether pressing a control of this name would sign the person out."""
    return _sense(text) is Sense.LOG_OUT


def reads_final(text: str) -> bool:
    """Return whether a control of this name is the entry, an agreement, or does something."""
    return _sense(text) in _NOT_FOR_A_STEP


def _sense(text: str) -> Sense:
    return sense(core(text), builtin_lexicon())
