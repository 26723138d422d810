"""What the tool sees of a page, and what it keeps of it."""

from __future__ import annotations

import json

from playwright.sync_api import Browser

from tests.browser.site import HOME, Visit, visit


def labels(at: Visit) -> dict[str, object]:
    return {e.label: e for e in at.driver.look().elements}


def test_closed_shadow_roots_are_read(at: Visit) -> None:
    at.open("shadow")
    assert {"更多服务", "确认注销"} <= labels(at).keys()


def test_an_out_of_process_frame_is_read_in_its_place(browser: Browser) -> None:
    at = visit(browser, domains=("lender.test", "lender-pay.test"))
    at.open("framed")
    screen = at.driver.look(lambda s: any(f.out_of_process for f in s.frames))
    assert [f.out_of_process for f in screen.frames].count(True) == 1
    inside = next(e for e in screen.elements if e.label == "另一进程里的按钮")
    owner = next(f for f in screen.frames if f.out_of_process)
    assert owner.box.holds(*inside.box.center)
    assert not inside.occluded
    at.driver.tap(inside, screen)
    at.driver.look(lambda s: any(t.text == "框外到了" for t in s.texts))
    assert at.driver.incidents() == ()
    at.window.close()


def test_a_popup_becomes_the_window_in_front(at: Visit) -> None:
    at.open("opens-tab")
    at.tap("新窗口")
    screen = at.driver.look(lambda s: s.url.endswith("/plain"))
    assert screen.is_popup and screen.url == f"{HOME}/plain"


def test_what_covers_and_what_hides_is_known(at: Visit) -> None:
    at.open("covers")
    seen = labels(at)
    assert seen["盖住的"].occluded and not seen["露出的"].occluded
    assert not {"透明的", "收起的"} & seen.keys()  # what cannot be read has no name
    assert not seen["远处的"].on_screen and seen["远处的"].visible
    assert seen["停用的"].disabled


def test_a_name_comes_from_words_else_from_markup(at: Visit) -> None:
    at.open("names")
    found = {(e.label, e.name_from) for e in at.driver.look().elements}
    assert {
        ("文字", "text"), ("朗读名", "aria"), ("悬停名", "title"), ("图片名", "alt"),
        ("setting", "icon"), ("占位", "placeholder"), ("按钮值", "value"), ("图形标题", "alt"),
    } <= found  # fmt: skip


def test_no_typed_value_is_in_the_screen_or_in_any_artefact(at: Visit) -> None:
    at.open("fields")
    at.driver.look()
    at.window.wheel.give_to("person")
    page = at.window.page
    secrets = {
        "[type=password]": "hunter2-secret",
        "[type=tel]": "24681012",
        "textarea": "私密备注内容",
    }
    for selector, value in secrets.items():
        page.fill(selector, value)
    page.locator("[contenteditable]").fill("可编辑区秘密")
    at.window.wheel.give_to("tool")
    screen = at.driver.look()
    shown = json.dumps([t.text for t in screen.texts] + [e.label for e in screen.elements])
    capture = at.driver.capture(screen)
    assert {a.name for a in capture.artefacts} >= {"view.png", "text.txt", "boxes.json"}
    for value in [*secrets.values(), "可编辑区秘密"]:
        assert value not in json.loads(json.dumps(shown))
        for artefact in capture.artefacts:
            assert value.encode() not in artefact.data, artefact.name


def test_typed_values_are_dots_in_the_picture(at: Visit) -> None:
    """The same picture whatever was typed, if it has as many characters."""
    at.open("fields")
    pictures = []
    for value in ("11111111", "88888888"):
        at.window.wheel.give_to("person")
        at.window.page.fill("[type=tel]", value)
        at.window.page.evaluate("document.activeElement.blur()")
        at.window.wheel.give_to("tool")
        capture = at.driver.capture(at.driver.look())
        pictures.append(next(a.data for a in capture.artefacts if a.name == "view.png"))
    assert pictures[0] == pictures[1]


def test_a_capture_leaves_the_page_as_it_was(at: Visit) -> None:
    at.open("fields")
    at.window.wheel.give_to("person")
    at.window.page.fill("[type=password]", "hunter2-secret")
    at.window.wheel.give_to("tool")
    count = """() => { window.changes = 0;
        const kinds = {subtree: true, childList: true, attributes: true, characterData: true};
        new MutationObserver(l => { window.changes += l.length }).observe(document, kinds) }"""
    at.window.page.evaluate(count)
    before = at.window.page.content()
    at.driver.capture(at.driver.look())
    assert at.window.page.content() == before
    assert at.window.page.evaluate("window.changes") == 0


def test_addresses_lose_their_query_values(at: Visit) -> None:
    at.driver.goto(f"{HOME}/plain?token=SECRETSECRET&uid=42#/a?code=SECRETSECRET")
    screen = at.driver.look()
    assert screen.url == f"{HOME}/plain?token&uid#/a?code"
    capture = at.driver.capture(screen)
    log = next(a for a in capture.artefacts if a.name == "net.json")
    assert b"SECRET" not in log.data and "SECRET" not in json.dumps(capture.facts)


def test_a_page_that_never_rests_is_seen_and_said_so(at: Visit) -> None:
    at.open("ticker")
    screen = at.driver.look()
    assert not screen.settled
    assert any(t.text.startswith("第") for t in screen.texts)


def test_a_long_page_is_photographed_whole(at: Visit) -> None:
    at.open("long-page")
    capture = at.driver.capture(at.driver.look())
    assert {"view.png", "full.png"} <= {a.name for a in capture.artefacts}
    at.open("plain")
    capture = at.driver.capture(at.driver.look())
    assert "full.png" not in {a.name for a in capture.artefacts}


def test_a_field_is_named_by_what_labels_it(at: Visit) -> None:
    """As the W3C's accessible names have it, and by the cell before it, as people read a table."""
    at.open("labelled")
    fields = {e.hints.split()[0]: e for e in at.driver.look().elements if e.hints}
    named = {key: (e.label, e.name_from) for key, e in fields.items()}
    assert named.items() >= {
        "phone": ("手机号", "label"), "paper": ("证件号码", "label"),
        "read": ("我已阅读并同意 《注销协议》", "label"), "sms": ("短信 验证码", "label"),
        "both": ("朗读名", "aria"), "held": ("看不见的标签", "label"),
        "cell": ("联系地址", "label"), "post": ("邮编", "label"), "note": ("备注", "label"),
        "first": ("两个", "label"), "chosen": ("省份", "label"), "typed": ("已填", "label"),
        "dark": ("暗处", "label"), "inside": ("影子里的", "label"),
    }.items()  # fmt: skip
    assert fields["sms"].other_names == ("请输入",)
    assert fields["held"].other_names == ("占位文字",)


def test_what_labels_something_else_names_no_field(at: Visit) -> None:
    at.open("labelled")
    fields = {e.hints.split()[0]: e for e in at.driver.look().elements if e.hints}
    for key in ("second", "alone", "before", "after", "stranger", "press"):
        assert (fields[key].label, fields[key].name_from) == ("", "none"), key
