"""`loanexit-auto scenario`: the workshop for people who write scenarios."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loanexit_auto.messages import Lang, Messages

if TYPE_CHECKING:
    from loanexit_auto.errors import Problem

scenario_app = typer.Typer(
    help="平台脚本的工作台 / workshop for scenarios", no_args_is_help=True, rich_markup_mode=None
)

_DIR_HELP = "放 scenarios/ 和 fixtures/mock_portals/ 的文件夹 / the folder that holds both"


class Format(enum.StrEnum):
    """How problems are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


@scenario_app.command()
def lint(
    files: Annotated[list[Path] | None, typer.Argument(help="默认全部 / all by default")] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="改掉机械的问题 / mend what is mechanical")
    ] = False,
    form: Annotated[Format, typer.Option("--format", help="text | json | github")] = Format.TEXT,
    lang: Annotated[Lang, typer.Option(help="zh | en")] = "zh",
) -> None:
    """检查平台脚本，一次说出所有问题 / Check scenarios: every problem at once."""
    from loanexit_auto.resources import scenarios_folder
    from loanexit_auto.scenario.lint import lint as lint_files

    say = Messages(lang)
    chosen = files or sorted(scenarios_folder().glob("*.yaml"))
    if fix:
        _mend(chosen, say)
    problems = lint_files(chosen, datetime.date.today(), say)
    _print(problems, form)
    if form is Format.TEXT:
        key = "problems" if problems else "clean"
        print(say(f"workshop.{key}", count=len(problems) or len(chosen)))
    raise typer.Exit(1 if problems else 0)


@scenario_app.command()
def schema() -> None:
    """输出编辑器用的 JSON Schema / Print the JSON Schema for editors."""
    from loanexit_auto.scenario.schema import schema_text

    print(schema_text(), end="")


@scenario_app.command()
def new(
    platform: Annotated[str, typer.Argument(help="新平台的编号 / id of the new platform")],
    language: Annotated[
        Lang, typer.Option(help="平台页面的语言 / language of its pages: zh | en")
    ] = "zh",
    folder: Annotated[Path | None, typer.Option("--dir", help=_DIR_HELP)] = None,
    lang: Annotated[Lang, typer.Option(help="zh | en")] = "zh",
) -> None:
    """新建平台：剧本、模拟门户和情形 / Start a platform: scenario, mock portal, cases."""
    from loanexit_auto.session.new_platform import start_platform
    from loanexit_auto.session.shelf import Shelf

    say, shelf = Messages(lang), Shelf.of_author(folder)
    made = start_platform(platform, shelf, say, language)
    print(say("workshop.made"))
    for path in (made[0], shelf.portal(platform)):
        print(f"  {path}")
    option = "" if shelf == Shelf.bundled() else f" --dir {shelf.scenarios.parent}"
    print(say("workshop.next", id=platform, scenario=made[0], dir=option))


@scenario_app.command()
def test(
    platforms: Annotated[
        list[str] | None, typer.Argument(help="平台编号，默认全部 / ids, all by default")
    ] = None,
    mutate: Annotated[
        list[str] | None,
        typer.Option(metavar="SEEDS", help="改版测试的种子：7 或 1..50 / seeds of rebuilt portals"),
    ] = None,
    workers: Annotated[int, typer.Option("-n", help="几个进程 / processes", min=1)] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    out: Annotated[
        Path | None, typer.Option(help="报告和案卷放在哪 / where report and cases go")
    ] = None,
    folder: Annotated[Path | None, typer.Option("--dir", help=_DIR_HELP)] = None,
    browser_path: Annotated[Path | None, typer.Option(help="用哪个浏览器 / which browser")] = None,
    lang: Annotated[Lang, typer.Option(help="zh | en")] = "zh",
) -> None:
    """在模拟门户上跑每个情形 / Run every case against the mock portals."""
    from loanexit_auto.cli.trials import RESULTS, TrialPlan, run_trials
    from loanexit_auto.session.shelf import Shelf

    shelf = Shelf.within(folder) if folder else Shelf.bundled()
    plan = TrialPlan(
        shelf, tuple(platforms or ()), workers, out or RESULTS, Messages(lang), as_json,
        browser_path,
    )  # fmt: skip
    if mutate:
        from loanexit_auto.cli.mutants import read_seeds, run_mutants

        raise typer.Exit(run_mutants(plan, read_seeds(mutate, plan.say)))
    raise typer.Exit(run_trials(plan))


