"""`loanexit-auto evidence`: seal, verify, stamp, share and export the evidence of a case."""

from __future__ import annotations

import enum
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loanexit_auto.cli.casefile import AsJson, CaseName, Cases, InLang, find_case
from loanexit_auto.cli.doctor import data_folder
from loanexit_auto.errors import UsageError
from loanexit_auto.messages import Messages

if TYPE_CHECKING:
    from loanexit_auto.evidence.keys import KeyStore
    from loanexit_auto.evidence.proposal import OwnBox, Proposal

app = typer.Typer(
    help="证据：封存、核验、脱敏副本 / evidence: seal, verify, share",
    no_args_is_help=True,
    rich_markup_mode=None,
)
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


def _keys() -> KeyStore:
    from loanexit_auto.evidence.keys import KeyStore

    return KeyStore(data_folder().parent / "keys")


def _folder(case: str, cases: Path | None, say: Messages) -> Path:
    given = Path(case)
    return given if given.is_dir() else find_case(case, cases, say).folder


@app.command()
def verify(
    path: Annotated[Path, typer.Argument(help="案卷、ZIP 或副本 / case, ZIP or copy")],
    original: Annotated[Path | None, typer.Option(help="对照的原件 / the original")] = None,
    key: Annotated[list[str] | None, typer.Option(help="密钥指纹 / fingerprint")] = None,
    tsa_root: Annotated[list[Path] | None, typer.Option(help="时间戳根证书 / PEM")] = None,
    deep: Annotated[bool, typer.Option("--deep", help="重算脱敏承诺 / recompute")] = False,
    as_json: AsJson = False,
    lang: InLang = "zh",
) -> None:
    """离线核验 / Verify offline. 0 verified, 1 failed, 4 not verifiable by itself."""
    from loanexit_auto.evidence.verdict import verdict_facts, verdict_lines
    from loanexit_auto.evidence.verify import Asked
    from loanexit_auto.evidence.verify import verify as check

    roots = tuple(_read(root) for root in tsa_root or ())
    keys = tuple(each.replace(" ", "").lower() for each in key or ())
    report = check(path, Asked(keys, roots, deep), original)
    if as_json:
        print(json.dumps(verdict_facts(report), ensure_ascii=False))
    else:
        for line in verdict_lines(report, Messages(lang)):
            print(_plain(line))
    raise typer.Exit(report.exit_code)


@app.command()
def seal(
    case: CaseName,
    pdf: Annotated[bool, typer.Option("--pdf", help="同时生成 PDF 报告 / report as PDF")] = False,
    cases: Cases = None,
    as_json: AsJson = False,
    lang: InLang = "zh",
) -> None:
    """封存案卷 / Seal a case."""
    import dataclasses
    from datetime import UTC, datetime

    from loanexit_auto import __version__
    from loanexit_auto.evidence.seal import seal as seal_case

    say = Messages(lang)
    folder = _folder(case, cases, say)
    browser = _browser(say) if pdf else None
    made = seal_case(folder, _keys(), now=datetime.now(UTC), version=__version__, browser=browser)
    if as_json:
        print(json.dumps(dataclasses.asdict(made) | {"folder": str(made.folder)}))
        return
    print(say("evidence.sealed"), made.fingerprint, sep="\n  ")
    print(say("evidence.state", state=made.state, lines=made.lines, files=made.files))


@app.command()
def stamp(
    case: CaseName,
    tsa: Annotated[list[str], typer.Option(help="名称=网址 / NAME=ADDRESS")],
    tsa_root: Annotated[list[Path], typer.Option(help="该机构的根证书 / its root, PEM")],
    cases: Cases = None,
    lang: InLang = "zh",
) -> None:
    """向您指定的机构要可信时间戳 / Ask the authorities you name for a timestamp."""
    from loanexit_auto.evidence.stamp import Authority
    from loanexit_auto.evidence.stamp import stamp as ask

    say = Messages(lang)
    named = [each.partition("=") for each in tsa]
    if len(tsa_root) != len(tsa) or not all(url for _, _, url in named):
        raise UsageError(say("evidence.bad_tsa"))
    authorities = [
        Authority(name, url, _read(root))
        for (name, _, url), root in zip(named, tsa_root, strict=True)
    ]
    print(say("evidence.stamp_leaves"), file=sys.stderr)
    outcomes = ask(_folder(case, cases, say), authorities)
    for each in outcomes:
        good = say("evidence.stamp_good", name=each.authority, time=each.time, path=each.path)
        bad = say("evidence.stamp_bad", name=each.authority, trouble=each.trouble)
        print(_plain(bad if each.trouble else good))
    raise typer.Exit(1 if all(each.trouble for each in outcomes) else 0)


