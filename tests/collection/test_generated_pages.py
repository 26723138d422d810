"""Files made from the directory and the models are as fresh as their sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from loanexit_auto.messages import Lang, Messages
from loanexit_auto.scenario.directory import Directory
from loanexit_auto.scenario.listing import listing
from loanexit_auto.scenario.schema import schema_text

DOCS = Path(__file__).parents[2] / "docs"
PAGES: list[tuple[Lang, str]] = [("zh", "platforms.md"), ("en", "platforms.en.md")]


@pytest.mark.parametrize(("lang", "name"), PAGES)
def test_the_listing_is_fresh(lang: Lang, name: str) -> None:
    made = listing(Directory.open(), Messages(lang))
    kept = (DOCS / name).read_text("utf-8")
    assert kept == made, f"docs/{name} is stale: run `python -m tools.platform_pages`"


def test_the_schema_is_fresh() -> None:
    kept = (DOCS / "author" / "scenario.schema.json").read_text("utf-8")
    assert kept == schema_text(), (
        "docs/author/scenario.schema.json is stale: run `python -m tools.platform_pages`"
    )
