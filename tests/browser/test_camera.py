"""What the camera does with pages that are long, hold panes, move, or take words away."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from loanexit_auto.engine.driver import Capture, Lack
from loanexit_auto.screen.findings import Blocker
from loanexit_auto.screen.model import Box, Screen
from tests.browser.site import Visit

WORDS = "您有1笔借款未结清，暂不能注销账户"


def blocker(screen: Screen) -> Blocker:
    run = next(run for run in screen.texts if WORDS in run.text)
    return Blocker(run.text, run.box, run.frame)


def taken(at: Visit, page: str) -> Capture:
    at.open(page)
    screen = at.driver.look(lambda seen: any(WORDS in run.text for run in seen.texts))
    return at.driver.capture(screen, (blocker(screen),))


def decided(capture: Capture) -> dict[str, object]:
    found = capture.facts["decisive"]
    assert isinstance(found, list) and len(found) == 1
    return found[0]


def names(capture: Capture) -> set[str]:
    return {artefact.name for artefact in capture.artefacts}


def size(capture: Capture, name: str) -> tuple[int, int]:
    data = next(artefact.data for artefact in capture.artefacts if artefact.name == name)
    return Image.open(BytesIO(data)).size


def test_a_page_at_rest_is_taken_once(at: Visit) -> None:
    at.open("plain")
    capture = at.driver.capture(at.driver.look())
    assert capture.facts["unstable"] is False
    assert not any(name.startswith("again-") for name in names(capture))


def test_a_page_that_moves_is_taken_three_times_and_all_is_kept(at: Visit) -> None:
    at.open("clock")
    capture = at.driver.capture(at.driver.look())
    assert capture.facts["unstable"] is True
    assert {"view.png", "again-1-view.png", "again-2-view.png"} <= names(capture)
    assert {"again-1-text.txt", "again-2-view.boxes.json"} <= names(capture)
    assert len(capture.facts["takes"]) == 3


def test_a_pane_is_unrolled_and_put_back_and_the_page_hears_nothing(at: Visit) -> None:
    at.open("pane")
    screen = at.driver.look(lambda seen: any(WORDS in run.text for run in seen.texts))
    page = at.window.page
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    heard, before = page.evaluate("heard"), page.content()
    capture = at.driver.capture(screen, (blocker(screen),))
    assert page.evaluate("document.getElementById('app').scrollTop") == 37
    assert (page.evaluate("heard"), page.content()) == (heard, before)
    (pane,) = capture.facts["unrolled"]  # type: ignore[misc, attr-defined]
    assert (pane["holds"], pane["restored"], pane["pictures"]) == (720, True, 3)
    assert str(decided(capture)["picture"]).startswith("unrolled-1-")
    assert size(capture, "unrolled-1-01.png") == (1280, 300)


def test_words_in_view_are_in_the_view(at: Visit) -> None:
    assert decided(taken(at, "toast")) == {
        "finding": "blocker", "picture": "view.png", "in_text": True,
    }  # fmt: skip


def test_words_that_went_before_the_picture_are_not_claimed(at: Visit) -> None:
    at.open("toast")
    screen = at.driver.look(lambda seen: any(WORDS in run.text for run in seen.texts))
    at.window.page.evaluate("document.getElementById('toast').style.opacity = 0")
    capture = at.driver.capture(screen, (blocker(screen),))
    assert decided(capture) == {"finding": "blocker", "picture": None, "in_text": True}
    assert Lack("not_in_picture", {"finding": "blocker"}) in capture.lacking


def test_words_that_lie_under_something_are_not_claimed(at: Visit) -> None:
    at.open("toast")
    at.window.page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', "
        "'<div style=\"position:fixed;inset:0;z-index:9;background:#fff\"></div>')"
    )
    screen = at.driver.look(lambda seen: any(WORDS in run.text for run in seen.texts))
    capture = at.driver.capture(screen, (blocker(screen),))
    assert decided(capture)["picture"] is None


def test_words_far_down_in_a_frame_are_in_a_picture_of_its_own(at: Visit) -> None:
    assert str(decided(taken(at, "in-frame"))["picture"]).startswith("unrolled-1-")


def test_words_of_a_native_dialog_cannot_be_photographed(at: Visit) -> None:
    at.open("plain")
    screen = at.driver.look()
    capture = at.driver.capture(screen, (Blocker("弹窗里说的话", Box(0, 0, 0, 0)),))
    assert decided(capture) == {"finding": "blocker", "picture": None, "in_text": False}


def test_a_very_long_page_comes_in_tiles_that_overlap(at: Visit) -> None:
    capture = taken(at, "tall")
    tiles = capture.facts["tiles"]
    assert isinstance(tiles, dict) and tiles["count"] == 3
    page_height = float(capture.facts["page_height"])  # type: ignore[arg-type]
    assert sum(tiles["heights"]) - 2 * tiles["overlap"] == page_height == tiles["reached"]
    assert [size(capture, f"full-0{n}.png")[1] for n in (1, 2, 3)] == [
        round(height) for height in tiles["heights"]
    ]
    assert decided(capture)["picture"] == "full-03.png"


def test_an_endless_page_ends_at_a_stated_height(at: Visit) -> None:
    at.open("endless")
    capture = at.driver.capture(at.driver.look())
    (cut,) = (lack for lack in capture.lacking if lack.code == "page_cut")
    assert cut.facts["at"] == 100_000
    assert sum(name.startswith("full-") and name.endswith(".png") for name in names(capture)) == 11
