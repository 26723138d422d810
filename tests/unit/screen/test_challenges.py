"""Challenges in many words: each is read in the structure that a person knows it by."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from loanexit_auto.screen.findings import Challenge
from loanexit_auto.screen.reading import read

from .build import page

_WORDS = YAML(typ="safe").load(
    Path(__file__).with_name("challenges.yaml").read_text(encoding="utf-8")
)


def challenges_on(screen, lexicon):
    return {
        f.challenge
        for f in read(screen, lexicon)
        if isinstance(f, Challenge) and f.confidence >= 0.5
    }


def _start(title="身份确认"):
    return page(title).text(title)


def slider(words):
    """A track with the words on it, and a handle at its left end."""
    start = _start()
    y = start.y
    start.text(words)
    start.beside(y, 0, 40, 40)
    return start.control("返回")


def click_captcha(words):
    return _start().text(words).mark("canvas", "pic", 300, 200).control("返回")


def image_code(words):
    start = _start()
    y = start.y
    start.field(words, box=start.place(y, 0, 160))
    start.picture(y, 180, 100, 36)
    return start.control("下一步")


def sms_code(words):
    start = _start().text(words)
    y = start.y
    start.field("", max_length=6, box=start.place(y, 0, 160))
    return start.control("58s").control("下一步")


def email_code(words):
    return _start().text(words).field("", max_length=6).control("下一步")


otp = email_code


def payment_password(words):
    return _start().text(words).field("", input_type="password", max_length=6).control("下一步")


def login_password(words):
    return _start().field(words, input_type="password").control("下一步")


def face(words):
    return _start().text(words).control("同意并继续")


def qr(words):
    return _start().text(words).mark("image", "code", 180, 180).control("返回")


def id_document(words):
    return _start().text(words).control("", input_type="file", tag="input", name_from="none")


def typed_confirmation(words):
    return _start("注销账户").text(words).field("").control("提交")


def widget(words):
    start = _start()
    return start.row(words)


PLACES = {
    place.__name__: place
    for place in (
        slider, click_captcha, image_code, sms_code, email_code, payment_password,
        login_password, face, qr, id_document, typed_confirmation, widget,
    )
} | {"otp": otp}  # fmt: skip


@pytest.mark.parametrize("kind", list(PLACES))
def test_every_way_of_asking_is_read(kind, lexicon):
    wrong = {
        words: found
        for words in _WORDS[kind]
        if (found := challenges_on(PLACES[kind](words).screen(), lexicon)) != {kind}
    }
    assert not wrong


@pytest.mark.parametrize("kind", list(_WORDS["none"]))
def test_what_only_sounds_like_it_is_none(kind, lexicon):
    wrong = {
        words: found
        for words in _WORDS["none"][kind]
        if (found := challenges_on(PLACES[kind](words).screen(), lexicon))
    }
    assert not wrong