@app.command()
def share(
    case: CaseName,
    for_: Annotated[For, typer.Option("--for", help="交给谁 / for whom")],
    largest: Annotated[str, typer.Option("--max", help="大小上限，如 2MB / size limit")] = "",
    form: Annotated[Form, typer.Option("--format", help="zip | pdf")] = Form.ZIP,
    mask: Annotated[list[str] | None, typer.Option(help="文件:x,y,宽,高 / own box")] = None,
    word: Annotated[list[str] | None, typer.Option(help="要遮盖的字 / own word")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="不再逐幅确认 / no review")] = False,
    out: Annotated[Path, typer.Option(help="放在哪 / where to")] = Path(),
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
    proposal = propose(_folder(case, cases, say), purpose, boxes, word or ())
    if not yes:
        _review(proposal, say)
    _deliver(proposal, out, form, limit, say)


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

    keys = _keys()
    mark = keys.fingerprint()
    name = f"{proposal.case.name}-{proposal.purpose.id}"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="loanexit-share-", dir=out) as place:
        copy = make_copy(
            proposal,
            keys,
            Path(place) / name,
            now=datetime.now(UTC),
            pages=lambda each: copy_pages.index_page(each, mark),
        )
        archive = zip_folder(copy, out / f"{name}.zip")
    size = archive.stat().st_size
    print(say("evidence.shared", path=archive, size=size // 1024))
    if form is Form.PDF or (limit is not None and size > limit):
        if limit is not None and size > limit:
            print(say("evidence.too_large", size=size // 1024, limit=limit // 1024))
        pdf = reading_pdf(proposal, mark, _browser(say), out / f"{name}.pdf", limit)
        print(say("evidence.reading", path=pdf, size=pdf.stat().st_size // 1024))


@app.command()
def add(case: CaseName, files: list[Path], cases: Cases = None, lang: InLang = "zh") -> None:
    """把手机照片、录音放进案卷 / Add photos or recordings of your own."""
    import mimetypes

    from loanexit_auto.engine.driver import Artefact
    from loanexit_auto.evidence.folder import CaseFolder
    from loanexit_auto.evidence.recorder import Recorder

    say = Messages(lang)
    kinds = [mimetypes.guess_type(path.name)[0] or "application/octet-stream" for path in files]
    artefacts = [Artefact(p.name, kind, _read(p)) for p, kind in zip(files, kinds, strict=True)]
    with Recorder(CaseFolder.open(_folder(case, cases, say)), lambda line: None) as recorder:
        for each in artefacts:
            recorder.note("added", "person", {"name": each.name}, (each,))
    print(say("evidence.added", count=len(artefacts)))


@app.command("list")
def list_(
    case: CaseName, cases: Cases = None, as_json: AsJson = False, lang: InLang = "zh"
) -> None:
    """列出案卷里的文件和校验值 / List files and check values."""
    import dataclasses

    from loanexit_auto.evidence import journal
    from loanexit_auto.evidence.folder import JOURNAL

    reading = journal.read(_folder(case, cases, Messages(lang)) / JOURNAL)
    for file in (file for line in reading.lines for file in line.files):
        row = f"{file.sha256}  {file.bytes:>10,}  {file.path}"
        print(json.dumps(dataclasses.asdict(file)) if as_json else row)


@app.command()
def report(
    case: CaseName,
    pdf: Annotated[bool, typer.Option("--pdf", help="同时生成 PDF / PDF as well")] = False,
    cases: Cases = None,
    lang: InLang = "zh",
) -> None:
    """重新生成报告 / Write the report again."""
    from loanexit_auto.evidence.pdf import PDF, write_pdf
    from loanexit_auto.evidence.report import write_report

    say = Messages(lang)
    folder = _folder(case, cases, say)
    path = write_report(folder)
    print(path)
    if pdf:
        print(write_pdf(path, folder / PDF, _browser(say)))


@app.command()
def export(
    case: CaseName,
    out: Annotated[Path, typer.Option(help="放在哪 / where to")] = Path(),
    cases: Cases = None,
    lang: InLang = "zh",
) -> None:
    """把整个案卷（含原件）导出为 ZIP / Export the whole case as a ZIP."""
    from loanexit_auto.evidence.delivery import zip_folder

    say = Messages(lang)
    folder = _folder(case, cases, say)
    path = zip_folder(folder, out / f"{folder.resolve().name}.zip")
    print(say("evidence.exported", path=path))


@app.command()
def key(
    rotate: Annotated[bool, typer.Option("--rotate", help="换新密钥 / new key")] = False,
    lang: InLang = "zh",
) -> None:
    """签名密钥的指纹 / The fingerprint of the signing key."""
    from datetime import UTC, datetime

    say, keys = Messages(lang), _keys()
    if rotate:
        print(say("evidence.rotated", key=keys.rotate(datetime.now(UTC))))
    else:
        print(say("evidence.key", key=keys.fingerprint()))


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


def _browser(say: Messages) -> Path:
    from loanexit_auto.browser.launch import find_browser

    return find_browser(say=say).path


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error


def _plain(text: str) -> str:
    """Return text for the terminal: what a bundle says must not move the cursor."""
    from loanexit_auto.evidence.plainly import is_hidden

    return "".join(f"⟨U+{ord(c):04X}⟩" if is_hidden(c) else c for c in text)
