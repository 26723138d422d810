"""What a person reports about a case: conversations, files, answers, letters sent, tasks done."""

from __future__ import annotations

import enum
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from loanexit_auto.cli.casefile import (
    AsJson,
    CaseName,
    Cases,
    InLang,
    On,
    find_case,
    read_day,
    today_in_china,
)
from loanexit_auto.errors import LoanexitError, UsageError
from loanexit_auto.messages import Messages

if TYPE_CHECKING:
    from loanexit_auto.casework.diary import Diary
    from loanexit_auto.casework.fraud import Suspicion
    from loanexit_auto.casework.standing import CaseState, FactKey
    from loanexit_auto.engine.driver import Artefact
    from loanexit_auto.evidence.journal import Line

_STDIN = "-"


class How(enum.StrEnum):
    """The ways of talking to a platform."""

    CALL = "call"
    CHAT = "chat"
    EMAIL = "email"
    VISIT = "visit"


class Ending(enum.StrEnum):
    """The states in which a case may be closed by hand."""

    CLOSED = "closed"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


class AccountKind(enum.StrEnum):
    """What sort of account it is, where no lender's name can show it."""

    LOAN = "loan"
    LEAD = "lead"
    SHOPPING = "shopping"
    PAYMENT = "payment"
    RECORD = "record"


def log(
    how: Annotated[How, typer.Argument(help="call | chat | email | visit")],
    case: CaseName,
    said: Annotated[str, typer.Option(help="对方说了什么，- 读标准输入 / their words")] = "",
    promised: Annotated[str, typer.Option(help="承诺了什么 / what they promised")] = "",
    promised_by: Annotated[str, typer.Option(help="承诺哪天办到 / by which day")] = "",
    number: Annotated[str, typer.Option(help="号码或地址 / number or address")] = "",
    agent: Annotated[str, typer.Option(help="工号 / agent id")] = "",
    on: On = "",
    at: Annotated[str, typer.Option(help="几点 / time of day")] = "",
    file: Annotated[list[Path] | None, typer.Option(help="录音、截图，可多次 / files")] = None,
    cases: Cases = None,
    as_json: AsJson = False,
    lang: InLang = "zh",
) -> None:
    """记一次联系 / Note a call, chat, e-mail or visit."""
    from loanexit_auto.casework.diary import Report

    say = Messages(lang)
    report = Report(
        how=how.value,
        on=read_day(on, say),
        at=at,
        number=number,
        agent=agent,
        said=sys.stdin.read() if said == _STDIN else said,
        promised=promised,
        promised_by=read_day(promised_by, say) if promised_by else None,
    )
    files = _files(file, say)
    with _diary(case, cases, say) as diary:
        line, fraud = diary.contact(report, files)
    _told(line, fraud, say, as_json=as_json)


def add(
    case: CaseName,
    files: Annotated[list[Path], typer.Argument(help="文件 / files")],
    note: Annotated[str, typer.Option(help="说明 / a word about it")] = "",
    cases: Cases = None,
    as_json: AsJson = False,
    lang: InLang = "zh",
) -> None:
    """把录音、截图、照片收进案卷 / Take recordings, screenshots, photos into the case."""
    say = Messages(lang)
    artefacts = _files(files, say)
    with _diary(case, cases, say) as diary:
        line, fraud = diary.add(artefacts, note)
    _told(line, fraud, say, as_json=as_json)


def note(
    case: CaseName,
    lender: Annotated[str, typer.Option(help="合同载明的出借人 / lender in the contract")] = "",
    account_kind: Annotated[
        AccountKind | None, typer.Option(help="账户种类 / sort of account")
    ] = None,
    contract_number: Annotated[str, typer.Option(help="合同编号 / contract number")] = "",
    request_number: Annotated[str, typer.Option(help="受理编号 / reference number")] = "",
    registered_place: Annotated[str, typer.Option(help="公司注册地 / registered place")] = "",
    cases: Cases = None,
    as_json: AsJson = False,
    lang: InLang = "zh",
) -> None:
    """记下合同里的事实 / Note facts of the contract."""
    say = Messages(lang)
    given: dict[FactKey, str] = {
        "lender": lender,
        "account_kind": account_kind.value if account_kind else "",
        "contract_number": contract_number,
        "request_number": request_number,
        "registered_place": registered_place,
    }
    facts = {key: value for key, value in given.items() if value.strip()}
    if not facts:
        raise UsageError(say("case.nothing_noted"))
    with _diary(case, cases, say) as diary:
        for key, value in facts.items():
            _told(diary.fact(key, value), None, say, as_json=as_json)


