"""Cases of every mock portal, walked in a real browser: the check of `scenario test`.

`make test` draws one of every ending, `make test FULL=1` walks them all.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.portals.conftest import chosen_cases, tried


@pytest.mark.parametrize(
    ("platform", "case"), [pytest.param(*both, id="/".join(both)) for both in chosen_cases()]
)
def test_case(platform: str, case: str, tmp_path: Path) -> None:
    assert tried(platform, case, tmp_path).shortfalls == ()
