"""Reading a portal's folder: what is sound is loaded, what is not is located."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from loanexit_auto.errors import FileProblems, UsageError
from loanexit_auto.portal.files import cases, load_case, load_portal
from loanexit_auto.portal.model import Consent, Drag, Key, Stop, Tap, Tick, Type

HERE = Path(__file__).parent
SAMPLE = HERE / "sample"
BAD = sorted(HERE.glob("bad/*.yaml"))


def test_a_sound_portal_is_loaded():
    portal = load_portal(SAMPLE)
    assert portal.id == "sample"
    assert portal.file.hosts == ("lender.example",)
    assert portal.file.state == {"signed_in": False, "balance": "0.00", "visits": 0}


def test_every_verb_of_the_stand_in_is_read():
    person = load_portal(SAMPLE).file.person
    typed, tapped = person["sign_in"]
    assert isinstance(typed, Type)
    assert (typed.type.into, typed.type.text) == ("手机号", "13800000000")
    assert isinstance(tapped, Tap)
    assert tapped.within is None
    narrowed, pressed = person["sms_code"]
    assert isinstance(narrowed, Tap)
    assert narrowed.within == "安全验证"
    assert isinstance(pressed, Key)
    (dragged,) = person["slider"]
    assert isinstance(dragged, Drag)
    assert dragged.drag.by == 260
    assert person["consent"] == (Consent(answer="yes"),)
    assert isinstance(person["final"][0], Tick)


def test_cases_are_discovered_by_their_expected_file(tmp_path: Path):
    assert cases(SAMPLE) == ("drawn", "plain")
    (tmp_path / "cases" / "empty").mkdir(parents=True)
    assert cases(tmp_path) == ()


def test_a_case_is_laid_over_its_portal():
    portal = load_portal(SAMPLE)
    case = load_case(portal, "drawn")
    assert case.state == {"signed_in": False, "balance": "0.30", "visits": 0}
    assert case.person["final"] == (Stop(stop=True),)
    assert case.person["sign_in"] == portal.file.person["sign_in"]
    assert (case.run.stand_in, case.run.open_entry, case.run.start) == (False, "never", "/search")
    assert case.expect.blockers[0].amount == "0.30"
    assert load_case(portal, "plain").expect.captures is None


def test_an_unknown_case_names_those_there_are():
    with pytest.raises(UsageError) as caught:
        load_case(load_portal(SAMPLE), "plian")
    assert caught.value.hint == "cases: drawn, plain"


@pytest.mark.parametrize("file", BAD, ids=[path.stem for path in BAD])
def test_every_mistake_is_located(file: Path, tmp_path: Path):
    first_line = file.read_text(encoding="utf-8").splitlines()[0]
    expected = first_line.removeprefix("# expect: ")
    shutil.copy(file, tmp_path / "portal.yaml")
    with pytest.raises(FileProblems) as caught:
        load_portal(tmp_path)
    found = [str(problem).removeprefix(f"{tmp_path}/portal.yaml:") for problem in _all(caught)]
    assert any(line.startswith(expected) for line in found), found


def test_all_mistakes_are_reported_at_once(tmp_path: Path):
    text = (SAMPLE / "portal.yaml").read_text(encoding="utf-8")
    text = text.replace("device", "devise").replace("start: /", "start: menu\nhost: [a]")
    (tmp_path / "portal.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        load_portal(tmp_path)
    assert {problem.path for problem in _all(caught)} == {"start", "host"}


def test_a_template_that_does_not_parse_is_located(tmp_path: Path):
    shutil.copytree(SAMPLE, tmp_path / "p")
    page = tmp_path / "p" / "pages" / "search.html"
    page.write_text("<p>\n{% if state.a %}\n", encoding="utf-8")
    with pytest.raises(FileProblems, match=re.escape(f"{page}:2:1 MP105")):
        load_portal(tmp_path / "p")


def test_a_case_may_not_invent_state(tmp_path: Path):
    shutil.copytree(SAMPLE, tmp_path / "p")
    expected = tmp_path / "p" / "cases" / "plain" / "expected.yaml"
    expected.write_text(
        expected.read_text(encoding="utf-8").replace("signed_in", "signed"), encoding="utf-8"
    )
    with pytest.raises(FileProblems, match=r"expected\.yaml:2:9 MP103 state\.signed"):
        load_case(load_portal(tmp_path / "p"), "plain")


def test_a_folder_without_a_portal_is_a_clear_error(tmp_path: Path):
    with pytest.raises(FileProblems, match="MP100"):
        load_portal(tmp_path)


def _all(caught: pytest.ExceptionInfo[FileProblems]):
    return caught.value.problems
