"""What to wait for after an act: that the screen offers or says something that it did not."""

from __future__ import annotations

from loanexit_auto.engine.explore.candidates import Bounds, gather
from loanexit_auto.engine.explore.fingerprint import modal_layer, stable_word
from loanexit_auto.engine.explore.worth import CONTENT
from loanexit_auto.engine.pilot import Wanted
from loanexit_auto.screen.lexicon import Lexicon
from loanexit_auto.screen.model import Screen
from loanexit_auto.screen.text import normalise

_LOADING = ("加载中", "正在加载", "loading", "请稍候", "请稍等")
_FEW_CONTENTS = 3  # pieces of contents that make a page; a clock or a counter is one
_FEW_CONTROLS = 2  # a header may come with one before its page
_PROSE = 20  # characters from which a new line of text is something to read


def changed_from(before: Screen, lexicon: Lexicon, bounds: Bounds) -> Wanted:
    """Return what to wait for: something to try that was not there before, or to read.

    A new heading over an empty page is not enough, nor is one control beside it: its rows, or
    the frame that holds them, are still on their way. Where they are not, the driver knows.
    """
    known = {candidate.key for candidate in gather(before, lexicon, bounds)}
    lines = _lines(before)

    def holds(screen: Screen) -> bool:
        if not screen.texts or _is_loading(screen):
            return False
        found = gather(screen, lexicon, bounds)
        fresh = [candidate for candidate in found if candidate.key not in known]
        telling = sum(candidate.worth > CONTENT for candidate in fresh)
        if len(fresh) >= _FEW_CONTENTS or telling >= _FEW_CONTROLS:
            return True
        if modal_layer(screen) > 0 and modal_layer(before) == 0:
            return True
        return any(len(line) >= _PROSE for line in _lines(screen) - lines)

    return holds


def _lines(screen: Screen) -> frozenset[str]:
    words = (stable_word(run.text) or normalise(run.text)[:40] for run in screen.visible_texts())
    return frozenset(words)


def _is_loading(screen: Screen) -> bool:
    short = (normalise(run.text) for run in screen.visible_texts() if len(run.text) <= 14)
    return any(text.startswith(_LOADING) for text in short)
