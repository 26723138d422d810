"""Refused: something handed in from outside that must not be believed or read further."""

from __future__ import annotations

from loanexit_auto.errors import LoanexitError
from loanexit_auto.messages import Sentence


def why(code: str, /, **values: object) -> Sentence:
    """Return message `reason.<code>` as a sentence that can be said in both languages."""
    return Sentence(f"reason.{code}", **values)


class Refused(LoanexitError):
    """Why something is refused (`reason.<code>`), and which file if that is known (`where`)."""

    def __init__(self, code: str, where: str = "", /, **values: object) -> None:
        self.why, self.where = why(code, **values), where
        super().__init__(f"{where}: {self.why}" if where else self.why)
