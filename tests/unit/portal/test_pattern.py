"""Request patterns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanexit_auto.portal.pattern import matches

SEGMENT = st.text(
    st.characters(exclude_characters="/*?#", exclude_categories=["Z", "C"]), min_size=1
)


@pytest.mark.parametrize(
    ("pattern", "method", "path", "fits"),
    [
        ("GET /", "GET", "/", True),
        ("GET /a", "get", "/a", True),
        ("GET /a", "GET", "/a/", True),
        ("GET /a", "POST", "/a", False),
        ("GET /a", "GET", "/ab", False),
        ("GET /a/*", "GET", "/a/b", True),
        ("GET /a/*", "GET", "/a/b/c", False),
        ("GET /a/*", "GET", "/a", False),
        ("GET /*/c", "GET", "/b/c", True),
        ("GET /a/**", "GET", "/a", True),
        ("GET /a/**", "GET", "/a/b/c", True),
        ("GET /a/**", "GET", "/ab", False),
        ("GET /**", "GET", "/", True),
        ("GET /a.b", "GET", "/axb", False),
    ],
)
def test_patterns(pattern: str, method: str, path: str, fits: bool):
    assert matches(pattern, method, path) is fits


@given(st.lists(SEGMENT, min_size=1, max_size=5), st.data())
def test_stars_only_widen(segments: list[str], data: st.DataObject):
    path = "/" + "/".join(segments)
    starred = data.draw(st.integers(0, len(segments) - 1))
    pattern = "/" + "/".join("*" if n == starred else s for n, s in enumerate(segments))
    assert matches(f"GET {path}", "GET", path)
    assert matches(f"GET {pattern}", "GET", path)
    assert matches(f"GET /{segments[0]}/**", "GET", path)
    assert not matches(f"GET {path}", "GET", path + "/more")
