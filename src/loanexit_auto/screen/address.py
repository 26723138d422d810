"""Addresses without what they carry: query values may hold tokens and personal data."""

from __future__ import annotations

from urllib.parse import urlsplit


def without_query_values(url: str) -> str:
    """Return the address with every query value removed; data: and blob: only by their scheme."""
    if url.startswith(("data:", "blob:")):
        return url.split(":", 1)[0] + ":"
    parts = urlsplit(url)
    route, mark, fragment_query = parts.fragment.partition("?")
    fragment = route + mark + _names_only(fragment_query)
    return parts._replace(query=_names_only(parts.query), fragment=fragment).geturl()


def _names_only(query: str) -> str:
    return "&".join(pair.split("=", 1)[0] for pair in query.split("&") if pair)
