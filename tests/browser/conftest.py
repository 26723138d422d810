from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.site import Visit, visit


@pytest.fixture
def at(browser: Browser) -> Iterator[Visit]:
    opened = visit(browser)
    yield opened
    opened.window.close()


@pytest.fixture
def at_phone(browser: Browser) -> Iterator[Visit]:
    opened = visit(browser, "phone")
    yield opened
    opened.window.close()
