"""The domain fence."""

from __future__ import annotations

import pytest

from loanexit_auto.browser.fence import Fence, registrable


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("jr.jd.com", "jd.com"), ("JD.com.", "jd.com"), ("a.b.co.uk", "b.co.uk"),
        ("x.com.cn", "x.com.cn"), ("www.x.com.cn", "x.com.cn"), ("127.0.0.1", "127.0.0.1"),
        ("me.github.io", "me.github.io"), ("www.lender.test", "lender.test"), ("local", "local"),
    ],
)  # fmt: skip
def test_registrable_domain(host: str, domain: str) -> None:
    assert registrable(host) == domain


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://jr.jd.com/x", True), ("https://aq.jd.com/", True), ("https://jd.com", True),
        ("https://jd.com.evil.cn/", False), ("https://evil.cn/jd.com", False),
        ("https://notjd.com/", False), ("https://jd.com@evil.cn/", False),
        ("javascript:alert(1)", False), ("file:///etc/passwd", False), ("data:text/html,x", False),
        ("about:blank", True), ("https://www.geetest.com/", False), ("http://", False),
    ],
)  # fmt: skip
def test_pages(url: str, allowed: bool) -> None:
    assert Fence(("jr.jd.com",), ("geetest.com",)).allows(url) is allowed


def test_frames_may_also_be_verification_widgets() -> None:
    fence = Fence(("jr.jd.com",), ("geetest.com",))
    assert fence.allows("https://static.geetest.com/v4", in_frame=True)
    assert fence.allows("data:text/html,x", in_frame=True)
    assert not fence.allows("https://ads.example/", in_frame=True)
