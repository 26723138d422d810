from __future__ import annotations

import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from evidence_samples import ENTRY, seen
from hypothesis import given
from hypothesis import strategies as st

from loanexit_auto.engine import events, outcome
from loanexit_auto.evidence import journal
from loanexit_auto.evidence.folder import CaseFolder
from loanexit_auto.evidence.journal import Journal, Moment
from loanexit_auto.evidence.map import SiteMap, site_map
from loanexit_auto.evidence.map_drawing import draw, is_whole
from loanexit_auto.evidence.record import record
from loanexit_auto.evidence.recorder import Recorder
from loanexit_auto.evidence.report import write_report
from loanexit_auto.evidence.story import Story, tell

HOST = "https://jr.example"
HOSTILE = "<script>alert(1)</script>\"'&\u202e\x07"


@pytest.fixture
def story_of(tmp_path):
    def make(*happened: events.Event) -> Story:
        path = tmp_path / "journal.jsonl"
        path.unlink(missing_ok=True)
        book = Journal(path)
        for event in happened:
            entry = record(event)
            book.append(Moment.now(), entry.actor, entry.kind, entry.data)
        book.close()
        return tell(journal.read(path))

    return make


def mapped(number: int, came: int | None, by: str, title: str, **more: object) -> events.Mapped:
    how = more.pop("how", "tap" if came is not None else "start")
    fields = {"depth": 0, "is_new": True, "url": f"{HOST}/{number}", "title": title} | more
    return events.Mapped(number, came, by, how, **fields)


def explored(*labels: str, screens: int = 4) -> events.Explored:
    path = tuple((label, "tap", HOST) for label in labels)
    return events.Explored(path, len(labels), screens, 0, 0, 0)


FOUND = (
    seen(title="首页"), mapped(0, None, "", "首页"),
    seen(title="帮助"), mapped(1, 0, "帮助", "帮助"),
    seen(title="首页"), mapped(0, None, "", "首页", how="history", is_new=False),
    seen(title="设置"), mapped(2, 0, "设置", "设置"),
    seen(title="安全"), mapped(3, 2, "安全", "安全", has_entry=True),
    explored("设置", "安全"),
    events.Finished(outcome.EntryLocated(ENTRY)),
)  # fmt: skip


def test_the_way_and_the_screens_beside_it(story_of) -> None:
    atlas = site_map(story_of(*FOUND))
    assert atlas is not None and atlas.path == (0, 2, 3) and atlas.entry == "注销账户"
    assert [[place.title for place in row] for row in atlas.layers] == [
        ["首页"], ["帮助", "设置"], ["安全"],
    ]  # fmt: skip
    assert [(p.parent, p.by, p.on_path) for p in atlas.places.values()] == [
        (None, "", True), (0, "帮助", False), (0, "设置", True), (2, "安全", True),
    ]  # fmt: skip


def test_each_screen_names_the_picture_that_shows_it(story_of) -> None:
    atlas = site_map(story_of(*FOUND))
    assert atlas is not None
    assert [place.shot for place in atlas.places.values()] == [1, 2, 4, 5]


def test_a_screen_seen_before_exploring_names_the_picture_it_was_told_with(story_of) -> None:
    walked = (seen(title="首页"), seen(title="我的"), seen(title="搜索"))
    recalled = (mapped(0, None, "", "首页", shot=1), mapped(1, 0, "我的", "我的", shot=2))
    atlas = site_map(story_of(*walked, *recalled, explored()))
    assert atlas is not None
    assert [place.shot for place in atlas.places.values()] == [1, 2]
    forged = site_map(story_of(*walked, mapped(0, None, "", "首页", shot=99)))
    assert forged is not None and forged.places[0].shot == 3


def test_the_entry_on_a_menu_that_opened_on_its_own_screen(story_of) -> None:
    """更多 opened a sheet on 设置: the way has two taps and only one more screen."""
    atlas = site_map(
        story_of(
            mapped(0, None, "", "首页"),
            mapped(1, 0, "设置", "设置"),
            mapped(1, 1, "更多", "设置", is_new=False, has_entry=True),
            explored("设置", "更多"),
        )
    )
    assert atlas is not None and atlas.path == (0, 1)


def test_without_an_entry_there_is_no_way_but_a_map(story_of) -> None:
    atlas = site_map(
        story_of(mapped(0, None, "", "首页"), mapped(1, 0, "帮助", "帮助"), explored())
    )
    assert atlas is not None and atlas.path == () and not atlas.found and not atlas.entry
    assert "entry" not in draw(atlas)


def test_a_run_without_exploring_has_no_map(story_of) -> None:
    assert site_map(story_of(seen(), events.Finished(outcome.Abandoned("person")))) is None


def wide(count: int, deep: int = 0) -> tuple[events.Event, ...]:
    """A menu of `count` leaves beside a way of `deep` screens to the entry."""
    way = [
        mapped(n, n - 1, f"下一层{n}", f"第{n}层", has_entry=n == deep) for n in range(1, deep + 1)
    ]
    leaves = [mapped(1000 + n, 0, f"第{n}项", f"页面{n}") for n in range(count)]
    path = explored(*(f"下一层{n}" for n in range(1, deep + 1)))
    return (mapped(0, None, "", "首页"), *leaves, *way, path)


@pytest.mark.parametrize("count", [0, 2, 4, 5, 6, 99])
def test_every_screen_is_drawn_or_counted(story_of, count: int) -> None:
    atlas = site_map(story_of(*wide(count, deep=3)))
    assert atlas is not None
    svg = str(draw(atlas))
    drawn = len(re.findall(r'<g class="(?:place|path|goal)">', svg))
    counted = [int(n) for n in re.findall(r">(\d+) more screens<", svg)]
    assert drawn + sum(counted) == len(atlas.places) == count + 4
    assert is_whole(atlas) == (not counted)
    assert svg.count('class="path"') + svg.count('class="goal"') == 4, "the way is drawn in full"


