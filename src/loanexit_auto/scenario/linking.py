"""How platforms of a collection hang together: links, shared domains, shared names. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from loanexit_auto.scenario.flaw import Flaw, Path
from loanexit_auto.scenario.matching import plain
from loanexit_auto.scenario.model import Scenario
from loanexit_auto.scenario.semantics import registrable_domain
from loanexit_auto.scenario.validation import similar

Collection = Mapping[str, Scenario]
_BACK = {"first_close": "then_close", "then_close": "first_close"}


def linking_flaws(collection: Collection) -> dict[str, list[Flaw]]:
    """Return the flaws of each platform, by id, that only the whole collection shows."""
    flaws: dict[str, list[Flaw]] = defaultdict(list)
    for name, flaw in (*_links(collection), *_domains(collection), *_names(collection)):
        flaws[name].append(flaw)
    return flaws


def missing_links(collection: Collection) -> Iterator[tuple[str, str, str]]:
    """Yield (id, key, other) for every link that `id` should have because `other` names it."""
    for name, scenario in collection.items():
        for key, back in _BACK.items():
            for other in _linked(scenario, key):
                if other in collection and name not in _linked(collection[other], back):
                    yield other, back, name


def _links(collection: Collection) -> Iterator[tuple[str, Flaw]]:
    for name, scenario in collection.items():
        for key in _BACK:
            for index, other in enumerate(_linked(scenario, key)):
                path: Path = ("after", key, index)
                if other not in collection:
                    meant = similar(other, list(collection))
                    yield name, Flaw("LX306", path, {"id": other, "meant": meant})
    for other, back, name in missing_links(collection):
        key = _BACK[back]
        index = _linked(collection[name], key).index(other)
        values = {"id": other, "back": name, "part": back}
        yield name, Flaw("LX307", ("after", key, index), values)


def _linked(scenario: Scenario, key: str) -> tuple[str, ...]:
    linked: tuple[str, ...] = getattr(scenario.after, key)
    return linked


def _domains(collection: Collection) -> Iterator[tuple[str, Flaw]]:
    first: dict[str, str] = {}
    for name, scenario in sorted(collection.items()):
        for index, domain in enumerate(scenario.domains):
            own = registrable_domain(domain)
            other = first.setdefault(own, name)
            if other != name and not _connected(collection, other, name):
                values = {"other": other, "domain": own}
                yield name, Flaw("LX305", ("domains", index), values)


def _connected(collection: Collection, one: str, other: str) -> bool:
    """Return whether links lead from one platform to the other, whichever way they point."""
    seen, reached = {one}, [one]
    while reached:
        scenario = collection.get(reached.pop())
        linked = [id_ for key in _BACK for id_ in _linked(scenario, key)] if scenario else []
        reached += [id_ for id_ in linked if id_ not in seen]
        seen.update(linked)
    return other in seen


def _names(collection: Collection) -> Iterator[tuple[str, Flaw]]:
    owner: dict[str, str] = {}
    for name, scenario in sorted(collection.items()):
        named: list[tuple[Path, str]] = [(("name",), scenario.name)]
        named += [(("aliases", index), alias) for index, alias in enumerate(scenario.aliases)]
        for path, text in named:
            other = owner.setdefault(plain(text), name)
            if other != name:
                yield name, Flaw("LX311", path, {"name": text, "other": other})
