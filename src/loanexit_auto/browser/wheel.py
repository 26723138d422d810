"""Who drives, and what has interfered since the engine last asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from loanexit_auto.engine.driver import Incident

Who = Literal["tool", "person"]


class Wheel:
    """Shared by the walls, which all behave by who drives."""

    def __init__(self) -> None:
        self.who: Who = "tool"
        self._incidents: list[Incident] = []
        self._listeners: list[Callable[[Who], None]] = []

    @property
    def tool_drives(self) -> bool:
        return self.who == "tool"

    @property
    def has_incident(self) -> bool:
        return bool(self._incidents)

    def on_change(self, listener: Callable[[Who], None]) -> None:
        """Call `listener` with the new driver whenever the wheel changes hands."""
        self._listeners.append(listener)

    def give_to(self, who: Who) -> None:
        """Hand the wheel over."""
        self.who = who
        for listener in self._listeners:
            listener(who)

    def report(self, incident: Incident) -> None:
        """Note an interference; while the person drives nothing interferes with anything."""
        if self.tool_drives:
            self._incidents.append(incident)

    def drain(self) -> tuple[Incident, ...]:
        """Return what has been noted since the last call, oldest first."""
        drained = tuple(self._incidents)
        self._incidents.clear()
        return drained
