"""Scenario language, version 1: the closed vocabulary of `scenarios/<id>.yaml`.

Everything is frozen and closed (`extra="forbid"`). What the language cannot say cannot be done:
there is no verb that fills a field, runs a script, waits for seconds, ticks a box, or presses the
entry or a last button. `docs/author/language.md` is the reference for people.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from loanexit_auto.screen.findings import BlockerKind, ChallengeKind, Closes
from loanexit_auto.screen.model import Device

Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
PlatformId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Channel = Literal[
    "web", "app", "wechat", "hotline", "email", "online_service", "application", "branch",
    "none",  # the platform says that it offers no closing at all
    "unknown",  # no source says where
]  # fmt: skip
Quality = Literal["seed", "A", "B", "C", "D"]
PlatformKind = Literal["lender_app", "credit_product", "account", "bank_app"]
FactAbout = Literal[
    "operator", "domain", "start", "path", "hotline", "email", "precondition", "verification",
    "processing_time", "cooling_off", "retention", "success", "blocker", "warning", "note",
    "conflict",
]  # fmt: skip


class Part(BaseModel):
    """Base of every part of a scenario: frozen, and unknown keys are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Part):
    """Where a fact was read. `quality` is that of the page, not of our reading."""

    title: str
    address: str
    quality: Quality
    date: str | None = None
    note: str | None = None


class Fact(Part):
    """One sourced statement. Nothing here was checked live unless `checked_live` has a date."""

    about: FactAbout
    value: str | None = None
    steps: tuple[str, ...] = ()  # menu labels of a path, in order
    channel: Channel | None = None
    quality: Quality
    sources: tuple[str, ...] = ()  # keys of Scenario.sources
    date: str | None = None
    note: str | None = None
    note_en: str | None = None
    verify: bool = False  # to be confirmed on an official page before anybody relies on it
    checked_live: datetime.date | None = None


class Target(Part):
    """What to look for on the screen, as a person would: by its words.

    Any one of `text` is enough; the first that is visible wins. `under` narrows the search to a
    section heading, `role` to a kind of control. `part` also accepts a label that merely contains
    the words.
    """

    text: tuple[Label, ...] = Field(min_length=1)
    under: Label | None = None
    role: (
        Literal["link", "button", "tab", "row", "menuitem", "searchbox", "textbox", "icon"] | None
    ) = None
    part: bool = False


class Goto(Part):
    """Open an address of the platform's own domains."""

    goto: str


class Tap(Part):
    """Press a control that only navigates or reveals."""

    tap: Target


class Search(Part):
    """Type a phrase into the site's own search and press Enter."""

    search: Label
    field: Target | None = Field(default=None, alias="in")


class Expect(Part):
    """Go on only when this is visible."""

    expect: Target


class Scroll(Part):
    """Scroll down until this is visible."""

    scroll: Target


class HandoffStep(Part):
    """Let the person do a part that only they can do, until `until` is visible."""

    handoff: Label  # what to do, in the person's words
    until: Target


Step = Goto | Tap | Search | Expect | Scroll | HandoffStep


class Route(Part):
    """One way to the entry. Routes are tried in order."""

    name: Label
    channel: Literal["web", "wechat"] = "web"
    quality: Quality
    sources: tuple[str, ...] = ()
    note: str | None = None
    steps: tuple[Step, ...] = Field(min_length=1)


class EntryTarget(Part):
    """The control that leads to closing. It is located and shown, never pressed unasked."""

    text: tuple[Label, ...] = Field(min_length=1)
    under: Label | None = None
    closes: Closes = "account"


class SignedIn(Part):
    """How to tell that the person is signed in."""

    shows: tuple[Label, ...] = ()  # words only a signed-in person sees
    at: str | None = None  # address of the sign-in page, if the start page does not lead there


class Amount(Part):
    """Money next to a label: 0 is clear, more is blocked (0.01 yuan counts), none is unknown."""

    amount: tuple[Label, ...] = Field(min_length=1)


class Count(Part):
    """A number of things next to a label, e.g. 优惠券 2 张: 0 is clear."""

    count: tuple[Label, ...] = Field(min_length=1)


class Words(Part):
    """Wording that decides. Both or neither seen is unknown."""

    clear: tuple[Label, ...] = ()
    blocked: tuple[Label, ...] = ()


class Check(Part):
    """One preflight check: how to reach the screen, what proves it, and what decides.

    `steps` begin at `Scenario.start`, as those of a route do. `quality` is that of the source
    that asks for this check; where its screen stands and how it is worded is a guess unless a
    source says so, therefore "unsourced" by default.
    """

    check: BlockerKind
    quality: Quality | Literal["unsourced"] = "unsourced"
    sources: tuple[str, ...] = ()
    note: str | None = None
    steps: tuple[Step, ...] = ()
    shows: tuple[Label, ...] = Field(min_length=1)
    decide: Amount | Count | Words


class Phrases(Part):
    """Wording of this platform beyond the built-in lexicon. It may add, never remove."""

    blockers: dict[BlockerKind, tuple[Label, ...]] = {}
    challenges: dict[ChallengeKind, tuple[Label, ...]] = {}
    final: tuple[Label, ...] = ()
    risk_control: tuple[Label, ...] = ()
    not_offered: tuple[Label, ...] = ()


class Utterance(Part):
    """What to say or send on a channel without a browser, and what to keep as evidence."""

    channel: Channel
    prepare: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()


class After(Part):
    """What is known about the time after the request."""

    sign_in_revokes: bool | None = None
    first_close: tuple[PlatformId, ...] = ()  # accounts to close before this one
    then_close: tuple[PlatformId, ...] = ()


class Scenario(Part):
    """One platform of the directory."""

    loanexit: Literal[1]
    id: PlatformId
    name: Label
    name_en: str | None = None
    aliases: tuple[str, ...] = ()
    kind: PlatformKind
    language: Literal["zh", "en", "es"] = "zh"
    channels: tuple[Channel, ...] = Field(min_length=1)
    domains: tuple[str, ...] = ()
    start: str | None = None
    device: Device = "desktop"
    sources: dict[str, Source] = {}
    facts: tuple[Fact, ...] = ()
    sign_in: SignedIn = SignedIn()
    preflight: tuple[Check, ...] = ()
    routes: tuple[Route, ...] = ()
    entry: EntryTarget | None = None
    wording: Phrases = Phrases()
    by_hand: tuple[Utterance, ...] = ()
    after: After = After()

    @property
    def drivable(self) -> bool:
        """Whether a browser can be driven towards the entry at all."""
        return bool(self.start and self.routes and self.entry)

    def facts_about(self, about: FactAbout) -> tuple[Fact, ...]:
        """Return the facts of one kind, in file order."""
        return tuple(fact for fact in self.facts if fact.about == about)
