"""`loanexit-auto run`: the main job."""

from __future__ import annotations

import enum
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loanexit_auto.errors import UsageError
from loanexit_auto.messages import Lang, Messages

if TYPE_CHECKING:
    from loanexit_auto.session.plan import Mock, RunPlan

NO_CASE = "-"


class OpenEntry(enum.StrEnum):
    """Whether the tool may ask to open the entry."""

    ASK = "ask"
    NEVER = "never"


def run(
    platform: Annotated[
        str, typer.Argument(help="平台名、编号、拼音 / platform", metavar="PLATFORM")
    ],
    mock: Annotated[
        bool, typer.Option("--mock", help="用模拟门户，不上网 / the mock portal, no network")
    ] = False,
    case: Annotated[
        str,
        typer.Argument(help="模拟情形，跟在 --mock 后 / case of the mock portal", metavar="[CASE]"),
    ] = NO_CASE,
    stand_in: Annotated[
        bool, typer.Option("--stand-in", help="由脚本扮演您（仅限 --mock）/ a scripted person")
    ] = False,
    headless: Annotated[
        bool, typer.Option("--headless", help="不显示窗口（仅限 --mock）/ no window")
    ] = False,
    open_entry: Annotated[
        OpenEntry,
        typer.Option(help="是否可以问您要不要打开注销入口 / may it ask to open the entry"),
    ] = OpenEntry.ASK,
    out: Annotated[Path | None, typer.Option(help="案卷放在哪 / where cases go")] = None,
    storage_state: Annotated[
        Path | None,
        typer.Option(help="您导出的登录状态文件，只读 / cookies you exported, read only"),
    ] = None,
    page: Annotated[
        str | None, typer.Option(help="您自己打开的公众号页面地址 / page you opened yourself")
    ] = None,
    add: Annotated[
        list[Path] | None, typer.Option(help="把文件收进案卷，可多次 / take a file into the case")
    ] = None,
    browser_path: Annotated[Path | None, typer.Option(help="用哪个浏览器 / which browser")] = None,
    lang: Annotated[Lang, typer.Option(help="zh | en")] = "zh",
    as_json: Annotated[
        bool, typer.Option("--json", help="逐行输出事件 / events as NDJSON")
    ] = False,
    max_minutes: Annotated[float, typer.Option(help="最长多少分钟 / time limit", min=0.1)] = 30.0,
) -> None:
    """走到注销入口，逐屏留证，交还给您 / Walk to the closing entry and hand over."""
    from loanexit_auto.cli.companion import JsonCompanion, TerminalCompanion
    from loanexit_auto.cli.doctor import data_folder
    from loanexit_auto.engine.outcome import EXIT_CODES
    from loanexit_auto.scenario.directory import Directory
    from loanexit_auto.session.plan import RunPlan
    from loanexit_auto.session.run import run as run_session

    say = Messages(lang)
    scenario = Directory.open().resolve(platform, say)
    mounted = _mock(scenario.id, mock, case, say)
    plan = RunPlan(
        scenario=scenario,
        out=out or data_folder(),
        say=say,
        mock=mounted,
        stand_in=stand_in,
        interactive=stand_in or (sys.stdin.isatty() and not as_json),
        headless=headless,
        ask_to_open_entry=open_entry is OpenEntry.ASK,
        storage_state=storage_state,
        browser=browser_path,
        page=page,
        added=tuple(add or ()),
        max_minutes=max_minutes,
    )
    plan = _checked(plan)
    companion = JsonCompanion(scenario.id) if as_json else TerminalCompanion(say, scenario.name)
    with companion:
        result = run_session(plan, companion)
        companion.close_with(result)
    raise typer.Exit(EXIT_CODES[type(result.outcome)])


def _mock(platform: str, mock: bool, case: str, say: Messages) -> Mock | None:
    from loanexit_auto.session.plan import find_mock

    if case != NO_CASE and not mock:
        raise UsageError(say("run.case_needs_mock", case=case))
    return find_mock(platform, None if case == NO_CASE else case, say) if mock else None


def _checked(plan: RunPlan) -> RunPlan:
    """Refuse what must not be combined; without a display a mock run goes on without a window."""
    import dataclasses

    from loanexit_auto.browser.launch import has_display

    say = plan.say
    if plan.stand_in and plan.mock is None:
        raise UsageError(say("run.stand_in_needs_mock"))
    if plan.headless and plan.mock is None:
        raise UsageError(say("run.headless_needs_mock"))
    if plan.storage_state is not None and not plan.storage_state.is_file():
        raise UsageError(say("run.no_storage_state", path=plan.storage_state))
    if plan.headless or has_display() or not plan.drives:
        return plan
    if plan.mock is None:
        raise UsageError(say("run.no_display"), say("run.no_display_hint"))
    print(say("run.no_display_mock"), file=sys.stderr)
    return dataclasses.replace(plan, headless=True)
