"""Lints: each rule fires on what it is about, at the right place, and on nothing else."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from loanexit_auto.messages import Messages
from loanexit_auto.scenario.lint import advice, lint
from loanexit_auto.scenario.loader import load
from loanexit_auto.scenario.schema import SCHEMA_LINE

TODAY = datetime.date(2026, 11, 23)
SAY = Messages("en")
HEAD = "loanexit: 1\nid: {id}\nname: {name}\nkind: account\n"
SOURCE = "sources:\n  S: {title: t, address: a, quality: A, date: '2026-01'}\n"


def write(folder: Path, name: str, body: str, shown: str = "") -> Path:
    file = folder / f"{name}.yaml"
    head = HEAD.format(id=name, name=shown or f"平台{name}")
    file.write_text(f"{SCHEMA_LINE}\n{head}{body}", "utf-8")
    return file


def found(*files: Path) -> list[tuple[str, int]]:
    return [(problem.code, problem.line) for problem in lint(files, TODAY, SAY)]


FACT = "facts:\n  - {about: hotline, value: '1', quality: A, sources: [S]}\n"
ROUTE = """channels: [web]
domains: [example.com]
start: https://example.com/
entry: 注销账户
routes:
  - name: r
    quality: A
    sources: [S]
    steps:
      - tap: [我的, 个人中心]
      - tap: {text: 设置, under: 账户}
      - scroll: 注销账户
"""


@pytest.mark.parametrize("body", [f"channels: [hotline]\n{SOURCE}{FACT}", f"{SOURCE}{ROUTE}"])
def test_a_good_file_is_clean(tmp_path: Path, body: str) -> None:
    assert found(write(tmp_path, "good", body)) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("channels: [app]\nfacts:\n  - {about: operator, value: x, quality: A}\n", ("LX301", 8)),
        (f"{SOURCE}{ROUTE}".replace("[我的, 个人中心]", "我的"), ("LX302", 17)),
        (f"channels: [hotline]\n{SOURCE}{FACT}".replace("2026-01", "2021-05"), ("LX303", 10)),
        (f"channels: [hotline]\n{SOURCE}{FACT}".replace(", date: '2026-01'", ""), ("LX303", 10)),
        (f"channels: [app]\n{SOURCE}facts:\n  - {{about: note, value: x, quality: A, "
         "sources: [S], checked_live: 2025-01-01}\n", ("LX303", 10)),
        (f"channels: [app]\n{SOURCE}{FACT}".replace("2026-01", "soon"), ("LX304", 8)),
        (f"channels: [app]\n{SOURCE}{FACT}".replace("2026-01", "2027-01"), ("LX304", 8)),
        ("channels: [app]\nafter: {first_close: [nobody]}\n", ("LX306", 7)),
        ("channels: [web]\n", ("LX308", 6)),
        ("channels: [app]\nby_hand:\n  - {channel: email, say: [x]}\n", ("LX309", 8)),
        (f"channels: [app]\n{SOURCE}", ("LX310", 8)),
        (f"{SOURCE}{ROUTE}preflight:\n  - check: balance\n    steps: [tap: 钱包]\n    shows: 钱包\n"
         "    decide: {amount: 余额}\n", ("LX312", 23)),
    ],
)  # fmt: skip
def test_a_rule_fires_where_the_mistake_is(
    tmp_path: Path, body: str, expected: tuple[str, int]
) -> None:
    codes = found(write(tmp_path, "one", body))
    assert expected in codes
    extra = {"LX303", "LX304"} if expected[0] == "LX304" else {expected[0]}
    assert {code for code, _ in codes} <= extra


def test_writing_is_linted(tmp_path: Path) -> None:
    file = write(tmp_path, "one", "channels: [app]\n")
    text = file.read_text("utf-8")
    file.write_text(text.replace(SCHEMA_LINE + "\n", ""), "utf-8")
    assert found(file) == [("LX313", 1)]
    file.write_text(text.replace("[app]", "[app]  "), "utf-8")
    assert found(file) == [("LX314", 6)]
    file.write_text(text.rstrip("\n"), "utf-8")
    assert found(file) == [("LX314", 6)]


def test_problems_of_the_loader_are_among_them(tmp_path: Path) -> None:
    broken = write(tmp_path, "broken", "channels: [fax]\n")
    good = write(tmp_path, "good", "channels: [app]\n")
    assert found(broken, good) == [("LX123", 6)]


def test_two_platforms_on_one_domain_must_know_each_other(tmp_path: Path) -> None:
    one = write(tmp_path, "one", "channels: [app]\ndomains: [a.example.com]\n")
    two = write(tmp_path, "two", "channels: [app]\ndomains: [b.example.com]\n")
    assert found(one, two) == [("LX305", 7)]
    one = write(
        tmp_path, "one", "channels: [app]\ndomains: [example.com]\nafter: {then_close: [two]}\n"
    )
    assert found(one, two) == [("LX307", 8)]
    two = write(
        tmp_path, "two", "channels: [app]\ndomains: [example.com]\nafter: {first_close: [one]}\n"
    )
    assert found(one, two) == []


def test_platforms_under_one_public_suffix_are_strangers(tmp_path: Path) -> None:
    one = write(tmp_path, "one", "channels: [app]\ndomains: [one.com.cn]\n")
    two = write(tmp_path, "two", "channels: [app]\ndomains: [two.com.cn]\n")
    assert found(one, two) == []


def test_a_name_belongs_to_one_platform(tmp_path: Path) -> None:
    one = write(tmp_path, "one", "channels: [app]\naliases: [白条, 某某]\n", "京东白条")
    two = write(tmp_path, "two", "channels: [app]\n", "白條")
    assert found(one, two) == [("LX311", 4)]


def test_advice_asks_for_portals_cases_and_sources(tmp_path: Path) -> None:
    file = write(tmp_path, "one", f"{SOURCE}{ROUTE}".replace("quality: A\n", "quality: D\n"))
    portals = tmp_path / "portals"
    by_file = {file: load(file)}
    assert [w.code for w in advice(by_file, portals, SAY)] == ["LX351", "LX353"]
    (portals / "one").mkdir(parents=True)
    assert [w.code for w in advice(by_file, portals, SAY)] == ["LX352", "LX353"]
    (portals / "one" / "cases" / "located").mkdir(parents=True)
    (portals / "one" / "cases" / "located" / "expected.yaml").write_text("", "utf-8")
    assert [w.code for w in advice(by_file, portals, SAY)] == ["LX353"]
    unknown = write(tmp_path, "two", "channels: [unknown]\n")
    assert [w.code for w in advice({unknown: load(unknown)}, portals, SAY)] == ["LX354"]
