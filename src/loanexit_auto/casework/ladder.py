"""The ladder of complaints of one case: its doors in order, and the periods that run from each."""

from __future__ import annotations

from loanexit_auto.casework.routing import Limit, Routing, channels, route
from loanexit_auto.casework.standing import Complaint, Standing


def routing_of(case: Standing) -> Routing:
    """Return the doors for this case, from what its owner noted of the contract."""
    return route(case.facts.get("lender", ""), case.facts.get("account_kind", ""))


def next_door(case: Standing) -> str | None:
    """Return the first door of the ladder to which nothing has been sent; None if none is left."""
    doors = channels().doors
    sent = {complaint.letter for complaint in case.complaints}
    return next((d for d in routing_of(case).doors if doors[d].letter not in sent), None)


def limits_of(sent: Complaint) -> tuple[Limit, ...]:
    """Return the periods that run from this letter; none where no rule sets one."""
    doors = [door for door in channels().doors.values() if door.letter == sent.letter]
    return tuple(doors[0].limits) if doors else ()
