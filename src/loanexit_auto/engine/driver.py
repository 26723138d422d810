"""The port to the browser. `browser.driver.BrowserDriver` and the tests' fake both satisfy it.

Acts return nothing: what became of them is asked with `incidents()`, because the page, the person
or the network may interfere at any moment, not only while an act is under way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from loanexit_auto.screen.findings import Finding
from loanexit_auto.screen.model import Element, Screen


@dataclass(frozen=True, slots=True)
class Tripped:
    """The tripwire swallowed an event: it reached something else, or the label had changed."""

    event: str
    text: str  # label of what it would have reached, as it read at that moment
    why: Literal["other_element", "label_changed", "submit"]


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The person touched the page while the tool was driving."""

    event: str


@dataclass(frozen=True, slots=True)
class HeldBack:
    """The egress gate held a request that reads like closing an account."""

    method: str
    url: str  # without query values


@dataclass(frozen=True, slots=True)
class Fenced:
    """A navigation of the page, a frame or a popup off the platform's domains was refused."""

    url: str  # without query values
    what: Literal["page", "frame", "popup", "redirect"]


@dataclass(frozen=True, slots=True)
class Missed:
    """The approved element was not there any more, had moved, or was covered; nothing was sent."""

    why: str


@dataclass(frozen=True, slots=True)
class DialogDismissed:
    """The page opened a native dialog while the tool drove; it was dismissed."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """An address could not be loaded."""

    url: str
    why: str


Incident = Tripped | TakenOver | HeldBack | Fenced | Missed | DialogDismissed | Unreachable


@dataclass(frozen=True, slots=True)
class Artefact:
    """One file of a capture: `view.png`, `full.png`, `page.mhtml`, `text.txt`, `boxes.json` ..."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Lack:
    """What a capture could not keep or show: a code (`remark.<code>` says it) and its values."""

    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Capture:
    """One screen's files and what is known about how they were made.

    `facts` holds plain JSON values: url, title, viewport, scroll, timing in milliseconds,
    http status, server address, TLS data, `Date` header. `lacking` says what could not be
    kept or shown.
    """

    artefacts: tuple[Artefact, ...]
    facts: dict[str, object] = field(default_factory=dict)
    lacking: tuple[Lack, ...] = ()


class Driver(Protocol):
    """What the engine may ask of a browser window."""

    def look(self, until: Callable[[Screen], bool] | None = None) -> Screen:
        """Return the settled Screen; with `until`, the first one for which it holds.

        Waits no longer than the driver's patience; then returns what is there.
        """
        ...

    def tap(self, element: Element, screen: Screen) -> None:
        """Press `element` of `screen`, or nothing."""
        ...

    def type_search(self, element: Element, screen: Screen, phrase: str) -> None:
        """Type `phrase` into a search field and press Enter, or do nothing."""
        ...

    def scroll(self, element: Element | None = None) -> None:
        """Scroll the page, or the scroller around `element`, down by most of a viewport."""
        ...

    def goto(self, url: str) -> None:
        """Open an address of the platform's own domains."""
        ...

    def back(self) -> None:
        """Go one step back in the window's history."""
        ...

    def capture(self, screen: Screen, findings: Sequence[Finding] = ()) -> Capture:
        """Photograph the window as it is, without changing it.

        `findings` are what the screen was read to mean: the words of those that decide must be
        in a picture and in the text, or the capture says that they are not.
        """
        ...

    def incidents(self) -> tuple[Incident, ...]:
        """Return what has interfered since this was last asked, oldest first."""
        ...
