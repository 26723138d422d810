"""The folder of a mock portal, read and checked: `portal.yaml`, `pages/` and `cases/`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loanexit_auto.errors import FileProblems, Problem, UsageError
from loanexit_auto.portal.model import Answer, CaseFile, Expect, Person, PortalFile, Run, State
from loanexit_auto.portal.mutations import Mutation
from loanexit_auto.portal.pages import Pages
from loanexit_auto.portal.yamlfile import Place, Source, read


@dataclass(frozen=True, slots=True)
class Portal:
    """A portal whose files are sound; `id` is the name of its folder.

    `mutation`, where there is one, is laid over everything it sends.
    """

    id: str
    folder: Path
    file: PortalFile
    mutation: Mutation | None = None

    @property
    def pages(self) -> Path:
        return self.folder / "pages"


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a portal, already laid over it: `state` and `person` are complete."""

    id: str
    folder: Path
    file: CaseFile
    state: State
    person: Person

    @property
    def pages(self) -> Path:
        return self.folder / "pages"

    @property
    def run(self) -> Run:
        return self.file.run

    @property
    def expect(self) -> Expect:
        return self.file.expect


def load_portal(folder: Path) -> Portal:
    """Return the portal of this folder.

    Raises FileProblems with every mistake of `portal.yaml` and `pages/`.
    """
    file, source = read(folder / "portal.yaml", PortalFile)
    pages = Pages((folder / "pages",))
    problems = tuple(_answer_problems(file, source, pages)) + pages.problems()
    if problems:
        raise FileProblems(problems)
    return Portal(folder.name, folder, file)


def cases(folder: Path) -> tuple[str, ...]:
    """Return the names of the portal's cases, sorted."""
    return tuple(sorted(path.parent.name for path in folder.glob("cases/*/expected.yaml")))


def load_case(portal: Portal, name: str) -> Case:
    """Return a case laid over its portal.

    Raises UsageError for a name that the portal does not have, FileProblems with every mistake
    of `expected.yaml` and of the case's own pages.
    """
    if name not in (known := cases(portal.folder)):
        raise UsageError(f"{portal.id} has no case “{name}”", "cases: " + ", ".join(known))
    folder = portal.folder / "cases" / name
    file, source = read(folder / "expected.yaml", CaseFile)
    unknown = _unknown_state(source, ("state",), file.state, portal.file.state)
    if problems := (*unknown, *Pages((folder / "pages",)).problems()):
        raise FileProblems(problems)
    state = portal.file.state | file.state
    return Case(name, folder, file, state, portal.file.person | file.person)


def _answer_problems(file: PortalFile, source: Source, pages: Pages) -> Iterator[Problem]:
    for number, answer in enumerate(file.answers):
        place: Place = ("answers", number)
        yield from _unknown_state(source, (*place, "when"), answer.when, file.state)
        yield from _unknown_state(source, (*place, "set"), answer.set, file.state)
        yield from _missing_page(source, place, answer, pages)


def _unknown_state(source: Source, place: Place, used: State, known: State) -> Iterator[Problem]:
    for name in used.keys() - known.keys():
        message = f"portal.yaml's state has no “{name}”"
        yield source.problem("MP103", (*place, name), message, "known: " + ", ".join(known))


def _missing_page(source: Source, place: Place, answer: Answer, pages: Pages) -> Iterator[Problem]:
    if answer.page is not None and not pages.has(answer.page):
        message = f"there is no file pages/{answer.page}"
        yield source.problem("MP104", (*place, "page"), message)
