from datetime import UTC, datetime

import pytest
from evidence_samples import BALANCE, EVENTS, PICTURE, seen

from loanexit_auto.engine import events, outcome
from loanexit_auto.engine.driver import Artefact
from loanexit_auto.evidence.folder import JOURNAL, CaseFolder
from loanexit_auto.evidence.recorder import Recorder
from loanexit_auto.evidence.report import write_report

NOW = datetime(2026, 11, 23, 16, 38, 5, tzinfo=UTC)
FACTS: dict[str, object] = {"name": "京东金融", "name_en": "JD Finance"}


@pytest.fixture
def made(tmp_path):
    def make(*happened: events.Event, **facts: object):
        folder = CaseFolder.create(tmp_path, "jd-finance", now=NOW, facts=FACTS | facts)
        with Recorder(folder, lambda line: None) as recorder:
            recorder.note("added", "person", {}, [Artefact("sms.png", "image/png", PICTURE)])
            for event in happened:
                recorder.put(event)
        return folder.path

    return make


def html(case) -> str:
    return write_report(case).read_text(encoding="utf-8")


def test_a_blocked_case_says_why_how_much_and_what_to_do(made):
    case = made(seen(BALANCE), events.Finished(outcome.Blocked((BALANCE,))))
    page = html(case)
    for words in (
        "平台不让注销", "The platform refuses to close the account", "京东金融", "JD Finance",
        "钱包余额0.30元未提现", "0.30 yuan", "96110", "2026-11-24 00:38:05",
        "2026-11-23 16:38:05.000", "直到显示 0.00 元", "请保留原始设备", "What this does not prove",
    ):  # fmt: skip
        assert words in page.replace('<bdi class="said">', "").replace("</bdi>", "")


def test_it_is_private_and_whole(made):
    path = write_report(made(seen()))
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert [p.name for p in path.parent.iterdir()] == ["report.html"]


def test_writing_it_again_gives_the_same_page(made):
    case = made(*EVENTS)
    assert html(case) == html(case)


def test_every_line_of_the_journal_is_in_it(made):
    case = made(*EVENTS)
    page = html(case)
    lines = (case / JOURNAL).read_bytes().count(b"\n")
    assert page.count('<li class="deed') + page.count('<li class="shot') == lines


def test_every_file_is_listed_with_its_check_value(made):
    case = made(seen())
    page = html(case)
    for path in (case / "data").rglob("*"):
        if path.is_file() and path.name != "journal.jsonl":
            assert path.relative_to(case).as_posix() in page


def test_pictures_are_inside_and_full_ones_fold_out(made):
    page = html(made(seen()))
    assert page.count("data:image/jpeg;base64,") == 2  # the view, and once more on top
    assert page.count("data:image/webp;base64,") == 1  # the whole page
    assert page.count('<details class="full">') == 1


def test_a_picture_that_was_changed_is_not_shown(made):
    case = made(seen())
    (case / "data/steps/0001-step/view.png").write_bytes(PICTURE + b"x")
    page = html(case)
    assert (page.count("data:image/jpeg"), page.count("data:image/webp")) == (0, 1)
    assert "与记录的校验值不符" in page


def test_a_picture_that_is_gone_is_said_to_be_missing(made):
    case = made(seen())
    (case / "data/steps/0001-step/full.png").unlink()
    assert "不在案卷里" in html(case)


def test_a_picture_that_is_a_link_is_not_followed(made, tmp_path):
    case = made(seen())
    view = case / "data/steps/0001-step/view.png"
    secret = tmp_path / "secret.png"
    view.rename(secret)
    view.symlink_to(secret)
    assert "不在案卷里" in html(case)


def test_what_is_no_picture_is_not_embedded(made):
    page = html(made())
    assert "data:text" not in page


def test_an_interrupted_case_says_so_first(made):
    page = html(made(seen(BALANCE)))
    assert "中途中断，没有结论" in page
    assert "平台不让注销" not in page


def test_a_torn_tail_is_told(made):
    case = made(seen())
    with (case / JOURNAL).open("ab") as file:
        file.write(b"{torn")
    assert "6 bytes" not in html(case)
    assert "bytes at the end were never finished" in html(case)


def test_a_damaged_journal_is_told_and_shown_up_to_there(made):
    case = made(seen(), events.Went("https://a.example/one"), events.Went("https://a.example/two"))
    path = case / JOURNAL
    path.write_bytes(path.read_bytes().replace(b"/one", b"/0ne"))
    page = html(case)
    assert "The record is damaged" in page
    assert "https://a.example/two" not in page


def test_an_empty_or_missing_journal_still_gives_a_page(tmp_path):
    assert "中途中断" in html(tmp_path)


def test_a_mock_case_is_marked(made):
    assert "这是模拟门户的记录" in html(made(seen(), mock="balance-left"))
    assert "这是模拟门户的记录" not in html(made(seen(), mock=None))


def test_a_check_of_the_machine_is_not_answered_twice(tmp_path):
    """“Window visible: not clean: yes” would say two things; the value is that of `headless`."""
    record = {"verdict": "unclean", "checks": [
        {"check": "window_visible", "value": True, "verdict": "unclean"},
        {"check": "profile_fresh", "value": "fresh", "verdict": "clean"},
    ]}  # fmt: skip
    folder = CaseFolder.create(tmp_path, "jd-finance", now=NOW, facts=FACTS)
    with Recorder(folder, lambda line: None) as recorder:
        recorder.note("cleanliness", "tool", record)
    checks = html(folder.path).partition('<table class="checks">')[2].partition("</table>")[0]
    assert "True" not in checks
    assert ">是<" not in checks
    assert "全新" in checks


def test_the_clocks_are_compared_in_a_list_without_raw_keys(tmp_path):
    record = {"verdict": "agrees", "largest_difference_s": 3.1, "tolerated_s": 60, "jumps": [],
              "compared": [{"line": 7, "date": "Tue, 24 Nov 2026 03:15:36 GMT",
                            "difference_s": 1.8}]}  # fmt: skip
    folder = CaseFolder.create(tmp_path, "jd-finance", now=NOW, facts=FACTS)
    with Recorder(folder, lambda line: None) as recorder:
        recorder.note("clock", "tool", record)
    page = html(folder.path)
    assert "compared.1" not in page
    assert '<span lang="zh-CN">一致</span>' in page
    assert "1.8</bdi> s" in page
