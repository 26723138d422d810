"""Both languages say the same things with the same values."""

from __future__ import annotations

import string

import pytest

from loanexit_auto.messages import Messages, areas, catalogue


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_both_languages_have_the_same_areas() -> None:
    assert areas("zh") == areas("en")


@pytest.mark.parametrize("area", areas("zh"))
def test_both_languages_have_the_same_keys_and_placeholders(area: str) -> None:
    zh, en = catalogue("zh", area), catalogue("en", area)
    assert zh.keys() == en.keys()
    differing = [key for key in zh if placeholders(zh[key]) != placeholders(en[key])]
    assert differing == []


def test_a_missing_message_is_a_defect() -> None:
    with pytest.raises(KeyError):
        Messages("zh")("run.no_such_message")
