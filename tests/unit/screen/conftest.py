from __future__ import annotations

import pytest

from loanexit_auto.scenario.wordbook import builtin_lexicon
from loanexit_auto.screen.lexicon import Lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return builtin_lexicon()
