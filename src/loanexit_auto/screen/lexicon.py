"""The lexicon: the words by which a screen is understood. Data, handed in; never read here.

`scenario.wordbook` reads the built-in file; a scenario's own wording is added with
`with_phrases`, which can add and never remove.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, get_args

from loanexit_auto.screen.findings import BlockerKind, ChallengeKind
from loanexit_auto.screen.phrase import Phrase, Words, parse
from loanexit_auto.screen.text import normalise

LANGUAGES = frozenset({"zh", "en", "es", "id", "any"})
_PLAIN_CLASSES = (
    "final agree act affirm stay back dismiss log_out about account_section navigate reveal "
    "search close.account close.credit close.product close.bare close.other icon.act "
    "icon.navigate address.act page_word act_prefix irreversible terms retention cooling_off "
    "revokes keeps accepted.submitted accepted.under_review accepted.closed sign_in "
    "sign_in_button session_expired risk_control not_offered fraud refusal demand formality "
    "todo status_bad status_good negation condition soft_condition question personal exists "
    "past vendor vendor_bare field.code field.image_code field.email_code field.payment "
    "field.otp field.account field.new_password field.amount slider_decoy not_offered_hint "
    "vendor_slider vendor_click vendor_image vendor_quiet slider_hint swipe qr_decoy start "
    "drag pick redraw field.other_code sms_uplink sent_it vendor_puzzle skip hand_in choose "
    "upload after_word before_word sign_in_tab open repay promo noun.other measure order checkup "
    "destroy verify data_word address.entry given_up advice act_verb act_verb_or_name place_word "
    "elsewhere look_verb back_verb robot "
)
CLASSES = frozenset(_PLAIN_CLASSES.split()) | {
    *(f"blocker.{kind}" for kind in get_args(BlockerKind)),
    *(f"noun.{kind}" for kind in get_args(BlockerKind)),
    *(f"remedy.{kind}" for kind in get_args(BlockerKind)),
    *(f"challenge.{kind}" for kind in get_args(ChallengeKind)),
}
_REMEMBERED = 30_000
_CLASS_OF_KEY = {"blockers": "blocker.", "challenges": "challenge."}


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a normalised text, from `start` to before `end`."""

    kind: str
    start: int
    end: int
    phrase: Phrase

    def covers(self, other: Hit) -> bool:
        """Whether the other lies inside and is shorter: 暂不注销账户 covers 注销账户."""
        return (
            self.start <= other.start
            and other.end <= self.end
            and self.end - self.start > other.end - other.start
        )


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All phrases, and which of them a text holds. Two are equal only if the same."""

    phrases: tuple[Phrase, ...]
    words: Words = field(default_factory=dict)
    version: str = ""

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Lexicon:
        """Return the lexicon that plain data (as in lexicon.yaml) describes.

        Raises ValueError for a phrase that cannot be used.
        """
        words = {name: tuple(entries) for name, entries in data.get("words", {}).items()}
        phrases = tuple(_phrases(data["phrases"], words))
        return cls(phrases, words, str(data.get("version", "")))

    def with_phrases(self, added: Mapping[str, Any]) -> Lexicon:
        """Return a lexicon that also knows a scenario's wording (`Phrases.model_dump()`).

        Values are lists of phrases, or (for blockers and challenges) mappings of kind to lists.
        """
        new = tuple(
            Phrase(kind, text, "any", "scenario", ((plain,),), plain)
            for kind, text in _flat(added)
            if (plain := normalise(text))
        )
        return Lexicon(self.phrases + new, self.words, self.version) if new else self

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Return every phrase found in a normalised text, in order of place."""
        return self._reading(text).hits

    def outermost_hits(self, text: str) -> tuple[Hit, ...]:
        """Return the phrases of a normalised text that no longer one covers."""
        return self._reading(text).outermost

    def kinds(self, text: str) -> frozenset[str]:
        """Return the classes of all phrases found in a normalised text."""
        return self._reading(text).kinds

    def _reading(self, text: str) -> _Reading:
        known = self._found.get(text)
        if known is None:
            known = self._found.keep(text, _Reading(tuple(self._search(text)), len(text)))
        return known

    def is_exactly(self, text: str, kind: str) -> bool:
        """Return whether one phrase of the class makes up the whole normalised text."""
        return kind in self._reading(text).whole

    def exactly(self, text: str) -> frozenset[str]:
        """Return the classes of which one phrase makes up the whole normalised text."""
        return self._reading(text).whole

    @cached_property
    def _found(self) -> _Memory:
        return _Memory()

    @cached_property
    def _by_head(self) -> dict[str, list[Phrase]]:
        index: dict[str, list[Phrase]] = {}
        for phrase in self.phrases:
            for head in phrase.heads():
                index.setdefault(head, []).append(phrase)
        return index

    @cached_property
    def _head_sizes(self) -> dict[str, tuple[int, ...]]:
        """How long the heads are that begin with a character."""
        sizes: dict[str, set[int]] = {}
        for head in self._by_head:
            sizes.setdefault(head[0], set()).add(len(head))
        return {char: tuple(sorted(known)) for char, known in sizes.items()}

    def _search(self, text: str) -> Iterator[Hit]:
        index, sizes = self._by_head, self._head_sizes
        for start, char in enumerate(text):
            for size in sizes.get(char, ()):
                for phrase in index.get(text[start : start + size], ()):
                    end = phrase.end_of_match(text, start)
                    if end > start:
                        yield Hit(phrase.kind, start, end, phrase)


