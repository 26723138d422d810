from __future__ import annotations

import io
import re
from datetime import date

import pytest
from case_samples import balance_left, make_case, refused, seen
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markdown_it import MarkdownIt

from loanexit_auto.casework import letter, paper
from loanexit_auto.casework.deadlines import due
from loanexit_auto.casework.friction import friction
from loanexit_auto.casework.law import law_book
from loanexit_auto.casework.letter import BLANK, KINDS, PUBLIC, compose, escaped
from loanexit_auto.casework.shelf import ShelvedCase, read_case
from loanexit_auto.errors import UsageError
from loanexit_auto.evidence import journal
from loanexit_auto.evidence.folder import JOURNAL
from loanexit_auto.evidence.story import beijing

TODAY = date(2026, 11, 23)
LENDER = ("case_fact", {"key": "lender", "value": "捷信消费金融有限公司"})
CALL = (
    "contact",
    {"how": "call", "on": "2026-09-21", "at": "14:05", "agent": "1024", "said": "余额不为零"},
)
SENT = ("letter_sent", {"letter": "institution", "on": "2026-09-21", "reference": "TS20260921001"})
_HASH = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@pytest.fixture
def case(tmp_path) -> ShelvedCase:
    return make_case(tmp_path, balance_left(), notes=[LENDER, CALL, SENT])


@pytest.mark.parametrize("kind", KINDS)
def test_every_hash_in_a_letter_is_one_the_journal_vouches_for(case, kind):
    vouched = {file.sha256 for line in case.reading.lines for file in line.files}
    found = set(_HASH.findall(compose(kind, case, TODAY).markdown))
    assert found <= vouched | {case.reading.head}
    assert found or kind in (*PUBLIC, "12321")


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_in_a_letter_is_in_the_case_the_law_or_the_template(case, kind):
    text = compose(kind, case, TODAY).markdown
    for article in law_book().articles.values():
        text = text.replace(article.citation, "").replace(article.gist, "")
    template = (letter.TEMPLATES / f"{kind}.md.j2").read_text(encoding="utf-8")
    parts = (letter.TEMPLATES / "_parts.md.j2").read_text(encoding="utf-8")
    raw = (case.path / JOURNAL).read_text(encoding="utf-8")
    times = " ".join(beijing(line.utc) for line in case.reading.lines)
    figures = friction(case.reading)
    counted = f"{figures.screens} {figures.taps} {' '.join(map(str, range(1, 30)))}"
    known = set(_NUMBER.findall(" ".join((raw, times, template, parts, counted))))
    known |= set(_NUMBER.findall(case.reading.head))
    assert set(_NUMBER.findall(text)) - known == set()


def test_the_amount_the_times_the_call_and_the_lender_are_those_of_the_case(case):
    text = compose("institution", case, TODAY).markdown
    assert "0.30 元" in text
    assert "2026-09-21 14:05（北京时间，本人记录）电话联系平台（工号 1024）：“余额不为零”" in text
    assert "天津京东消费金融有限公司（原名 捷信消费金融有限公司）" in text
    assert "2026-09-21 10:00:00（北京时间）" in text


def test_what_only_a_check_found_is_not_called_a_refusal_of_the_platform(case):
    text = compose("institution", case, TODAY).markdown
    assert "因上述事项没有提交注销" in text
    assert "平台页面显示不能注销的条件" not in text
    assert "为找到注销入口" not in text


def test_a_refusal_and_the_way_to_it_are_told_with_their_figures(tmp_path):
    case = make_case(tmp_path, refused())
    text = compose("institution", case, TODAY).markdown
    assert "平台页面显示不能注销的条件：“钱包余额0.30元未提现，不能注销”（证据 3）" in text
    assert "共经过 3 个画面、点按 2 次，路径：“我的 → 设置”" in text


def test_an_earlier_complaint_is_named_with_its_number(case):
    text = compose("nfra", case, TODAY).markdown
    assert "2026-09-21 已向机构投诉，编号“TS20260921001”" in text


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_case_does_not_know_is_a_marked_blank(tmp_path, kind):
    bare = compose(kind, make_case(tmp_path), TODAY)
    assert bare.blanks or kind in PUBLIC
    assert all(BLANK.fullmatch(blank) for blank in bare.blanks)
    assert "None" not in bare.markdown
    if kind in ("institution", "privacy", "credit-record"):
        assert "【待填：合同载明的出借人全称】" in bare.markdown


def test_a_template_that_asks_for_an_unknown_fact_fails(tmp_path, case, monkeypatch):
    (tmp_path / "odd.md.j2").write_text("# {{ salary }}\n", encoding="utf-8")
    monkeypatch.setattr(letter, "TEMPLATES", tmp_path)
    monkeypatch.setattr(letter, "KINDS", ("odd",))
    with pytest.raises(UndefinedError, match="salary"):
        compose("odd", case, TODAY)


