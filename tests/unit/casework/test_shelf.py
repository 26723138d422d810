from datetime import timedelta

import pytest
from case_samples import NOW, balance_left, make_case

from loanexit_auto.casework.diary import open_diary
from loanexit_auto.casework.shelf import find, read_case, shelved
from loanexit_auto.errors import UsageError
from loanexit_auto.evidence.folder import JOURNAL
from loanexit_auto.evidence.keys import KeyStore
from loanexit_auto.evidence.seal import seal
from loanexit_auto.messages import Messages

SAY = Messages("en")


def test_several_cases_of_one_platform_stand_side_by_side_oldest_first(tmp_path):
    later = make_case(tmp_path, now=NOW + timedelta(days=3))
    first = make_case(tmp_path, balance_left())
    other = make_case(tmp_path, platform="niwodai", name="你我贷")
    (tmp_path / "not a case").mkdir()
    (tmp_path / "note.txt").touch()
    assert [case.name for case in shelved(tmp_path)] == [first.name, other.name, later.name]
    assert shelved(tmp_path / "nowhere") == ()


def test_a_case_is_found_by_name_beginning_date_platform_or_folder(tmp_path):
    case = make_case(tmp_path)
    other = make_case(tmp_path, platform="niwodai")
    for name in (case.name, case.name[:-2], "20260921T020000Z-jd", "jd-finance", str(case.path)):
        assert find(tmp_path, name, SAY).path == case.path
    assert find(tmp_path, "niwodai", SAY).path == other.path


@pytest.mark.parametrize("name", ["webank", "", "../..", "loanexit-1999"])
def test_an_unknown_case_is_refused_naming_those_there_are(tmp_path, name):
    case = make_case(tmp_path)
    with pytest.raises(UsageError, match="No case") as refused:
        find(tmp_path, name, SAY)
    assert case.name in refused.value.hint


def test_a_name_for_two_cases_is_refused_naming_both(tmp_path):
    cases = make_case(tmp_path), make_case(tmp_path, now=NOW + timedelta(days=1))
    with pytest.raises(UsageError, match="several") as refused:
        find(tmp_path, "jd-finance", SAY)
    assert all(case.name in refused.value.hint for case in cases)


def test_a_damaged_record_is_read_up_to_its_last_good_line_and_says_so(tmp_path):
    case = make_case(tmp_path, balance_left())
    journal = case.path / JOURNAL
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([*lines[:3], b"garbage\n", *lines[4:]]))
    (found,) = shelved(tmp_path)
    assert len(found.reading.lines) == 3
    assert found.reading.problem is not None
    assert found.standing.state == "preflight"


def test_a_case_written_to_after_its_seal_says_that_the_seal_is_outdated(tmp_path):
    case = make_case(tmp_path)
    assert not case.seal_outdated
    keys = KeyStore(tmp_path / "keys")
    seal(case.path, keys, now=NOW, version="1")
    assert not read_case(case.path).seal_outdated
    with open_diary(case.path, NOW.date(), SAY) as diary:
        diary.fact("lender", "天津京东消费金融有限公司")
    assert read_case(case.path).seal_outdated
    seal(case.path, keys, now=NOW, version="1")
    assert not read_case(case.path).seal_outdated
