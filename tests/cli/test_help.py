"""The help that is answered from a file says what the commands say."""

from __future__ import annotations

from tools.help_text import help_text

from loanexit_auto.__main__ import HELP


def test_the_kept_help_is_fresh() -> None:
    assert HELP.read_text(encoding="utf-8") == help_text(), "run `make help-text`"
