"""A browser starts as it is, or says in one sentence why not."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from loanexit_auto.browser.launch import FoundBrowser, find_browser, launch, playwright_build
from loanexit_auto.browser.machine import Machine
from loanexit_auto.errors import BrowserUnavailable


def test_playwrights_build_is_looked_for_where_playwright_puts_it(
    tmp_path: Path, playwright: Playwright
) -> None:
    there = Path(playwright.chromium.executable_path)
    cache = next(folder for folder in there.parents if folder.name == "ms-playwright")
    here = tmp_path / there.relative_to(cache)
    here.parent.mkdir(parents=True)
    here.touch()
    machine = Machine(env={"PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)})
    assert playwright_build(machine) == here


def test_a_program_that_is_no_browser_is_a_clear_error(
    tmp_path: Path, playwright: Playwright
) -> None:
    path = tmp_path / "no-browser"
    path.write_text("#!/bin/sh\necho 'error while loading shared libraries: libnss3.so' >&2\n")
    path.chmod(0o755)
    with pytest.raises(BrowserUnavailable) as raised:
        launch(playwright, FoundBrowser(path, "chosen", "--browser-path"), headless=True)
    assert "libnss3.so" in str(raised.value)
    assert "doctor --fix" in raised.value.hint


def test_the_browser_of_this_computer_shows_a_page_and_does_not_hide_that_it_is_driven(
    playwright: Playwright,
) -> None:
    browser = launch(playwright, find_browser(), headless=True)
    page = browser.new_page()
    page.set_content("<h1>账户与安全</h1>")
    assert page.inner_text("h1") == "账户与安全"
    assert page.evaluate("navigator.webdriver") is True
    browser.close()
