import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import get_args

import pytest
from evidence_samples import BALANCE, EVENTS, INCIDENTS, OUTCOMES, seen
from hypothesis import given
from hypothesis import strategies as st

from loanexit_auto.engine import events, outcome
from loanexit_auto.engine.driver import Incident
from loanexit_auto.engine.events import Event
from loanexit_auto.evidence import record as records
from loanexit_auto.evidence.record import plain, record
from loanexit_auto.screen import findings


def test_every_kind_of_event_and_incident_has_a_name():
    assert set(records.KINDS) == set(get_args(Event)) == {type(event) for event in EVENTS}
    assert set(records.INCIDENTS) == set(get_args(Incident)) == {type(i) for i in INCIDENTS}
    assert len(set(records.KINDS.values())) == len(records.KINDS)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_every_event_becomes_json_that_comes_back_the_same(event):
    made = record(event)
    assert json.loads(json.dumps(made.data, allow_nan=False)) == made.data
    assert made.kind == records.KINDS[type(event)]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_no_query_value_is_kept(event):
    kept = json.dumps(record(event).data)
    assert "s3cret" not in kept
    assert "13800000000" not in kept
    assert "uid=77" not in kept


def test_a_seen_screen_keeps_findings_facts_and_what_is_lacking():
    made = record(seen(BALANCE))
    assert made.data["url"] == "https://jr.example/set?uid="
    assert made.data["title"] == "账户与安全"
    assert made.data["facts"] == {
        "status": 200, "server": "192.0.2.7", "url": "https://jr.example/set?uid=", "took_ms": 12.5,
    }  # fmt: skip
    assert made.data["lacking"] == [{"code": "typed_value", "file": "page.mhtml"}]
    assert made.data["findings"] == [
        {
            "kind": "blocker", "subtype": "balance", "text": "钱包余额0.30元未提现",
            "box": [10, 20.5, 100, 30], "frame": "main", "confidence": 0.9,
            "blocker": "balance", "amount": "0.30", "count": None, "currency": "CNY",
        }
    ]  # fmt: skip
    assert [file.name for file in made.artefacts] == ["view.png", "full.png", "text.txt"]


def test_the_text_of_the_page_is_not_repeated_in_the_line():
    assert "尾号 8000" not in json.dumps(record(seen()).data, ensure_ascii=False)


def test_the_slug_is_made_of_our_words_only():
    assert record(seen(BALANCE, why="preflight")).slug == "preflight-blocker"
    assert record(seen(why="../../etc", title="a/b")).slug == "step"
    for event in EVENTS:
        assert bool(record(event).slug) == isinstance(event, events.Seen)


@pytest.mark.parametrize("ended", OUTCOMES, ids=lambda ended: type(ended).__name__)
def test_an_outcome_has_its_stable_name_and_exit_code(ended):
    made = record(events.Finished(ended)).data
    assert made["outcome"] == outcome.NAMES[type(ended)]
    assert made["exit_code"] == outcome.EXIT_CODES[type(ended)]


def test_a_blocked_outcome_names_the_amount():
    made = record(events.Finished(outcome.Blocked((BALANCE,), "preflight"))).data
    assert made["found_by"] == "preflight"
    assert made["blockers"][0]["amount"] == "0.30"
    assert made["blockers"][0]["subtype"] == "balance"


def test_a_cooling_off_keeps_its_date_and_its_unknowns():
    cooling = findings.CoolingOff("冷静期", findings.Box(0, 0, 1, 1), until=date(2026, 11, 30))
    made = record(events.Finished(outcome.Requested(None, cooling))).data["cooling_off"]
    assert made["until"] == "2026-11-30"
    assert made["sign_in_revokes"] is None


def test_who_acted_is_told_apart():
    actors = {
        record(events.Interfered(i)).data["incident"]: record(events.Interfered(i)).actor
        for i in INCIDENTS
    }
    assert actors["taken_over"] == "person"
    assert actors["tripped"] == actors["held_back"] == actors["fenced"] == "page"
    assert actors["missed"] == "tool"
    assert record(events.Resumed("consent", events.Answer.YES)).actor == "person"
    assert record(events.Resumed("consent", events.Answer.NOBODY)).actor == "tool"


def test_plain_turns_values_into_json():
    assert plain(Decimal("0.10")) == "0.10"
    assert plain(datetime(2026, 1, 2, tzinfo=UTC)) == "2026-01-02T00:00:00+00:00"
    assert plain(float("inf")) == "inf"
    assert plain({"Set-Cookie": "x", "ok": (1, None, True)}) == {"ok": [1, None, True]}
    assert plain("a\ud800b") == "a�b"
    assert len(plain("长" * 5000)) == records.TEXT_LIMIT
    with pytest.raises(TypeError, match="object"):
        plain(object())


def test_plain_bounds_depth():
    deep: list[object] = []
    for _ in range(100):
        deep = [deep]
    assert json.dumps(plain(deep)).count("[") == records.DEPTH_LIMIT + 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_whatever_the_facts_hold_it_can_be_written(value):
    json.dumps(plain(value), allow_nan=False, ensure_ascii=False).encode()
