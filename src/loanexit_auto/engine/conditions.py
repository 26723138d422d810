"""When a handoff is over: what must be visible, whatever the person pressed."""

from __future__ import annotations

from typing import assert_never

from loanexit_auto.engine.events import Handoff
from loanexit_auto.screen.findings import (
    Accepted,
    Blocker,
    Challenge,
    CoolingOff,
    Finding,
    RiskControl,
    SessionExpired,
    SignIn,
    Terms,
)
from loanexit_auto.screen.lexicon import Lexicon
from loanexit_auto.screen.locate import find
from loanexit_auto.screen.model import Screen
from loanexit_auto.screen.reading import read


def is_over(handoff: Handoff, screen: Screen, lexicon: Lexicon) -> bool:
    """Return whether what the person was asked to do is done, judged by `screen` alone."""
    findings = read(screen, lexicon)
    match handoff.kind:
        case "sign_in":
            return bool(screen.texts) and not _any(findings, SignIn, SessionExpired, Challenge)
        case "challenge":
            return bool(screen.texts) and not _any(findings, Challenge)
        case "risk_control":
            return bool(screen.texts) and not _any(findings, RiskControl, Challenge)
        case "consent":
            return _any(findings, Terms)
        case "final":
            return _any(findings, Accepted, CoolingOff) or bool(refusals(findings))
        case "step":
            return bool(find(screen, handoff.until))
        case "taken_over":
            return False  # only the person can say that they are done
        case _:
            assert_never(handoff.kind)


def refusals(findings: tuple[Finding, ...]) -> tuple[Blocker, ...]:
    """Return the reasons for which the platform refuses."""
    return tuple(finding for finding in findings if isinstance(finding, Blocker))


def _any(findings: tuple[Finding, ...], *kinds: type[Finding]) -> bool:
    return any(isinstance(finding, kinds) for finding in findings)
