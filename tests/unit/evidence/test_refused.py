"""Sentences: English text that can be said in the reader's language later."""

import copy
import json
import string

import pytest

from loanexit_auto.cli.failure import contained
from loanexit_auto.errors import LoanexitError
from loanexit_auto.evidence.refused import Refused, why
from loanexit_auto.messages import Messages, catalogue, said


def test_a_sentence_is_its_english_text_and_can_be_said_in_chinese():
    inner = why("seq_wrong", found=4, expected=3)
    outer = why("in_line", line=3, why=inner)
    assert outer == "line 3: seq is 4, 3 expected"
    assert outer.said(Messages("zh")) == "第 3 行：序号是 4，应为 3"
    assert Messages("zh")("evidence.note", text=inner) == "说明：序号是 4，应为 3"
    assert said("as it is", Messages("zh")) == "as it is"


def test_it_survives_being_copied_and_written():
    sentence = why("put_in")
    assert copy.deepcopy(sentence).said(Messages("zh")) == sentence.said(Messages("zh"))
    assert json.loads(json.dumps({"why": sentence})) == {"why": str(sentence)}


def test_what_is_refused_names_its_file_once():
    refused = Refused("missing", "seal/key.pub")
    assert str(refused) == "seal/key.pub: missing"
    assert (refused.where, refused.why) == ("seal/key.pub", "missing")


@pytest.mark.parametrize("code", catalogue("en", "reason"))
def test_every_reason_can_be_said_with_its_values(code):
    names = {name for _, name, _, _ in string.Formatter().parse(catalogue("en", "reason")[code])}
    sentence = why(code, **{name: f"<{name}>" for name in names if name})
    for lang in ("zh", "en"):
        assert all(f"<{name}>" in sentence.said(Messages(lang)) for name in names if name)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["x"], "磁盘是只读的"),
        (["x", "--lang", "zh"], "磁盘是只读的"),
        (["x", "--lang", "en"], "the disk is read-only"),
        (["x", "--lang=en"], "the disk is read-only"),
    ],
)
def test_an_error_is_told_in_the_language_of_the_command(monkeypatch, capsys, arguments, says):
    monkeypatch.setattr("sys.argv", arguments)

    def command() -> None:
        raise LoanexitError(why("os_erofs"), why("disk_full_hint"))

    assert contained(command) == 1
    err = capsys.readouterr().err
    assert says in err
    assert ("已经写下的证据" in err) == (says == "磁盘是只读的")