@scenario_app.command()
def record(
    url: Annotated[str, typer.Argument(help="从哪个地址开始 / where to begin")],
    platform: Annotated[
        str | None,
        typer.Option("--id", help="平台编号，默认取自域名 / id, from the host by default"),
    ] = None,
    phone: Annotated[bool, typer.Option("--phone", help="手机网页 / as a phone")] = False,
    folder: Annotated[Path | None, typer.Option("--dir", help=_DIR_HELP)] = None,
    storage_state: Annotated[
        Path | None,
        typer.Option(help="您导出的登录状态文件，只读 / cookies you exported, read only"),
    ] = None,
    browser_path: Annotated[Path | None, typer.Option(help="用哪个浏览器 / which browser")] = None,
    lang: Annotated[Lang, typer.Option(help="zh | en")] = "zh",
) -> None:
    """您自己点到入口，写成剧本和模拟门户 / You click to the entry; it is written down."""
    from loanexit_auto.cli.recording import run_recording
    from loanexit_auto.session.recording import RecordPlan
    from loanexit_auto.session.shelf import Shelf

    plan = RecordPlan(
        url, Messages(lang), "phone" if phone else "desktop", storage_state=storage_state,
        browser=browser_path,
    )  # fmt: skip
    raise typer.Exit(run_recording(plan, platform, Shelf.of_author(folder)))


@scenario_app.command()
def apply(
    source: Annotated[
        Path,
        typer.Argument(metavar="CASE|DIFF", help="案卷，或里面的 .diff / case, or its diff"),
    ],
    scenario: Annotated[Path, typer.Argument(help="要改的剧本文件 / the scenario file")],
    lang: Annotated[Lang, typer.Option(help="zh | en")] = "zh",
) -> None:
    """把案卷里的修改建议用到剧本上，先给您看、先问 / Apply a proposed correction; asks first."""
    from loanexit_auto.cli.applying import run_apply

    raise typer.Exit(run_apply(source, scenario, Messages(lang)))


@scenario_app.command()
def health(
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    folder: Annotated[Path | None, typer.Option("--dir", help=_DIR_HELP)] = None,
    lang: Annotated[Lang, typer.Option(help="zh | en")] = "zh",
) -> None:
    """每个平台做到什么程度、事实多旧 / How good each platform's entry is, how old its facts."""
    from loanexit_auto.cli.health import run_health
    from loanexit_auto.session.health import REPORTS
    from loanexit_auto.session.shelf import Shelf

    shelf = Shelf.within(folder) if folder else Shelf.bundled()
    reports = folder or Shelf.of_author(None).scenarios.parent
    run_health(shelf, reports / REPORTS, Messages(lang), as_json=as_json)


def _mend(files: list[Path], say: Messages) -> None:
    from loanexit_auto.scenario.fix import corrected_file

    for file in files:
        text = corrected_file(file)
        if text is not None:
            file.write_text(text, encoding="utf-8")
            print(say("workshop.fixed", path=file))


def _print(problems: tuple[Problem, ...], form: Format) -> None:
    if form is Format.JSON:
        print(json.dumps([dataclasses.asdict(p) for p in problems], ensure_ascii=False, indent=1))
        return
    for problem in problems:
        if form is Format.GITHUB:
            place = f"file={problem.file},line={problem.line},col={problem.column}"
            said = _escaped(f"{problem.path}: {problem.message} {problem.hint}".strip())
            print(f"::error {place},title={problem.code}::{said}")
        else:
            print(problem)


def _escaped(text: str) -> str:
    """Return the message as workflow commands want it: one line, with percent signs escaped."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
