"""Correcting a route on the text of its file: nothing else changes, and comments are kept."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanexit_auto.resources import scenarios_folder
from loanexit_auto.scenario import document
from loanexit_auto.scenario.model import Goto, Scenario, Search, Tap
from loanexit_auto.scenario.reroute import Way, reroute, unified
from loanexit_auto.scenario.shorthand import written_out

NOTE = "现在的步骤由探索于 2026-11-24 找到，没有来源证实。"
TEXT = """\
# yaml-language-server: $schema=../docs/author/scenario.schema.json
loanexit: 1
id: lender
name: 某贷款
kind: lender_app
channels: [web]
domains: [lender.example.com]
start: https://lender.example.com/
sources:
  S: {title: 说明, address: 某处, quality: C}

# what to look at first
routes:
  - name: 我的-设置-账户与安全  # as the source has it
    quality: C
    sources: [S]
    note: 来源写的。
    steps:
      # the tab at the bottom
      - tap: [我的, 个人中心]
      - tap: [设置, 系统设置]  # the gear
      # the last but one row
      - tap: [账户与安全, 账号安全]

  # only where the first fails
  - name: 搜索
    quality: C
    sources: [S]
    steps: [search: 注销]

entry:
  text: [注销账户, 账户注销]  # twice on some screens
  closes: account
"""


def model(text: str) -> Scenario:
    return Scenario.model_validate(written_out(document.parse(text).data))


def way(*labels: str, entry: str = "注销账户") -> Way:
    return Way(tuple((label, "tap") for label in labels), entry, NOTE)


def test_only_the_steps_that_changed_are_written_anew() -> None:
    made = reroute(TEXT, way("我的", "设置", "隐私中心"))
    assert made is not None and made.route == "我的-设置-账户与安全"
    before, after = TEXT.split("\n"), made.text.split("\n")
    assert [line for line in before if line not in after] == [
        "  - name: 我的-设置-账户与安全  # as the source has it",
        "    note: 来源写的。",
        "      - tap: [账户与安全, 账号安全]",
    ]
    assert [line for line in after if line not in before] == [
        "  - name: 我的-设置-隐私中心  # as the source has it",
        "    quality: D",
        f'    note: "{NOTE}"',
        '      - tap: {text: ["隐私中心"], role: row}',
    ]
    assert [step.tap.text[0] for step in model(made.text).routes[0].steps] == [
        "我的", "设置", "隐私中心",
    ]  # fmt: skip
    assert model(made.text).routes[1] == model(TEXT).routes[1]


def test_every_comment_is_kept() -> None:
    made = reroute(TEXT, way("头像", "隐私中心", entry="永久注销账户"))
    assert made is not None
    comments = [line.partition("#")[2].strip() for line in TEXT.split("\n") if "#" in line]
    for comment in comments:
        assert comment in made.text


def test_what_is_not_sourced_any_more_is_not_called_sourced() -> None:
    route = model(reroute(TEXT, way("我的", "设置", "隐私中心")).text).routes[0]
    assert (route.quality, route.note) == ("D", NOTE)


def test_the_route_that_is_nearest_is_corrected() -> None:
    found = Way((("搜索服务", "search"), ("账户注销服务", "tap")), "注销账户", NOTE)
    made = reroute(TEXT, found)
    assert made is not None and made.route == "搜索"
    first, second = model(made.text).routes
    assert first == model(TEXT).routes[0]
    assert isinstance(second.steps[0], Search) and isinstance(second.steps[1], Tap)


def test_a_new_name_of_the_entry_is_added_to_those_known() -> None:
    made = reroute(TEXT, way("我的", "隐私中心", entry="永久注销账户"))
    assert made is not None
    assert model(made.text).entry.text == ("注销账户", "账户注销", "永久注销账户")
    same = reroute(TEXT, way("我的", "隐私中心", entry="注销账号"))
    assert same is not None and "账号注销" not in same.text
    assert model(same.text).entry == model(TEXT).entry, "账号 and 账户 are one word"


@pytest.mark.parametrize("text", ["", "loanexit: 1\n", "routes: []\n", "routes: 3\n", "a: [\n"])
def test_what_has_no_route_is_not_corrected(text: str) -> None:
    assert reroute(text, way("我的")) is None


def test_no_way_is_no_correction() -> None:
    assert reroute(TEXT, way()) is None


@pytest.mark.parametrize("file", sorted(scenarios_folder().glob("*.yaml")), ids=lambda f: f.stem)
def test_every_bundled_scenario_with_routes_can_be_corrected(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    if not model(text).routes:
        assert reroute(text, way("我的")) is None
        return
    made = reroute(text, way("我的", "设置", "隐私中心", entry="永久注销账户"))
    assert made is not None
    before, after = model(text), model(made.text)
    changed = {
        name for name in Scenario.model_fields if getattr(before, name) != getattr(after, name)
    }
    assert changed <= {"routes", "entry"}
    assert sum(a != b for a, b in zip(before.routes, after.routes, strict=True)) == 1


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=5),
    st.text(min_size=1, max_size=12).filter(str.strip),
)
def test_whatever_a_page_calls_its_menus_the_file_still_says_what_was_meant(
    labels: list[str], entry: str
) -> None:
    made = reroute(TEXT, way(*labels, entry=entry))
    if made is None:
        return  # such a label cannot be written down: then nothing is proposed
    read = document.parse(made.text)
    assert not read.flaws
    steps = read.data["routes"]
    assert len(steps) == 2 and read.data["domains"] == ["lender.example.com"]


def test_the_diff_is_one_that_patch_takes(tmp_path: Path) -> None:
    patch = shutil.which("patch")
    if patch is None:
        pytest.skip("no patch here")
    made = reroute(TEXT, way("我的", "设置", "隐私中心", entry="永久注销账户"))
    assert made is not None
    file = tmp_path / "scenarios" / "lender.yaml"
    file.parent.mkdir()
    file.write_text(TEXT, encoding="utf-8")
    diff = tmp_path / "scenario.diff"
    diff.write_text(unified(TEXT, made.text, "scenarios/lender.yaml"), encoding="utf-8")
    subprocess.run([patch, "-p1", "-d", str(tmp_path), "-i", str(diff)], check=True)
    assert file.read_text(encoding="utf-8") == made.text


BY_ADDRESS = TEXT.replace(
    "steps: [search: 注销]", "steps: [goto: https://lender.example.com/data, tap: [注销]]"
)


def test_a_way_that_begins_with_an_address_corrects_the_route_that_opens_it() -> None:
    steps = (("https://lender.example.com/data", "goto"), ("更多", "tap"))
    made = reroute(BY_ADDRESS, Way(steps, "注销账户", NOTE))
    assert made is not None and made.route == "搜索"
    first, second = model(made.text).routes[1].steps
    assert isinstance(first, Goto) and first.goto == steps[0][0]
    assert isinstance(second, Tap) and second.tap.text[0] == "更多"


def test_another_address_is_another_step() -> None:
    steps = (("https://lender.example.com/new", "goto"), ("更多", "tap"))
    made = reroute(BY_ADDRESS, Way(steps, "注销账户", NOTE))
    assert made is not None
    assert any(
        isinstance(step, Goto) and step.goto == steps[0][0]
        for route in model(made.text).routes
        for step in route.steps
    )
