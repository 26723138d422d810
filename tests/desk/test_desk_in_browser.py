"""The desk as a person meets it: in a real browser, with keyboard alone, and under attack."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from loanexit_auto.casework.letter import KINDS
from loanexit_auto.messages import Messages
from tests.desk.conftest import HOSTILE, Desk, Watched

SAY = Messages()
ENGLISH = Messages("en")
_FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, [tabindex='0']"
_UNNAMED = """() => [...document.querySelectorAll(
    'input:not([type=hidden]), select, textarea')].filter(field =>
    ![...field.labels].some(label => label.innerText.trim())).map(field => field.outerHTML)"""
_FOCUSED = """focusable => {
    const at = document.activeElement, style = getComputedStyle(at);
    const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return {index: [...document.querySelectorAll(focusable)].indexOf(at), outline};
}"""


def test_a_person_keeps_a_case_with_or_without_script(
    window: BrowserContext, desk: Desk, tmp_path: Path
) -> None:
    watched = Watched(window.new_page())
    page = watched.page
    page.goto(desk.there.url)
    assert page.url == f"{desk.origin}/"
    expect(page.get_by_role("heading", level=1)).to_have_text(SAY("desk.home"))

    page.get_by_role("rowheader").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(SAY("case.state_refused"))
    pictures = page.locator(".pictures img")
    expect(pictures).to_have_count(3)
    for number in range(3):
        pictures.nth(number).scroll_into_view_if_needed()
        expect(pictures.nth(number)).to_have_js_property("naturalWidth", 360)

    log = page.get_by_role("region", name=SAY("case.desk_log"))
    log.get_by_label(SAY("case.desk_how")).select_option("chat")
    log.get_by_label(SAY("case.desk_on")).fill("2026-09-27")
    log.get_by_label(SAY("case.desk_agent")).fill("1024")
    log.get_by_label(SAY("case.desk_said")).fill("余额不为零")
    log.get_by_role("button", name=SAY("desk.write_contact")).click()
    expect(page.get_by_role("status")).to_be_visible()
    expect(page.locator(".timeline")).to_contain_text("余额不为零")

    recording = tmp_path / "客服录音.m4a"
    recording.write_bytes(b"sound")
    add = page.get_by_role("region", name=SAY("case.desk_add"))
    add.get_by_label(SAY("desk.files")).set_input_files(recording)
    add.get_by_role("button", name=SAY("desk.write_files")).click()
    expect(page.get_by_role("link", name="客服录音.m4a")).to_be_visible()
    (contact,) = desk.now().standing.contacts
    assert (contact.how, contact.agent, str(contact.on)) == ("chat", "1024", "2026-09-27")

    letter = page.get_by_role("region", name=SAY("desk.letters"))
    letter.get_by_role("link", name=SAY("letter.name_institution")).click()
    expect(page.locator("article.letter")).to_contain_text("余额不为零")
    for form, begins in (("docx", b"PK"), ("pdf", b"%PDF"), ("md", b"# "), ("html", b"<!doc")):
        with page.expect_download() as getting:
            page.get_by_role("link", name=SAY(f"desk.form_{form}")).click()
        assert getting.value.suggested_filename == f"institution.{form}"
        assert Path(getting.value.path()).read_bytes().startswith(begins)

    page.get_by_label(SAY("desk.reference")).fill("TS1")
    page.get_by_role("button", name=SAY("desk.write_sent")).click()
    expect(page.get_by_role("status")).to_be_visible()
    assert desk.now().standing.complaints[0].reference == "TS1"

    page.get_by_role("link", name=SAY("desk.platforms")).click()
    page.get_by_label(SAY("desk.search")).fill("jingdong")
    page.get_by_role("button", name=SAY("desk.search_button")).click()
    page.get_by_role("rowheader").get_by_role("link", name="京东金融", exact=True).click()
    expect(page.get_by_role("heading", name=SAY("directory.section.sure"))).to_be_visible()

    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name=ENGLISH("directory.section.sure"))).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert watched.hosts() == {"127.0.0.1"}
    assert watched.complaints == []


def addresses(desk: Desk) -> list[str]:
    letters = [f"{desk.about}/letter/{kind}" for kind in KINDS]
    listed = [f"{desk.origin}/platforms", f"{desk.origin}/platforms/jd-finance"]
    return [f"{desk.origin}/", desk.about, *letters, *listed, f"{desk.origin}/nothing"]


def test_every_page_can_be_read_to_a_person(page: Page, desk: Desk) -> None:
    for address in addresses(desk):
        page.goto(address)
        assert page.locator("h1").count() == 1, address
        assert page.locator("main").count() == 1, address
        assert page.locator("html").get_attribute("lang") == "zh-CN"
        assert page.title() != " · loanexit-auto"
        assert page.evaluate(_UNNAMED) == [], address
        assert page.locator("img:not([alt]), img[alt='']").count() == 0, address
        ids = page.locator("[id]").evaluate_all("all => all.map(each => each.id)")
        assert len(ids) == len(set(ids)), address
        for named in page.locator("a[href], button").all():
            assert (
                named.inner_text().strip()
                or named.get_attribute("aria-label")
                or (named.locator("img").count())
            ), address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


@pytest.mark.parametrize("path", ["/", "{case}", "{case}/letter/nfra", "/platforms/jd-finance"])
def test_tab_reaches_everything_and_shows_where_it_is(page: Page, desk: Desk, path: str) -> None:
    page.goto(f"{desk.origin}{path.replace('{case}', f'/case/{desk.case.name}')}")
    reached: set[int] = set()
    unseen: set[int] = set()
    count = page.locator(_FOCUSABLE).count()
    for _ in range(count * 4):  # a date or time field takes several stops
        page.keyboard.press("Tab")
        at = page.evaluate(_FOCUSED, _FOCUSABLE)
        reached.add(at["index"])
        if at["index"] >= 0 and not at["outline"]:
            unseen.add(at["index"])
        if set(range(count)) <= reached:
            break
    assert set(range(count)) <= reached
    assert unseen == set()


def test_the_first_tab_skips_to_the_content(page: Page, desk: Desk) -> None:
    page.goto(desk.about)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name=SAY("case.desk_skip"))
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_call_is_logged_with_the_keyboard_alone(page: Page, desk: Desk) -> None:
    page.goto(desk.about)
    agent = page.get_by_role("region", name=SAY("case.desk_log")).get_by_label(
        SAY("case.desk_agent")
    )
    for _ in range(200):
        page.keyboard.press("Tab")
        if agent.evaluate("field => field === document.activeElement"):
            break
    page.keyboard.type("77")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("请先提现")
    button = page.get_by_role("button", name=SAY("desk.write_contact"))
    for _ in range(20):
        page.keyboard.press("Tab")
        if button.evaluate("each => each === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_be_visible()
    (contact,) = desk.now().standing.contacts
    assert (contact.agent, contact.said) == ("77", "请先提现")


def test_words_of_a_fraud_script_stop_the_person(page: Page, desk: Desk) -> None:
    page.goto(desk.about)
    page.get_by_label(SAY("case.desk_said")).fill("请打开屏幕共享，转到安全账户")
    page.get_by_role("button", name=SAY("desk.write_contact")).click()
    expect(page.get_by_role("alert")).to_contain_text("96110")
    page.get_by_role("link", name=SAY("desk.go_back")).click()
    expect(page.locator(".tasks li").first).to_contain_text("96110")


@pytest.mark.parametrize("path", ["/", "{case}", "{case}/file/4/0", "/platforms", "/enter?token=x"])
def test_a_stranger_sees_nothing(browser: Browser, desk: Desk, path: str) -> None:
    stranger = browser.new_context().new_page()
    address = f"{desk.origin}{path.replace('{case}', f'/case/{desk.case.name}')}"
    answer = stranger.goto(address)
    assert answer is not None
    assert answer.status == 403
    assert "京东" not in stranger.content()
    stranger.context.close()


def test_the_printed_address_is_good_once(page: Page, browser: Browser, desk: Desk) -> None:
    second = browser.new_context().new_page()
    answer = second.goto(desk.there.url)
    assert answer is not None
    assert answer.status == 403
    second.context.close()


def test_a_name_that_only_points_here_is_refused(page: Page, desk: Desk) -> None:
    answer = page.goto(desk.about.replace("127.0.0.1", "localhost"))
    assert answer is not None
    assert answer.status == 403


_EVIL = """<!doctype html><form method="post" action="{to}/log" enctype="multipart/form-data">
<input name="how" value="call"><input name="said" value="forged"><button>win</button></form>
<iframe src="{to}"></iframe>"""


def test_another_site_can_neither_write_nor_frame(page: Page, desk: Desk) -> None:
    html = _EVIL.replace("{to}", desk.about)
    page.route("http://evil.example/**", lambda route: route.fulfill(
        body=html, content_type="text/html"))  # fmt: skip
    page.goto("http://evil.example/")
    assert "京东" not in page.frames[1].content()
    answers: list[int] = []
    page.on("response", lambda answer: answers.append(answer.status))
    page.get_by_role("button").click()
    page.wait_for_load_state()
    assert 200 not in answers
    assert 303 not in answers
    assert desk.now().reading == desk.case.reading


def test_hostile_names_and_titles_are_only_words(
    serve: Callable[..., Desk], browser: Browser
) -> None:
    desk = serve(name=HOSTILE, title=HOSTILE)
    watched = Watched(browser.new_context().new_page())
    page = watched.page
    page.goto(desk.there.url)
    page.goto(desk.about)
    upload = {"name": "<img src=x onerror=alert(3)>.html", "mimeType": "text/html", "buffer": b"x"}
    add = page.get_by_role("region", name=SAY("case.desk_add"))
    add.get_by_label(SAY("desk.files")).set_input_files(upload)
    add.get_by_label(SAY("case.desk_note")).fill(HOSTILE)
    add.get_by_role("button", name=SAY("desk.write_files")).click()
    expect(page.get_by_role("status")).to_be_visible()
    for address in (f"{desk.origin}/", desk.about, f"{desk.about}/letter/nfra"):
        page.goto(address)
        expect(page.locator("body")).to_contain_text("<script>alert(1)</script>")
        assert page.locator("script, img[onerror], [src=x]").count() == 0
        assert "\u202e" not in page.content()
    page.goto(desk.about)
    with page.expect_download() as getting:  # never shown as a page of the desk
        page.get_by_role("link", name="onerror=alert(3)").click()
    assert re.fullmatch(r"\d+-0\.html", getting.value.suggested_filename)
    assert watched.hosts() == {"127.0.0.1"}
    assert watched.complaints == []
    page.context.close()
