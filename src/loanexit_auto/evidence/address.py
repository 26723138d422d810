"""Addresses as evidence may keep them: where, but never what was sent along."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"(?i)\b(?:https?|wss?|ftp)://[^\s\"'<>]+")
_USERINFO = re.compile(r"(?<=//)[^/?#]*@")
_ANCHOR = re.compile(r"[A-Za-z][A-Za-z_-]{0,40}")


def without_values(url: str) -> str:
    """Return the address without user name and without query values; key names stay.

    A fragment that is a path of a single-page app (`#/settings?x=1`) is treated like a path; an
    anchor (`#top`) stays; any other fragment goes, because it may be a token.
    """
    head, mark, fragment = _USERINFO.sub("", url).partition("#")
    if "/" in fragment:
        fragment = _without_query_values(fragment)
    elif not _ANCHOR.fullmatch(fragment):
        mark = fragment = ""
    return _without_query_values(head) + mark + fragment


def scrub(text: str) -> str:
    """Return `text` with `without_values` applied to every address in it."""
    return _ADDRESS.sub(lambda match: without_values(match.group()), text)


def _without_query_values(part: str) -> str:
    path, _, query = part.partition("?")
    keys = [key + "=" for key, equals, _ in (p.partition("=") for p in query.split("&")) if equals]
    return path + "?" + "&".join(keys) if keys else path
