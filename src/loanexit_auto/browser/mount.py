"""Mounts a mock portal on the scenario's own addresses.

A mounted window reaches the portal and nothing else: every request of every other host is
refused. The scripted stand-in exists only behind such a mount.
"""

from __future__ import annotations

import json
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Request, Route

from loanexit_auto.browser.wheel import Who
from loanexit_auto.portal.backend import Backend
from loanexit_auto.portal.backend import Request as PortalRequest

_LEAD_ON = "<!doctype html><meta charset=utf-8><script>location.replace({})</script>"


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
        if "Location" in response.headers:
            self._lead_on(route, request, response.headers["Location"], who)
            return
        route.fulfill(status=response.status, headers=dict(response.headers), body=response.body)

    def _lead_on(self, route: Route, request: Request, location: str, who: Who) -> None:
        """Redirect without a redirect: the browser would follow one to the real network."""
        there = urljoin(request.url, location)
        if request.is_navigation_request():
            route.fulfill(content_type="text/html", body=_LEAD_ON.format(json.dumps(there)))
            return
        found = self.backend.answer(PortalRequest("GET", there), who)
        route.fulfill(status=found.status, headers=dict(found.headers), body=found.body)
