"""Standing: everything a case is known to be at one moment. Values only; `state.stand` folds them.

Days are days in China (Beijing time), because that is where they count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Literal


class CaseState(StrEnum):
    """Where one attempt to leave one platform stands."""

    PREFLIGHT = "preflight"  # nothing certain yet
    BLOCKED = "blocked"  # something stands in the way; nothing was asked of the platform
    ENTRY_LOCATED = "entry_located"
    HANDED_OVER = "handed_over"  # the person had the last button before them; what came is unknown
    SUBMITTED = "submitted"
    COOLING_OFF = "cooling_off"
    UNDER_REVIEW = "under_review"
    REFUSED = "refused"  # the platform was asked and said no
    CLOSED = "closed"  # the platform says so
    CONFIRMED = "confirmed"  # verified without signing in
    COMPLAINED = "complained"
    WITHDRAWN = "withdrawn"


ContactHow = Literal["call", "chat", "email", "visit"]
FactKey = Literal["lender", "account_kind", "contract_number", "request_number", "registered_place"]


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One blocker as it was seen: `amount` in yuan, `line` the journal line that shows it."""

    kind: str
    text: str = ""
    amount: Decimal | None = None
    count: int | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Cooling:
    """A cooling-off period as the platform worded it; None where it said nothing."""

    began: date
    days: int | None = None
    hours: int | None = None
    until: date | None = None
    working_days: bool = False
    sign_in_revokes: bool | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """One conversation with the platform; `promised_by` is the day it named."""

    how: str
    on: date
    at: str = ""
    number: str = ""
    agent: str = ""
    said: str = ""
    promised: str = ""
    promised_by: date | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Complaint:
    """One letter or form that the person has sent, and the number they were given for it."""

    letter: str
    on: date
    reference: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """The case went into `state` on this day; `line` says where that is written."""

    state: CaseState
    on: date
    line: int


@dataclass(frozen=True, slots=True)
class Irregular:
    """A line that asked for a transition which does not exist. It changed nothing."""

    line: int
    before: CaseState
    asked: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands, after all its lines."""

    platform: str = ""
    name: str = ""
    name_en: str = ""
    mock: bool = False
    opened: date | None = None
    state: CaseState = CaseState.PREFLIGHT
    outcome: str = ""  # of the last run; "" when no run has ended
    final_before_person: bool = False  # the last button was before the person in the present run
    blockers: tuple[Hindrance, ...] = ()
    clear: tuple[str, ...] = ()  # checks that a screen answered with: nothing in the way
    unknown: tuple[str, ...] = ()  # checks that nobody could answer
    cooling: Cooling | None = None
    contacts: tuple[Contact, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    done: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    history: tuple[Passage, ...] = ()
    irregular: tuple[Irregular, ...] = ()
    fraud_lines: tuple[int, ...] = ()

    @property
    def since(self) -> date | None:
        """The day on which the case came into its present state."""
        return self.history[-1].on if self.history else self.opened

    def day_of(self, *states: CaseState) -> date | None:
        """Return the last day on which the case came into one of these states."""
        days = [passage.on for passage in self.history if passage.state in states]
        return days[-1] if days else None

    def last_complaint(self, *letters: str) -> Complaint | None:
        """Return the last of these letters that was sent; of any kind if none is named."""
        sent = [c for c in self.complaints if not letters or c.letter in letters]
        return sent[-1] if sent else None