def test_a_public_post_names_nobody_and_lists_no_file(case):
    text = compose("heimao", case, TODAY).markdown
    assert "1024" not in text
    assert "余额不为零" not in text
    assert "捷信" not in text
    assert not _HASH.search(text)
    assert "data/" not in text
    assert "姓名】" not in text


def test_a_shopping_account_may_cite_the_e_commerce_law_and_a_loan_may_not(tmp_path):
    shopping = [("case_fact", {"key": "account_kind", "value": "shopping"})]
    bought = make_case(tmp_path / "a", notes=shopping)
    lent = make_case(tmp_path / "b", notes=[LENDER])
    assert "电子商务法" in compose("12315", bought, TODAY).markdown
    assert "电子商务法" not in compose("institution", lent, TODAY).markdown


def test_a_mock_case_is_marked_in_every_letter(tmp_path):
    case = make_case(tmp_path, balance_left(), mock=True)
    for kind in KINDS:
        assert "模拟案卷" in compose(kind, case, TODAY).markdown.splitlines()[2]


def test_words_of_a_fraudster_are_not_put_into_the_platforms_mouth(tmp_path):
    call = ("contact", {"how": "call", "on": "2026-09-21", "said": "打开屏幕共享"})
    case = make_case(tmp_path, notes=[call, ("fraud_warning", {"line": 2})])
    assert "屏幕共享" not in compose("institution", case, TODAY).markdown


def test_a_file_that_was_changed_or_lost_is_said_to_be(case):
    first, second = (case.path / case.reading.lines[3].files[n].path for n in (0, 1))
    first.write_bytes(b"painted over")
    second.unlink()
    made = compose("institution", read_case(case.path), TODAY)
    assert sorted(each.check for each in made.troubled) == ["altered", "missing"]
    assert "与记录不符" in made.markdown
    assert "文件缺失" in made.markdown


def test_no_such_letter(case):
    with pytest.raises(UsageError, match="love"):
        compose("love", case, TODAY)


_NASTY = (
    "# 标题\n\n| a | b |\n\n- 1. <script>alert(1)</script> **x** [a](javascript:b) `c` ![i](u) "
    "&amp; <http://x.example> \u202e"
)


def test_hostile_words_stay_words(tmp_path):
    call = ("contact", {"how": "call", "on": "2026-09-21", "said": _NASTY, "agent": _NASTY})
    case = make_case(tmp_path, (seen(_NASTY),), name=_NASTY, notes=[call])
    for kind in KINDS:
        made = compose(kind, case, TODAY)
        tame = compose(kind, make_case(tmp_path / kind, (seen("x"),), notes=[call]), TODAY)
        assert _skeleton(made.markdown) == _skeleton(tame.markdown)
        page = paper.printable(made)
        assert "<script" not in page
        assert not re.search(r"<(?:a|img|iframe|form)\b", page)
        assert "\u202e" not in page + made.markdown


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_text_becomes_one_paragraph_of_plain_words(text):
    tokens = MarkdownIt("commonmark").enable("table").parse(f"值：“{escaped(text)}”")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert all(child.type == "text" for child in tokens[1].children or ())


def _skeleton(markdown: str) -> list[str]:
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    return [token.type for token in tokens if token.type != "inline"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_docx_says_what_the_markdown_says(case, kind):
    made = compose(kind, case, TODAY)
    document = Document(io.BytesIO(paper.docx(made)))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = "\n".join(
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    )
    assert document.paragraphs[0].text == made.title.replace("\\", "")
    assert set(_HASH.findall(made.markdown)) == set(_HASH.findall(said + cells))
    assert set(BLANK.findall(said)) == set(made.blanks)
    for article in made.cited:
        assert article.citation in said


def test_every_list_of_the_docx_begins_with_one(case):
    document = Document(io.BytesIO(paper.docx(compose("institution", case, TODAY))))
    numbers = [found[1] for p in document.paragraphs if (found := re.match(r"(\d+)\. ", p.text))]
    assert numbers == ["1", "2", "3", "1", "2", "3", "4"]


def test_a_second_letter_does_not_replace_the_first(case, tmp_path):
    made = compose("nfra", case, TODAY)
    first = paper.keep(made, ("md", "html"), tmp_path / "letters")
    second = paper.keep(made, ("md",), tmp_path / "letters")
    assert [path.name for path in first] == ["nfra-1.md", "nfra-1.html"]
    assert [path.name for path in second] == ["nfra-2.md"]
    assert set(second.values()) < set(first.values())


def test_letters_are_made_of_an_interrupted_journal_too(case):
    with (case.path / JOURNAL).open("ab") as stream:
        stream.write(b'{"v":1,"seq":99')
    torn = read_case(case.path)
    assert torn.reading.torn
    assert (
        compose("institution", torn, TODAY).markdown == compose("institution", case, TODAY).markdown
    )


def test_the_limit_told_in_a_letter_is_the_one_that_is_counted(case):
    text = compose("institution", case, TODAY).markdown
    assert "自收到之日起15日内" in text
    assert due(date(2026, 9, 21), 15, "calendar") == date(2026, 10, 6)
    assert journal.read(case.path / JOURNAL).problem is None