def mark(
    case: CaseName,
    state: Annotated[str, typer.Argument(help="新状态 / new state", metavar="STATE")],
    on: On = "",
    until: Annotated[str, typer.Option(help="冷静期到哪天 / end of cooling-off")] = "",
    note: Annotated[str, typer.Option(help="平台原话 / the platform's words")] = "",
    cases: Cases = None,
    as_json: AsJson = False,
    lang: InLang = "zh",
) -> None:
    """记下平台的答复 / Note what the platform answered."""
    say = Messages(lang)
    _mark(case, _state(state, say), (on, until, note), cases, say, as_json=as_json)


def close(
    case: CaseName,
    as_: Annotated[Ending, typer.Option("--as", help="怎么结束的 / how it ended")],
    on: On = "",
    note: Annotated[str, typer.Option(help="凭什么知道的 / how you know")] = "",
    cases: Cases = None,
    as_json: AsJson = False,
    lang: InLang = "zh",
) -> None:
    """平台说已注销、已核实或您撤回 / Closed, verified without signing in, or withdrawn."""
    say = Messages(lang)
    _mark(case, _state(as_.value, say), (on, "", note), cases, say, as_json=as_json)


def sent(
    case: CaseName,
    letter: Annotated[str, typer.Argument(help="投诉种类 / kind of letter", metavar="KIND")],
    on: On = "",
    reference: Annotated[str, typer.Option(help="受理编号 / reference number")] = "",
    cases: Cases = None,
    as_json: AsJson = False,
    lang: InLang = "zh",
) -> None:
    """记下投诉已寄出，开始计期限 / Note that a letter was sent; its limits begin."""
    say = Messages(lang)
    with _diary(case, cases, say) as diary:
        line = diary.sent(letter, read_day(on, say), reference)
    _told(line, None, say, as_json=as_json)


def done(
    case: CaseName,
    task: Annotated[str, typer.Argument(help="待办编号 / task", metavar="TASK")],
    undo: Annotated[bool, typer.Option("--undo", help="取消打勾 / take it back")] = False,
    cases: Cases = None,
    as_json: AsJson = False,
    lang: InLang = "zh",
) -> None:
    """给一件待办打勾 / Tick a task off."""
    say = Messages(lang)
    with _diary(case, cases, say) as diary:
        line = diary.tick(task, undo=undo)
    _told(line, None, say, as_json=as_json)


@contextmanager
def _diary(name: str, cases: Path | None, say: Messages) -> Iterator[Diary]:
    from loanexit_auto.casework.diary import open_diary

    with open_diary(find_case(name, cases, say).path, today_in_china(), say) as diary:
        yield diary


def _mark(
    case: str,
    state: CaseState,
    told: tuple[str, str, str],
    cases: Path | None,
    say: Messages,
    *,
    as_json: bool,
) -> None:
    on, until, note = told
    ends = read_day(until, say) if until else None
    with _diary(case, cases, say) as diary:
        line, fraud = diary.mark(state, read_day(on, say), until=ends, note=note)
    _told(line, fraud, say, as_json=as_json)


def _state(text: str, say: Messages) -> CaseState:
    from loanexit_auto.casework.standing import CaseState

    try:
        return CaseState(text.replace("-", "_"))
    except ValueError:
        hint = say("case.not_allowed_hint", states=", ".join(CaseState))
        raise UsageError(say("case.no_such_state", state=text), hint) from None


def _files(paths: list[Path] | None, say: Messages) -> list[Artefact]:
    from loanexit_auto.casework.attachment import read_attachment

    return [read_attachment(path, say) for path in paths or []]


def _told(line: Line, fraud: Suspicion | None, say: Messages, *, as_json: bool) -> None:
    """Tell what is on the disk now; words of a fraud script end the command with an error."""
    from loanexit_auto.cli import caseview

    caseview.show_line(line, fraud, say, as_json=as_json)
    if fraud is not None:
        warning = say("case.fraud", words="、".join(fraud.words))
        raise LoanexitError(warning, say("case.fraud_kept"))
