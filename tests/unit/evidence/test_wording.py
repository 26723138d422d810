import re
import string
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import get_args

import pytest
from evidence_samples import BALANCE, BOX, ENTRY, EVENTS, OUTCOMES

from loanexit_auto.engine import events, outcome
from loanexit_auto.evidence import remark, wording
from loanexit_auto.evidence.journal import JournalReading, Line
from loanexit_auto.evidence.record import INCIDENTS, record
from loanexit_auto.evidence.story import Data, tell
from loanexit_auto.messages import catalogue
from loanexit_auto.screen import findings


def story_of(*happened):
    made = [record(event) for event in happened]
    lines = tuple(
        Line(
            1, n, "0" * 64, "2026-11-23T16:00:00.000Z", 1, each.actor, each.kind, each.data, (), b""
        )
        for n, each in enumerate(made, 1)
    )
    return tell(JournalReading(lines, b"", None))


@pytest.mark.parametrize("area", ["report", "evidence"])
def test_both_languages_have_the_same_keys_and_placeholders(area):
    zh, en = catalogue("zh", area), catalogue("en", area)
    assert zh.keys() == en.keys()
    for key in zh:
        names = [{name for _, name, _, _ in string.Formatter().parse(cat[key])} for cat in (zh, en)]
        assert names[0] - {None} == names[1] - {None}, key


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_every_event_is_told_in_both_languages(event):
    (moment,) = story_of(event).moments
    words = wording.deed(moment)
    assert re.search("[一-鿿]", words.zh)
    assert words.en
    assert "{" not in words.zh + words.en


def test_every_word_the_journal_may_use_has_a_name():
    keys = catalogue("zh", "report").keys()
    subtypes = {*get_args(findings.BlockerKind), *get_args(findings.ChallengeKind)}
    wanted = {f"sub_{name}" for name in subtypes}
    wanted |= {f"finding_{name}" for name in findings.KINDS.values()}
    wanted |= {f"next_blocked_{name}" for name in get_args(findings.BlockerKind)}
    wanted |= {f"did_{name}" for name in INCIDENTS.values()}
    wanted |= {f"did_handoff_{kind}" for kind in get_args(events.HandoffKind)}
    wanted |= {f"did_resumed_{answer.value}" for answer in events.Answer}
    wanted |= {f"verdict_{verdict}" for verdict in get_args(events.Verdict)}
    wanted |= {f"outcome_{name}_text" for name in outcome.NAMES.values()}
    assert wanted <= keys


@pytest.mark.parametrize("ended", OUTCOMES, ids=lambda ended: type(ended).__name__)
def test_every_outcome_has_a_headline_a_reason_and_next_steps(ended):
    story = story_of(events.Finished(ended))
    big, below = wording.headline(story)
    assert big.zh != wording.say("outcome_other", name=outcome.NAMES[type(ended)]).zh
    assert below.zh and below.en
    assert len(wording.next_steps(story)) >= 2


def test_no_ending_is_said_to_be_cut_off_and_never_an_outcome():
    story = story_of(events.Went("https://a.example"))
    assert wording.headline(story)[0] == wording.say("outcome_interrupted")
    assert wording.tone(story) == "plain"
    assert wording.next_steps(story)[0] == wording.say("next_interrupted")


def test_an_unknown_result_is_never_coloured_as_a_success():
    assert wording.tone(story_of(events.Finished(outcome.ResultUnknown("?")))) == "plain"


def test_blockers_are_advised_once_each():
    coupon = replace(BALANCE, blocker="coupon")
    story = story_of(events.Finished(outcome.Blocked((BALANCE, coupon, BALANCE))))
    steps = wording.next_steps(story)
    assert steps[:2] == [wording.say("next_blocked_balance"), wording.say("next_blocked_coupon")]
    assert len(steps) == len(set(steps))


@pytest.mark.parametrize(
    ("revokes", "key"),
    [(True, "next_no_sign_in"), (None, "next_no_sign_in_unknown"), (False, None)],
)
def test_signing_in_is_warned_of_unless_the_page_says_it_is_harmless(revokes, key):
    cooling = findings.CoolingOff("7天", BOX, days=7, sign_in_revokes=revokes)
    steps = wording.next_steps(story_of(events.Finished(outcome.Requested(None, cooling))))
    warned = [
        step
        for step in steps
        if step in map(wording.say, ("next_no_sign_in", "next_no_sign_in_unknown"))
    ]
    assert warned == ([wording.say(key)] if key else [])


@pytest.mark.parametrize(
    ("cooling", "says"),
    [
        (findings.CoolingOff("x", BOX, days=7), "冷静期 7 天"),
        (findings.CoolingOff("x", BOX, days=7, working_days=True), "7 个工作日"),
        (findings.CoolingOff("x", BOX, hours=72), "72 小时"),
        (findings.CoolingOff("x", BOX, days=7, until=date(2026, 11, 30)), "2026-11-30"),
    ],
)
def test_the_cooling_off_is_told_as_the_page_named_it(cooling, says):
    story = story_of(events.Finished(outcome.Requested(None, cooling)))
    words = wording.cooling_off(story)
    assert words is not None
    assert says in words.zh.striptags()


