"""The screen that decides: where a reader sees what the ending was read from. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from loanexit_auto.evidence.story import Data, Moment, Story

_BY_OUTCOME = {
    "blocked": ("blocker",),
    "requested": ("accepted", "cooling_off"),
    "entry_located": ("entry",),
    "human_needed": ("challenge", "sign_in", "risk_control"),
    "no_online_entry": ("not_offered",),
    "refused_by_wall": ("final_confirm",),
}
_ABOVE, _BELOW = 320.0, 480.0  # CSS pixels of a long picture shown around the words
_TILE_STEP = 9_900.0  # CSS pixels from one tile of a long page to the next


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a long picture, in CSS pixels from its top."""

    top: float
    bottom: float


def deciding_moment(story: Story) -> Moment | None:
    """Return the screen the ending was read from; None if the record names none."""
    ending = story.ending.data if story.ending else Data({})
    if ending.text("found_by") == "preflight":
        return _before_check(story)
    wanted = _BY_OUTCOME.get(ending.text("outcome"), ())
    fitting = [shot for shot in story.shots if _kinds(shot) & set(wanted)]
    return fitting[-1] if fitting else None


def _before_check(story: Story) -> Moment | None:
    """Return the screen that was looked at when a check before closing found a refusal."""
    last: Moment | None = None
    for moment in story.moments:
        if moment.shot:
            last = moment
        if moment.line.kind == "checked" and moment.data.text("verdict") == "blocked":
            return last
    return None


def _kinds(shot: Moment) -> set[str]:
    return {finding.text("kind") for finding in shot.data.parts("findings")}


def deciding_pictures(shot: Moment) -> dict[str, Cut | None]:
    """Return the names of the pictures that show deciding words, besides the view.

    Of a picture of a whole page, or a tile of one, the part around the words.
    """
    facts = shot.data.part("facts") or Data({})
    found: dict[str, Cut | None] = {}
    for each in facts.parts("decisive"):
        name = each.text("picture")
        if name and name != "view.png":
            found[name] = _cut(name, each.text("finding"), shot) if name[:4] == "full" else None
    return found


def _cut(name: str, kind: str, shot: Moment) -> Cut | None:
    box = next((_box(f) for f in shot.data.parts("findings") if f.text("kind") == kind), None)
    if box is None:
        return None
    tile = name.removeprefix("full-").removesuffix(".png")
    above = (int(tile) - 1) * _TILE_STEP if tile.isdecimal() else 0.0
    y, height = box
    top = y + _number(shot.data.text("scroll_y")) - above
    return Cut(max(top - _ABOVE, 0.0), top + height + _BELOW)


def _box(finding: Data) -> tuple[float, float] | None:
    """Return where a finding's words begin in the view, and how high they are."""
    values = finding.numbers("box")
    return (values[1], values[3]) if len(values) == 4 else None


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
