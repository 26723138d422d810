"""A large reply is the same reply, whichever way it is taken."""

from __future__ import annotations

import gc

from loanexit_auto.browser.wire import large_reply, without_collecting

REPLY = {"strings": ["账户与安全"], "documents": [{"nodes": [1, 2]}]}


class _Inner:
    def send(self, *, method, params, timeout):
        return (method, params, timeout)


class _Known:
    """A session built as Playwright builds it now."""

    _impl_obj = _Inner()

    def _sync(self, sending):
        assert sending == ("A.b", {"c": 1}, None)
        return REPLY

    def send(self, method, params):
        raise AssertionError("copied")


class _Plain:
    """A session of which only the public part is known."""

    def send(self, method, params):
        return REPLY if (method, params) == ("A.b", {"c": 1}) else {}


class _Changed(_Plain):
    """A session whose inner part takes other arguments."""

    _impl_obj = _Plain()

    def _sync(self, sending):
        raise AssertionError("not built like this")


def test_the_reply_is_taken_uncopied_where_that_is_known_to_work():
    assert large_reply(_Known(), "A.b", {"c": 1}) is REPLY


def test_it_falls_back_to_the_public_way():
    assert large_reply(_Plain(), "A.b", {"c": 1}) is REPLY
    assert large_reply(_Changed(), "A.b", {"c": 1}) is REPLY


def test_the_collector_is_back_afterwards_and_left_off_where_it_was_off():
    with without_collecting():
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.disable()
    try:
        with without_collecting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
