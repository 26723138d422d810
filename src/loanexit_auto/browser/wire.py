"""Taking a large reply from the browser without paying for it twice.

A look at a page is one reply of hundreds of thousands of small values, all plain and all needed.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import CDPSession


def large_reply(session: CDPSession, method: str, params: dict[str, Any]) -> dict[str, Any]:
    """Return the reply to a DevTools command. Raises Error as `CDPSession.send` does.

    `CDPSession.send` copies a reply value by value, to put its own objects in place of the wire's;
    a DevTools reply holds none, and the copy takes longer than everything else on the way. It is
    left out where Playwright is built as we know it.
    """
    try:
        wait = session._sync
        sending = session._impl_obj.send(method=method, params=params, timeout=None)
    except (AttributeError, TypeError):
        reply: dict[str, Any] = session.send(method, params)
        return reply
    found: dict[str, Any] = wait(sending)
    return found


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep the garbage collector from walking over a page again and again while it is taken in.

    Nothing that a look makes refers to itself: reference counts alone free all of it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
