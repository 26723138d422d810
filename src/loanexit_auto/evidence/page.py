"""Rendering one of our HTML pages: always escaped, always with our own style inside."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from loanexit_auto.evidence import wording, words
from loanexit_auto.evidence.plainly import shown
from loanexit_auto.evidence.story import beijing

_TEMPLATES = Path(__file__).resolve().parent / "templates"


def page(template: str, **values: object) -> str:
    """Return a page as HTML; `template` is a file of the folder templates/."""
    style = Markup((_TEMPLATES / "report.css").read_text(encoding="utf-8"))
    return (
        _environment()
        .get_template(template)
        .render(
            style=style,
            say=words.say,
            known=words.known,
            words=wording,
            beijing=beijing,
            **values,
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = shown
    return environment
