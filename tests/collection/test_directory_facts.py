"""The bundled directory: complete, sourced, clean, and free of what must never enter."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from loanexit_auto.messages import Messages
from loanexit_auto.resources import portals_folder, scenarios_folder
from loanexit_auto.scenario.checklist import checklists
from loanexit_auto.scenario.directory import Directory
from loanexit_auto.scenario.lint import advice, lint
from loanexit_auto.scenario.loader import load
from loanexit_auto.scenario.model import Scenario

FILES = sorted(scenarios_folder().glob("*.yaml"))
SCENARIOS = {file.stem: load(file) for file in FILES}
TODAY = datetime.date(2026, 11, 23)  # the directory was written then; lints of age are relative

HERE = Path(__file__).parent


def lines_of(name: str) -> list[str]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


NEVER_SHOW = lines_of("never_show.txt")
SURVEY = lines_of("survey.txt")
NEVER_CITE = ["hai.pet", "pptxz.com", "rihanmeinv.com", "ourseo.net", "hkyyi.com", "homecredit.cn"]
TELEPHONE = re.compile(r"(?<![\w.])\+?\d[\d\-\s]{3,16}\d(?![\w])")


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def numbers_in(text: str) -> set[str]:
    """Return every telephone-like number; e-mail names, addresses and code indexes are none."""
    without = re.sub(r"\S+@\S+|https?://\S+|代码索引 [\d、]+", " ", text)
    found = {digits(match.group()) for match in TELEPHONE.finditer(without)}
    return found | {digits(part) for part in re.findall(r"\d+", without) if len(part) >= 5}


def test_the_pattern_sees_a_number_however_it_is_written() -> None:
    for written in ("400-027-1262", "4000271262", "400 027 1262", "电话4000271262。", "（95118）"):
        assert numbers_in(f"note: {written} x") & {"4000271262", "95118"}, written


def test_all_platforms_of_the_survey_are_here() -> None:
    assert len(SURVEY) == len(set(SURVEY)) == 69
    assert set(SURVEY) <= set(SCENARIOS)
    chinese = [each for each in SCENARIOS.values() if each.language == "zh"]
    assert len(chinese) >= 69


def test_every_file_is_clean() -> None:
    problems = lint(FILES, TODAY, Messages("en"))
    assert problems == (), "\n".join(map(str, problems))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_number_that_must_never_be_shown(file: Path) -> None:
    text = file.read_text("utf-8")
    assert not numbers_in(text) & {digits(number) for number in NEVER_SHOW}
    assert not [host for host in NEVER_CITE if host in text]


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=lambda scenario: scenario.id)
def test_contacts_can_be_trusted_or_say_so(scenario: Scenario) -> None:
    for fact in (*scenario.facts_about("hotline"), *scenario.facts_about("email")):
        assert fact.quality in ("A", "B") or fact.verify, fact
        assert fact.sources and fact.quality != "D", fact


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=lambda scenario: scenario.id)
def test_no_fact_claims_a_better_source_than_it_has(scenario: Scenario) -> None:
    order = ["A", "B", "C", "D"]
    for fact in scenario.facts:
        cited = [scenario.sources[key].quality for key in fact.sources]
        if not cited or fact.quality == "seed":
            assert fact.quality == "seed" or fact.about in ("note", "conflict")
            continue
        best = min(order.index(quality) for quality in cited if quality != "seed")
        assert order.index(fact.quality) >= best, fact


def test_nothing_claims_to_have_been_checked_live() -> None:
    assert not [f for each in SCENARIOS.values() for f in each.facts if f.checked_live]


@pytest.mark.parametrize(
    ("first", "then"),
    [("alipay-huabei", "alipay-account"), ("alipay-jiebei", "alipay-account"),
     ("jd-pay", "jd-account"), ("jd-baitiao", "jd-finance"), ("jd-jintiao", "jd-finance"),
     ("duxiaoman", "baidu-account"), ("xiaomi-loan", "xiaomi-account"),
     ("meituan-yuefu", "meituan-account"), ("douyin-yuefu", "douyin-pay")],
)  # fmt: skip
def test_credit_lines_are_closed_before_the_account_they_hang_on(first: str, then: str) -> None:
    assert then in SCENARIOS[first].after.then_close
    assert first in SCENARIOS[then].after.first_close


def test_order_of_closing_has_no_circle() -> None:
    def before(name: str, seen: tuple[str, ...] = ()) -> None:
        assert name not in seen, (*seen, name)
        for other in SCENARIOS[name].after.first_close:
            before(other, (*seen, name))

    for name in SCENARIOS:
        before(name)


def test_accounts_with_a_sourced_address_can_be_driven() -> None:
    wanted = {
        "jd-account", "alipay-account", "baidu-account", "xiaomi-account", "taobao-account",
        "huawei-account", "paypal", "klarna", "sezzle", "afterpay", "mercado-libre", "jd-finance",
    }  # fmt: skip
    drivable = {name for name, each in SCENARIOS.items() if each.drivable}
    assert wanted <= drivable
    for name in drivable:
        assert SCENARIOS[name].sign_in.shows, name


def test_a_platform_without_a_closing_says_so() -> None:
    assert SCENARIOS["leshangdai"].channels == ("none",)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_channel_by_hand_has_a_checklist(lang: str) -> None:
    say = Messages(lang)  # type: ignore[arg-type]
    for scenario in SCENARIOS.values():
        lists = checklists(scenario, say)
        by_hand = [c for c in scenario.channels if c != "web" or not scenario.drivable]
        assert [each.channel for each in lists][: len(by_hand)] == by_hand
        for each in lists:
            assert each.prepare and each.keep, (scenario.id, each.channel)


@pytest.mark.parametrize(
    ("query", "expected"),
    [("京东金融", "jd-finance"), ("jdjr", "jd-finance"), ("京東白條", "jd-baitiao"), ("weilidai",
     "webank-weilidai"), ("花呗", "alipay-huabei"), ("huabei", "alipay-huabei"), ("有钱花",
     "duxiaoman"), ("京东消费金融", "homecredit"), ("捷信", "homecredit"), ("奇富借条",
     "qifu-360jietiao"), ("PayPal", "paypal"), ("wld", "webank-weilidai"), ("淘宝",
     "taobao-account"), ("微博钱包", "weibo-wallet"), ("上海耳序", "ppdai")],
)  # fmt: skip
def test_people_find_a_platform_by_what_they_call_it(query: str, expected: str) -> None:
    assert Directory.open().resolve(query).id == expected


def test_advice_names_what_is_still_to_be_drawn() -> None:
    by_file = {scenarios_folder() / f"{name}.yaml": each for name, each in SCENARIOS.items()}
    wishes = advice(by_file, portals_folder(), Messages("en"))
    undrawn = {Path(wish.file).stem for wish in wishes if wish.code == "LX351"}
    drawn = {path.name for path in portals_folder().iterdir() if path.is_dir()}
    drivable = {name for name, each in SCENARIOS.items() if each.drivable}
    assert undrawn == drivable - drawn
