"""Friction: how well a site hides its entry, in figures that an exploration can prove."""

from __future__ import annotations

from loanexit_auto.engine.events import Explored
from loanexit_auto.engine.explore.graph import Graph, Trial
from loanexit_auto.engine.explore.scout import Scout
from loanexit_auto.engine.outcome import EntryLocated, Outcome
from loanexit_auto.screen.text import core

_PLAIN = 1.0  # the confidence of an entry whose own words say what it closes


def measure(graph: Graph, scout: Scout, outcome: Outcome) -> Explored:
    """Return the figures of one exploration, and the shortest way known to the entry."""
    found = outcome if isinstance(outcome, EntryLocated) else None
    path = known_path(graph, scout) if found else ()
    opened = _opened(graph, path[0].node if path else scout.here.number) if found else ()
    tally = scout.tally
    seen_on_path = {trial.node for trial in path} | ({scout.here.number} if found else set())
    return Explored(
        path=(*opened, *(_step(graph, trial) for trial in path)),
        taps=tally.taps,
        screens=len(graph.nodes),
        detours=len(graph.nodes) - len(seen_on_path) if found else 0,
        nags=tally.nags,
        gates=tally.gates,
        search_finds=tally.search_finds,
        plainly_named=found.entry.confidence >= _PLAIN if found else None,
        told_by_help=any(core(trial.candidate.label) in scout.told for trial in path),
        others=tuple((entry.text, entry.closes) for entry in tally.others),
    )


def known_path(graph: Graph, scout: Scout) -> tuple[Trial, ...]:
    """Return the fewest taps known from the start to the screen in front, each with its needs.

    Where none is known they begin at a screen that was opened by its address.
    """
    if not scout.trail:
        return ()
    here, last = scout.here, scout.doing
    opened = (node.number for node in graph.nodes if _opened(graph, node.number))
    way = graph.way((0,), here.number) or graph.way(opened, here.number) or ()
    steps = [step for trial in way for step in trial.chain]
    if last is not None and last.node == here.number and last.led_to is None:
        steps += last.chain  # it opened something on the screen itself
    return tuple(step for step in steps if step.candidate.how != "scroll")


def _opened(graph: Graph, number: int) -> tuple[tuple[str, str, str], ...]:
    """Return the step that opens a screen by its address, if that is how it was come to.

    None for the start page, and for an address that had query values: those are not kept.
    """
    node = graph.nodes[number]
    if node.came is not None or node.url == graph.nodes[0].url or "?" in node.url:
        return ()
    return ((node.url, "goto", node.url),)


def _step(graph: Graph, trial: Trial) -> tuple[str, str, str]:
    return trial.candidate.label, trial.candidate.how, graph.nodes[trial.node].url
