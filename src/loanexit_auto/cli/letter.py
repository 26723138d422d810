"""`loanexit-auto letter`: one complaint, filled from a case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loanexit_auto.errors import UsageError
from loanexit_auto.messages import Lang, Messages

if TYPE_CHECKING:
    from loanexit_auto.casework.letter import Letter
    from loanexit_auto.casework.shelf import ShelvedCase

FORMATS = ("md", "docx", "html", "pdf")


def letter(
    kind: Annotated[
        str,
        typer.Argument(
            help="institution privacy nfra local-finance pbc nifa isc 12321 12315 heimao "
            "credit-record",
            metavar="KIND",
        ),
    ],
    case: Annotated[str, typer.Option("--case", help="案卷 / case")],
    format_: Annotated[str, typer.Option("--format", help="md,docx,html,pdf")] = "md,docx",
    to: Annotated[Path | None, typer.Option(help="写到哪个文件夹 / folder")] = None,
    cases: Annotated[Path | None, typer.Option(help="案卷放在哪 / folder of cases")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    lang: Annotated[Lang, typer.Option(help="zh | en")] = "zh",
) -> None:
    """从案卷写一封投诉信，不知道的留空标出 / Write a complaint from the case; blanks are marked."""
    from loanexit_auto.casework.letter import compose
    from loanexit_auto.cli.casefile import find_case, today_in_china

    say = Messages(lang)
    formats = _formats(format_, say)
    found = find_case(case, cases, say)
    made = compose(kind, found, today_in_china())
    paths = _write(made, formats, found, to, say)
    _tell(made, paths, found, say, as_json=as_json)


def _formats(text: str, say: Messages) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    unknown = [each for each in wanted if each not in FORMATS]
    if unknown or not wanted:
        hint = say("letter.unknown_format_hint", formats=", ".join(FORMATS))
        raise UsageError(say("letter.unknown_format", format=", ".join(unknown) or text), hint)
    return wanted


def _write(
    made: Letter, formats: tuple[str, ...], case: ShelvedCase, to: Path | None, say: Messages
) -> list[Path]:
    """Write the letter, and note in the case that it was made.

    It goes beside the case, not into it: a file in the folder that nothing vouches for would make
    a sealed case fail its verification.
    """
    from loanexit_auto.casework.diary import open_diary
    from loanexit_auto.casework.paper import keep
    from loanexit_auto.cli.casefile import today_in_china
    from loanexit_auto.cli.vault import browser

    folder = to or case.path.parent / "letters" / case.name
    with open_diary(case.path, today_in_china(), say) as diary:
        written = keep(made, formats, folder, browser(say) if "pdf" in formats else None)
        diary.letter_made(made.kind, {path.name: digest for path, digest in written.items()})
    return list(written)


def _tell(
    made: Letter, paths: list[Path], case: ShelvedCase, say: Messages, *, as_json: bool
) -> None:
    from rich.console import Console

    from loanexit_auto.casework.cautions import cautions
    from loanexit_auto.cli.caseview import plainly, print_json

    if as_json:
        cited = [{"id": a.id, "citation": a.citation, "status": a.status} for a in made.cited]
        troubled = [exhibit.file.path for exhibit in made.troubled]
        print_json(
            {"letter": made.kind, "files": [str(path) for path in paths],
             "blanks": list(made.blanks), "cited": cited, "troubled": troubled}
        )  # fmt: skip
        return
    console = Console()
    for path in paths:
        console.print(plainly(say("letter.written", path=path)), soft_wrap=True)
    if made.blanks:
        console.print(say("letter.blanks"), style="bold")
    for blank in made.blanks:
        console.print(plainly(f"  {blank}"))
    for warning in cautions(made, case.standing, say):
        console.print(plainly(warning), style="yellow", soft_wrap=True)
    if case.seal_outdated:
        warning = say("case.seal_outdated", path=case.path)
        console.print(plainly(warning), style="yellow", soft_wrap=True)
    console.print(plainly(say("letter.then", case=case.name, kind=made.kind)), soft_wrap=True)
