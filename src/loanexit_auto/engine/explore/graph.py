"""The map that grows while exploring: screens, what could be tried on each, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from loanexit_auto.engine.explore.candidates import Candidate
from loanexit_auto.engine.explore.fingerprint import Fingerprint
from loanexit_auto.engine.explore.worth import CONTENT, UNKNOWN

_INHERITED = 0.85  # how much of a screen's promise its children's children keep
_KIN = 3  # rows that stand on account pages from which a page is one, whatever it is called
_ACCOUNT_PAGE, _SETTINGS_PAGE = 90.0, 80.0
_VAGUE = 60.0  # a label that promises less says little about what is behind it
_UNKEPT = 0.5  # how much of its promise a page keeps that has nothing to do with accounts


@dataclass(slots=True)
class Trial:
    """A candidate on one screen, and its fate.

    `needs` is the trial that must be done first for it to be visible (a collapsed section, a
    tab), `scrolls` how often one must scroll down.
    """

    candidate: Candidate
    node: int
    order: int
    scrolls: int = 0
    needs: Trial | None = None
    tried: bool = False
    retried: bool = False  # once more, on a screen loaded anew
    led_to: int | None = None  # None: nowhere, or not tried
    dull: bool = False
    gated: bool = False  # sign-in or verification stands behind it

    @property
    def chain(self) -> tuple[Trial, ...]:
        """What must be done on its screen, itself last."""
        return (*(self.needs.chain if self.needs else ()), self)

    @property
    def taps(self) -> int:
        return sum(step.candidate.how != "scroll" for step in self.chain)


@dataclass(slots=True)
class Node:
    """One screen of the site."""

    number: int
    marks: list[Fingerprint]  # how it looked: at first, and after each scroll
    url: str
    title: str
    came: Trial | None
    depth: int
    context: float  # promise of the way that led here
    trials: dict[str, Trial] = field(default_factory=dict)
    scrolled: int = 0
    barren: int = 0  # scrolls that showed nothing new
    expected: bool = False  # a source says that the entry stands here
    is_open: bool = True  # False for gates and for screens that cannot be reached again


class Graph:
    """All screens seen so far, in the order in which they were first seen."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self._order = 0

    def find(self, mark: Fingerprint) -> Node | None:
        """Return the screen that a fingerprint is most like, if it is like any."""
        like = [
            (known.likeness(mark), -node.number)
            for node in self.nodes
            for known in node.marks
            if known.is_like(mark)
        ]
        return self.nodes[-max(like)[1]] if like else None

    def add(self, mark: Fingerprint, url: str, title: str, came: Trial | None) -> Node:
        """Return a new screen."""
        parent = self.nodes[came.node] if came else None
        depth = parent.depth + came.taps if parent and came else 0
        inherited = _INHERITED * parent.context if parent else 0.0
        context = max(came.candidate.worth, inherited) if came else 0.0
        node = Node(len(self.nodes), [mark], url, title, came, depth, context)
        self.nodes.append(node)
        return node

    def merge(
        self, node: Node, found: Iterable[Candidate], scrolls: int, needs: Trial | None
    ) -> int:
        """Add what is not known on a screen yet; returns how many of it are more than contents."""
        fresh = [candidate for candidate in found if candidate.key not in node.trials]
        for candidate in fresh:
            self._order += 1
            trial = Trial(candidate, node.number, self._order, scrolls, needs)
            node.trials[candidate.key] = trial
        return sum(candidate.how != "scroll" and candidate.worth > CONTENT for candidate in fresh)

    def weigh(self, node: Node) -> None:
        """Set the promise of a new screen by what it offers, not only by what led to it.

        A page with 修改密码, 手机号 and 实名 is about the account, whatever its name; behind a
        vague label (通用, 更多) a page without a single such row is not.
        """
        taps = [trial.candidate for trial in node.trials.values() if trial.candidate.how == "tap"]
        kin = Counter(candidate.kin for candidate in taps)
        if kin["account"] >= _KIN:
            node.context = max(node.context, _ACCOUNT_PAGE)
        elif kin["account"] + kin["settings"] >= _KIN:
            node.context = max(node.context, _SETTINGS_PAGE)
        elif self._is_vague(node) and not (kin["account"] or kin["settings"]) and taps:
            dull = all(candidate.worth <= UNKNOWN + 10 for candidate in taps)
            node.context *= _UNKEPT if dull else 1.0

    @staticmethod
    def _is_vague(node: Node) -> bool:
        return node.came is not None and node.came.candidate.worth < _VAGUE

    def trials(self) -> Iterator[Trial]:
        """Yield every trial of every screen that can be reached."""
        for node in self.nodes:
            if node.is_open:
                yield from node.trials.values()

    def way(self, origins: Iterable[int], target: int) -> tuple[Trial, ...] | None:
        """Return the fewest taps from the nearest of some screens to another; None if unknown."""
        heap: list[tuple[int, int, int, tuple[Trial, ...]]] = []
        for origin in origins:
            heappush(heap, (0, 0, origin, ()))
        done: set[int] = set()
        pushed = 0
        while heap:
            cost, _, here, taken = heappop(heap)
            if here == target:
                return taken
            if here in done:
                continue
            done.add(here)
            for trial in self.nodes[here].trials.values():
                if trial.led_to is not None and trial.led_to not in done:
                    pushed += 1
                    heappush(heap, (cost + trial.taps, pushed, trial.led_to, (*taken, trial)))
        return None

    def taps_from(self, origins: Mapping[int, int]) -> dict[int, int]:
        """Return the fewest taps to each screen that can be reached, given those to some."""
        heap = [(cost, number) for number, cost in origins.items()]
        heapify(heap)
        known: dict[int, int] = {}
        while heap:
            cost, here = heappop(heap)
            if here in known:
                continue
            known[here] = cost
            for trial in self.nodes[here].trials.values():
                if trial.led_to is not None and trial.led_to not in known:
                    heappush(heap, (cost + trial.taps, trial.led_to))
        return known

    def addressed(self) -> tuple[int, ...]:
        """Return the screens that their address alone should bring back.

        Of several screens on one address only the first, which loading it showed; none whose
        address had query values, because those are not kept.
        """
        first: dict[str, int] = {}
        for node in self.nodes:
            first.setdefault(node.url, node.number)
        return tuple(number for url, number in first.items() if "?" not in url or number == 0)
