"""Every request of the window passes here: fence, egress gate, then the network or a mock portal.

Playwright's routing sees the first request of a navigation; the hops of a redirect are caught by
a CDP `Fetch` interception on each page's own session, because routing does not see them.
"""

from __future__ import annotations

from typing import Any, Protocol

from playwright.sync_api import BrowserContext, CDPSession, Error, Request, Route

from loanexit_auto.browser.egress import reads_like_closing
from loanexit_auto.browser.fence import Fence
from loanexit_auto.browser.wheel import Wheel, Who
from loanexit_auto.engine.driver import Fenced, HeldBack
from loanexit_auto.screen.address import without_query_values


class Origin(Protocol):
    """What answers a request that the walls let through."""

    def answer(self, route: Route, request: Request, who: Who) -> None: ...


class Network:
    """The Internet."""

    def answer(self, route: Route, request: Request, who: Who) -> None:
        route.continue_()


class Router:
    """Walls in front of an origin, for all pages, frames and popups of one context."""

    def __init__(self, context: BrowserContext, fence: Fence, wheel: Wheel, origin: Origin) -> None:
        self._fence, self._wheel, self._origin = fence, wheel, origin
        context.route("**/*", self._on_request)

    def guard_redirects(self, session: CDPSession) -> None:
        """Also refuse the hops of redirects of one page."""
        session.on("Fetch.requestPaused", lambda event: self._on_paused(session, event))
        session.send("Fetch.enable", {"patterns": [{"resourceType": "Document"}]})

    def _on_request(self, route: Route, request: Request) -> None:
        if self._refused_by_fence(request) or self._held_back(request):
            route.abort("blockedbyclient")
        else:
            self._origin.answer(route, request, self._wheel.who)

    def _refused_by_fence(self, request: Request) -> bool:
        if not (self._wheel.tool_drives and request.is_navigation_request()):
            return False
        in_frame = _parent_of(request) is not None
        if self._fence.allows(request.url, in_frame=in_frame):
            return False
        what = "frame" if in_frame else "page"
        self._wheel.report(Fenced(without_query_values(request.url), what))  # type: ignore[arg-type]  # one of the two words above
        return True

    def _held_back(self, request: Request) -> bool:
        if not self._wheel.tool_drives:
            return False
        if not reads_like_closing(request.method, request.url, request.post_data_buffer):
            return False
        self._wheel.report(HeldBack(request.method, without_query_values(request.url)))
        return True

    def _on_paused(self, session: CDPSession, event: dict[str, Any]) -> None:
        url = event["request"]["url"]
        is_hop = "redirectedRequestId" in event
        refused = is_hop and self._wheel.tool_drives and not self._fence.allows(url, in_frame=True)
        answer = {"requestId": event["requestId"]}
        try:
            if refused:
                self._wheel.report(Fenced(without_query_values(url), "redirect"))
                session.send("Fetch.failRequest", {**answer, "errorReason": "BlockedByClient"})
            else:
                session.send("Fetch.continueRequest", answer)
        except Error:
            return  # the page has gone in the meantime, and its request with it


def _parent_of(request: Request) -> object | None:
    try:
        return request.frame.parent_frame
    except Error:  # the frame of a popup's first request is not known yet
        return None
