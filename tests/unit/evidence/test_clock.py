import pytest

from loanexit_auto.evidence.clock import clock_record
from loanexit_auto.evidence.journal import Line


def line(seq: int, utc: str, mono_s: float, date: object = None, kind: str = "seen") -> Line:
    data = {"facts": {"http": {"date": date}}} if date else {}
    return Line(
        1, seq, "0" * 64, f"2026-11-23T{utc}.000Z", int(mono_s * 1e9), "tool", kind, data, (), b""
    )


def test_agreement_is_measured_at_the_first_sight_of_each_date():
    made = clock_record(
        [
            line(1, "08:00:02", 1, "Mon, 23 Nov 2026 08:00:00 GMT"),
            line(2, "08:09:00", 539, "Mon, 23 Nov 2026 08:00:00 GMT"),
            line(3, "08:10:01", 600, "Mon, 23 Nov 2026 08:10:00 GMT"),
        ]
    )
    assert made["verdict"] == "agrees"
    assert [each["difference_s"] for each in made["compared"]] == [2.0, 1.0]
    assert made["jumps"] == []


@pytest.mark.parametrize(("utc", "difference"), [("08:02:00", 120.0), ("07:55:00", -300.0)])
def test_over_a_minute_is_warned_of(utc, difference):
    made = clock_record([line(1, utc, 1, "Mon, 23 Nov 2026 08:00:00 GMT")])
    assert made["verdict"] == "differs"
    assert made["compared"][0]["difference_s"] == difference


def test_a_clock_set_while_recording_is_found():
    made = clock_record([line(1, "08:00:00", 0), line(2, "07:00:00", 10), line(3, "07:00:10", 20)])
    assert made["verdict"] == "differs"
    assert made["jumps"] == [{"line": 2, "by_s": -3610.0}]


def test_a_restart_of_the_computer_is_no_jump():
    made = clock_record([line(1, "08:00:00", 9000), line(2, "09:00:00", 10)])
    assert made["jumps"] == []


@pytest.mark.parametrize("date", [None, "soon", 7, ""])
def test_without_a_date_the_clock_is_unknown(date):
    assert clock_record([line(1, "08:00:00", 1, date)])["verdict"] == "unknown"


def test_only_captures_carry_a_date():
    made = clock_record([line(1, "08:00:00", 1, "Mon, 23 Nov 2026 01:00:00 GMT", kind="note")])
    assert made["verdict"] == "unknown"
