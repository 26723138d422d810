"""The ways from one state of a case to another; there are no others."""

from __future__ import annotations

from loanexit_auto.casework.standing import CaseState

S = CaseState
_ON_THE_WAY = frozenset({S.SUBMITTED, S.COOLING_OFF, S.UNDER_REVIEW, S.REFUSED, S.CLOSED})
_ALWAYS = frozenset({S.COMPLAINED, S.WITHDRAWN})
_BEFORE = frozenset({S.BLOCKED, S.ENTRY_LOCATED, S.HANDED_OVER})
TRANSITIONS: dict[CaseState, frozenset[CaseState]] = {
    S.PREFLIGHT: _BEFORE | _ON_THE_WAY | _ALWAYS,
    S.BLOCKED: _BEFORE | _ON_THE_WAY | _ALWAYS,
    S.ENTRY_LOCATED: _BEFORE | _ON_THE_WAY | _ALWAYS,
    S.HANDED_OVER: _BEFORE | _ON_THE_WAY | _ALWAYS,
    S.SUBMITTED: (_ON_THE_WAY - {S.SUBMITTED}) | _ALWAYS,
    S.COOLING_OFF: (_ON_THE_WAY - {S.SUBMITTED, S.COOLING_OFF}) | _ALWAYS,
    S.UNDER_REVIEW: (_ON_THE_WAY - {S.SUBMITTED, S.UNDER_REVIEW}) | _ALWAYS,
    S.REFUSED: _BEFORE | _ON_THE_WAY | _ALWAYS,
    S.CLOSED: frozenset({S.CONFIRMED, S.REFUSED, S.COMPLAINED}),
    S.CONFIRMED: frozenset({S.COMPLAINED}),
    S.COMPLAINED: _BEFORE | _ON_THE_WAY | _ALWAYS,
    S.WITHDRAWN: frozenset(),
}
"""The only ways from one state to another; a state that lists itself may be entered again (a second
complaint, a second refusal)."""
ENDED = frozenset({S.CLOSED, S.CONFIRMED, S.WITHDRAWN})
NO_CHANGE_AFTER = {  # letters that do not reopen a case which is over
    "12321": ENDED, "credit-record": ENDED, "privacy": frozenset({S.CLOSED, S.CONFIRMED}),
}  # fmt: skip


def allowed(before: CaseState, after: CaseState) -> bool:
    """Return whether the case may go from `before` to `after`."""
    return after in TRANSITIONS[before]
