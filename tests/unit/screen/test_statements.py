"""Statements on a page about closing: which blocker each is, and what only sounds like one."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from loanexit_auto.screen.findings import Blocker
from loanexit_auto.screen.reading import read

from .build import page

_FILE = Path(__file__).with_name("statements.yaml")
_STATEMENTS = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))


def blockers_of(screen, lexicon):
    return {f.blocker for f in read(screen, lexicon) if isinstance(f, Blocker)}


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in _STATEMENTS.items() for text in texts]
)
def test_a_statement_in_a_dialog_is_read(kind, text, lexicon):
    screen = page("注销账户").head("注销账户").dialog().text(text).control("我知道了").screen()
    found = blockers_of(screen, lexicon)
    if kind == "none":
        assert not found, text
    else:
        assert kind in found and len(found) == 1, (text, found)
