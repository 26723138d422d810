"""The desk: what it shows and takes, and that nobody else gets in."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from case_samples import BALANCE, balance_left, make_case, refused, requested, seen
from starlette.testclient import TestClient

from loanexit_auto.casework.desk.app import DeskPlan, desk
from loanexit_auto.casework.desk.casepages import WHERE
from loanexit_auto.casework.desk.gate import COOKIE, Keys
from loanexit_auto.casework.diary import open_diary
from loanexit_auto.casework.letter import KINDS
from loanexit_auto.casework.routing import channels
from loanexit_auto.casework.shelf import ShelvedCase, read_case
from loanexit_auto.engine.driver import Artefact
from loanexit_auto.messages import LANGS, Lang, Messages, catalogue
from loanexit_auto.scenario.directory import Directory

HOST = "127.0.0.1:8123"
HERE = f"http://{HOST}"
TODAY = date(2026, 9, 28)
OURS = {"origin": HERE, "sec-fetch-site": "same-origin"}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8ffff3f0005fe02fea735819c0000000049454e44ae426082"
)


def stranger(root: Path, keys: Keys, lang: Lang = "zh") -> TestClient:
    plan = DeskPlan(root, Messages(lang), lambda: TODAY, HOST)
    return TestClient(desk(plan, keys), base_url=HERE, follow_redirects=False)


def owner(root: Path, lang: Lang = "zh") -> TestClient:
    keys = Keys()
    client = stranger(root, keys, lang)
    entered = client.get(f"/enter?token={keys.token}")
    assert (entered.status_code, entered.headers["location"]) == (303, "/")
    return client


@pytest.fixture
def case(tmp_path) -> ShelvedCase:
    return make_case(tmp_path, balance_left())


def addresses(case: ShelvedCase) -> list[str]:
    here = f"/case/{case.name}"
    return [
        "/",
        "/desk.css",
        here,
        f"{here}/file/4/0",
        f"{here}/letter/nfra",
        f"{here}/letter/nfra/docx",
        "/platforms",
        "/platforms?q=jd",
        "/platforms/jd-finance",
    ]


def test_without_the_token_no_page_can_be_had(case, tmp_path):
    keys = Keys()
    client = stranger(tmp_path, keys)
    for address in (*addresses(case), "/enter", "/enter?token=", "/enter?token=x", "/nothing"):
        refused = client.get(address)
        assert refused.status_code == 403
        assert "京东" not in refused.text
    client.cookies.set(COOKIE, "guess")
    assert client.get("/").status_code == 403


def test_the_token_is_good_once(case, tmp_path):
    keys = Keys()
    first, second = stranger(tmp_path, keys), stranger(tmp_path, keys)
    assert first.get(f"/enter?token={keys.token}").status_code == 303
    assert second.get(f"/enter?token={keys.token}").status_code == 403
    assert first.get("/").status_code == 200


def test_the_cookie_is_kept_from_scripts_and_other_sites(tmp_path):
    keys = Keys()
    cookie = stranger(tmp_path, keys).get(f"/enter?token={keys.token}").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost:8123", "127.0.0.1", "127.0.0.1:80", ""]
)
def test_a_name_that_only_points_here_is_refused(case, tmp_path, host):
    client = owner(tmp_path)
    for address in addresses(case):
        assert client.get(address, headers={"host": host}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:9"},
        {"origin": HERE, "sec-fetch-site": "cross-site"},
        {"origin": HERE, "sec-fetch-site": "same-site"},
    ],
)
def test_another_origin_can_change_nothing(case, tmp_path, headers):
    client = owner(tmp_path)
    data = {"how": "call", "said": "x", "task": "clear-balance", "lender": "y"}
    data |= {"letter": "nfra", "state": "submitted", "lang": "en", "back": "/"}
    here = f"/case/{case.name}"
    writing = [f"{here}/{what}" for what in ("log", "add", "done", "fact", "sent", "mark")]
    for address in (*writing, "/language"):
        assert client.post(address, data=data, headers=headers).status_code == 403
    assert read_case(case.path).reading == case.reading


def test_every_answer_carries_a_strict_policy(case, tmp_path):
    client = owner(tmp_path)
    for address in (*addresses(case), "/nothing"):
        headers = client.get(address).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "script-src" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "address",
    [
        "/case/..%2f..%2fetc/file/1/0",
        "/case/%2e%2e",
        "/case/nobody",
        "/case/{name}/file/1/99",
        "/case/{name}/file/99/0",
        "/case/{name}/file/-1/0",
        "/case/{name}/file/../../data/journal.jsonl",
        "/case/{name}/data/journal.jsonl",
        "/case/{name}/letter/_parts",
        "/case/{name}/letter/..%2f..%2flaw.yaml",
        "/case/{name}/letter/nfra/exe",
        "/case/{name}/letter/nfra/pdf",
        "/platforms/..%2f..%2fpyproject",
        "/platforms/nobody",
    ],
)
def test_no_path_leads_out_of_the_cases(case, tmp_path, address):
    assert owner(tmp_path).get(address.replace("{name}", case.name)).status_code == 404


def test_a_file_is_shown_only_while_it_is_what_the_record_vouches_for(tmp_path):
    case = make_case(tmp_path)
    with open_diary(case.path, date(2026, 9, 21), Messages()) as diary:
        line, _ = diary.add(
            [Artefact("a.png", "image/png", PNG), Artefact("b.html", "text/html", b"<b>")]
        )
    client = owner(tmp_path)
    picture, page = (f"/case/{case.name}/file/{line.seq}/{n}" for n in range(2))
    assert client.get(picture).headers["content-type"] == "image/png"
    assert "attachment" in client.get(page).headers["content-disposition"]
    assert client.get(page).headers["content-type"] == "application/octet-stream"
    (case.path / line.files[0].path).write_bytes(PNG + b"more")
    assert client.get(picture).status_code == 404
    (case.path / line.files[1].path).unlink()
    (case.path / line.files[1].path).symlink_to("/etc/passwd")
    assert client.get(page).status_code == 404


NASTY = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e'


def test_hostile_names_titles_and_words_are_only_words(tmp_path):
    case = make_case(tmp_path, (seen(NASTY, BALANCE),), name=NASTY)
    client = owner(tmp_path)
    form = {"how": "call", "said": NASTY, "agent": NASTY, "number": NASTY}
    client.post(f"/case/{case.name}/log", data=form, headers=OURS)
    files = {"file": ('"><script>x.png', b"data", 'text/html"><script>')}
    client.post(f"/case/{case.name}/add", data={"note": NASTY}, files=files, headers=OURS)
    for address in ("/", f"/case/{case.name}", f"/case/{case.name}/letter/nfra"):
        page = client.get(address).text
        assert "<script" not in page
        assert "<img src=x" not in page
        assert "\u202e" not in page


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_shows_what_is_due_the_remedy_and_the_letters(case, tmp_path, lang):
    client = owner(tmp_path, lang)
    assert Messages(lang)("case.state_blocked") in client.get("/").text
    page = client.get(f"/case/{case.name}").text
    assert "0.30" in page
    assert "《网络数据安全管理条例》第二十三条" in page
    assert page.count("<label") == page.count("</label>") > 5
    for kind in KINDS:
        assert f"/letter/{kind}" in page
        assert client.get(f"/case/{case.name}/letter/{kind}").status_code == 200


def test_a_call_a_file_and_a_tick_are_written_into_the_case(case, tmp_path):
    client, here = owner(tmp_path), f"/case/{case.name}"
    form = {"how": "call", "said": "余额不为零", "on": "2026-09-27", "promised_by": ""}
    files = {"file": ("录音.m4a", b"sound", "audio/mp4")}
    logged = client.post(f"{here}/log", data=form, files=files, headers=OURS)
    assert logged.status_code == 303
    assert logged.headers["location"].startswith(f"{here}?written=")
    assert "已记入案卷" in client.get(logged.headers["location"]).text
    ticked = client.post(f"{here}/done", data={"task": "clear-balance"}, headers=OURS)
    assert ticked.status_code == 303
    after = read_case(case.path)
    assert after.standing.contacts[0].on == date(2026, 9, 27)
    assert "clear-balance" in after.standing.done
    (kept,) = (file for line in after.reading.lines[-3:] for file in line.files)
    assert (case.path / kept.path).read_bytes() == b"sound"


@pytest.mark.parametrize(
    ("what", "form"),
    [
        ("log", {"how": "call"}),
        ("log", {"how": "telepathy", "said": "x"}),
        ("log", {"how": "call", "said": "x", "on": "someday"}),
        ("log", {"how": "call", "said": "x", "on": "2027-01-01"}),
        ("add", {"note": "no file"}),
        ("done", {"task": "nothing"}),
        ("done", {"task": "clear-balance", "undo": "1"}),
        ("fact", {"lender": "  "}),
        ("sent", {"letter": "love"}),
        ("sent", {"letter": "nfra", "on": "2027-01-01"}),
        ("mark", {"state": "preflight"}),
        ("mark", {"state": "happy"}),
        ("mark", {"state": "cooling_off", "on": "2026-09-27", "until": "2026-09-01"}),
    ],
)
def test_bad_input_is_told_and_changes_nothing(case, tmp_path, what, form):
    client = owner(tmp_path)
    assert client.post(f"/case/{case.name}/{what}", data=form, headers=OURS).status_code in (
        400,
        404,
    )
    assert read_case(case.path).reading == case.reading


def test_words_of_a_fraud_script_stop_with_the_hotlines(case, tmp_path):
    form = {"how": "call", "said": "请打开屏幕共享"}
    told = owner(tmp_path).post(f"/case/{case.name}/log", data=form, headers=OURS)
    assert told.status_code == 409
    assert "96110" in told.text


def test_too_large_a_request_is_refused_before_it_is_read(case, tmp_path):
    headers = {**OURS, "content-length": str(1 << 40)}
    client = owner(tmp_path)
    assert client.post(f"/case/{case.name}/log", content=b"x", headers=headers).status_code == 413


def test_a_letter_can_be_had_as_a_file(case, tmp_path):
    client = owner(tmp_path)
    for form, begins in (("docx", b"PK"), ("md", b"# "), ("html", b"<!doctype html>")):
        got = client.get(f"/case/{case.name}/letter/nfra/{form}")
        assert got.content.startswith(begins)
        assert got.headers["content-disposition"] == f'attachment; filename="nfra.{form}"'


def test_facts_answers_and_letters_sent_are_written_into_the_case(case, tmp_path):
    client, here = owner(tmp_path), f"/case/{case.name}"
    facts = {"lender": "天津京东消费金融有限公司", "contract_number": ""}
    sent = {"letter": "institution", "on": "2026-09-26", "reference": "TS1"}
    answer = {"state": "cooling_off", "on": "2026-09-27", "until": "2026-10-04", "note": "七天"}
    for what, form in (("fact", facts), ("sent", sent), ("mark", answer)):
        assert client.post(f"{here}/{what}", data=form, headers=OURS).status_code == 303
    after = read_case(case.path).standing
    assert dict(after.facts) == {"lender": facts["lender"]}
    assert (after.complaints[0].letter, after.complaints[0].reference) == ("institution", "TS1")
    assert (after.state, after.cooling.until) == ("cooling_off", date(2026, 10, 4))
    page = client.get(here).text
    assert facts["lender"] in page
    assert client.post(f"{here}/fact", data=facts, headers=OURS).status_code == 400  # nothing new


def test_a_tick_can_be_taken_back(case, tmp_path):
    client, here = owner(tmp_path), f"/case/{case.name}"
    for form in ({"task": "clear-balance"}, {"task": "clear-balance", "undo": "1"}):
        assert client.post(f"{here}/done", data=form, headers=OURS).status_code == 303
    assert "clear-balance" not in read_case(case.path).standing.done


def test_an_empty_file_is_told_and_nothing_is_written(case, tmp_path):
    files = {"file": ("录音.m4a", b"", "audio/mp4")}
    form = {"how": "call", "said": "x"}
    told = owner(tmp_path).post(f"/case/{case.name}/log", data=form, files=files, headers=OURS)
    assert told.status_code == 400
    assert "录音.m4a" in told.text
    assert read_case(case.path).reading == case.reading


@pytest.mark.parametrize("number", ["", "0", "1", "99", "x", "-1"])
def test_a_page_says_written_only_of_what_the_person_has_written(case, tmp_path, number):
    page = owner(tmp_path).get(f"/case/{case.name}?written={number}").text
    assert 'role="status"' not in page


def test_the_directory_is_listed_and_searched(tmp_path):
    client = owner(tmp_path)
    everything, found = client.get("/platforms").text, client.get("/platforms?q=jingdong").text
    assert everything.count("/platforms/") > 50
    assert "/platforms/jd-finance" in found
    assert "/platforms/paypal" not in found
    nothing = client.get("/platforms", params={"q": NASTY})
    assert nothing.status_code == 200
    assert "<script" not in nothing.text


@pytest.mark.parametrize("lang", LANGS)
def test_every_platform_has_a_page(tmp_path, lang):
    client, directory = owner(tmp_path, lang), Directory.open()
    say = Messages(lang)
    for scenario in directory:
        page = client.get(f"/platforms/{scenario.id}")
        assert page.status_code == 200
        assert say("directory.section.sure") in page.text
        assert page.text.count("<h1") == 1


def test_the_language_is_kept_and_leads_back(tmp_path):
    client = owner(tmp_path)
    form = {"lang": "en", "back": "/platforms?q=jd"}
    answer = client.post("/language", data=form, headers=OURS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/platforms?q=jd")
    assert '<html lang="en">' in client.get("/").text
    assert client.post("/language", data={"lang": "xx"}, headers=OURS).status_code == 400


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "evil", "", "/\n/x"]
)
def test_the_language_leads_nowhere_else(tmp_path, back):
    form = {"lang": "en", "back": back}
    answer = owner(tmp_path).post("/language", data=form, headers=OURS)
    assert answer.headers["location"] == "/"


def test_a_letter_warns_of_a_door_that_does_not_fit(tmp_path):
    case = make_case(tmp_path, balance_left(), mock=True)
    client, here = owner(tmp_path), f"/case/{case.name}"
    facts = {"lender": "天津京东消费金融有限公司"}
    client.post(f"{here}/fact", data=facts, headers=OURS)
    say, doors = Messages(), channels().doors
    wrong = doors[channels().kinds["consumer-finance"].wrong[0]].letter
    warning = say("letter.not_suited", kind="", doors="").partition("（")[0]
    page = client.get(f"{here}/letter/{wrong}").text
    assert say("letter.mock") in page
    assert warning in page
    assert warning not in client.get(f"{here}/letter/nfra").text


@pytest.mark.parametrize("events", [balance_left(), refused(), requested()])
def test_a_task_leads_to_where_it_is_done(tmp_path, events):
    case = make_case(tmp_path, events)
    client = owner(tmp_path)
    page = client.get(f"/case/{case.name}").text
    leads = re.findall(r'class="button" href="([^"]+)"', page)
    assert leads
    for lead in leads:
        if lead.startswith("#"):
            assert f'id="{lead[1:]}"' in page
        else:
            assert client.get(lead).status_code == 200


def test_where_tasks_are_done_is_known_for_tasks_that_exist():
    assert {f"task_{key}" for key in WHERE} <= catalogue("zh", "case").keys()
