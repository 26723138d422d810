"""Every problem code is documented, worded in both languages, and still used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from loanexit_auto.messages import LANGS, catalogue

CHECKOUT = Path(__file__).parents[3]
CODE = re.compile(r"LX\d{3}")
SOURCE = CHECKOUT / "src" / "loanexit_auto" / "scenario"
USED = {code for file in SOURCE.glob("*.py") for code in CODE.findall(file.read_text("utf-8"))}


def test_documented_and_used_codes_are_the_same() -> None:
    page = (CHECKOUT / "docs" / "author" / "problems.md").read_text("utf-8")
    rows = re.findall(r"^\| (LX\d{3}) \|", page, re.M)
    assert len(rows) == len(set(rows))
    assert set(rows) == USED


@pytest.mark.parametrize("lang", LANGS)
def test_every_code_has_a_message_and_a_hint(lang: str) -> None:
    words = catalogue(lang, "scenario")
    assert {key for key in words if CODE.fullmatch(key)} == USED
    assert {key.removesuffix(".hint") for key in words if key.endswith(".hint")} == USED


@pytest.mark.parametrize("area", ["scenario", "directory"])
def test_both_languages_have_the_same_keys_and_placeholders(area: str) -> None:
    fields = re.compile(r"\{(\w+)")
    zh, en = catalogue("zh", area), catalogue("en", area)
    assert set(zh) == set(en)
    for key in zh:
        assert set(fields.findall(zh[key])) == set(fields.findall(en[key])), key