class _Reading:
    """What one text holds, worked out once: a page says the same words many times."""

    def __init__(self, hits: tuple[Hit, ...], size: int) -> None:
        self.hits = hits
        self.kinds = frozenset([hit.kind for hit in hits])
        self.whole = frozenset([hit.kind for hit in hits if hit.end - hit.start == size])

    @cached_property
    def outermost(self) -> tuple[Hit, ...]:
        return outermost(self.hits)


class _Memory:
    """The readings of the texts met last, at least `_REMEMBERED` of them.

    A page with more texts than that is not forgotten halfway through each look at it.
    """

    def __init__(self) -> None:
        self._young: dict[str, _Reading] = {}
        self._old: dict[str, _Reading] = {}

    def get(self, text: str) -> _Reading | None:
        known = self._young.get(text)
        if known is None and (known := self._old.get(text)) is not None:
            self.keep(text, known)
        return known

    def keep(self, text: str, reading: _Reading) -> _Reading:
        if len(self._young) >= _REMEMBERED:
            self._old, self._young = self._young, {}
        self._young[text] = reading
        return reading


def outermost(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return the hits that no longer one covers."""
    known = tuple(hits)
    if len(known) < 2:
        return known
    ends: dict[int, int] = {}  # by where hits start, how far the longest of them goes
    for hit in known:
        ends[hit.start] = max(hit.end, ends.get(hit.start, 0))
    before: dict[int, int] = {}  # by the same, how far those go that start earlier
    furthest = 0
    for start in sorted(ends):
        before[start] = furthest
        furthest = max(furthest, ends[start])
    return tuple([h for h in known if before[h.start] < h.end and ends[h.start] == h.end])


def spread(hits: Iterable[Hit]) -> int:
    """Return how many characters the hits make up together."""
    return len({at for hit in hits for at in range(hit.start, hit.end)})


def _phrases(groups: Iterable[Mapping[str, Any]], words: Words) -> Iterator[Phrase]:
    for group in groups:
        lang, source = group.get("lang", "zh"), group.get("source", "unsourced")
        for text in group["text"]:
            yield parse(group["class"], text, lang, source, words)


def _flat(added: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in added.items():
        if isinstance(value, Mapping):
            for kind, texts in value.items():
                yield from ((_CLASS_OF_KEY.get(key, f"{key}.") + kind, text) for text in texts)
        else:
            yield from ((key, text) for text in value)
