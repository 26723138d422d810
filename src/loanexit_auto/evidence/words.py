"""Words: one thing said in Chinese and in English at once, ready for a page.

Texts of a page are put in by `plainly.shown`, so they are escaped, isolated and nothing in them
is invisible; templates are our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from loanexit_auto.evidence import remark
from loanexit_auto.evidence.plainly import shown
from loanexit_auto.messages import LANGS, Lang, Messages, Sentence, catalogue


@dataclass(frozen=True, slots=True)
class Words:
    """One thing said in Chinese and in English, ready for HTML."""

    zh: Markup
    en: Markup


def say(key: str, /, **values: str | Words) -> Words:
    """Return the message `report.<key>` in both languages, `values` put in harmlessly.

    A value is text as it was found, a sentence or Words of our own. Raises KeyError for an
    unknown key.
    """
    put = {name: spoken(value) for name, value in values.items()}
    zh = {name: value.zh for name, value in put.items()}
    en = {name: value.en for name, value in put.items()}
    return Words(_template("zh", key).format(**zh), _template("en", key).format(**en))


def known(key: str, otherwise: str, /, **values: str | Words) -> Words:
    """Return message `key`, or message `otherwise` if the journal used a word we do not know."""
    return say(key if has(key) else otherwise, **values)


def named(prefix: str, word: str) -> Words:
    """Return our name of a word of the journal; the word itself, made harmless, if we have none."""
    key = prefix + word.replace(".", "_")
    return say(key) if has(key) else Words(shown(word), Markup(""))


def valued(value: str) -> Words:
    """Return a value of the records about the machine; words of ours in both languages."""
    key = f"val_{value.lower()}"
    return say(key) if has(key) else Words(shown(value), Markup(""))


def spoken(value: str | Words) -> Words:
    """Return a text as Words: a sentence in both languages, any other text as it was found."""
    match value:
        case Words():
            return value
        case Sentence():
            return Words(*(shown(value.said(Messages(lang))) for lang in ("zh", "en")))
        case _:
            return Words(shown(value), shown(value))


def remarked(text: str) -> Words:
    """Return what the tool noted in the journal; what is no sentence of ours is shown once."""
    sentence = remark.read(text)
    return spoken(sentence) if sentence else Words(shown(text), Markup(""))


def lack(code: str, values: Mapping[str, str]) -> Words:
    """Return what a capture could not keep or show; what is no remark of ours is shown as it is."""
    put = {name: spoken(value) for name, value in values.items()}
    if "finding" in values:
        put["finding"] = known(f"finding_{values['finding']}", "finding_other")
    try:
        zh, en = (escape(catalogue(lang, "remark")[code]) for lang in LANGS)
        return Words(
            zh.format_map({name: value.zh for name, value in put.items()}),
            en.format_map({name: value.en for name, value in put.items()}),
        )
    except KeyError:
        return Words(shown(f"{code} {dict(values) or ''}".strip()), Markup(""))


def has(key: str) -> bool:
    """Return whether there is a message `report.<key>`."""
    return key in catalogue("zh", "report")


def _template(lang: Lang, key: str) -> Markup:
    return escape(catalogue(lang, "report")[key])
