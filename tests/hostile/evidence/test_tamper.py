"""Every attack on a sealed case is caught, and the verifier points at the right file."""

import re
import shutil

import pytest
from evidence_attacks import ATTACKS, PINNED
from evidence_cases import sealed_case, shot
from hypothesis import given, settings
from hypothesis import strategies as st

from loanexit_auto.evidence.verify import Asked, Level, verify


@pytest.fixture(scope="module")
def sealed(tmp_path_factory):
    root = tmp_path_factory.mktemp("sealed")
    case, made = sealed_case(root, shot("second screen", title="设置"))
    sealed_case(root / "other")
    return root, case.name, made.fingerprint


@pytest.fixture
def copy(sealed, tmp_path):
    root, name, fingerprint = sealed
    shutil.copytree(root, tmp_path / "copy")
    return tmp_path / "copy" / name, fingerprint


def points_at(report, names: str) -> bool:
    told = "\n".join(f"{where} {why}" for where, why in report.failures)
    return re.search(names.replace(".", r"\."), told) is not None


def test_there_are_enough_attacks():
    assert len(ATTACKS) + len(PINNED) >= 25


def test_untouched_it_holds(copy):
    case, fingerprint = copy
    assert verify(case, Asked(keys=(fingerprint,), deep=True)).failures == []


@pytest.mark.parametrize("name", ATTACKS)
def test_caught_and_named_without_knowing_the_key(copy, name):
    case, _ = copy
    ATTACKS[name].do(case)
    report = verify(case)
    if name == "delete the record":
        assert report.verdict == Level.NOT_VERIFIABLE
        assert report.exit_code == 4
        return
    assert report.verdict == Level.FAILED
    assert report.exit_code == 1
    assert points_at(report, ATTACKS[name].names), report.failures


@pytest.mark.parametrize("name", PINNED)
def test_caught_and_named_by_who_knows_the_key(copy, name):
    case, fingerprint = copy
    PINNED[name].do(case)
    report = verify(case, Asked(keys=(fingerprint,)))
    assert report.verdict == Level.FAILED
    assert points_at(report, PINNED[name].names), report.failures


def test_a_new_seal_is_missed_by_who_does_not_know_the_key_and_the_level_says_so(copy):
    case, _ = copy
    PINNED["seal again with another key"].do(case)
    assert verify(case).verdict == Level.SEALED < Level.PINNED


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_single_changed_byte_survives(sealed, tmp_path_factory, data):
    root, name, _ = sealed
    case = root / name
    files = sorted(p for p in case.rglob("*") if p.is_file())
    path = data.draw(st.sampled_from(files))
    before = path.read_bytes()
    at = data.draw(st.integers(0, len(before) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda b: b != before[at]))
    try:
        path.write_bytes(before[:at] + bytes([byte]) + before[at + 1 :])
        report = verify(case)
    finally:
        path.write_bytes(before)
    if path.name in ("statement.dsse.json", "key.pub") and report.verdict != Level.FAILED:
        assert report.statement  # white space or an unread field: the very same statement
        return
    assert report.verdict == Level.FAILED, path


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_no_garbage_in_any_file_makes_it_raise(sealed, data):
    root, name, _ = sealed
    case = root / name
    path = data.draw(st.sampled_from(sorted(p for p in case.rglob("*") if p.is_file())))
    before = path.read_bytes()
    garbage = data.draw(
        st.binary(max_size=60) | st.sampled_from([b"{}", b"[]", b"null", b'{"files":[1]}', b"1"])
    )
    try:
        path.write_bytes(garbage)
        assert verify(case, Asked(deep=True)).verdict == Level.FAILED
    finally:
        path.write_bytes(before)
