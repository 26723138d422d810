"""What to try next: the candidate that promises most, for what it costs to get there."""

from __future__ import annotations

from collections.abc import Collection

from loanexit_auto.engine.explore.candidates import SEARCHING
from loanexit_auto.engine.explore.graph import Graph, Node, Trial
from loanexit_auto.engine.explore.worth import TELLING, UNKNOWN
from loanexit_auto.screen.text import core

_INHERIT = 0.4  # of the promise of the way that led to the screen
_INHERIT_LITTLE = 0.1  # of a way that did not promise much itself
_PER_LEVEL = 2.5  # taken off per tap between the start and the screen
_ELSEWHERE = 9.0  # taken off for leaving the screen in front
_TOLD = 92.0  # a label that a help article names on the way to closing
_SAME_LABEL = 12.0  # the same label was tried on another screen
_SAME_EVERYWHERE = 40.0  # and it stands on so many that it is the site's frame
_EVERYWHERE = 5
_SAME_OVERFLOW = 8.0  # 更多 and the like stand everywhere and differ everywhere
_SAMPLES = 2  # rows of one list that are tried before their likes count for less
_PER_SAMPLE = 7.0
_LEAST = -20.0  # below it a candidate is not worth a tap


class Frontier:
    """Chooses the next trial; the same graph always gives the same choice."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def choose(self, here: Node, told: Collection[str]) -> Trial | None:
        """Return the best trial not done yet; None when nothing promises anything any more."""
        best: tuple[float, int] | None = None
        chosen: Trial | None = None
        tried = self._tried()
        for trial in self._graph.trials():
            if trial.tried:
                continue
            value = self._value(trial, here, told, tried)
            rank = (value, -trial.order)
            if value > _LEAST and (best is None or rank > best):
                best, chosen = rank, trial
        return chosen

    def _value(
        self, trial: Trial, here: Node, told: Collection[str], tried: dict[str, list[Trial]]
    ) -> float:
        node = self._graph.nodes[trial.node]
        value = own = self._own(trial, node, told)
        share = _INHERIT if node.context >= TELLING else _INHERIT_LITTLE
        value += share * node.context * min(1.0, own / UNKNOWN)
        value -= _PER_LEVEL * node.depth
        if node is not here:
            value -= _ELSEWHERE + node.depth
        return value - self._repeated(trial, tried) - self._sampled(trial, node, own)

    def _own(self, trial: Trial, node: Node, told: Collection[str]) -> float:
        candidate = trial.candidate
        if candidate.how == "search" and node.came is not None and _opens_search(node.came, node):
            return TELLING + SEARCHING  # its opener was pressed to get here
        if candidate.how == "tap" and core(candidate.label) in told:
            return max(candidate.worth, _TOLD)
        return candidate.worth

    def _repeated(self, trial: Trial, tried: dict[str, list[Trial]]) -> float:
        before = tried.get(_name(trial), ())
        if self._opened_this(trial):
            return _SAME_EVERYWHERE
        if not before or trial.candidate.how == "scroll":
            return 0.0
        if trial.candidate.how == "search":
            return 1000.0  # one search tells what the site's search knows
        if trial.candidate.target and any(
            other.candidate.target == trial.candidate.target for other in before
        ):
            return 1000.0
        if trial.candidate.reveals:
            return _SAME_OVERFLOW * len(before)
        everywhere = self._screens_with(trial) >= _EVERYWHERE
        return _SAME_EVERYWHERE if everywhere else _SAME_LABEL

    def _opened_this(self, trial: Trial) -> bool:
        """Whether it is the very tab or section that was pressed to get to its screen."""
        came = self._graph.nodes[trial.node].came
        return came is not None and _name(came) == _name(trial)

    def _screens_with(self, trial: Trial) -> int:
        return sum(trial.candidate.key in node.trials for node in self._graph.nodes)

    def _sampled(self, trial: Trial, node: Node, own: float) -> float:
        """Like rows are sampled: what the first ones led to is what the others will lead to."""
        if own > UNKNOWN + 10 or trial.candidate.how != "tap":
            return 0.0
        likes = [
            other for other in node.trials.values()
            if other.tried and other.dull and other.candidate.family == trial.candidate.family
            and (other.candidate.worth < UNKNOWN / 2) == (own < UNKNOWN / 2)
        ]  # fmt: skip
        return _PER_SAMPLE * max(0, len(likes) - _SAMPLES + 1)

    def _tried(self) -> dict[str, list[Trial]]:
        found: dict[str, list[Trial]] = {}
        for trial in self._graph.trials():
            if trial.tried:
                found.setdefault(_name(trial), []).append(trial)
        return found


def _name(trial: Trial) -> str:
    if trial.candidate.how == "search":
        return "search|"
    return f"{trial.candidate.how}|{core(trial.candidate.label)}"


def _opens_search(came: Trial, node: Node) -> bool:
    words = ("搜", "search", "查找", "magnifier")
    return came.candidate.how == "tap" and any(w in came.candidate.label.lower() for w in words)
