"""Text from a page or a file, made harmless to look at: nothing invisible stays invisible.

Control characters, bidirectional overrides, zero-width characters and the like can make a title
read as something it is not. They are replaced by their visible code, e.g. `⟨U+202E⟩`.
"""

from __future__ import annotations

import unicodedata

from markupsafe import Markup, escape

_INVISIBLE = ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")
_HARMLESS = "\n"


def is_hidden(char: str) -> bool:
    """Return whether a reader could not see this character or would be misled by it."""
    return char not in _HARMLESS and unicodedata.category(char) in _INVISIBLE


def shown(text: str) -> Markup:
    """Return `text` escaped for HTML, isolated from its surroundings, hidden characters marked."""
    if text.isprintable():
        return Markup('<bdi class="said">{}</bdi>').format(text)
    parts = [_marked(char) if is_hidden(char) else escape(char) for char in text]
    return Markup('<bdi class="said">{}</bdi>').format(Markup("").join(parts))


def _marked(char: str) -> Markup:
    return Markup('<span class="hidden-char">⟨U+{:04X}⟩</span>').format(ord(char))
