"""Findings: what a Screen means. Values only; `screen.reading` decides which ones hold.

The words are those of docs/architecture.md; each finding carries the text and box that justify it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from loanexit_auto.screen.model import Box


class Effect(StrEnum):
    """What pressing an element would do, judged before it is pressed."""

    NAVIGATE = "navigate"
    REVEAL = "reveal"
    SEARCH = "search"
    OPEN_ENTRY = "open-entry"
    AGREE = "agree"
    FINAL = "final"


ChallengeKind = Literal[
    "slider", "click_captcha", "image_code", "widget", "sms_code", "email_code", "face",
    "payment_password", "login_password", "qr", "id_document", "typed_confirmation", "otp",
]  # fmt: skip
BlockerKind = Literal[
    "unsettled_loan", "overdue", "balance", "coupon", "membership", "wealth_product", "order",
    "dispute", "guarantee", "auto_debit", "binding", "credit_line_open", "account_state",
    "pending_change", "merchant", "generic",
]  # fmt: skip
Closes = Literal["account", "credit_line", "sub_product", "unknown"]


@dataclass(frozen=True, slots=True)
class Finding:
    """The common part: why it is believed (`text`, `box`, `frame`) and how firmly (0 to 1)."""

    text: str
    box: Box
    frame: str = ""
    confidence: float = 1.0
    element: int | None = None  # id in Screen.elements, where one control justifies the finding

    @property
    def kind(self) -> str:
        """The name in snake_case, e.g. "final_confirm"."""
        return KINDS[type(self)]

    @property
    def subtype(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Entry(Finding):
    """The control that leads to closing the account (or is itself the request)."""

    closes: Closes = "account"


@dataclass(frozen=True, slots=True)
class Challenge(Finding):
    """Human verification. The tool stops; only the person may answer."""

    challenge: ChallengeKind = "sms_code"

    @property
    def subtype(self) -> str:
        return self.challenge


@dataclass(frozen=True, slots=True)
class Blocker(Finding):
    """Why the platform refuses; `amount` in units of `currency` where one is named.

    `currency` is an ISO 4217 code; the bare sign where several use it ("$"): pesos or dollars.
    """

    blocker: BlockerKind = "generic"
    amount: Decimal | None = None
    count: int | None = None
    currency: str = "CNY"

    @property
    def subtype(self) -> str:
        return self.blocker


@dataclass(frozen=True, slots=True)
class FinalConfirm(Finding):
    """A control that would close the account irreversibly, or the warning that goes with it."""


@dataclass(frozen=True, slots=True)
class SignIn(Finding):
    """The page wants the person to sign in."""


@dataclass(frozen=True, slots=True)
class SessionExpired(Finding):
    """The person was signed in and is not any more."""


@dataclass(frozen=True, slots=True)
class Terms(Finding):
    """Conditions or an agreement about closing the account."""


@dataclass(frozen=True, slots=True)
class Retention(Finding):
    """An attempt to make the person stay; `element` is the stay control if there is one."""


@dataclass(frozen=True, slots=True)
class Accepted(Finding):
    """The platform says that it took the request, or that the account is closed."""

    state: Literal["submitted", "under_review", "closed"] = "submitted"


@dataclass(frozen=True, slots=True)
class CoolingOff(Finding):
    """A period in which the request may be undone.

    `sign_in_revokes` is None when the page does not say whether signing in revokes the request.
    """

    days: int | None = None
    hours: int | None = None
    until: date | None = None
    working_days: bool = False
    sign_in_revokes: bool | None = None


@dataclass(frozen=True, slots=True)
class RiskControl(Finding):
    """The platform's risk control stopped this browser, device or account."""


@dataclass(frozen=True, slots=True)
class OffDomain(Finding):
    """The page is not on one of the platform's domains."""


@dataclass(frozen=True, slots=True)
class LogOut(Finding):
    """A control that only signs out, worded like closing (退出登录, 注销登录)."""


@dataclass(frozen=True, slots=True)
class NotOffered(Finding):
    """The page says that closing is not offered here (e.g. PC端暂不支持注销)."""


KINDS: dict[type[Finding], str] = {
    Entry: "entry",
    Challenge: "challenge",
    Blocker: "blocker",
    FinalConfirm: "final_confirm",
    SignIn: "sign_in",
    SessionExpired: "session_expired",
    Terms: "terms",
    Retention: "retention",
    Accepted: "accepted",
    CoolingOff: "cooling_off",
    RiskControl: "risk_control",
    OffDomain: "off_domain",
    LogOut: "log_out",
    NotOffered: "not_offered",
}
