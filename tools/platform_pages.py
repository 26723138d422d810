"""Writes docs/platforms.md, docs/platforms.en.md and the JSON Schema from their sources."""

from __future__ import annotations

from pathlib import Path

from loanexit_auto.messages import Lang, Messages
from loanexit_auto.scenario.directory import Directory
from loanexit_auto.scenario.listing import listing
from loanexit_auto.scenario.schema import schema_text

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES: tuple[tuple[Lang, str], ...] = (("zh", "platforms.md"), ("en", "platforms.en.md"))


def main() -> None:
    """Write the pages anew."""
    for lang, name in PAGES:
        text = listing(Directory.open(), Messages(lang))
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")
    schema = DOCS / "author" / "scenario.schema.json"
    schema.write_text(schema_text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
