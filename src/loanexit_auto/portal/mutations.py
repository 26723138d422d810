"""Seeded mutations of a mock portal: the same site after its owner has rebuilt the menus. Pure.

A mutation is a function over what the back end sends: the wording is changed in every text, and
every document gets one script that rebuilds what the page draws. A script, because half of these
portals draw their menus in the page, some inside closed shadow roots, where no change of the HTML
that is sent could reach. Nothing is ever taken away: a control is renamed, moved, covered by what
can be put away, or stands behind one more control, so a person can still reach the closing and
finish it.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

Kind = Literal["rename", "deeper", "nags", "order", "divs", "late", "iframe", "menu", "decoys"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_MOST_KINDS = 3  # changed at once
_DELAYS = (150, 900)  # milliseconds until a page is drawn, or a nag pops up
_ACCOUNT = re.compile("账号|账户|帐号|帐户")
_ACCOUNT_WORDS = ("账号", "账户", "帐号", "帐户")
_AND = re.compile("(?<=[号户])[与和及](?=安全)")
_AND_WORDS = ("与", "和", "及")
# Phrases of several words: no name in a script and no address is one, so a text may hold them
# anywhere. Each has one other way to say the same.
_PHRASES = {
    "Close account": "Close my account",
    "Close your account": "Close account",
    "Delete account": "Delete my account",
    "Delete your account": "Delete account",
    "Account settings": "Account preferences",
    "Cerrar cuenta": "Cerrar mi cuenta",
    "Cancelar mi cuenta": "Cancelar cuenta",
    "Eliminar cuenta": "Eliminar mi cuenta",
}
_PHRASE = re.compile("|".join(map(re.escape, sorted(_PHRASES, key=len, reverse=True))))
_TEXTS = ("text/html", "text/javascript", "application/json", "image/svg+xml")
_DOCUMENT = re.compile(r"^\s*(?:<!--.*?-->\s*)*<(?:!doctype|html)\b", re.I | re.S)
_HEAD = re.compile(r"<head\b[^>]*>|<html\b[^>]*>|<!doctype[^>]*>", re.I)


@dataclass(frozen=True, slots=True)
class Mutation:
    """What is changed. `entry` are the labels by which the entry is known to its scenario."""

    seed: int
    kinds: tuple[Kind, ...]
    account: str = "账户"
    joined_by: str = "与"
    delay: int = 300  # milliseconds
    entry: tuple[str, ...] = ()

    def applied(self, body: bytes, media_type: str) -> bytes:
        """Return the body of a response as the mutated portal sends it."""
        if not media_type.startswith(_TEXTS):
            return body
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            return body  # a file in another encoding is sent as it is
        text = self.reworded(text)
        if media_type.startswith("text/html") and _DOCUMENT.match(text):
            text = self._scripted(text)
        return text.encode()

    def reworded(self, text: str) -> str:
        """Return a text in the words of the mutated portal."""
        if "rename" not in self.kinds:
            return text
        text = _AND.sub(self.joined_by, _ACCOUNT.sub(self.account, text))
        return _PHRASE.sub(lambda found: _PHRASES[found[0]], text)

    def _scripted(self, page: str) -> str:
        """Put the script first in the document, so that it runs before any script of the page."""
        plan = {"seed": self.seed, "kinds": self.kinds, "delay": self.delay, "entry": self.entry}
        safe = json.dumps(plan, ensure_ascii=False).replace("<", "\\u003c")
        script = f"<script>{_script().replace('__PLAN__', safe)}</script>"
        heads = {found[0][1:5].lower(): found.end() for found in reversed([*_HEAD.finditer(page)])}
        at = next(heads[name] for name in ("head", "html", "!doc") if name in heads)
        return page[:at] + script + page[at:]


def mutation(seed: int, entry: tuple[str, ...] = ()) -> Mutation:
    """Return the mutation of a seed: one to three kinds of change, always the same ones."""
    dice = random.Random(seed)  # a reproducible choice, nothing secret
    kinds = dice.sample(KINDS, dice.randint(1, _MOST_KINDS))
    return Mutation(
        seed,
        tuple(kind for kind in KINDS if kind in kinds),
        dice.choice(_ACCOUNT_WORDS),
        dice.choice(_AND_WORDS),
        dice.randrange(*_DELAYS),
        entry,
    )


@cache
def _script() -> str:
    return files(__package__).joinpath("mutations.js").read_text(encoding="utf-8")
