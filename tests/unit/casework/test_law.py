import re
from datetime import date

import pytest

from loanexit_auto.casework import letter
from loanexit_auto.casework.law import LAW, UncitableError, law_book
from loanexit_auto.casework.remedies import remedies
from loanexit_auto.casework.routing import channels
from loanexit_auto.casework.script import _CITED
from loanexit_auto.errors import FileProblems
from loanexit_auto.messages import LANGS, catalogue

TODAY = date(2026, 11, 23)
TEMPLATES = sorted(letter.TEMPLATES.glob("*.md.j2"))
CITED = re.compile(r'(?:law|gist)\("([^"]+)"\)')
LISTED = re.compile(r"basis\(\[([^\]]*)\]\)")
OUTSIDE = re.compile(r"《|第[一二三四五六七八九十百千零\d]+条|\d+号令|〔\d{4}〕")
_NUMERALS = "零一二三四五六七八九"


def _ids(text: str) -> set[str]:
    listed = (re.findall(r'"([^"]+)"', group) for group in LISTED.findall(text))
    return {*CITED.findall(text), *(each for group in listed for each in group)}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_cites_only_law_that_may_be_cited_today(template):
    for article in _ids(template.read_text(encoding="utf-8")):
        found = law_book().articles[article]
        assert found.status in "TP"
        assert found.holds(TODAY)
        assert found.source


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_names_no_law_in_its_own_words(template):
    assert OUTSIDE.findall(template.read_text(encoding="utf-8")) == []


def test_most_templates_do_cite():
    assert sum(bool(_ids(path.read_text(encoding="utf-8"))) for path in TEMPLATES) >= 11


@pytest.mark.parametrize("area", ["case", "remedy", "phone", "letter"])
@pytest.mark.parametrize("lang", LANGS)
def test_messages_name_no_article_in_their_own_words(area, lang):
    for text in catalogue(lang, area).values():
        assert OUTSIDE.findall(text) == []


def test_remedies_scripts_and_limits_cite_only_what_is_in_force():
    limits = (lim.law for door in channels().doors.values() for lim in door.limits if lim.law)
    listed = (article for entry in remedies().blockers.values() for article in entry.law)
    for article in (*limits, *listed, *_CITED.values()):
        law_book().cite(article, TODAY)


def test_the_old_number_of_the_cybersecurity_law_is_caught_and_the_new_one_named():
    with pytest.raises(UncitableError, match=r"not in force on 2026-01-01; cite csl-45"):
        law_book().cite("csl-43", date(2026, 1, 1))
    assert law_book().cite("csl-43", date(2025, 12, 31)).cite == "第四十三条"
    assert law_book().cite("csl-45", date(2026, 1, 1)).citation == "《网络安全法》第四十五条"
    with pytest.raises(UncitableError, match="not in force"):
        law_book().cite("csl-45", date(2025, 12, 31))


@pytest.mark.parametrize(
    ("article", "why"),
    [
        ("order24-12", "unconfirmed"),
        ("gbt35273-8.5-items", "unconfirmed"),
        ("draft2026-whole", "not in force"),
        ("aml2006-19", "not in force"),
        ("pipl-999", "no article"),
    ],
)
def test_what_may_not_be_cited_is_refused(article, why):
    with pytest.raises(UncitableError, match=why):
        law_book().cite(article, TODAY)


def test_the_e_commerce_law_is_for_shopping_accounts_only():
    assert law_book().cite("ecommerce-24", TODAY, "shopping")
    with pytest.raises(UncitableError, match="only for accounts of: shopping"):
        law_book().cite("ecommerce-24", TODAY, "loan")


def test_the_written_number_of_every_article_is_its_own():
    for article in law_book().articles.values():
        number = re.search(r"-(\d+)(?:-|$)", article.id)
        if number and article.cite.startswith("第") and "部分" not in article.cite:
            written = re.match(r"第(.+?)条", article.cite)
            assert written and written[1] == _chinese(int(number[1])), article.id


def _chinese(number: int) -> str:
    thousands, hundreds = divmod(number, 1000)[0], number // 100 % 10
    tens, ones = number // 10 % 10, number % 10
    text = f"{_NUMERALS[thousands]}千" if thousands else ""
    text += f"{_NUMERALS[hundreds]}百" if hundreds else ("零" if thousands else "")
    if tens:
        text += ("" if tens == 1 and number < 20 else _NUMERALS[tens]) + "十"
    elif ones and hundreds:
        text += "零"
    return text + (_NUMERALS[ones] if ones else "")


def test_every_article_says_where_it_was_read():
    assert len(law_book().articles) > 90
    for article in law_book().articles.values():
        assert len(article.source) > 8


def test_a_broken_law_file_is_told_with_line_and_column(tmp_path):
    text = LAW.read_text(encoding="utf-8").replace(", status: T", ", status: X", 1)
    broken = tmp_path / "law.yaml"
    broken.write_text(text + "\nextra: 1\n", encoding="utf-8")
    with pytest.raises(FileProblems) as caught:
        law_book(broken)
    lines = str(caught.value).splitlines()
    line = next(n for n, row in enumerate(text.splitlines(), 1) if ", status: X" in row)
    assert any(f"law.yaml:{line}:" in row and "CW102" in row for row in lines)
    assert any("extra" in row for row in lines)


def test_a_duplicate_key_in_a_law_file_is_refused(tmp_path):
    broken = tmp_path / "law.yaml"
    broken.write_text("sources: {}\nlaws: {}\nlaws: {}\n", encoding="utf-8")
    with pytest.raises(FileProblems, match=r"law\.yaml:3:1 LX109"):
        law_book(broken)
    with pytest.raises(FileProblems, match="CW100"):
        law_book(tmp_path / "missing.yaml")
