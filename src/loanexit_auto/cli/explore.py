"""`loanexit-auto explore`: finding the entry on a site that nobody has scripted."""

from __future__ import annotations

import datetime
import enum
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loanexit_auto.errors import UsageError
from loanexit_auto.messages import Lang, Messages

if TYPE_CHECKING:
    from loanexit_auto.engine.events import Explored
    from loanexit_auto.screen.findings import Entry
    from loanexit_auto.session.explore import ExploreResult, ExploreSessionPlan


class DeviceChoice(enum.StrEnum):
    """As what the site is visited."""

    DESKTOP = "desktop"
    PHONE = "phone"


def explore(
    url: Annotated[str, typer.Argument(help="登录后的页面地址 / a page where you are signed in")],
    storage_state: Annotated[
        Path | None,
        typer.Option(help="您导出的登录状态文件，只读 / cookies you exported, read only"),
    ] = None,
    device: Annotated[
        DeviceChoice, typer.Option(help="电脑或手机网页 / desktop or phone")
    ] = DeviceChoice.DESKTOP,
    headless: Annotated[
        bool, typer.Option("--headless", help="不显示窗口（仅限本机地址）/ local addresses only")
    ] = False,
    max_taps: Annotated[int, typer.Option(help="最多点几次 / most taps", min=1)] = 80,
    max_minutes: Annotated[float, typer.Option(help="最长多少分钟 / time limit", min=0.1)] = 15.0,
    as_json: Annotated[
        bool, typer.Option("--json", help="逐行输出事件 / events as NDJSON")
    ] = False,
    write_scenario: Annotated[
        Path | None, typer.Option(help="把走法写成剧本 / write the path as a scenario")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="案卷放在哪 / where cases go")] = None,
    browser_path: Annotated[Path | None, typer.Option(help="用哪个浏览器 / which browser")] = None,
    lang: Annotated[Lang, typer.Option(help="zh | en")] = "zh",
) -> None:
    """没有剧本也能找注销入口：只看、只翻菜单，找到就停 / Find the entry without a scenario."""
    from loanexit_auto.cli.companion import JsonCompanion, TerminalCompanion
    from loanexit_auto.cli.doctor import data_folder
    from loanexit_auto.engine.outcome import EXIT_CODES
    from loanexit_auto.session.explore import ExploreSessionPlan, explore_site

    say = Messages(lang)
    plan = ExploreSessionPlan(
        url=url, out=out or data_folder(), say=say, device=device.value, headless=headless,
        interactive=sys.stdin.isatty() and not as_json, storage_state=storage_state,
        browser=browser_path, max_taps=max_taps, max_minutes=max_minutes,
    )  # fmt: skip
    _check(plan, write_scenario)
    companion = JsonCompanion(plan.host) if as_json else TerminalCompanion(say, plan.host)
    with companion:
        result = explore_site(plan, companion)
    _tell(result, as_json, say)
    if write_scenario is not None:
        _write(write_scenario, plan, result)
    raise typer.Exit(EXIT_CODES[type(result.outcome)])


def _check(plan: ExploreSessionPlan, write_scenario: Path | None) -> None:
    from loanexit_auto.browser.launch import has_display
    from loanexit_auto.cli.vault import place_for

    say = plan.say
    if not plan.url.startswith(("http://", "https://")) or not plan.host:
        raise UsageError(say("explore.no_address", url=plan.url))
    if plan.headless and not plan.is_local:
        raise UsageError(say("explore.headless_needs_local"))
    if plan.storage_state is not None and not plan.storage_state.is_file():
        raise UsageError(say("run.no_storage_state", path=plan.storage_state))
    if write_scenario is not None and write_scenario.exists():
        raise UsageError(say("explore.scenario_exists", path=write_scenario))
    if not plan.headless and not has_display():
        raise UsageError(say("run.no_display"), say("run.no_display_hint"))
    if write_scenario is not None:
        place_for(write_scenario.parent, write_scenario)  # rather than after minutes of looking


def _write(path: Path, plan: ExploreSessionPlan, result: ExploreResult) -> None:
    from loanexit_auto.engine.outcome import EntryLocated
    from loanexit_auto.evidence.disk import naming
    from loanexit_auto.scenario.draft import Drafted, draft
    from loanexit_auto.scenario.lint import lint

    if not isinstance(result.outcome, EntryLocated) or result.explored is None:
        print(plan.say("explore.no_scenario"), file=sys.stderr)
        return
    steps = tuple((label, how) for label, how, _ in result.explored.path)
    entry = result.outcome.entry
    drafted = Drafted(plan.host, plan.url, plan.device, steps, entry.text, entry.closes, path.stem)
    with naming(path):
        path.write_text(draft(drafted), encoding="utf-8")
    print(plan.say("explore.scenario_written", path=path), file=sys.stderr)
    for problem in lint([path], datetime.date.today(), plan.say):
        print(problem, file=sys.stderr)
    _sketch(path, plan, result.explored, entry, result)


def _sketch(
    path: Path, plan: ExploreSessionPlan, explored: Explored, entry: Entry, result: ExploreResult
) -> None:
    """Draw a skeleton portal beside the scenario, unless there is one already."""
    from loanexit_auto.session.way import explored_way, portal_beside, write_portal

    way = explored_way(plan.url, plan.device, explored, entry, result.screens)
    folder = portal_beside(path)
    if way is None or folder.exists():
        return
    write_portal(way, folder)
    print(plan.say("record.sketched", path=folder), file=sys.stderr)


def _tell(result: ExploreResult, as_json: bool, say: Messages) -> None:
    if as_json:
        print(json.dumps(result.as_json(), ensure_ascii=False))
        return
    seen = result.explored
    if seen is not None:
        path = " → ".join(label for label, _, _ in seen.path) or "—"
        print(say("explore.summary", taps=seen.taps, screens=seen.screens, path=path))
    print(say("run.case_at", path=result.folder))
    print(say("run.report_at", path=result.report))
