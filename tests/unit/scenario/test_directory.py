"""The directory finds a platform by whatever people call it, and never guesses a typo."""

from __future__ import annotations

from pathlib import Path

import pytest

from loanexit_auto.errors import FileProblems, UsageError
from loanexit_auto.messages import Messages
from loanexit_auto.scenario import document
from loanexit_auto.scenario.directory import Directory

HEAD = "loanexit: 1\nid: {id}\nname: {name}\naliases: [{aliases}]\nkind: lender_app\n"
REST = """channels: [none]
sources:
  S: {{title: t, address: a, quality: C}}
facts:
  - about: operator
    value: {operator}
    quality: C
    sources: [S]
"""
PLATFORMS = [
    ("jd-finance", "京东金融", "京东金融APP", "甲公司"),
    ("jd-baitiao", "京东白条", "白条", "重庆京东盛际小额贷款有限公司"),
    ("webank-weilidai", "微粒贷", "微众银行", "微众银行"),
    ("niwodai", "你我贷", "嘉捷金融", "上海嘉捷互联网金融信息服务有限公司"),
    ("paypal", "PayPal", "贝宝", "乙公司"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, shown, aliases, operator in PLATFORMS:
        text = HEAD.format(id=name, name=shown, aliases=aliases) + REST.format(operator=operator)
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("query", "expected", "how"),
    [
        ("jd-finance", "jd-finance", "id"),
        ("JD Finance", "jd-finance", "id"),
        ("京东金融", "jd-finance", "name"),
        ("京東金融", "jd-finance", "name"),
        ("　京东 金融 ", "jd-finance", "name"),
        ("白条", "jd-baitiao", "name"),
        ("jdjr", "jd-finance", "initials"),
        ("JDBT", "jd-baitiao", "initials"),
        ("weilidai", "webank-weilidai", "pinyin"),
        ("wei li dai", "webank-weilidai", "pinyin"),
        ("nwd", "niwodai", "initials"),
        ("嘉捷", "niwodai", "part"),
        ("盛际小额贷款", "jd-baitiao", "operator"),
        ("paypal", "paypal", "id"),
    ],
)
def test_a_platform_is_found(folder: Path, query: str, expected: str, how: str) -> None:
    directory = Directory.open(folder)
    best = directory.find(query)[0]
    assert (best.id, best.how) == (expected, how)
    assert directory.resolve(query).id == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [("京东金容", "jd-finance"), ("jd-finanse", "jd-finance"), ("weilidia", "webank-weilidai"),
     ("你我货", "niwodai"), ("payypal", "paypal")],
)  # fmt: skip
def test_a_typo_is_suggested_and_not_guessed(folder: Path, query: str, expected: str) -> None:
    directory = Directory.open(folder)
    assert directory.find(query)[0].id == expected
    with pytest.raises(UsageError) as caught:
        directory.resolve(query, Messages("en"))
    assert expected in caught.value.hint
    assert caught.value.exit_code == 2


def test_a_name_that_fits_several_is_not_guessed(folder: Path) -> None:
    with pytest.raises(UsageError) as caught:
        Directory.open(folder).resolve("京东", Messages("en"))
    assert "several" in str(caught.value)
    assert "jd-finance" in caught.value.hint and "jd-baitiao" in caught.value.hint


@pytest.mark.parametrize("query", ["", "   ", "zzzzqqq", "完全不相干", "../../etc/passwd", "\x00"])
def test_nonsense_finds_nothing(folder: Path, query: str) -> None:
    directory = Directory.open(folder)
    assert directory.find(query) == ()
    with pytest.raises(UsageError):
        directory.resolve(query)


def test_an_id_is_looked_up_without_reading_other_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    original = document.read

    def noted(file: Path) -> document.Document:
        read.append(file.stem)
        return original(file)

    monkeypatch.setattr(document, "read", noted)
    (folder / "broken.yaml").write_text("[", "utf-8")
    assert Directory.open(folder).resolve("niwodai").id == "niwodai"
    assert read == ["niwodai"]


def test_a_broken_file_does_not_spoil_a_search(folder: Path) -> None:
    (folder / "broken.yaml").write_text("name: [", "utf-8")
    directory = Directory.open(folder)
    assert directory.find("京东金融")[0].id == "jd-finance"
    with pytest.raises(FileProblems):
        directory.get("broken")


def test_an_extra_scenario_takes_the_place_of_a_bundled_one(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    text = HEAD.format(id="niwodai", name="我写的你我贷", aliases="") + "channels: [hotline]\n"
    (own / "niwodai.yaml").write_text(text, "utf-8")
    for extra in (own, own / "niwodai.yaml"):
        directory = Directory.open(folder, extra=(extra,))
        assert directory.get("niwodai").name == "我写的你我贷"
        assert len(directory.ids) == len(PLATFORMS)


def test_an_extra_path_that_does_not_exist_is_a_clear_error(folder: Path) -> None:
    with pytest.raises(UsageError) as caught:
        Directory.open(folder, extra=(folder / "nowhere",))
    assert "nowhere" in str(caught.value)
