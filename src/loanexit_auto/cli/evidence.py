"""`loanexit-auto evidence`: seal, verify, stamp, share and export the evidence of a case."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from loanexit_auto.cli.casefile import AsJson, CaseName, Cases, InLang
from loanexit_auto.cli.share import share
from loanexit_auto.cli.vault import (
    as_line,
    browser,
    folder_of,
    keys,
    place_for,
    plain,
    read_file,
    require_there,
    unused,
)
from loanexit_auto.errors import UsageError
from loanexit_auto.messages import Messages, said

app = typer.Typer(
    help="证据：封存、核验、脱敏副本 / evidence: seal, verify, share",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command()(share)


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

    say = Messages(lang)
    for given in (path, *([original] if original else [])):
        require_there(given)
    roots = tuple(read_file(root) for root in tsa_root or ())
    pinned = tuple(each.replace(" ", "").lower() for each in key or ())
    report = check(path, Asked(pinned, roots, deep), original)
    if as_json:
        print(as_line(verdict_facts(report, say)))
    else:
        for line in verdict_lines(report, say, str(path)):
            print(plain(line))
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
    made = seal_case(
        folder_of(case, cases, say),
        keys(),
        now=datetime.now(UTC),
        version=__version__,
        browser=browser(say) if pdf else None,
    )
    if as_json:
        print(json.dumps(dataclasses.asdict(made) | {"folder": str(made.folder)}))
        return
    print(say("evidence.sealed"), made.fingerprint, sep="\n  ")
    state = say(f"evidence.state_{made.state}")
    print(say("evidence.state", state=state, lines=made.lines, files=made.files))


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
        Authority(name, url, read_file(root))
        for (name, _, url), root in zip(named, tsa_root, strict=True)
    ]
    print(say("evidence.stamp_leaves"), file=sys.stderr)
    outcomes = ask(folder_of(case, cases, say), authorities)
    for each in outcomes:
        good = say("evidence.stamp_good", name=each.authority, time=each.time, path=each.path)
        bad = say("evidence.stamp_bad", name=each.authority, trouble=said(each.trouble, say))
        print(plain(bad if each.trouble else good))
    raise typer.Exit(1 if all(each.trouble for each in outcomes) else 0)


@app.command()
def add(case: CaseName, files: list[Path], cases: Cases = None, lang: InLang = "zh") -> None:
    """把手机照片、录音放进案卷 / Add photos or recordings of your own."""
    import mimetypes

    from loanexit_auto.engine.driver import Artefact
    from loanexit_auto.evidence.bag import is_sealed
    from loanexit_auto.evidence.folder import CaseFolder
    from loanexit_auto.evidence.recorder import Recorder

    say = Messages(lang)
    kinds = [mimetypes.guess_type(path.name)[0] or "application/octet-stream" for path in files]
    artefacts = [Artefact(p.name, kind, read_file(p)) for p, kind in zip(files, kinds, strict=True)]
    path = folder_of(case, cases, say)
    was_sealed = is_sealed(path)
    with Recorder(CaseFolder.open(path), lambda line: None) as recorder:
        for each in artefacts:
            recorder.note("added", "person", {"name": each.name}, (each,))
    print(say("evidence.added", count=len(artefacts)))
    if was_sealed:
        print(say("evidence.seal_again", case=case))


@app.command("list")
def list_(
    case: CaseName, cases: Cases = None, as_json: AsJson = False, lang: InLang = "zh"
) -> None:
    """列出案卷里的文件和校验值 / List files and check values."""
    import dataclasses

    from loanexit_auto.evidence import journal
    from loanexit_auto.evidence.folder import JOURNAL

    reading = journal.read(folder_of(case, cases, Messages(lang)) / JOURNAL)
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
    folder = folder_of(case, cases, say)
    path = write_report(folder)
    print(path)
    if pdf:
        print(write_pdf(path, folder / PDF, browser(say)))


@app.command()
def export(
    case: CaseName,
    encrypt_to: Annotated[
        list[str] | None, typer.Option("--encrypt", help="age 公钥，可多次 / age1…")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="放在哪，默认在案卷旁边 / where to; beside the case")
    ] = None,
    wacz: Annotated[bool, typer.Option("--wacz", help="没有；会说明原因 / says why not")] = False,
    cases: Cases = None,
    lang: InLang = "zh",
) -> None:
    """把整个案卷（含原件）导出为 ZIP / Export the whole case as a ZIP."""
    from loanexit_auto.evidence.delivery import zip_folder
    from loanexit_auto.evidence.encryption import encrypt

    say = Messages(lang)
    if wacz:
        raise UsageError(say("evidence.no_wacz"))
    folder = folder_of(case, cases, say)
    place = place_for(out, folder)
    path = zip_folder(folder, unused(place / f"{folder.resolve().name}.zip"))
    print(say("evidence.exported", path=encrypt(path, encrypt_to) if encrypt_to else path))


@app.command()
def key(
    rotate: Annotated[bool, typer.Option("--rotate", help="换新密钥 / new key")] = False,
    lang: InLang = "zh",
) -> None:
    """签名密钥的指纹 / The fingerprint of the signing key."""
    from datetime import UTC, datetime

    say, store = Messages(lang), keys()
    if rotate:
        print(say("evidence.rotated", fingerprint=store.rotate(datetime.now(UTC))))
    else:
        print(say("evidence.key", fingerprint=store.fingerprint()))
