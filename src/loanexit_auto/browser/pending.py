"""Pending: what an act has set going and what of it is still to come, from the browser's own trace.

Pure. The events are Chromium's `devtools.timeline` (the Performance panel's): timers, animation
frames, idle callbacks, requests, messages between threads, animations. What was going on before
the act (a ticking clock, a carousel) and what it goes on setting is nobody's answer to the act.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

TraceEvent = dict[str, Any]  # as the browser sends it
Key = tuple[object, ...]

# Seconds after which what is still open is no answer on its way: a long poll, a turning wheel.
_OPEN = {"request": 2.0, "animation": 0.6}
_UNSEEN = 0.2  # seconds at least in which the consequence of what came unseen will show
_SOON = 0.05  # seconds until it is worth asking again about what has no time of its own
_INSTALLS = {"TimerInstall": "TimerFire", "RequestAnimationFrame": "FireAnimationFrame",
             "RequestIdleCallback": "FireIdleCallback"}  # fmt: skip
_CANCELS = {"TimerRemove": "TimerFire", "CancelAnimationFrame": "FireAnimationFrame",
            "CancelIdleCallback": "FireIdleCallback"}  # fmt: skip
_FIRES = frozenset(_INSTALLS.values())
_SENDS = frozenset({"ResourceWillSendRequest", "ResourceSendRequest"})
_ANIMATES = frozenset({"running", "pending"})


@dataclass(slots=True)
class Pending:
    """What is still to come of one act. Feed it the trace in as many parts as need be.

    `is_telling` says whether the trace shows input or a document's life at all: a browser that
    names its events otherwise tells nothing, and nothing may be concluded from that.
    """

    is_telling: bool = False
    _due: dict[Key, float] = field(default_factory=dict)  # microseconds of the trace's clock
    _after: dict[Key, float] = field(default_factory=dict)  # how long it was set for
    _unseen: set[Key] = field(default_factory=set)  # came, most likely, between two parts
    _every: dict[Key, float] = field(default_factory=dict)  # of intervals: from one to the next
    _running: dict[Key, list[tuple[float, bool]]] = field(default_factory=dict)  # callbacks
    _now: float = 0.0

    def note(self, events: Iterable[TraceEvent]) -> None:
        """Take in the next part of the trace."""
        timed = [event for event in events if event.get("ph") != "M"]
        timed.sort(key=lambda e: (e["ts"], -e.get("dur", 0)))
        due_before = self._due_before(timed[0]["ts"]) if timed else set()
        for event in timed:
            self._now = max(self._now, event["ts"] + event.get("dur", 0))
            self._take(event)
        self._miss(due_before)

    def _due_before(self, began: float) -> set[Key]:
        return {key for key, due in self._due.items() if key[0] in _FIRES and due <= began}

    def _miss(self, due_before: set[Key]) -> None:
        """What was due between two parts came unseen: what it set itself is given as long again."""
        for key in due_before & self._due.keys():
            if key not in self._unseen:
                self._unseen.add(key)
                self._due[key] = self._now + max(self._after.get(key, 0.0), _UNSEEN * 1e6)

    def wait(self, most: float) -> float | None:
        """Return the seconds after which to ask again; None if nothing is to come.

        What is due later than `most` seconds from now cannot be waited for and does not count.
        """
        ahead = [self._ahead(key, due) for key, due in self._due.items()]
        soon = [seconds for seconds in ahead if seconds is not None and seconds <= most]
        return max(_SOON, *soon) if soon else None

    def _ahead(self, key: Key, due: float) -> float | None:
        """Seconds until it is due; None for what is open for so long that it is no answer."""
        seconds, most = (due - self._now) / 1e6, _OPEN.get(str(key[0]))
        if key in self._unseen:
            most = 0.0
        return None if most is not None and -seconds > most else seconds

    def _take(self, event: TraceEvent) -> None:
        name, data = event["name"], event.get("args", {}).get("data", {})
        if name in _FIRES:
            self._fire(event, data)
        elif name in _INSTALLS:
            self._install(event, data)
        elif name in _CANCELS:
            key = _key(_CANCELS[name], event, data)
            self._due.pop(key, None)
            self._every.pop(key, None)
        elif name == "EventDispatch":
            self.is_telling = True
        elif name == "CommitLoad":
            self._leave(str(data.get("frame", "")))
        elif name == "Animation":
            self._animate(event, data)
        else:
            self._transfer(name, event["ts"], data)

    def _transfer(self, name: str, now: float, data: dict[str, Any]) -> None:
        """Requests and messages: both are answered under the name they were sent with."""
        if name in _SENDS:
            self._due.setdefault(("request", data.get("requestId")), now)
        elif name == "ResourceFinish":
            self._due.pop(("request", data.get("requestId")), None)
        elif name == "SchedulePostMessage" and "traceId" in data:
            self._due[("message", data["traceId"])] = now
        elif name == "HandlePostMessage" and "traceId" in data:
            self._due.pop(("message", data["traceId"]), None)

    def _install(self, event: TraceEvent, data: dict[str, Any]) -> None:
        """A callback asked for by one that was set before the act is none of the act's."""
        if self._is_others(event):
            return
        key = _key(_INSTALLS[event["name"]], event, data)
        after = float(data.get("timeout", 0)) * 1000
        self._due[key] = event["ts"] + after
        self._after[key] = after
        if data.get("singleShot") is False:
            self._every[key] = after

    def _fire(self, event: TraceEvent, data: dict[str, Any]) -> None:
        key = _key(event["name"], event, data)
        mine = self._due.pop(key, None) is not None
        self._unseen.discard(key)
        if mine and key in self._every:
            self._due[key] = event["ts"] + self._every[key]
        stack = self._running.setdefault(_thread(event), [])
        stack.append((event["ts"] + event.get("dur", 0), not mine))

    def _is_others(self, event: TraceEvent) -> bool:
        stack = self._running.get(_thread(event), [])
        while stack and stack[-1][0] < event["ts"]:
            stack.pop()
        return bool(stack) and stack[-1][1]

    def _leave(self, frame: str) -> None:
        """A frame shows another document: what the one before had set will not come."""
        self._due = {key: due for key, due in self._due.items() if key[-2:-1] != (frame,)}

    def _animate(self, event: TraceEvent, data: dict[str, Any]) -> None:
        key = ("animation", event.get("pid"), str(event.get("id2") or event.get("id")))
        if event["ph"] == "b" and data.get("state", "running") in _ANIMATES:
            self._due[key] = event["ts"]
        elif event["ph"] == "e" or data.get("state", "running") not in _ANIMATES:
            self._due.pop(key, None)


def _thread(event: TraceEvent) -> Key:
    return (event.get("pid"), event.get("tid"))


def _key(kind: str, event: TraceEvent, data: dict[str, Any]) -> Key:
    number = data.get("timerId", data.get("id"))
    return (kind, *_thread(event), str(data.get("frame", "")), number)
