"""Starting a platform: a scenario, its mock portal and three cases, which pass as they are."""

from __future__ import annotations

import re
from importlib.resources import as_file, files
from pathlib import Path

from loanexit_auto.errors import UsageError
from loanexit_auto.messages import Lang, Messages
from loanexit_auto.session.shelf import Shelf

PLACEHOLDER = "PLATFORM_ID"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 40  # characters of an id, as in scenario.model


def start_platform(
    platform: str, shelf: Shelf, say: Messages, language: Lang = "zh"
) -> tuple[Path, ...]:
    """Write the files of a new platform and return them, the scenario first.

    `language` is that of the platform's own pages. Nothing that exists is touched. Raises
    UsageError for a name that is no id, and where the scenario or the portal exists already.
    """
    check_new(platform, shelf, say)
    with as_file(files("loanexit_auto.session") / "platform_template") as template:
        drawn = _drawn(template, language)
        written = [_write(shelf.scenario(platform), drawn.pop("scenario.yaml"), platform)]
        for name, source in sorted(drawn.items()):
            target = shelf.portal(platform) / name.removeprefix("mock_portal/")
            written.append(_write(target, source, platform))
    return tuple(written)


def _drawn(template: Path, language: Lang) -> dict[str, Path]:
    """Return the template's files by name; those with words are drawn anew in other languages."""
    other = template / "en"
    every = [path for path in template.rglob("*") if path.is_file()]
    found = {
        path.relative_to(template).as_posix(): path
        for path in every
        if not path.is_relative_to(other)
    }
    if language == "en":
        own = (path for path in every if path.is_relative_to(other))
        found |= {path.relative_to(other).as_posix(): path for path in own}
    return found


def check_new(platform: str, shelf: Shelf, say: Messages) -> None:
    """Raise UsageError unless `platform` is an id that is still free on the shelf."""
    if not _ID.fullmatch(platform) or len(platform) > _LONGEST:
        raise UsageError(say("workshop.no_id", id=platform), say("workshop.no_id_hint"))
    for path in (shelf.scenario(platform), shelf.portal(platform)):
        if path.exists():
            raise UsageError(say("workshop.exists", path=path))


def _write(target: Path, source: Path, platform: str) -> Path:
    text = source.read_text(encoding="utf-8")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text.replace(PLACEHOLDER, platform), encoding="utf-8", newline="\n")
    return target
