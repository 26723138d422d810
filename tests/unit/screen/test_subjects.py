"""What a refusal may be about: some 370 names of things, each in several sentences of a dialog."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from .test_refusals import in_a_dialog, kinds_on

_SUBJECTS = YAML(typ="safe").load(
    Path(__file__).with_name("subjects.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("kind", _SUBJECTS)
def test_every_name_of_a_thing_is_of_its_kind(kind, lexicon):
    texts = [
        said.replace("{}", name)
        for said in _SUBJECTS[kind]["said"]
        for name in _SUBJECTS[kind]["of"]
    ]
    wrong = {
        text: found for text in texts if (found := kinds_on(in_a_dialog(text), lexicon)) != {kind}
    }
    assert not wrong
