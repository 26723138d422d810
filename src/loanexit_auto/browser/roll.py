"""The roll: the files of one capture as they come, and what could not be kept.

No text file that contains a typed value is ever kept: the canary check for what fields hold.
"""

from __future__ import annotations

import quopri
import time
from collections.abc import Callable

from playwright.sync_api import CDPSession, Error

from loanexit_auto.engine.driver import Artefact, Lack


class Roll:
    """Collects artefacts, how long each took, and what could not be kept."""

    def __init__(self, secrets: frozenset[str]) -> None:
        self.artefacts: list[Artefact] = []
        self.milliseconds: dict[str, float] = {}
        self.lacking: list[Lack] = []
        self.secrets = secrets

    def take(self, name: str, media_type: str, shoot: Callable[[], bytes]) -> None:
        """Keep what `shoot` returns; note it if that fails."""
        began = time.perf_counter()
        try:
            self.artefacts.append(Artefact(name, media_type, shoot()))
        except HeldSecret:
            self.lacks("typed_value", file=name)
        except Error as error:
            self.lacks("not_taken", file=name, error=error.message.splitlines()[0])
        self.milliseconds[name] = round((time.perf_counter() - began) * 1000, 1)

    def keep(self, name: str, media_type: str, data: bytes) -> None:
        """Keep a file, unless it contains a typed value."""
        if holds_secret(data, self.secrets):
            self.lacks("typed_value", file=name)
        else:
            self.artefacts.append(Artefact(name, media_type, data))

    def lacks(self, code: str, /, **facts: str | int) -> None:
        """Note what this capture could not keep or show."""
        self.lacking.append(Lack(code, facts))

    def boxes(self, picture: str, data: bytes) -> None:
        """Keep where texts stand on one picture, beside it and under its name."""
        self.keep(picture.removesuffix(".png") + ".boxes.json", "application/json", data)


class HeldSecret(Exception):
    """A text artefact contains what stands in a field."""


def holds_secret(data: bytes, secrets: frozenset[str]) -> bool:
    """Return whether a text artefact contains a typed value, also in quoted-printable form."""
    if not secrets:
        return False
    forms = (data, quopri.decodestring(data))
    return any(secret.encode() in form for secret in secrets for form in forms)


def mhtml(session: CDPSession, secrets: frozenset[str]) -> bytes:
    """Return the page as MHTML. Raises HeldSecret, Error if it cannot be had."""
    data = str(session.send("Page.captureSnapshot", {"format": "mhtml"})["data"]).encode()
    if holds_secret(data, secrets):
        raise HeldSecret
    return data
