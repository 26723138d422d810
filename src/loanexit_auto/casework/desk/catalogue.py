"""The desk's pages of the directory: all platforms, a search, and one page for each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from loanexit_auto.casework.desk.view import View
from loanexit_auto.scenario.card import card, title
from loanexit_auto.scenario.directory import Directory
from loanexit_auto.scenario.model import Scenario

_LONGEST = 80  # characters of a search; no platform is called longer


class Catalogue:
    """The bundled directory, read once when it is first asked for."""

    def __init__(self, view: View, directory: Directory) -> None:
        self._view, self._directory = view, directory

    def routes(self) -> list[Route]:
        """Return the addresses of these pages."""
        return [
            Route("/platforms", self.all),
            Route("/platforms/{id}", self.one),
        ]

    def has(self, platform: str) -> bool:
        """Return whether there is a page about this platform."""
        return platform in self._directory.files

    def all(self, request: Request) -> Response:
        say = self._view.say(request)
        query = request.query_params.get("q", "").strip()[:_LONGEST]
        found = [self._loaded[fit.id] for fit in self._directory.find(query)] if query else None
        listed = list(self._loaded.values()) if found is None else found
        rows = [(scenario, title(scenario, say)) for scenario in listed]
        return self._view.page(request, "platforms.html.j2", rows=rows, query=query)

    def one(self, request: Request) -> Response:
        scenario, say = self._loaded.get(request.path_params["id"]), self._view.say(request)
        if scenario is None:
            raise HTTPException(404)
        shown = card(scenario, say, lambda linked: title(self._loaded[linked], say))
        return self._view.page(request, "platform.html.j2", card=shown, scenario=scenario)

    @cached_property
    def _loaded(self) -> Mapping[str, Scenario]:
        return {scenario.id: scenario for scenario in self._directory}
