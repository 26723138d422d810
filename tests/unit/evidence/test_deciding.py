"""Which screen decides, and which of its pictures shows the words."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from evidence_samples import BALANCE, BOX, ENTRY, seen
from PIL import Image

from loanexit_auto.engine import events, outcome
from loanexit_auto.engine.driver import Artefact, Capture
from loanexit_auto.evidence import journal
from loanexit_auto.evidence.deciding import Cut, deciding_moment, deciding_pictures
from loanexit_auto.evidence.folder import JOURNAL, CaseFolder
from loanexit_auto.evidence.recorder import Recorder
from loanexit_auto.evidence.report import write_report
from loanexit_auto.evidence.story import tell
from loanexit_auto.screen import findings
from loanexit_auto.screen.model import Box, Screen

NOW = datetime(2026, 11, 23, 16, 38, 5, tzinfo=UTC)


@pytest.fixture
def told(tmp_path):
    def make(*happened: events.Event):
        folder = CaseFolder.create(tmp_path, "jd-finance", now=NOW, facts={})
        with Recorder(folder, lambda line: None) as recorder:
            for event in happened:
                recorder.put(event)
        return folder.path, tell(journal.read(folder.path / JOURNAL))

    return make


def picture(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), (240, 240, 240)).save(out, "PNG")
    return out.getvalue()


def shot(where: str, box: Box = BOX, scroll: float = 0.0) -> events.Seen:
    finding = findings.Blocker("余额未提现", box, blocker="balance")
    facts: dict[str, object] = {"decisive": [{"finding": "blocker", "picture": where}]}
    files = (
        Artefact("view.png", "image/png", picture(400, 300)),
        Artefact(where, "image/png", picture(800, 6000)),
    )
    screen = Screen("https://jr.example/x", "注销", width=400, height=300, scroll_y=scroll)
    return events.Seen(screen, (finding,), Capture(files, facts), "step")


def test_a_refusal_found_before_is_seen_on_the_screen_that_was_checked(told):
    _, story = told(
        seen(title="首页"),
        seen(title="钱包"),
        events.Checked("balance", "blocked", "钱包余额"),
        seen(title="会员"),
        events.Checked("membership", "clear", "未开通"),
        events.Finished(outcome.Blocked((BALANCE,), "preflight")),
    )
    moment = deciding_moment(story)
    assert moment is not None
    assert moment.data.text("title") == "钱包"


def test_an_entry_or_a_refusal_is_seen_on_the_last_screen_that_has_it(told):
    _, story = told(
        seen(BALANCE, title="一"),
        seen(BALANCE, title="二"),
        seen(ENTRY, title="三"),
        events.Finished(outcome.Blocked((BALANCE,))),
    )
    moment = deciding_moment(story)
    assert moment is not None
    assert moment.data.text("title") == "二"


def test_no_screen_is_said_to_decide_if_the_record_names_none(told):
    path, story = told(seen(title="最后"), events.Finished(outcome.EntryNotFound(("注销",), "x")))
    assert deciding_moment(story) is None
    page = write_report(path).read_text(encoding="utf-8")
    assert "最后看到的画面" in page
    assert "起决定作用的画面" not in page


def test_a_picture_of_its_own_is_shown_whole_and_a_long_one_around_the_words(told):
    _, story = told(shot("found-1.png"), shot("full.png", Box(10, 2_000, 90, 20), 500.0))
    whole, long = story.shots
    assert deciding_pictures(whole) == {"found-1.png": None}
    assert deciding_pictures(long) == {"full.png": Cut(2_180.0, 3_000.0)}


def test_of_a_tile_the_place_within_it_counts(told):
    _, story = told(shot("full-02.png", Box(10, 10_500, 90, 20)))
    assert deciding_pictures(story.shots[0]) == {"full-02.png": Cut(280.0, 1_100.0)}


@pytest.mark.parametrize("where", ["found-1.png", "unrolled-1-02.png", "full.png"])
def test_the_picture_that_decides_is_open_on_the_page_and_on_paper(told, where):
    path, _ = told(shot(where), events.Finished(outcome.Blocked((BALANCE,))))
    page = write_report(path).read_text(encoding="utf-8")
    first, _, timeline = page.partition('<ol class="line">')
    assert f"data/steps/0001-step-blocker/{where}" in first  # in the section on top
    also = timeline.partition('<div class="also">')[2]
    assert also.startswith('<img src="data:image/webp')
    assert f"0001-step-blocker/{where}" in also[: also.index("</p>")]
    assert ("整页截图中有这些文字的一段" in page) == (where == "full.png")


def test_whatever_a_forged_line_says_about_it_gives_a_page(told):
    path, _ = told(shot("full-9999999999.png", Box(0, -5, 1, 1)), shot("full-٣.png"))
    assert "全过程" in write_report(path).read_text(encoding="utf-8")
