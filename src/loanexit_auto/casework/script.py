"""What to say to customer service: the words in Chinese, with a reading aid in English."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from loanexit_auto.casework.ladder import routing_of
from loanexit_auto.casework.law import law_book
from loanexit_auto.casework.standing import Standing
from loanexit_auto.messages import Messages

_CITED = {"law13": "handling-13", "law15": "pipl-15", "law23": "netdata-23", "law24": "netdata-24",
          "law47": "pipl-47", "law50": "pipl-50"}  # fmt: skip
EVASIONS = ("conditions", "upgrade", "keep", "idphoto", "unreachable")
_SUPERVISED = frozenset({"bank", "consumer-finance"})


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing to say; `when` is what they said before it, "" if one begins oneself."""

    zh: str
    en: str
    when_zh: str = ""
    when_en: str = ""


def script(case: Standing, today: date) -> tuple[Saying, ...]:
    """Return the sayings in order: the demand, what makes it firm, and answers to evasions.

    Settled loans are only claimed where a screen showed it. Raises UncitableError when an
    article is not in force on this day.
    """
    plain = "demand" if "unsettled_loan" in case.clear else "demand_unsettled"
    opening = [_saying(key, today) for key in (plain, "firm", "storage", "marketing")]
    answers = [_answer(evasion, today) for evasion in EVASIONS]
    if routing_of(case).kind in _SUPERVISED:
        answers.append(_answer("idphoto", today, "idphoto_bank"))
    return (*opening, *answers, _saying("close", today))


def _saying(key: str, today: date) -> Saying:
    return Saying(_said("zh", key, today), _said("en", key, today))


def _answer(evasion: str, today: date, answer: str = "") -> Saying:
    key = f"answer_{answer or evasion}"
    when = f"evasion_{evasion}"
    said = _said("zh", key, today), _said("en", key, today)
    return Saying(*said, _said("zh", when, today), _said("en", when, today))


def _said(lang: str, key: str, today: date) -> str:
    book = law_book()
    law = {name: book.cite(article, today).citation for name, article in _CITED.items()}
    return Messages("en" if lang == "en" else "zh")(f"phone.{key}", **law)
