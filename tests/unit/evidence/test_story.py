from datetime import UTC, datetime

import pytest
from evidence_samples import BALANCE, BOX, ENTRY, INCIDENTS, seen
from hypothesis import given
from hypothesis import strategies as st

from loanexit_auto.engine import events, outcome
from loanexit_auto.engine.events import Event
from loanexit_auto.evidence import journal
from loanexit_auto.evidence.journal import FileEntry, Journal, JournalReading, Line, Moment
from loanexit_auto.evidence.record import record
from loanexit_auto.evidence.story import Data, beijing, tell
from loanexit_auto.screen.findings import Effect

MOMENT = Moment(datetime(2026, 11, 23, 16, 0, 0, tzinfo=UTC), 1)


def tap(label: str) -> Event:
    return events.Tapped(label, Effect.NAVIGATE, BOX, "main")


@pytest.fixture
def story_of(tmp_path):
    def make(*happened: Event):
        book = Journal(tmp_path / "journal.jsonl")
        for event in happened:
            made = record(event)
            book.append(MOMENT, made.actor, made.kind, made.data)
        book.close()
        return tell(journal.read(tmp_path / "journal.jsonl"))

    return make


def test_the_path_is_what_was_pressed_on_the_last_route(story_of):
    story = story_of(
        events.StepBegun(1, 1, "tap 钱包", "preflight"),
        tap("钱包"),
        seen(),
        events.Went("https://a.example/"),
        events.StepBegun(1, 2, "tap 我的"),
        tap("我的"),
        events.StepBegun(2, 2, "tap 设置"),
        tap("设置"),
        seen(ENTRY),
        events.Finished(outcome.EntryLocated(ENTRY)),
    )
    assert [shot.path for shot in story.shots] == [("钱包",), ("我的", "设置")]
    assert story.path == ("我的", "设置", "注销账户")


def test_the_path_to_a_refusal_found_before_is_that_to_its_screen(story_of):
    checked = [
        events.Checked("balance", verdict, "余额", None, None, "")
        for verdict in ("blocked", "clear")
    ]
    story = story_of(
        events.StepBegun(1, 1, "tap 钱包", "preflight"),
        tap("钱包"),
        checked[0],
        events.StepBegun(1, 1, "tap 订单", "preflight"),
        tap("订单"),
        checked[1],
        events.Finished(outcome.Blocked((BALANCE,), "preflight")),
    )
    assert story.path == ("钱包",)


def test_an_exploration_knows_the_way_though_it_goes_back_and_forth(story_of):
    def mapped(screen, came_from, by, how="tap"):
        return events.Mapped(screen, came_from, by, how, 1, True, "https://a.example", "x")

    story = story_of(
        mapped(0, None, "", "start"), tap("帮助"), seen(), mapped(1, 0, "帮助"),
        mapped(0, 1, "", "back"), tap("设置"), seen(), mapped(2, 0, "设置"), tap("安全"), seen(),
        mapped(3, 2, "安全"),
        events.Explored((("设置", "tap", "u"), ("安全", "tap", "u")), 2, 4, 1, 0, 0),
    )  # fmt: skip
    assert [shot.path for shot in story.shots] == [("帮助",), ("设置",), ("设置", "安全")]
    assert story.path == ("设置", "安全")


def test_an_opened_entry_is_not_named_twice(story_of):
    story = story_of(tap("注销账户"), events.Finished(outcome.EntryLocated(ENTRY, True)))
    assert story.path == ("注销账户",)


def test_a_search_is_part_of_the_path(story_of):
    assert story_of(events.Searched("注销", "搜索")).path == ("🔍 注销",)


def test_who_drives_changes_with_the_handoff(story_of):
    story = story_of(
        seen(),
        events.Handoff("sign_in"),
        seen(),
        events.Resumed("sign_in", events.Answer.DONE),
        seen(),
    )
    assert [moment.driver for moment in story.moments] == [
        "tool",
        "person",
        "person",
        "tool",
        "tool",
    ]
    assert [moment.shot for moment in story.moments] == [1, 0, 2, 0, 3]


def test_without_an_ending_there_is_none(story_of):
    assert story_of(seen(BALANCE)).ending is None


def test_interference_is_gathered(story_of):
    refused = events.RefusedTap("确认注销", Effect.FINAL, "final")
    story = story_of(*(events.Interfered(each) for each in INCIDENTS), refused, seen())
    assert len(story.interference) == len(INCIDENTS) + 1


def test_beijing_is_eight_hours_ahead():
    assert beijing("2026-11-23T16:30:00.123Z") == "2026-11-24 00:30:00"
    assert beijing("9999-12-31T23:00:00.000Z") == ""
    assert beijing("soon") == ""


def test_rows_flatten_whatever_they_get():
    data = {"a": {"b": 1}, "l": [1, 2], "o": [{"x": None}], "t": True}
    assert list(Data(data).rows()) == [("a.b", "1"), ("l", "1, 2"), ("o.1.x", ""), ("t", "True")]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["findings", "text", "facts", "label", "entry", "path", "number"]),
            inner,
        )
    ),
    max_leaves=8,
)
KINDS = st.sampled_from(["opened", "seen", "tapped", "finished", "checked", "clock", "odd"])


@given(
    st.lists(st.tuples(KINDS, st.dictionaries(st.text(max_size=9), JSON, max_size=4)), max_size=6)
)
def test_any_journal_can_be_told(made):
    lines = tuple(
        Line(1, n, "0" * 64, "2026-11-23T16:00:00.000Z", 1, "tool", kind, data, (), b"")
        for n, (kind, data) in enumerate(made, 1)
    )
    story = tell(JournalReading(lines, b"", None))
    assert len(story.moments) == len(lines)
    assert isinstance(story.path, tuple)
    assert all(isinstance(name, str) for name in story.platform_names)
    assert all(isinstance(row, tuple) for each in story.machine for row in each.data.rows())


def test_files_are_listed_in_the_order_of_the_record():
    files = (FileEntry("data/a", "0" * 64, 1, "x"), FileEntry("data/b", "0" * 64, 1, "x"))
    line = Line(1, 1, "0" * 64, "2026-11-23T16:00:00.000Z", 1, "tool", "seen", {}, files, b"")
    assert tell(JournalReading((line,), b"", None)).files == files