def test_the_platforms_own_words_and_our_reasons_are_shown():
    accepted = findings.Accepted("您的申请已提交", BOX)
    details = wording.details(story_of(events.Finished(outcome.Requested(accepted))))
    assert (wording.say("said"), "您的申请已提交") in details
    details = wording.details(story_of(events.Finished(outcome.NoOnlineEntry("PC端暂不支持注销"))))
    assert details == [(wording.say("reason"), "PC端暂不支持注销")]
    assert wording.details(story_of(events.Finished(outcome.Abandoned("window")))) == []


def test_values_are_put_in_harmlessly():
    words = wording.say("did_tapped", label='<img src=x onerror="a()">\u202e')
    for said in (words.zh, words.en):
        assert "<img" not in said
        assert "\u202e" not in said
        assert "U+202E" in said


def test_an_entry_is_told_as_opened_only_if_it_was():
    shut = wording.headline(story_of(events.Finished(outcome.EntryLocated(ENTRY))))[0]
    opened = wording.headline(story_of(events.Finished(outcome.EntryLocated(ENTRY, True))))[0]
    assert shut == wording.say("outcome_entry_located")
    assert opened == wording.say("outcome_entry_opened")


def test_the_server_of_a_screen_is_told_with_the_days_of_its_certificate():
    tls = {"protocol": "TLS 1.3", "subjectName": "jd.com", "issuer": "CA", "validTo": 86400}
    told = partial(said_of_server, {"ipAddress": "127.0.0.1", "port": 443})
    assert told(tls | {"validFrom": 0}) == [
        "服务器地址 127.0.0.1",
        "证书 TLS 1.3 · jd.com ← CA · 1970-01-01 – 1970-01-02",
    ]
    assert told(tls | {"validFrom": "soon"})[1] == "证书 TLS 1.3 · jd.com ← CA"


def said_of_server(address, tls):
    http = {"server": address, "tls": tls}
    told = wording.server(SimpleNamespace(data=Data({"facts": {"http": http}})))
    return [f"{words.zh} {text}" for words, text in told]


@pytest.mark.parametrize(
    ("what", "zh"),
    [
        ("tap 我的", "步骤 1/2：点“我的”"),
        ("start", "步骤 1/2：从首页开始"),
        ("odd 我的", "步骤 1/2：odd 我的"),
    ],
)
def test_a_step_is_told_without_words_of_the_engine(what, zh):
    (moment,) = story_of(events.StepBegun(1, 2, what, "route")).moments
    assert re.sub("<[^>]+>", "", wording.deed(moment).zh) == zh


def test_every_reason_of_the_engine_and_the_camera_is_told_in_chinese():
    """The sentences are looked for where they are written, so that none can be forgotten."""
    package = Path(wording.__file__).resolve().parents[1]
    written = {
        text
        for name in ("engine/guard.py", "engine/preflight.py", "browser/hand.py")
        for text in re.findall(
            r'(?:Refusal\(found, |why=|_miss\(|why = |else )"([a-z][^"{]+)"',
            (package / name).read_text(encoding="utf-8"),
        )
    }
    assert len(written) > 12
    assert {text for text in written if remark.read(text) is None} <= {"clear", "blocked"}
    codes = {
        code
        for name in ("camera.py", "roll.py", "unroll.py")
        for code in re.findall(
            r'lacks\(\s*"([a-z_]+)"', (package / "browser" / name).read_text(encoding="utf-8")
        )
    }
    assert len(codes) > 10
    assert codes <= catalogue("zh", "remark").keys()


def test_what_a_capture_lacks_is_told_in_both_languages_old_records_too():
    old = ["blocker: not in picture", "view.png: it contained a typed value and was not kept", "?!"]
    new = [{"code": "pane_cut", "pane": 1, "at": 200, "of": 900},
           {"code": "not_in_picture", "finding": "blocker"}]  # fmt: skip
    told = wording.lacks(SimpleNamespace(data=Data({"lacking": [*new, *old]})))
    plain = [tuple(re.sub("<[^>]+>", "", text) for text in (w.zh, w.en)) for w in told]
    assert plain == [
        ("第 1 个内部滚动区只展开到 200 像素，全长 900 像素", "pane 1: cut at 200 px of 900"),
        ("“拒绝原因”的文字不在任何一张图里", "reason for refusal: not in picture"),
        ("“blocker”的文字不在任何一张图里", "blocker: not in picture"),
        ("文件 view.png 含有输入框里的内容，因此没有保存",
         "view.png: it contained a typed value and was not kept"),
        ("?!", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "part",
    [{"code": "{finding.__class__}", "finding": "blocker"}, {"code": "not_in_picture"}, {},
     {"code": "pane_cut", "self": "x", "key": "y"}, {"code": "<script>", "a": "{b}"}],
)  # fmt: skip
def test_a_forged_remark_is_shown_as_it_is_and_harms_nothing(part):
    (told,) = wording.lacks(SimpleNamespace(data=Data({"lacking": [part]})))
    assert "<script>" not in told.zh
    assert told.en == ""


@pytest.mark.parametrize(
    ("data", "zh"),
    [
        ({"amount": "0.30"}, "0.30 元"),
        ({"amount": "0.30", "currency": "CNY"}, "0.30 元"),
        ({"amount": "12.50", "currency": "USD"}, "USD 12.50"),
    ],
)
def test_only_yuan_are_called_yuan(data, zh):
    assert re.sub("<[^>]+>", "", wording.money(Data(data)).zh) == zh
