"""A mock portal as data: the closed models of `portal.yaml` and `cases/<case>/expected.yaml`.

`docs/mock-portals.md` is the reference for people. Everything is frozen and closed
(`extra="forbid"`): a key that is not known is a mistake, not a wish.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    JsonValue,
    StrictBool,
    StrictInt,
    StrictStr,
    StringConstraints,
    Tag,
    model_validator,
)

from loanexit_auto.screen.findings import BlockerKind, ChallengeKind
from loanexit_auto.screen.model import Device

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Host = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")]
UrlPath = Annotated[str, StringConstraints(pattern=r"^/[^\s?#]*$")]
Pattern = Annotated[str, StringConstraints(pattern=r"^(GET|POST|PUT|PATCH|DELETE) /[^\s?#]*$")]
Money = Annotated[StrictStr, StringConstraints(pattern=r"^\d+(\.\d{1,2})?$")]
Value = StrictBool | StrictInt | StrictStr
State = dict[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")], Value]
Verdict = Literal["clear", "blocked", "unknown"]
VERBS = ("tap", "type", "tick", "drag", "key", "stop", "answer")
OutcomeName = Literal[
    "entry_located", "requested", "result_unknown", "blocked", "no_online_entry",
    "entry_not_found", "abandoned", "human_needed", "refused_by_wall",
]  # fmt: skip
HandoffName = (
    Literal["sign_in", "risk_control", "consent", "final", "taken_over", "step"] | ChallengeKind
)


class Part(BaseModel):
    """Base of every part of a portal: frozen, and unknown keys are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Bilingual(Part):
    """One sentence in both languages."""

    zh: Words
    en: Words


class Answer(Part):
    """What the back end says to one kind of request."""

    request: Pattern
    form: dict[str, StrictStr] = {}
    when: State = {}
    set: State = {}
    redirect: UrlPath | None = None
    page: str | None = None
    json_: JsonValue = Field(default=None, alias="json")
    status: Annotated[int, Field(ge=200, le=599)] | None = None

    @model_validator(mode="after")
    def _one_way_to_answer(self) -> Answer:
        ways = self.model_fields_set & {"redirect", "page", "json_"}
        if len(ways) != 1:
            raise ValueError("exactly one of redirect, page and json is needed")
        if self.page is not None and not _is_inside(self.page):
            raise ValueError("page must be a file in pages/")
        return self


class Tap(Part):
    """Press what is called so; `in` narrows to a dialog or section of that name."""

    tap: Words
    within: Words | None = Field(default=None, alias="in")


class Typing(Part):
    """A field and what is typed into it."""

    into: Words
    text: StrictStr


class Type(Part):
    """Type into a field."""

    type: Typing


class Tick(Part):
    """Tick a box."""

    tick: Words


class Dragging(Part):
    """A handle and how far it is dragged to the right, in CSS pixels."""

    handle: Words
    by: StrictInt


class Drag(Part):
    """Drag a handle, as for a slider."""

    drag: Dragging


class Key(Part):
    """Press one key, by its DOM name."""

    key: Words


class Stop(Part):
    """Give up."""

    stop: Literal[True]


class Consent(Part):
    """Answer a question of the tool."""

    answer: Literal["yes", "no"]


def _verb(act: object) -> str | None:
    """Return the tag of the act: the verb is the first known key."""
    keys = getattr(act, "model_fields_set", act)
    if not isinstance(keys, (dict, set)):
        return None
    return next((f"<{key}>" for key in keys if key in VERBS), None)


Act = Annotated[
    Annotated[Tap, Tag("<tap>")]
    | Annotated[Type, Tag("<type>")]
    | Annotated[Tick, Tag("<tick>")]
    | Annotated[Drag, Tag("<drag>")]
    | Annotated[Key, Tag("<key>")]
    | Annotated[Stop, Tag("<stop>")]
    | Annotated[Consent, Tag("<answer>")],
    Discriminator(
        _verb,
        custom_error_type="verb",
        custom_error_message="one of tap, type, tick, drag, key, stop and answer is needed",
    ),
]
Person = dict[HandoffName, tuple[Act, ...]]


class PortalFile(Part):
    """`portal.yaml`."""

    portal: Literal[1]
    title: Bilingual
    hosts: tuple[Host, ...] = Field(min_length=1)
    device: Device = "desktop"
    start: UrlPath = "/"
    state: State = {}
    closing: tuple[Pattern, ...] = Field(min_length=1)
    answers: tuple[Answer, ...] = ()
    person: Person = {}


class Run(Part):
    """How the tool is run in a case."""

    stand_in: StrictBool = True
    open_entry: Literal["ask", "never"] = "ask"
    start: UrlPath | None = None


class ExpectedBlocker(Part):
    """A blocker that must be among those of the outcome; `amount` in yuan, as text."""

    subtype: BlockerKind
    amount: Money | None = None
    count: StrictInt | None = None


class ExpectedCoolingOff(Part):
    """The period that must have been read from the page."""

    days: StrictInt | None = None
    hours: StrictInt | None = None


class Expect(Part):
    """What must come out of a case; what is not given is not looked at, except `drifted`.

    A case in which the entry was not found by a route must say so.
    """

    outcome: OutcomeName
    exit_code: StrictInt
    blockers: tuple[ExpectedBlocker, ...] = ()
    checks: dict[BlockerKind, Verdict] = {}
    handoffs: tuple[HandoffName, ...] = ()
    accepted: Literal["submitted", "under_review", "closed"] | None = None
    cooling_off: ExpectedCoolingOff | None = None
    drifted: StrictBool = False
    captures: StrictInt | None = None
    person_closing_requests: StrictInt | None = None


class CaseFile(Part):
    """`cases/<case>/expected.yaml`."""

    about: Bilingual
    state: State = {}
    person: Person = {}
    run: Run = Run()
    expect: Expect


def _is_inside(page: str) -> bool:
    parts = PurePosixPath(page).parts
    return bool(parts) and not page.startswith("/") and ".." not in parts
