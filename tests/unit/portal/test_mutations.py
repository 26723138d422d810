"""Mutations are pure: a seed always gives the same change, and nothing is ever taken away."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanexit_auto.portal.backend import Backend, Request
from loanexit_auto.portal.files import load_portal
from loanexit_auto.portal.mutations import KINDS, Mutation, mutation
from loanexit_auto.resources import portals_folder

SEEDS = st.integers(min_value=0, max_value=10_000)
PAGE = (
    "<!doctype html><html><head><meta charset=utf-8></head><body><a href=/a>账号与安全</a></body>"
)
HTML = "text/html; charset=utf-8"


@given(SEEDS)
def test_a_seed_always_gives_the_same_mutation(seed: int) -> None:
    assert mutation(seed, ("注销账户",)) == mutation(seed, ("注销账户",))
    assert 1 <= len(mutation(seed).kinds) <= 3


def test_fifty_seeds_try_every_kind_alone_and_together() -> None:
    chosen = [mutation(seed).kinds for seed in range(1, 51)]
    assert {kind for kinds in chosen for kind in kinds} == set(KINDS)
    assert {len(kinds) for kinds in chosen} == {1, 2, 3}


@given(SEEDS)
def test_a_document_keeps_everything_and_gets_one_script_in_front(seed: int) -> None:
    change = mutation(seed, ("</script><b>",))
    sent = change.applied(PAGE.encode(), HTML).decode()
    script = re.search(r"<script>.*?</script>", sent, re.S)
    assert script is not None
    assert sent.index("<head>") < script.start() < sent.index("<meta")
    assert len(re.sub(r"账号|账户|帐号|帐户", "", sent.replace(script[0], ""))) == len(
        re.sub(r"账号|账户|帐号|帐户", "", PAGE)
    )


@given(SEEDS, st.sampled_from(["<li>我的</li>", "", "<section>账户</section>"]))
def test_a_part_of_a_page_gets_no_script(seed: int, part: str) -> None:
    assert b"<script" not in mutation(seed).applied(part.encode(), HTML)


@given(SEEDS)
def test_data_stays_data(seed: int) -> None:
    body = json.dumps({"label": "注销帐号", "to": "/account/close"}, ensure_ascii=False).encode()
    changed = json.loads(mutation(seed).applied(body, "application/json; charset=utf-8"))
    assert changed["to"] == "/account/close"
    assert re.fullmatch("注销(账号|账户|帐号|帐户)", changed["label"])


@pytest.mark.parametrize("media_type", ["text/css", "image/png", "font/woff2"])
def test_what_is_no_text_is_not_touched(media_type: str) -> None:
    change = Mutation(1, KINDS, "账号")
    assert change.applied("账户\xff".encode("latin-1", "replace"), media_type) == b"??\xff"


def test_renaming_says_the_same_in_other_words() -> None:
    change = Mutation(1, ("rename",), "帐户", "和")
    sent = change.applied("<p>账号与安全 Close account</p>".encode(), HTML).decode()
    assert sent == "<p>帐户和安全 Close my account</p>"


def test_a_back_end_sends_the_mutated_portal_and_knows_its_closing_requests() -> None:
    portal = load_portal(portals_folder() / "jd-finance")
    changed = Backend(type(portal)(portal.id, portal.folder, portal.file, mutation(3)))
    answer = changed.answer(Request("GET", "https://jr.jd.com/"), "tool")
    assert answer.body != Backend(portal).answer(Request("GET", "https://jr.jd.com/"), "tool").body
    changed.answer(Request("POST", "https://jr.jd.com/account/close/submit"), "person")
    assert len(changed.closings("person")) == 1
