"""Showing: whether what decided stands in a picture and in the saved text. Arithmetic only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loanexit_auto.browser.layout import area, overlap
from loanexit_auto.browser.observe import Sighting
from loanexit_auto.browser.occlusion import is_covered
from loanexit_auto.browser.snapshot import Rect
from loanexit_auto.screen.findings import (
    Accepted,
    Blocker,
    CoolingOff,
    FinalConfirm,
    Finding,
    RiskControl,
)
from loanexit_auto.screen.model import Box, Text

DECISIVE = (Blocker, FinalConfirm, Accepted, CoolingOff, RiskControl)
_WHOLE = 0.98  # share of a text's box that must show
_NEAR = 3.0  # CSS pixels a text may have moved and still be the same one


def decisive(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings whose words must be in a picture and in the text."""
    return [finding for finding in findings if isinstance(finding, DECISIVE)]


def runs_of(finding: Finding, sighting: Sighting) -> list[int]:
    """Return the indexes of the texts a finding was read from; [] for a native dialog's words."""
    words, area_of = _fold(finding.text), _rect(finding.box)
    return [
        number
        for number, run in enumerate(sighting.screen.texts)
        if not run.hidden
        and (not finding.frame or run.frame == finding.frame)
        and (_fold(run.text) in words or words in _fold(run.text))
        and (overlap(_rect(run.box), area_of) > 0 or area(area_of) == 0)
    ]


def same_runs(runs: Sequence[Text], sighting: Sighting, *, anywhere: bool) -> list[int] | None:
    """Return the same texts in a later sighting, at their places unless `anywhere`.

    None if one is missing.
    """
    found: list[int] = []
    for run in runs:
        twins = [
            number
            for number, other in enumerate(sighting.screen.texts)
            if other.text == run.text
            and other.frame == run.frame
            and not other.hidden
            and (anywhere or _is_near(other.box, run.box))
        ]
        if not twins:
            return None
        found.append(twins[0])
    return found


def in_view(numbers: Sequence[int], sighting: Sighting, within: Rect | None = None) -> bool:
    """Return whether these texts show in the view (in `within` of it), with nothing over them."""
    view = within or (0.0, 0.0, sighting.screen.width, sighting.screen.height)
    return bool(numbers) and all(
        _shows(number, sighting, (sighting.stands[number].window, view)) for number in numbers
    )


def on_page(numbers: Sequence[int], sighting: Sighting, part: Box) -> bool:
    """Return whether these texts show on a picture of a part of the page."""
    moved = (part.x, part.y - sighting.screen.scroll_y, part.width, part.height)
    return bool(numbers) and all(
        _shows(number, sighting, (sighting.stands[number].pane, moved)) for number in numbers
    )


def in_text(finding: Finding, numbers: Sequence[int], sighting: Sighting) -> bool:
    """Return whether the words of a finding, or every text it was read from, are in the text."""
    whole = _fold(sighting.screen.full_text())
    runs = [_fold(sighting.screen.texts[number].text) for number in numbers]
    return _fold(finding.text) in whole or (bool(runs) and all(run in whole for run in runs))


def around(numbers: Sequence[int], sighting: Sighting) -> Box:
    """Return the box around these texts, in the view."""
    boxes = [sighting.screen.texts[number].box for number in numbers]
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    return Box(left, top, right - left, bottom - top)


def _shows(number: int, sighting: Sighting, clips: tuple[Rect, ...]) -> bool:
    box = sighting.screen.texts[number].box
    if any(overlap(_rect(box), clip) < _WHOLE * box.area for clip in clips):
        return False
    covers = sorted(sighting.covers, key=lambda span: -span.paint)
    return not is_covered(box.center, sighting.stands[number].span, covers)


def _is_near(one: Box, other: Box) -> bool:
    return abs(one.x - other.x) <= _NEAR and abs(one.y - other.y) <= _NEAR


def _rect(box: Box) -> Rect:
    return (box.x, box.y, box.width, box.height)


def _fold(text: str) -> str:
    return re.sub(r"\s+", "", text)
