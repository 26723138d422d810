"""Loading: the example folders say what is accepted and what is refused, line by line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loanexit_auto.errors import FileProblems, Problem
from loanexit_auto.messages import Messages
from loanexit_auto.scenario.document import MAX_BYTES, MAX_DEPTH
from loanexit_auto.scenario.loader import check, load
from loanexit_auto.scenario.model import Amount, Scenario, Search, Tap, Target

FILES = Path(__file__).parent / "files"
GOOD = sorted((FILES / "good").glob("*.yaml"))
BAD = sorted((FILES / "bad").glob("*.yaml"))
WHOLE = (FILES / "good" / "shorthand.yaml").read_text(encoding="utf-8")


def short(problem: Problem) -> str:
    return f"{problem.line}:{problem.column} {problem.code} {problem.path}"


@pytest.mark.parametrize("file", GOOD, ids=lambda file: file.stem)
def test_a_good_file_loads_without_problems(file: Path) -> None:
    assert check(file) == ()
    assert load(file).id == file.stem


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_a_bad_file_gets_every_problem_located(file: Path) -> None:
    expected = file.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    assert [short(problem) for problem in check(file)] == expected
    with pytest.raises(FileProblems) as caught:
        load(file)
    assert caught.value.problems == check(file)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_problem_says_what_is_wrong_and_what_to_do(lang: str) -> None:
    say = Messages(lang)  # type: ignore[arg-type]
    for file in BAD:
        for problem in check(file, say):
            assert problem.message and problem.hint
            assert str(problem).startswith(f"{file}:{problem.line}:{problem.column} LX")
            assert "{" not in problem.message.replace("{}", "")


def test_a_file_with_ten_mistakes_gets_ten_located_problems() -> None:
    problems = check(FILES / "bad" / "ten-mistakes.yaml")
    assert len({problem.line for problem in problems}) >= 10
    assert len({problem.code for problem in problems}) >= 10


def test_shorthand_means_what_is_written_out() -> None:
    short_form = load(FILES / "good" / "shorthand.yaml")
    long_form = load(FILES / "good" / "written-out.yaml")
    assert short_form.model_copy(update={"id": "written-out"}) == long_form
    assert short_form.routes[0].steps[2] == Tap(tap=Target(text=("账户与安全", "账号安全")))
    assert short_form.preflight[0].decide == Amount(amount=("钱包余额",))
    search = short_form.routes[0].steps[4]
    assert isinstance(search, Search) and search.field == Target(text=("搜索",))


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("name_en: X\nalias: [a]", "aliases"), ("kind: lender_ap", "lender_app"), ("nane: x", "name")],
)
def test_a_typo_gets_a_suggestion(tmp_path: Path, wrong: str, meant: str) -> None:
    file = tmp_path / "typo.yaml"
    file.write_text(f"loanexit: 1\nid: typo\nname: 错\nchannels: [none]\n{wrong}\n", "utf-8")
    hints = [problem.hint for problem in check(file, Messages("en"))]
    assert any(f"Did you mean {meant}?" in hint for hint in hints)


@pytest.mark.parametrize(
    "label",
    ["注销账户", "账号注销", "注 销 账 户", "註銷帳戶", "永久注销账号", "确认注销",
     "我已阅读并同意", "同意并继续", "关闭白条", "关闭抖音月付", "提交注销申请",
     "Close your account", "Delete Account", "退出登录", "注销登录", "Log out"],
)  # fmt: skip
def test_a_step_that_would_press_something_irreversible_is_refused(
    tmp_path: Path, label: str
) -> None:
    file = tmp_path / "shorthand.yaml"
    file.write_text(WHOLE.replace("tap: 设置\n", f"tap: {label}\n"), "utf-8")
    codes = [problem.code for problem in check(file)]
    assert codes in (["LX210"], ["LX211"])


@pytest.mark.parametrize(
    "label",
    ["我的", "设置", "账户与安全", "安全中心", "更多服务", "账户管理", "Settings", "关于我们"],
)
def test_a_menu_label_is_accepted(tmp_path: Path, label: str) -> None:
    file = tmp_path / "shorthand.yaml"
    file.write_text(WHOLE.replace("tap: 设置\n", f"tap: {label}\n"), "utf-8")
    assert check(file) == ()


def test_a_missing_file_is_a_problem_not_a_traceback(tmp_path: Path) -> None:
    assert [problem.code for problem in check(tmp_path / "none.yaml")] == ["LX100"]
    assert [problem.code for problem in check(tmp_path)] == ["LX100"]


def test_a_long_or_deep_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "big.yaml"
    file.write_text("#" * MAX_BYTES + "#", "utf-8")
    assert [problem.code for problem in check(file)] == ["LX102"]
    file.write_text("name: " + "[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2), "utf-8")
    assert [problem.code for problem in check(file)] == ["LX114"]


def test_a_byte_order_mark_and_windows_lines_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "minimal.yaml"
    text = (FILES / "good" / "minimal.yaml").read_text("utf-8").replace("\n", "\r\n")
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert check(file) == ()


def outcome(file: Path) -> Scenario | tuple[Problem, ...]:
    try:
        return load(file)
    except FileProblems as error:
        assert error.problems
        return error.problems


@settings(max_examples=300, deadline=None)
@given(raw=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8")))
def test_no_bytes_raise_anything_but_file_problems(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(raw)
    outcome(file)


PIECES = st.sampled_from(
    ["", " ", "\n", "- ", "? ", ": ", "{", "}", "[", "]", "&a ", "*a", "!!x ", "<<: ", "'", '"',
     "---\n", "...\n", "%", "#", "|\n", "on", "12:30", "null", "- - - ", "0x1", "1e999", "\u2028",
     "steps", "decide: ", "注销账户", "\x00", "\t", "👍"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    cuts=st.lists(
        st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 30), PIECES), min_size=1, max_size=4
    )
)
def test_a_damaged_scenario_raises_nothing_but_file_problems(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[tuple[int, int, str]]
) -> None:
    text = WHOLE
    for start, length, piece in cuts:
        text = text[:start] + piece + text[start + length :]
    file = tmp_path_factory.getbasetemp() / "shorthand.yaml"
    file.write_text(text, "utf-8")
    outcome(file)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=8,
)
KEYS = [*Scenario.model_fields, "steps", "tap", "decide", "text"]


@settings(max_examples=200, deadline=None)
@given(data=st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6))
def test_any_values_raise_nothing_but_file_problems(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, object]
) -> None:
    file = tmp_path_factory.getbasetemp() / "json.yaml"
    file.write_text(json.dumps(data, ensure_ascii=True), "utf-8")
    outcome(file)
