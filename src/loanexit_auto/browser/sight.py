"""Asks the browser what a page shows and returns it as a Sighting."""

from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import Error, Frame

from loanexit_auto.browser.link import PageLink, Target
from loanexit_auto.browser.observe import Shot, Sighting, View, observe
from loanexit_auto.browser.snapshot import OPTIONS, documents
from loanexit_auto.browser.wire import large_reply, without_collecting


@without_collecting()
def see(link: PageLink, view: View) -> Sighting:
    """Return what the page shows now, with the frames of other processes in their place."""
    targets = link.targets()
    shots: dict[Frame, Shot] = {}
    for target in targets:
        try:
            shots[target.frame] = shoot(target)
        except Error:
            if target is link.main:
                raise
            link.drop(target)
    for target in targets:
        if target is not link.main and target.frame in shots:
            _hang_in(link, target, shots)
    shot = shots[link.main.frame]
    _, _, width, height = shot.documents[0].nodes[0].rect or (0, 0, 0, 0)  # the viewport
    return observe(shot, replace(view, width=width, height=height))


def shoot(target: Target) -> Shot:
    """Return the decoded documents of one target. Raises Error when it has just gone."""
    return Shot(documents(large_reply(target.session, "DOMSnapshot.captureSnapshot", OPTIONS)))


def _hang_in(link: PageLink, target: Target, shots: dict[Frame, Shot]) -> None:
    """Put an out-of-process frame's shot below the node that holds it."""
    for holder in link.targets():
        if holder is target or holder.frame not in shots:
            continue
        try:
            owner = holder.session.send("DOM.getFrameOwner", {"frameId": target.top})
        except Error:
            continue
        shots[holder.frame].inner[owner["backendNodeId"]] = shots[target.frame]
        return
