"""Fixtures shared by all suites. Servers bind to 127.0.0.1; nothing else is reachable."""

from __future__ import annotations

import os
from typing import Any

import pytest

from loanexit_auto.browser.launch import find_browser, sandboxed
from loanexit_auto.browser.machine import Machine


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Have pytest-playwright start the browser that the tool itself would take."""
    args = [] if sandboxed(Machine()) else ["--no-sandbox"]
    headed = bool(os.environ.get("LOANEXIT_TEST_HEADED"))
    found = find_browser()
    return {
        **browser_type_launch_args,
        "executable_path": str(found.path),
        "args": args,
        "headless": not headed,
    }
