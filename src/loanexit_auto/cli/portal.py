"""`loanexit-auto portal`: look at a mock portal in one's own browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loanexit_auto.messages import Lang, Messages

if TYPE_CHECKING:
    from loanexit_auto.session.plan import Mock

portal_app = typer.Typer(
    help="模拟门户 / mock portals", no_args_is_help=True, rich_markup_mode=None
)


@portal_app.command()
def serve(
    platform: Annotated[str, typer.Argument(help="平台编号 / platform id")] = "jd-finance",
    case: Annotated[str | None, typer.Option(help="情形 / case")] = None,
    port: Annotated[int, typer.Option(help="端口，0 为任选 / port, 0 picks one")] = 0,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--dir", help="放 fixtures/mock_portals/ 的文件夹 / the folder that holds the portals"
        ),
    ] = None,
    lang: Annotated[Lang, typer.Option(help="zh | en")] = "zh",
) -> None:
    """在本机上看模拟门户 / Serve a mock portal on 127.0.0.1."""
    from loanexit_auto.portal.server import serve as serve_portal
    from loanexit_auto.session.plan import find_mock

    say = Messages(lang)
    mock = _mock(folder, platform, case) if folder else find_mock(platform, case, say)
    with serve_portal(mock.portal, mock.case, port) as server:
        print(say("run.portal_served", url=server.url), flush=True)
        server.wait()


def _mock(folder: Path, platform: str, case: str | None) -> Mock:
    from loanexit_auto.portal.files import load_case, load_portal
    from loanexit_auto.session.plan import Mock
    from loanexit_auto.session.shelf import Shelf

    portal = load_portal(Shelf.within(folder).portal(platform))
    return Mock(portal, load_case(portal, case) if case else None)
