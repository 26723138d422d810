"""`loanexit-auto inspect`: what the tool sees on a page. It acts on nothing."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from loanexit_auto.cli.telling import plainly
from loanexit_auto.errors import UsageError
from loanexit_auto.messages import Lang, Messages
from loanexit_auto.screen.model import Box, Device

if TYPE_CHECKING:
    from loanexit_auto.browser.annotate import Note
    from loanexit_auto.screen.findings import Effect, Finding
    from loanexit_auto.screen.model import Screen

_COLOURS = {
    "final": "#b3261e", "agree": "#b4540a", "open-entry": "#6a1b9a", "navigate": "#1b5e20",
    "reveal": "#00695c", "search": "#0d47a1",
}  # fmt: skip


def inspect(
    target: Annotated[str, typer.Argument(help="网址或 HTML 文件 / address or HTML file")],
    storage_state: Annotated[
        Path | None, typer.Option(help="您导出的登录状态，只读 / cookies you exported")
    ] = None,
    device: Annotated[str, typer.Option(help="desktop | phone")] = "desktop",
    annotate: Annotated[
        Path | None, typer.Option(help="把编号框画在截图副本上 / numbered boxes on a copy")
    ] = None,
    browser_path: Annotated[Path | None, typer.Option(help="用哪个浏览器 / which browser")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    lang: Annotated[Lang, typer.Option(help="zh | en")] = "zh",
) -> None:
    """看看工具怎样理解一个页面，不做任何操作 / See a page through the tool's eyes."""
    from loanexit_auto.browser.inspection import InspectionPlan, inspect_page
    from loanexit_auto.browser.launch import find_browser, has_display
    from loanexit_auto.scenario.wordbook import builtin_lexicon
    from loanexit_auto.screen.effects import effects
    from loanexit_auto.screen.reading import read

    say = Messages(lang)
    _check(target, device, say)
    found = find_browser(browser_path, say=say)
    local = "://" not in target
    plan = InspectionPlan(target, found, _device(device), local or not has_display(), storage_state)
    lexicon = builtin_lexicon()

    def notes(screen: Screen) -> Sequence[Note]:
        return _notes(screen, effects(screen, lexicon))

    screen, picture = inspect_page(plan, notes if annotate else None)
    findings, classes = read(screen, lexicon), effects(screen, lexicon)
    if annotate is not None and picture is not None:
        annotate.write_bytes(picture)
    if as_json:
        print(json.dumps(_as_json(screen, findings, classes), ensure_ascii=False, indent=1))
    else:
        _tell(screen, findings, classes, say)


def _check(target: str, device: str, say: Messages) -> None:
    if device not in ("desktop", "phone"):
        raise UsageError(say("inspect.no_device", device=device))
    if "://" not in target and not Path(target).is_file():
        raise UsageError(say("inspect.no_file", path=target))
    if "://" in target and not target.startswith(("http://", "https://")):
        raise UsageError(say("inspect.no_scheme", target=target))


def _device(name: str) -> Device:
    return "phone" if name == "phone" else "desktop"


def _notes(screen: Screen, classes: dict[int, Effect]) -> list[Note]:
    from loanexit_auto.browser.annotate import Note

    return [
        Note(e.box, f"{e.id} {classes[e.id]}", _COLOURS[classes[e.id]])
        for e in screen.elements
        if e.visible and e.on_screen and not e.occluded
    ]


def _as_json(
    screen: Screen, findings: tuple[Finding, ...], classes: dict[int, Effect]
) -> dict[str, Any]:
    return {
        "url": screen.url,
        "title": screen.title,
        "settled": screen.settled,
        "findings": [
            {
                "kind": f.kind,
                "subtype": f.subtype,
                "confidence": f.confidence,
                "text": f.text,
                "box": _box(f.box),
                "frame": f.frame,
            }
            for f in findings
        ],
        "elements": [
            {
                "id": e.id,
                "label": e.label,
                "role": e.role,
                "effect": classes[e.id],
                "occluded": e.occluded,
                "visible": e.visible,
                "on_screen": e.on_screen,
                "box": _box(e.box),
                "frame": e.frame,
            }
            for e in screen.elements
        ],
        "frames": [dataclasses.asdict(frame) for frame in screen.frames],
        "dialogs": [dataclasses.asdict(dialog) for dialog in screen.dialogs],
    }


def _box(box: Box) -> list[float]:
    return [round(n, 1) for n in (box.x, box.y, box.width, box.height)]


def _tell(
    screen: Screen, findings: tuple[Finding, ...], classes: dict[int, Effect], say: Messages
) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text(f"{plainly(screen.title)}  {plainly(screen.url)}", style="bold"))
    if not findings:
        console.print(say("inspect.nothing"))
    for finding in findings:
        name = " · ".join(part for part in (finding.kind, finding.subtype) if part)
        console.print(Text(f"  {name} {finding.confidence:.2f}  {plainly(finding.text)}"))
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("number", "effect", "label", "role", "place"):
        table.add_column(say(f"inspect.{column}"), overflow="fold")
    for element in screen.elements:
        place = _place(element.visible, element.occluded, element.on_screen)
        table.add_row(
            str(element.id),
            Text(classes[element.id], style=_COLOURS[classes[element.id]]),
            Text(plainly(element.label)[:60]),
            element.role,
            say(f"inspect.{place}"),
        )
    console.print(table)


def _place(visible: bool, occluded: bool, on_screen: bool) -> str:
    if not visible:
        return "invisible"
    return "covered" if occluded else "in_view" if on_screen else "further_down"
