"""Starting a platform: a scenario, its mock portal and three cases, which pass as they are."""

from __future__ import annotations

import re
from importlib.resources import as_file, files
from pathlib import Path

from loanexit_auto.errors import UsageError
from loanexit_auto.messages import Messages
from loanexit_auto.session.shelf import Shelf

PLACEHOLDER = "PLATFORM_ID"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 40  # characters of an id, as in scenario.model


def start_platform(platform: str, shelf: Shelf, say: Messages) -> tuple[Path, ...]:
    """Write the files of a new platform and return them, the scenario first.

    Nothing that exists is touched. Raises UsageError for a name that is no id, and where the
    scenario or the portal exists already.
    """
    check_new(platform, shelf, say)
    written = [_write(shelf.scenario(platform), _template("scenario.yaml"), platform)]
    with as_file(files("loanexit_auto.session") / "platform_template" / "mock_portal") as drawn:
        for source in sorted(path for path in drawn.rglob("*") if path.is_file()):
            target = shelf.portal(platform) / source.relative_to(drawn)
            written.append(_write(target, source.read_text(encoding="utf-8"), platform))
    return tuple(written)


def check_new(platform: str, shelf: Shelf, say: Messages) -> None:
    """Raise UsageError unless `platform` is an id that is still free on the shelf."""
    if not _ID.fullmatch(platform) or len(platform) > _LONGEST:
        raise UsageError(say("workshop.no_id", id=platform), say("workshop.no_id_hint"))
    for path in (shelf.scenario(platform), shelf.portal(platform)):
        if path.exists():
            raise UsageError(say("workshop.exists", path=path))


def template_page(name: str) -> str:
    """Return the text of one page of the template's portal, for portals drawn otherwise."""
    return _template(f"mock_portal/pages/{name}")


def _template(name: str) -> str:
    place = files("loanexit_auto.session") / "platform_template" / name
    return place.read_text(encoding="utf-8")


def _write(target: Path, text: str, platform: str) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text.replace(PLACEHOLDER, platform), encoding="utf-8", newline="\n")
    return target