def boxes(svg: str) -> list[tuple[float, float, float, float]]:
    found = re.findall(r'<g class="(?:place|path|goal|rest|entry)">.*?(<rect [^>]*>)', svg)
    return [tuple(float(n) for n in re.findall(r'"(-?[\d.]+)"', box))[:4] for box in found]


@pytest.mark.parametrize(("count", "deep"), [(0, 0), (3, 1), (6, 2), (99, 12)])
def test_boxes_lie_inside_and_never_over_each_other(story_of, count: int, deep: int) -> None:
    atlas = site_map(story_of(*wide(count, deep)))
    assert atlas is not None
    svg = str(draw(atlas))
    width, height = (float(n) for n in re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups())
    found = boxes(svg)
    for x, y, w, h in found:
        assert x >= 0 and x + w <= width and y >= 0 and y + h <= height
    for number, (x, y, w, h) in enumerate(found):
        for x2, y2, w2, h2 in found[:number]:
            assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y


def test_what_pages_say_is_harmless_in_the_drawing(story_of) -> None:
    atlas = site_map(
        story_of(
            mapped(0, None, "", HOSTILE),
            mapped(1, 0, HOSTILE, HOSTILE + "2", has_entry=True, url="javascript:alert(1)"),
            explored(HOSTILE),
            events.Rerouted((), HOSTILE, "account"),
        )
    )
    assert atlas is not None
    svg = str(draw(atlas))
    root = ElementTree.fromstring(svg)
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names <= {"svg", "g", "title", "rect", "text", "path", "circle"}
    assert all(not name.startswith("on") and "href" not in name
               for element in root.iter() for name in element.attrib)  # fmt: skip
    assert "<script" not in svg and "\u202e" not in svg and "\x07" not in svg
    assert "⟨U+202E⟩" in svg


def test_the_same_journal_gives_the_same_drawing(story_of) -> None:
    first, second = site_map(story_of(*FOUND)), site_map(story_of(*FOUND))
    assert first is not None and second is not None
    assert draw(first) == draw(second)


def test_titles_lose_what_all_of_them_end_in_and_addresses_stand_for_equal_ones(story_of) -> None:
    titles = [f"{name} - 某某金融" for name in ("首页", "设置", "安全", "帮助")]
    listed = [mapped(n, n - 1 if n else None, f"去{n}", title) for n, title in enumerate(titles)]
    atlas = site_map(story_of(*listed))
    assert atlas is not None
    shown = re.findall(r'class="name">([^<]*)<', str(draw(atlas)))
    assert shown == ["首页", "设置", "安全", "帮助"]
    same = [mapped(n, n - 1 if n else None, f"去{n}", "某某金融") for n in range(4)]
    alike = site_map(story_of(*same))
    assert alike is not None
    assert re.findall(r'class="name">([^<]*)<', str(draw(alike))) == ["/0", "/1", "/2", "/3"]


def test_the_report_shows_the_map_its_table_and_the_drift(tmp_path) -> None:
    folder = CaseFolder.create(
        tmp_path, "jd-finance", now=datetime.now(UTC), facts={"name": "京东"}
    )
    with Recorder(folder, lambda line: None) as recorder:
        for event in FOUND[:-1]:
            recorder.put(event)
        recorder.put(events.Rerouted((("设置", "tap"), ("安全", "tap")), "注销账户", "account"))
        recorder.note("proposed", "tool", {"scenario": "jd-finance.yaml", "why": ""})
        recorder.put(events.Finished(outcome.EntryLocated(ENTRY), drifted=True))
    page = write_report(folder.path).read_text(encoding="utf-8")
    assert page.count("<svg") == 1 and "<script" not in page and "href" not in page
    assert "路径变了" in page and "The path has drifted" in page
    assert "jd-finance.yaml" in page
    table = page[page.index("画面清单") :]
    for words in ("帮助", "设置", "安全", "入口在这里", "entry stands here", f"{HOST}/3"):
        assert words in table
    assert table[: table.index("</table>")].count("<tr>") == 1 + 4


def test_a_report_without_exploring_has_no_map(tmp_path) -> None:
    folder = CaseFolder.create(tmp_path, "jd-finance", now=datetime.now(UTC), facts={})
    with Recorder(folder, lambda line: None) as recorder:
        recorder.put(events.Finished(outcome.EntryNotFound("注销账户", "", (("关闭白条", "odd"),))))
    page = write_report(folder.path).read_text(encoding="utf-8")
    assert "<svg" not in page and "路径变了" not in page
    assert "关闭白条" in page and "没有写明" in page, "an unknown word is unknown"


_DATA = st.dictionaries(
    st.sampled_from(["screen", "came_from", "by", "how", "depth", "shot", "title", "url",
                     "has_entry", "path"]),
    st.one_of(st.none(), st.booleans(), st.integers(-5, 30), st.text(max_size=8), st.just("tap"),
              st.lists(st.lists(st.text(max_size=3), max_size=3), max_size=3)),
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(["mapped", "explored", "seen", "rerouted"]), _DATA)))
def test_any_journal_gives_a_map_that_can_be_drawn_or_none(tmp_path_factory, lines) -> None:
    path = tmp_path_factory.mktemp("any") / "journal.jsonl"
    book = Journal(path)
    for kind, data in lines:
        book.append(Moment.now(), "tool", kind, data)
    book.close()
    atlas: SiteMap | None = site_map(tell(journal.read(path)))
    if atlas is not None:
        ElementTree.fromstring(str(draw(atlas)))
        assert set(atlas.path) <= set(atlas.places)
