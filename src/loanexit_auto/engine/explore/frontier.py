"""What to try next: the candidate that promises most, for what it costs to get there."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from loanexit_auto.engine.explore.candidates import SEARCHING
from loanexit_auto.engine.explore.graph import Graph, Node, Trial
from loanexit_auto.engine.explore.worth import ACCOUNT, GENERIC, TELLING, UNKNOWN
from loanexit_auto.screen.text import core

_INHERIT = 0.5  # of the promise of the way that led to the screen
_INHERIT_LITTLE = 0.1  # of a way that did not promise much itself
_PER_LEVEL = 1.0  # taken off per tap between the start and the screen
_ELSEWHERE = 8.0  # taken off for leaving the screen in front
_SURE = 68.0  # a label from here on is followed without looking at the rest of its screen
_COMING_BACK = 2.0  # taken off per tap it will take to come back to the screen in front
_PER_TAP = 5.0  # taken off per tap it takes to bring another screen back
TOLD = 92.0  # a label that a help article names on the way to closing
SOURCED = 110.0  # … that a route of the scenario names: more than any guess from words
_SETBACK = 12.0  # added to searching for each label that led nowhere, the first few
_MOST_SETBACKS = 36.0
_BESIDE = 25.0  # taken off 通用, 更多 beside an account section: that is not where accounts are
_SAME_LABEL = 12.0  # the same label was tried on another screen
_SAME_EVERYWHERE = 40.0  # and it stands on so many that it is the site's frame
_EVERYWHERE = 5
_PRESSED_AGAIN = 90.0  # a tab or section that is open already
_SAME_OVERFLOW = 8.0  # 更多 and the like stand everywhere and differ everywhere
_SAMPLES = 2  # rows of one list that are tried before their likes count for less
_PER_SAMPLE = 7.0
_SETTINGS_LIKE = 80.0  # promise of a screen from which it is a list of settings
_UNKNOWN_SECTION = 20.0  # added to its rows of unknown names: one of them may be the account's
_LEAST = -20.0  # below it a candidate is not worth a tap
_FREE: Mapping[int, int] = {}


class Frontier:
    """Chooses the next trial; the same graph always gives the same choice."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def choose(
        self, here: Node, told: Mapping[str, float], costs: Mapping[int, int] = _FREE
    ) -> Trial | None:
        """Return the best trial not done yet; None when nothing promises anything any more.

        `told` are labels that somebody names on the way, with what that makes them worth;
        `costs` are the taps it takes to bring other screens back, by number.
        """
        weighing = _Weighing(self._graph, here, told, costs)
        ranked = ((weighing.value(t), -t.order, t) for t in self._graph.trials() if not t.tried)
        best = max(ranked, key=lambda rank: rank[:2], default=None)
        chosen = best[2] if best is not None and best[0] > _LEAST else None
        return self._looks_down(here, chosen, told) or chosen

    def _looks_down(self, here: Node, chosen: Trial | None, told: Collection[str]) -> Trial | None:
        """Before guessing, and before leaving a screen that promises something, see its rest.

        Scrolling is no act in anybody's account; coming back for it may be several.
        """
        if chosen is None:
            return _rest_of(here)
        among_accounts = self._graph.nodes[chosen.node].context >= ACCOUNT
        enough = TELLING if among_accounts else _SURE
        sure = chosen.candidate.worth >= enough or core(chosen.candidate.label) in told
        if chosen.node == here.number:
            return None if sure else _rest_of(here)
        return _rest_of(here) or (None if sure else _rest_of(self._graph.nodes[chosen.node]))


def _rest_of(node: Node) -> Trial | None:
    """Return the scrolling of a screen on which something may be, not done to its end."""
    if node.depth > 0 and node.context < TELLING:
        return None
    down = (t for t in node.trials.values() if t.candidate.how == "scroll" and not t.tried)
    return next(down, None)


class _Weighing:
    """What every trial is worth at one moment."""

    def __init__(
        self, graph: Graph, here: Node, told: Mapping[str, float], costs: Mapping[int, int]
    ) -> None:
        self._graph, self._here, self._told, self._costs = graph, here, told, costs
        self._tried: dict[str, list[Trial]] = {}
        for trial in graph.trials():
            if trial.tried:
                self._tried.setdefault(_name(trial), []).append(trial)
        self._setbacks = self._setback()

    def _setback(self) -> float:
        """How much the menus have disappointed so far; after that a person turns to the search."""
        tried = (trial for trials in self._tried.values() for trial in trials)
        dull = sum(trial.dull and trial.candidate.how == "tap" for trial in tried)
        return min(_SETBACK * dull, _MOST_SETBACKS)

    def value(self, trial: Trial) -> float:
        node = self._graph.nodes[trial.node]
        value = own = self._own(trial, node)
        value += self._inherited(trial, node) * min(1.0, own / UNKNOWN)
        value -= _PER_LEVEL * node.depth
        if node is not self._here:
            value -= _ELSEWHERE + _PER_TAP * self._costs.get(node.number, node.depth)
            value -= _COMING_BACK * self._costs.get(self._here.number, 0)
        return value - self._repeated(trial) - self._sampled(trial, node, own)

    def _own(self, trial: Trial, node: Node) -> float:
        candidate = trial.candidate
        if candidate.how == "search":
            if node.came is not None and _opens_search(node.came):
                return TELLING + SEARCHING  # its opener was pressed to get here
            return candidate.worth + self._setbacks
        if candidate.how == "tap" and core(candidate.label) in self._told:
            told = 0.0 if self._opened_this(trial) else self._told[core(candidate.label)]
            return max(candidate.worth, told)
        if node.expected and candidate.reveals and candidate.worth >= GENERIC:  # 更多, not 查看
            return SOURCED  # it was tucked away more likely than taken away
        if candidate.worth == UNKNOWN and node.context >= _SETTINGS_LIKE:
            return UNKNOWN + _UNKNOWN_SECTION
        return candidate.worth - (_BESIDE if self._is_beside(trial, node) else 0.0)

    @staticmethod
    def _inherited(trial: Trial, node: Node) -> float:
        """The share of its screen's promise; a site's search is the same wherever it stands."""
        if trial.candidate.how == "search":
            return 0.0
        context = max(node.context, ACCOUNT) if node.expected else node.context
        return (_INHERIT if context >= TELLING else _INHERIT_LITTLE) * context

    def _is_beside(self, trial: Trial, node: Node) -> bool:
        if not GENERIC <= trial.candidate.worth <= TELLING or trial.needs is not None:
            return False
        return any(t.tried and t.candidate.worth >= ACCOUNT for t in node.trials.values())

    def _repeated(self, trial: Trial) -> float:
        before = self._tried.get(_name(trial), ())
        if self._opened_this(trial):
            return _PRESSED_AGAIN
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
        return came is not None and came.candidate.key == trial.candidate.key

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


def _name(trial: Trial) -> str:
    if trial.candidate.how == "search":
        return "search|"
    return f"{trial.candidate.how}|{core(trial.candidate.label)}"


def _opens_search(came: Trial) -> bool:
    words = ("搜", "search", "查找", "magnifier")
    return came.candidate.how == "tap" and any(w in came.candidate.label.lower() for w in words)
