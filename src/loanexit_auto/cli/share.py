"""`loanexit-auto evidence share`: a masked copy, looked at before it is made."""

from __future__ import annotations

import enum
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loanexit_auto.cli.casefile import CaseName, Cases, InLang
from loanexit_auto.cli.vault import browser, folder_of, keys, place_for, unused
from loanexit_auto.errors import UsageError
from loanexit_auto.messages import Messages

if TYPE_CHECKING:
    from loanexit_auto.evidence.proposal import OwnBox, Proposal

_UNITS = {"KB": 1000, "MB": 1_000_000, "KIB": 1024, "MIB": 1024 * 1024, "": 1}


class For(enum.StrEnum):
    """Whom a copy is for."""

    HEIMAO = "heimao"
    NIFA = "nifa"
    R12378 = "12378"
    INSTITUTION = "institution"
    COURT = "court"


class Form(enum.StrEnum):
    """What a copy is handed in as."""

    ZIP = "zip"
    PDF = "pdf"


def share(
    case: CaseName,
    for_: Annotated[For, typer.Option("--for", help="交给谁 / for whom")],
    largest: Annotated[str, typer.Option("--max", help="大小上限，如 2MB / size limit")] = "",
    form: Annotated[Form, typer.Option("--format", help="zip | pdf")] = Form.ZIP,
    mask: Annotated[list[str] | None, typer.Option(help="文件:x,y,宽,高 / own box")] = None,
    word: Annotated[list[str] | None, typer.Option(help="要遮盖的字 / own word")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="不再逐幅确认 / no review")] = False,
    out: Annotated[
        Path | None, typer.Option(help="放在哪，默认在案卷旁边 / where to; beside the case")
    ] = None,
    cases: Cases = None,
    lang: InLang = "zh",
) -> None:
    """做一份遮盖个人信息、仍可核验的副本 / Make a masked copy that still verifies."""
    from loanexit_auto.evidence.proposal import propose
    from loanexit_auto.evidence.purpose import PURPOSES

    say = Messages(lang)
    purpose = PURPOSES[for_.value]
    limit = read_size(largest, say) if largest else purpose.largest
    boxes = [_own_box(each, say) for each in mask or ()]
    proposal = propose(folder_of(case, cases, say), purpose, boxes, word or ())
    if not yes:
        _review(proposal, say)
    _deliver(proposal, place_for(out, proposal.case), form, limit, say)


def _review(proposal: Proposal, say: Messages) -> None:
    """Show every mask on a local page and ask; raises typer.Exit unless the person agrees."""
    import tempfile

    from loanexit_auto.evidence.copy_pages import review_page

    if not sys.stdin.isatty():
        raise UsageError(say("evidence.review_needs_person"))
    with tempfile.TemporaryDirectory(prefix="loanexit-review-") as place:  # private, then gone
        path = Path(place) / "review.html"
        path.write_text(review_page(proposal), encoding="utf-8")
        print(say("evidence.review", path=path.as_uri()))
        typer.launch(path.as_uri())
        agreed = typer.confirm(say("evidence.review_ask"))
    if not agreed:
        print(say("evidence.review_stopped"))
        raise typer.Exit(13)


def _deliver(proposal: Proposal, out: Path, form: Form, limit: int | None, say: Messages) -> None:
    import tempfile
    from datetime import UTC, datetime

    from loanexit_auto.evidence import copy_pages
    from loanexit_auto.evidence.delivery import reading_pdf, zip_folder
    from loanexit_auto.evidence.share import make_copy

    store = keys()
    mark = store.fingerprint()
    name = f"{proposal.case.resolve().name}-{proposal.purpose.id}"
    with tempfile.TemporaryDirectory(prefix="loanexit-share-", dir=out) as place:
        copy = make_copy(
            proposal,
            store,
            Path(place) / name,
            now=datetime.now(UTC),
            pages=lambda each: copy_pages.index_page(each, mark),
        )
        archive = zip_folder(copy, unused(out / f"{name}.zip"))
    size = archive.stat().st_size
    print(say("evidence.shared", path=archive, size=size // 1024))
    if form is Form.PDF or (limit is not None and size > limit):
        if limit is not None and size > limit:
            print(say("evidence.too_large", size=size // 1024, limit=limit // 1024))
        pdf = reading_pdf(proposal, mark, browser(say), unused(out / f"{name}.pdf"), limit)
        print(say("evidence.reading", path=pdf, size=pdf.stat().st_size // 1024))


def read_size(text: str, say: Messages) -> int:
    """Return a size in bytes: `2MB` is 2,000,000. Raises UsageError for anything else."""
    number = text.strip().upper().rstrip("KIMB")
    unit = text.strip().upper()[len(number) :]
    try:
        return int(float(number) * _UNITS[unit])
    except (ValueError, KeyError, OverflowError):
        raise UsageError(say("evidence.bad_size")) from None


def _own_box(text: str, say: Messages) -> OwnBox:
    path, _, box = text.rpartition(":")
    try:
        x, y, width, height = (float(n) for n in box.split(","))
    except ValueError:
        raise UsageError(say("evidence.bad_mask")) from None
    return path, (x, y, width, height)
