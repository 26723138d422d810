"""What reads like closing an account, however it is encoded."""

from __future__ import annotations

import json
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanexit_auto.browser.egress import closing_words, reads_like_closing

CLOSING = [
    "https://a.test/account/close/submit", "https://a.test/user/cancelAccount",
    "https://a.test/api/v2/closeAccount", "https://a.test/member/delete",
    "https://a.test/passport/unregister", "https://a.test/api/zhuxiao",
    "https://a.test/gateway?method=account.cancel", "https://a.test/deactivate_user",
    "https://a.test/delete-my-account", "https://a.test/用户/注销", "https://a.test/CloseUserAccount",
]  # fmt: skip
HARMLESS = [
    "https://a.test/api/login", "https://a.test/track", "https://a.test/order/list",
    "https://a.test/account/security", "https://a.test/coupon/query", "https://a.test/balance",
    "https://a.test/search?q=1", "https://a.test/log",
]  # fmt: skip


@pytest.mark.parametrize("url", CLOSING)
def test_a_changing_request_to_a_closing_address_is_held(url: str) -> None:
    assert reads_like_closing("POST", url, None)
    assert reads_like_closing("delete", url, b"{}")


@pytest.mark.parametrize("url", HARMLESS)
def test_other_requests_pass(url: str) -> None:
    assert not reads_like_closing("POST", url, b'{"page": 1}')


@pytest.mark.parametrize("url", CLOSING)
def test_looking_is_not_closing(url: str) -> None:
    assert not reads_like_closing("GET", url, None)


@pytest.mark.parametrize(
    "body",
    [
        json.dumps({"action": "注销账户"}).encode(),  # \u-escaped
        json.dumps({"action": "注销账户"}, ensure_ascii=False).encode(),
        f"action={quote_plus('注销账户')}".encode(),
        quote(quote("type=注销")).encode(),
        b'{"query":"mutation { closeAccount(id: 1) { ok } }"}',
        b"op=CANCEL_ACCOUNT",
    ],
)
def test_the_body_is_read_through_its_encoding(body: bytes) -> None:
    assert reads_like_closing("POST", "https://a.test/gateway", body)


@given(st.binary(max_size=300), st.text(max_size=60))
def test_any_bytes_get_an_answer(body: bytes, path: str) -> None:
    assert reads_like_closing("POST", f"https://a.test/{path}", body) in (True, False)


@given(st.text(max_size=80), st.text(max_size=80))
def test_words_around_a_closing_never_hide_it(before: str, after: str) -> None:
    assert closing_words(f"{before}注销账户{after}")
