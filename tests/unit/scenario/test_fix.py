"""Mechanical corrections change what they must and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanexit_auto.resources import scenarios_folder
from loanexit_auto.scenario.fix import corrected, corrected_file, with_link
from loanexit_auto.scenario.loader import check
from loanexit_auto.scenario.schema import SCHEMA_LINE

BUNDLED = sorted(scenarios_folder().glob("*.yaml"))
MESSY = """loanexit: 1
id: messy
name: 12:30   # 注释保留
name_en: yes
aliases: [007, off, "on"]
kind: lender_app
channels: [none]
facts:
  - about: note
    value: 95384
    quality: A
\t# 一个制表符
    date: 2026-11-23\r
    checked_live: 2026-11-23


"""


def test_what_is_mechanical_is_put_right(tmp_path: Path) -> None:
    file = tmp_path / "messy.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + MESSY.encode())
    better = corrected_file(file)
    assert better is not None
    file.write_text(better, "utf-8")
    assert check(file) == ()
    assert corrected_file(file) is None
    lines = better.splitlines()
    assert lines[0] == SCHEMA_LINE
    assert 'name: "12:30"   # 注释保留' in lines
    assert 'aliases: ["007", "off", "on"]' in lines
    assert '    value: "95384"' in lines
    assert '    date: "2026-11-23"' in lines
    assert "    checked_live: 2026-11-23" in lines
    assert "  # 一个制表符" in lines


@pytest.mark.parametrize("file", BUNDLED, ids=lambda file: file.stem)
def test_bundled_files_need_no_correction(file: Path) -> None:
    assert corrected_file(file) is None


@given(st.text(alphabet="ab: [],'\"\n\t#-1yno\r&*!{}", max_size=80))
def test_correcting_twice_changes_nothing_more(text: str) -> None:
    once = corrected(text)
    assert corrected(once) == once


def test_a_file_that_is_not_text_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "binary.yaml"
    file.write_bytes(b"\xff\xfe\x00")
    assert corrected_file(file) is None


@pytest.mark.parametrize("file", BUNDLED[:12], ids=lambda file: file.stem)
def test_a_link_is_added_and_the_rest_stays(file: Path) -> None:
    text = file.read_text("utf-8")
    linked = with_link(text, "then_close", "another-one")
    before, after = text.splitlines(), linked.splitlines()
    lost = [line for line in before if line not in after]
    assert all(line.strip().startswith("then_close") for line in lost)
    assert "another-one" in linked
    assert with_link(linked, "then_close", "another-one") == linked
