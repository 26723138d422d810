"""Stillness: whether the page stood still while it was photographed.

Every document is serialised inside the isolated world, where it is reduced to a fingerprint with
a salt that is drawn anew for each capture and thrown away with it. So the fingerprints of one
capture can be compared, and nothing else: no guess about what a page said can be confirmed.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from playwright.sync_api import Error

from loanexit_auto.browser.window import Window


@dataclass(frozen=True, slots=True)
class Stillness:
    """The state of all documents of a window: `digest` is opaque, `documents` how many there are.

    `quiet_ms` is how long nothing had changed in any of them, `wide` the width in CSS pixels
    of what the page holds.
    """

    digest: str
    documents: int
    quiet_ms: float
    wide: float


class Salt:
    """A salt nobody keeps: made for one capture, never recorded."""

    def __init__(self) -> None:
        self._words = (secrets.randbits(31), secrets.randbits(31))
        self._expression = f"loanexitCamera.state({self._words[0]}, {self._words[1]})"

    def state_of(self, window: Window) -> Stillness:
        """Return the state now. Raises Error if the page is being left."""
        link = window.link
        found: list[tuple[str, str]] = []
        quiet, wide = [], 0.0
        for target in link.targets():
            for frame_id in (target.top, *sorted(set(target.worlds) - {target.top})):
                is_page = target is link.main and frame_id == target.top
                try:
                    state = link.ask(target, frame_id, self._expression)
                except Error:
                    if is_page:
                        raise
                    state = None
                if not state:
                    found.append((frame_id, "gone"))
                    continue
                found.append((frame_id, str(state["dom"])))
                quiet.append(float(state["quiet"]))
                wide = float(state["width"]) if is_page else wide
        digest = hashlib.sha256(repr((self._words, found)).encode()).hexdigest()[:32]
        return Stillness(digest, len(found), min(quiet, default=-1.0), wide)
