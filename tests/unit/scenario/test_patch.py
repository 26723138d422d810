"""A proposed correction is applied exactly, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from loanexit_auto.scenario.patch import Misfit, read_patch
from loanexit_auto.scenario.reroute import unified

LINES = st.lists(st.sampled_from(["a: 1", "b: 2", "- tap: 设置", "", "  x", "# 注"]), max_size=14)
BEFORE = "id: x\nroutes:\n  - tap: 设置\n  - tap: 账户\nentry: 注销\n"
AFTER = BEFORE.replace("账户", "隐私")
DIFF = unified(BEFORE, AFTER, "scenarios/x.yaml")


def text(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


@given(LINES, LINES)
def test_what_was_proposed_is_what_comes_out(before: list[str], after: list[str]) -> None:
    assume(before != after)
    patch = read_patch(unified(text(before), text(after), "scenarios/x.yaml"))
    assert patch.name == "x.yaml"
    assert patch.applied(text(before)) == text(after)


@given(LINES, LINES, LINES)
def test_another_text_is_corrected_only_where_the_lines_are(
    before: list[str], after: list[str], other: list[str]
) -> None:
    assume(before != after)
    patch = read_patch(unified(text(before), text(after), "scenarios/x.yaml"))
    try:
        made = patch.applied(text(other))
    except Misfit:
        return
    removed = sum(len(h.before) for h in patch.hunks)
    added = sum(len(h.after) for h in patch.hunks)
    assert len(made.split("\n")) == len(text(other).split("\n")) - removed + added
    assert all(set(h.before) <= set(text(other).split("\n")) for h in patch.hunks)


def test_lines_that_moved_are_found_where_they_are_now() -> None:
    assert read_patch(DIFF).applied("# new\n# lines\n" + BEFORE) == "# new\n# lines\n" + AFTER


def test_line_ends_stay_as_they_are() -> None:
    made = read_patch(DIFF.replace("\n", "\r\n")).applied(BEFORE.replace("\n", "\r\n"))
    assert made == AFTER.replace("\n", "\r\n")


@pytest.mark.parametrize("other", [BEFORE.replace("账户", "安全"), "", AFTER, "x\n" + BEFORE * 2])
def test_what_does_not_fit_is_refused_with_its_place(other: str) -> None:
    with pytest.raises(Misfit) as refused:
        read_patch(DIFF).applied(other)
    assert refused.value.key == "misfit"
    assert refused.value.values == {"part": 1, "line": 1, "first": "- tap: 账户"}


@pytest.mark.parametrize(
    "diff",
    ["", "hello", DIFF + DIFF, DIFF.replace("b/scenarios/x", "b/scenarios/y"),
     DIFF.replace("@@ -1", "@@ -one"), DIFF.replace("\n-", "\n!"), "--- a/x\n+++ b/x\n"],
)  # fmt: skip
def test_what_is_no_diff_of_one_file_is_refused(diff: str) -> None:
    with pytest.raises(Misfit) as refused:
        read_patch(diff).applied(BEFORE)
    assert refused.value.key == "no_diff"
