"""`loanexit-auto case`: where each case stands, what is due, and what its owner reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from loanexit_auto.cli import notes
from loanexit_auto.cli.casefile import AsJson, CaseName, Cases, InLang, find_case, today_in_china
from loanexit_auto.cli.doctor import data_folder
from loanexit_auto.messages import Messages

case_app = typer.Typer(
    help="案卷：进展、待办、记录 / cases: standing, due, notes",
    no_args_is_help=True,
    rich_markup_mode=None,
)
for _command in (notes.log, notes.add, notes.note, notes.mark, notes.close, notes.sent, notes.done):
    case_app.command()(_command)


@case_app.command("list")
def list_(cases: Cases = None, as_json: AsJson = False, lang: InLang = "zh") -> None:
    """列出所有案卷 / List all cases."""
    from loanexit_auto.casework.shelf import shelved
    from loanexit_auto.casework.summary import brief
    from loanexit_auto.cli import caseview

    root = cases or data_folder()
    known = shelved(root)
    if as_json:
        caseview.print_json([brief(case) for case in known])
    else:
        caseview.show_list(known, root, Messages(lang))


@case_app.command()
def show(case: CaseName, cases: Cases = None, as_json: AsJson = False, lang: InLang = "zh") -> None:
    """一份案卷的全貌 / Everything about one case."""
    from loanexit_auto.casework.summary import summary
    from loanexit_auto.cli import caseview

    say, today = Messages(lang), today_in_china()
    found = find_case(case, cases, say)
    if as_json:
        caseview.print_json(summary(found, today, say))
    else:
        caseview.show_case(found, today, say)


@case_app.command("next")
def next_(
    case: Annotated[
        str | None, typer.Argument(help="只看一份 / one only", metavar="[CASE]")
    ] = None,
    cases: Cases = None,
    as_json: AsJson = False,
    lang: InLang = "zh",
) -> None:
    """接下来做什么、最迟哪天（所有案卷）/ What to do next and by when, over all cases."""
    from loanexit_auto.casework.shelf import shelved
    from loanexit_auto.cli import caseview

    say, today = Messages(lang), today_in_china()
    chosen = (find_case(case, cases, say),) if case else shelved(cases or data_folder())
    caseview.show_next(chosen, today, say, as_json=as_json)


@case_app.command()
def script(
    case: CaseName, cases: Cases = None, as_json: AsJson = False, lang: InLang = "zh"
) -> None:
    """打给客服时怎么说 / What to say to customer service."""
    from loanexit_auto.casework.script import script as sayings_of
    from loanexit_auto.cli import caseview

    say = Messages(lang)
    sayings = sayings_of(find_case(case, cases, say).standing, today_in_china())
    caseview.show_script(sayings, say, as_json=as_json)


@case_app.command()
def remind(
    case: Annotated[
        str | None, typer.Argument(help="只要一份 / one only", metavar="[CASE]")
    ] = None,
    to: Annotated[Path | None, typer.Option(help="写到哪个 .ics / which file")] = None,
    with_names: Annotated[
        bool, typer.Option("--with-names", help="写平台名 / name the platform")
    ] = False,
    cases: Cases = None,
    as_json: AsJson = False,
    lang: InLang = "zh",
) -> None:
    """把期限写成日历文件（带提醒）/ Write the due days as a calendar with alarms."""
    from loanexit_auto.casework.shelf import shelved
    from loanexit_auto.cli.calendarfile import write_reminders

    say = Messages(lang)
    root = cases or data_folder()
    chosen = (find_case(case, cases, say),) if case else shelved(root)
    beside = chosen[0].path.with_name(f"{chosen[0].name}.ics") if case else root / "reminders.ics"
    target = to or beside  # not into the case: the seal does not cover it
    write_reminders(chosen, target, today_in_china(), say, with_names=with_names, as_json=as_json)


@case_app.command()
def export(
    case: CaseName,
    to: Annotated[Path, typer.Option(help="新文件夹 / new folder")],
    cases: Cases = None,
    as_json: AsJson = False,
    lang: InLang = "zh",
) -> None:
    """导出可给别人看的副本（照片去掉位置）/ A copy for others, photos without position."""
    from loanexit_auto.casework.export import export as write_export
    from loanexit_auto.cli import caseview

    say = Messages(lang)
    exported = write_export(find_case(case, cases, say), to, today_in_china(), say)
    caseview.show_exported(exported, say, as_json=as_json)
