from datetime import date

import pytest
from case_samples import balance_left, make_case

from loanexit_auto.casework.remedies import remedies, remedy
from loanexit_auto.casework.script import EVASIONS, script
from loanexit_auto.casework.standing import Standing
from loanexit_auto.engine import events
from loanexit_auto.messages import LANGS, Messages

TODAY = date(2026, 11, 23)


def said(case: Standing) -> str:
    return "\n".join(each.zh for each in script(case, TODAY))


def test_settled_loans_are_claimed_only_where_a_screen_showed_it(tmp_path):
    assert "借款已经结清" in said(make_case(tmp_path / "a", balance_left()).standing)
    assert "借款已经结清" not in said(make_case(tmp_path / "b").standing)
    doubt = (events.Checked("unsettled_loan", "unknown"),)
    assert "借款已经结清" not in said(make_case(tmp_path / "c", doubt).standing)


def test_the_demand_is_made_firm_with_its_articles_and_storage_only():
    text = said(Standing())
    assert "永久注销账户并删除联系方式" in text
    for article in ("第十五条", "第四十七条", "第二十三条", "第二十四条"):
        assert article in text
    assert "停止除存储和采取必要的安全保护措施之外的一切处理" in text


def test_every_evasion_has_an_answer_in_both_languages():
    answers = [each for each in script(Standing(), TODAY) if each.when_zh]
    assert len(answers) == len(EVASIONS)
    assert all(each.zh and each.en and each.when_en for each in answers)


def test_a_supervised_lender_may_not_ask_again_for_what_it_has(tmp_path):
    notes = [("case_fact", {"key": "lender", "value": "平安消费金融有限公司"})]
    assert "第十三条" in said(make_case(tmp_path, notes=notes).standing)
    assert "第十三条" not in said(Standing())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", remedies().blockers)
def test_every_blocker_has_a_page_with_its_law(kind, lang):
    page = remedy(kind, Messages(lang), TODAY)
    assert all((page.title, page.means, page.clear, page.may_not, page.law))
    assert bool(page.waive) == remedies().blockers[kind].waivable
    assert page.ground in ("accepted", "disputable", "formal")


def test_an_unknown_blocker_gets_the_general_page():
    assert remedy("unheard of", Messages("en"), TODAY).kind == "generic"
