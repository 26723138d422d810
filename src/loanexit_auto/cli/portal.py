"""`loanexit-auto portal`: look at a mock portal in one's own browser."""

from __future__ import annotations

from typing import Annotated

import typer

from loanexit_auto.messages import Lang, Messages

portal_app = typer.Typer(
    help="模拟门户 / mock portals", no_args_is_help=True, rich_markup_mode=None
)


@portal_app.command()
def serve(
    platform: Annotated[str, typer.Argument(help="平台编号 / platform id")] = "jd-finance",
    case: Annotated[str | None, typer.Option(help="情形 / case")] = None,
    port: Annotated[int, typer.Option(help="端口，0 为任选 / port, 0 picks one")] = 0,
    lang: Annotated[Lang, typer.Option(help="zh | en")] = "zh",
) -> None:
    """在本机上看模拟门户 / Serve a mock portal on 127.0.0.1."""
    from loanexit_auto.portal.server import serve as serve_portal
    from loanexit_auto.session.plan import find_mock

    say = Messages(lang)
    mock = find_mock(platform, case, say)
    with serve_portal(mock.portal, mock.case, port) as server:
        print(say("run.portal_served", url=server.url), flush=True)
        server.wait()
