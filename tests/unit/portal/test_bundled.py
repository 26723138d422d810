"""What holds for every bundled portal and every one of its cases, whatever they are called."""

from __future__ import annotations

import re
from functools import cache
from typing import get_args

import pytest

from loanexit_auto.engine.events import HandoffKind
from loanexit_auto.engine.outcome import EXIT_CODES, NAMES
from loanexit_auto.portal.backend import Backend, Request
from loanexit_auto.portal.files import Portal, cases, load_case, load_portal
from loanexit_auto.portal.model import HandoffName, OutcomeName
from loanexit_auto.resources import portals_folder
from loanexit_auto.screen.findings import ChallengeKind

FOLDERS = sorted(file.parent for file in portals_folder().glob("*/portal.yaml"))
CASES = [(folder, name) for folder in FOLDERS for name in cases(folder)]
OUTCOME_CODES = {NAMES[outcome]: code for outcome, code in EXIT_CODES.items()}
LINK = re.compile(r'(?:href|data-go|action|src|data-then|data-send)="(/[^"]*)"')
ELSEWHERE = re.compile(r"""(?:https?:)?//(?!www\.w3\.org/)[\w.-]+\.\w""")
DRAWN = re.compile(r"^  \w+: \(\) =>", re.MULTILINE)
load = cache(load_portal)

every_portal = pytest.mark.parametrize("folder", FOLDERS, ids=[path.name for path in FOLDERS])
every_case = pytest.mark.parametrize(
    ("folder", "name"), CASES, ids=[f"{folder.name}-{name}" for folder, name in CASES]
)


def screens(portal: Portal, backend: Backend) -> dict[str, str]:
    """Every page of a portal as it is drawn for this visit, by its path."""
    names = [file.relative_to(portal.pages) for file in sorted(portal.pages.rglob("*.html"))]
    drawn = {}
    for name in names:
        if any(part.startswith("_") for part in name.parts):
            continue
        values = backend._values(Request("GET", f"/{name.with_suffix('')}"))
        body, _ = backend._pages.content(name.as_posix(), values)
        drawn[name.as_posix()] = body.decode()
    return drawn


def visitor(portal: Portal, name: str) -> Backend:
    return Backend(portal, load_case(portal, name))


@every_portal
def test_it_is_large_enough_to_get_lost_in(folder):
    files = [p for p in (folder / "pages").rglob("*.*") if not p.name.startswith("_")]
    screens = [p for p in files if p.suffix == ".html" or p.parent.name == "screens"]
    # a single-page application draws its screens by script: one function each
    scripts = (p.read_text(encoding="utf-8") for p in files if p.suffix == ".js")
    views = [view for script in scripts for view in DRAWN.findall(script)]
    assert len(screens) + len(views) >= 16
    assert cases(folder)


@every_portal
def test_every_page_says_that_it_is_a_mock(folder):
    portal = load(folder)
    for name, page in screens(portal, Backend(portal)).items():
        if "<title>" in page and "widget" not in name:  # not a part or frame of one that does
            assert "模拟页面" in page, name


@every_portal
def test_nothing_is_loaded_from_elsewhere(folder):
    for file in (folder / "pages").rglob("*.*"):
        found = ELSEWHERE.findall(file.read_text(encoding="utf-8"))
        assert not found, file


@every_case
def test_a_closing_request_that_is_expected_is_answered(folder, name):
    portal = load(folder)
    if load_case(portal, name).expect.person_closing_requests:
        assert {answer.request for answer in portal.file.answers} >= set(portal.file.closing)


@every_portal
def test_no_link_is_dead_in_any_case(folder):
    portal = load(folder)
    posts = {answer.request.partition(" ")[2] for answer in portal.file.answers}
    links = {
        link
        for name in cases(folder)
        for page in screens(portal, visitor(portal, name)).values()
        for link in LINK.findall(page)
    }
    backend = Backend(portal)
    dead = [
        link
        for link in sorted(links)
        if backend.answer(Request("GET", link), "person").status >= 400
        and link.partition("?")[0] not in posts
        and not link.startswith("/verify/")
    ]
    assert not dead


@every_case
def test_what_is_expected_can_come_out(folder, name):
    expect = load_case(load(folder), name).expect
    assert expect.exit_code == OUTCOME_CODES[expect.outcome]
    assert bool(expect.blockers) == (expect.outcome == "blocked")
    assert expect.outcome == "requested" or not (expect.accepted or expect.cooling_off)


@every_case
def test_the_person_knows_what_to_do_in_every_expected_handoff(folder, name):
    case = load_case(load(folder), name)
    for handoff in case.expect.handoffs if case.run.stand_in else ():
        assert case.person.get(handoff), handoff


def test_the_names_are_those_of_the_engine():
    own = {name for part in get_args(HandoffName) for name in get_args(part)}
    assert own == (set(get_args(HandoffKind)) - {"challenge"}) | set(get_args(ChallengeKind))
    assert set(get_args(OutcomeName)) == set(NAMES.values())
