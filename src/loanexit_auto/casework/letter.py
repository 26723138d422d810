"""Letters: one complaint, filled from the case and from nothing else.

A fact that the case does not know stays a marked blank 【待填：…】. Law can be cited only through
`law("…")`, which refuses what is unconfirmed or not in force on the day of the letter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from loanexit_auto.casework.chronicle import chronicle, clipped
from loanexit_auto.casework.exhibits import Exhibit, exhibits
from loanexit_auto.casework.friction import friction
from loanexit_auto.casework.ladder import routing_of
from loanexit_auto.casework.law import Article, law_book
from loanexit_auto.casework.remedies import remedies
from loanexit_auto.casework.routing import Routing
from loanexit_auto.casework.shelf import ShelvedCase
from loanexit_auto.casework.standing import CaseState, Complaint, Hindrance, Standing
from loanexit_auto.casework.telling import blocker_name
from loanexit_auto.errors import UsageError
from loanexit_auto.evidence.plainly import is_hidden
from loanexit_auto.messages import Messages

TEMPLATES = Path(__file__).resolve().parent / "letters"
KINDS = tuple(sorted(p.name.removesuffix(".md.j2") for p in TEMPLATES.glob("[!_]*.md.j2")))
PUBLIC = frozenset({"heimao"})
"""Letters that everybody can read: no foreign text, no personal data, no list of files."""
BLANK = re.compile(r"【待填：[^】]*】")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|&~!])")
_SPACES = re.compile(r"\n{3,}")
_ZH = Messages("zh")  # letters are written in Chinese, whatever language the person reads


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as Markdown, with the law it cites and what the person still has to fill in.

    `troubled` are exhibits whose files are missing or altered; the letter says so, too.
    """

    kind: str
    title: str
    markdown: str
    cited: tuple[Article, ...]
    blanks: tuple[str, ...]
    troubled: tuple[Exhibit, ...]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A blocker as a letter names it; `amount` in yuan as the page showed it, "" if none."""

    name: str
    text: str
    amount: str
    waivable: bool


@dataclass(slots=True)
class _Citing:
    """Cites for one letter and remembers what was cited."""

    today: date
    account: str
    cited: dict[str, Article] = field(default_factory=dict)

    def article(self, article: str) -> Article:
        found = law_book().cite(article, self.today, self.account)
        self.cited[article] = found
        return found

    def law(self, article: str) -> Markup:
        return Markup(self.article(article).citation)

    def gist(self, article: str) -> Markup:
        return Markup(self.article(article).gist)


def compose(kind: str, case: ShelvedCase, today: date) -> Letter:
    """Return a letter of this kind about a case, as of this day.

    Raises UsageError for a kind that does not exist, UncitableError when the law has changed.
    """
    if kind not in KINDS:
        hint = _ZH("case.unknown_letter_hint", letters=", ".join(KINDS))
        raise UsageError(_ZH("case.unknown_letter", letter=kind), hint)
    shown = exhibits(case.path, case.reading)
    standing = case.standing
    routing = routing_of(standing)
    citing = _Citing(today, _account(standing, routing))
    context = _context(kind, case, standing, routing, shown)
    environment = _environment()
    template = environment.get_template(f"{kind}.md.j2")
    text = template.render(context | {"law": citing.law, "gist": citing.gist})
    markdown = _tidy(text)
    title = markdown.splitlines()[0].removeprefix("# ")
    if standing.mock:
        markdown = markdown.replace("\n", f"\n\n**{_ZH('letter.mock')}**\n", 1)
    blanks = tuple(dict.fromkeys(BLANK.findall(markdown)))
    troubled = tuple(each for each in shown if each.check != "matches")
    return Letter(kind, title, markdown, tuple(citing.cited.values()), blanks, troubled)


def _account(standing: Standing, routing: Routing) -> str:
    return routing.account or standing.facts.get("account_kind", "")


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,  # what `finalize` has not made harmless would be escaped for HTML
        undefined=StrictUndefined,
        finalize=escaped,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def escaped(value: object) -> object:
    """Return a value that can do nothing to Markdown; what is hidden in a text becomes visible."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return Markup(_MARKDOWN.sub(r"\\\1", visible(" ".join(value.split()))))
    return value


def visible(text: str) -> str:
    """Return the text with what a reader could not see, or be misled by, spelled out."""
    return "".join(f"⟨U+{ord(char):04X}⟩" if is_hidden(char) else char for char in text)


def blank(what: str) -> Markup:
    """Return a marked blank that the person has to fill in."""
    return Markup(f"【待填：{what}】")


def _context(
    kind: str,
    case: ShelvedCase,
    standing: Standing,
    routing: Routing,
    shown: tuple[Exhibit, ...],
) -> dict[str, object]:
    parties = _parties(standing, routing)
    told = chronicle(case.reading, shown, _ZH)
    public = [{"day": entry.when[:10], "what": entry.what} for entry in told if not entry.own]
    return parties | {
        "blank": blank,
        "checked": _checked,
        "chronicle": told,
        "public": public,
        "blockers": [_obstacle(each) for each in standing.blockers],
        "friction": friction(case.reading),
        "exhibits": shown,
        "head": case.reading.head,
        "first_complaint": _first_complaint(kind, standing),
        "closed_on": _iso(standing.day_of(CaseState.CLOSED)),
    }


def _parties(standing: Standing, routing: Routing) -> dict[str, object]:
    facts = standing.facts
    place = facts.get("registered_place") or routing.province
    return {
        "platform": standing.name,
        "lender": routing.lender or blank("合同载明的出借人全称"),
        "renamed_from": routing.renamed_from,
        "contract_number": _fact(facts, "contract_number", "合同编号"),
        "request_number": _fact(facts, "request_number", "平台给的受理编号，没有就删去"),
        "registered_place": place or blank("公司注册地，见营业执照或合同"),
        "authority": f"{place}地方金融管理局" if place else blank("公司注册地的省级地方金融管理局"),
        "kind": routing.kind,
        "account": _account(standing, routing),
        "supervised": routing.kind in ("bank", "consumer-finance"),
    }


def _fact(facts: Mapping[str, str], key: str, otherwise: str) -> str:
    return facts.get(key) or blank(otherwise)


def _obstacle(found: Hindrance) -> Obstacle:
    known = remedies().blockers.get(found.kind)
    return Obstacle(
        name=blocker_name(found.kind, _ZH),
        text=clipped(found.text),
        amount=str(found.amount) if found.amount is not None else "",
        waivable=known is not None and known.waivable,
    )


def _first_complaint(kind: str, standing: Standing) -> Complaint | None:
    """Return the first complaint to the institution itself, if this letter is not that one."""
    own = [sent for sent in standing.complaints if sent.letter in ("institution", "credit-record")]
    return own[0] if own and kind != own[0].letter else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _checked(exhibit: Exhibit) -> str:
    return _ZH(f"letter.check_{exhibit.check}")


def _tidy(text: str) -> str:
    lines = (line.rstrip() for line in text.strip().splitlines())
    return _SPACES.sub("\n\n", "\n".join(lines)) + "\n"
