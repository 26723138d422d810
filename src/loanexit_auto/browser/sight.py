"""Asks the browser what a page shows and returns it as a Sighting."""

from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import Error, Frame

from loanexit_auto.browser.link import PageLink, Target
from loanexit_auto.browser.observe import Shot, Sighting, View, observe
from loanexit_auto.browser.snapshot import OPTIONS, documents


def see(link: PageLink, view: View) -> Sighting:
    """Return what the page shows now, with the frames of other processes in their place."""
    targets = link.targets()
    shots = {target.frame: shoot(target) for target in targets}
    for target in targets:
        if target is not link.main:
            _hang_in(link, target, shots)
    metrics = link.main.session.send("Page.getLayoutMetrics")["cssLayoutViewport"]
    window = replace(view, width=metrics["clientWidth"], height=metrics["clientHeight"])
    return observe(shots[link.main.frame], window)


def shoot(target: Target) -> Shot:
    """Return the decoded documents of one target; an empty document when it has just gone."""
    return Shot(documents(target.session.send("DOMSnapshot.captureSnapshot", OPTIONS)))


def _hang_in(link: PageLink, target: Target, shots: dict[Frame, Shot]) -> None:
    """Put an out-of-process frame's shot below the node that holds it."""
    try:
        frame_id = target.frame_ids()[0]
    except (Error, IndexError):
        return
    for holder in link.targets():
        if holder is target:
            continue
        try:
            owner = holder.session.send("DOM.getFrameOwner", {"frameId": frame_id})
        except Error:
            continue
        shots[holder.frame].inner[owner["backendNodeId"]] = shots[target.frame]
        return
