"""A page from disk, and the files beside it, as an origin of its own."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Request, Route

from loanexit_auto.browser.wheel import Who

HOST = "page.local"  # never asked for on any network: the origin answers it


class LocalPage:
    """Serves one file and its folder under https://page.local/; everything else is refused."""

    def __init__(self, file: Path) -> None:
        self._folder = file.resolve().parent
        self.url = f"https://{HOST}/{quote(file.name)}"

    def answer(self, route: Route, request: Request, who: Who) -> None:
        """Answer with a file below the folder, or refuse."""
        parts = urlsplit(request.url)
        wanted = (self._folder / unquote(parts.path).lstrip("/")).resolve()
        inside = wanted.is_relative_to(self._folder) and wanted.is_file()
        if parts.hostname != HOST or not inside:
            route.abort("blockedbyclient")
            return
        media_type = mimetypes.guess_type(wanted.name)[0] or "application/octet-stream"
        charset = "; charset=utf-8" if media_type.startswith("text/") else ""
        route.fulfill(body=wanted.read_bytes(), content_type=media_type + charset)
