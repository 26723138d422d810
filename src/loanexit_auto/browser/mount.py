"""Mounts a mock portal on the scenario's own addresses.

A mounted window reaches the portal and nothing else: every request of every other host is
refused. The scripted stand-in exists only behind such a mount.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Request, Route

from loanexit_auto.browser.wheel import Who
from loanexit_auto.portal.backend import Backend
from loanexit_auto.portal.backend import Request as PortalRequest


class Mount:
    """A portal's back end as the only origin of a window."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self._hosts = frozenset(backend.portal.file.hosts)

    def answer(self, route: Route, request: Request, who: Who) -> None:
        """Answer from the portal, or refuse."""
        if urlsplit(request.url).hostname not in self._hosts:
            route.abort("blockedbyclient")
            return
        asked = PortalRequest(
            request.method, request.url, request.headers, request.post_data_buffer or b""
        )
        response = self.backend.answer(asked, who)
        route.fulfill(status=response.status, headers=dict(response.headers), body=response.body)
