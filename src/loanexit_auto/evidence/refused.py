"""Refused: something handed in from outside that must not be believed or read further."""

from __future__ import annotations

from loanexit_auto.errors import LoanexitError


class Refused(LoanexitError):
    """The text says which file, and why it is refused."""
