"""Asking RFC 3161 authorities for timestamps over a seal: the one thing that leaves the machine.

Only the SHA-256 of the signed statement is sent, and only to authorities the person names. What an
authority answers is checked (its root, its certificate, our nonce, our hash) before it is kept,
raw. One that is down is only reported: the seal stands without it and can be stamped later.
"""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from loanexit_auto.errors import LoanexitError, UsageError
from loanexit_auto.evidence import bag, disk
from loanexit_auto.evidence.refused import Refused, why
from loanexit_auto.evidence.timestamp import Query, check_stamp, make_query

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ANSWER_LIMIT = 1 << 20  # bytes; answers have a few kilobytes
_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Authority:
    """One authority: a name for files, its address, its root (PEM) from outside the bundle.

    `certificate` (PEM) pins the very certificate that must have signed; `chain` are intermediates.
    """

    name: str
    url: str
    root: bytes
    certificate: bytes = b""
    chain: bytes = b""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise UsageError(why("no_file_name", name=self.name))
        if urlsplit(self.url).scheme not in ("http", "https"):
            raise UsageError(why("no_http", url=self.url))


@dataclass(frozen=True, slots=True)
class Stamped:
    """What one authority gave: the time in UTC and the file, or the trouble there was."""

    authority: str
    time: str = ""
    path: Path | None = None
    trouble: str = ""


def stamp(case: Path, authorities: Iterable[Authority]) -> list[Stamped]:
    """Ask every authority for a timestamp over the seal of `case`; keep the answers that hold.

    Raises LoanexitError if the case is not sealed or the disk refuses; never because of an
    authority.
    """
    statement = case / bag.STATEMENT
    if not statement.exists():
        raise LoanexitError(why("unsealed", case=case), why("unsealed_hint", case=case))
    data = statement.read_bytes()
    return [_stamp(case, data, authority) for authority in authorities]


def _stamp(case: Path, data: bytes, authority: Authority) -> Stamped:
    try:
        query = make_query(data)
        answer = _ask(authority, query)
        roots = (authority.root,)
        time = check_stamp(answer, data, roots, authority.chain, query, authority.certificate)
    except Refused as error:
        return Stamped(authority.name, trouble=error.why)
    path = case / f"{bag.STATEMENT}.{authority.name}.tsr"
    disk.replace_file(path, answer)
    if authority.chain:
        disk.replace_file(
            path.with_name(path.name.removesuffix(".tsr") + "-chain.pem"), authority.chain
        )
    return Stamped(authority.name, time, path)


def _ask(authority: Authority, query: Query) -> bytes:
    headers = {"Content-Type": "application/timestamp-query", "User-Agent": "loanexit-auto"}
    request = urllib.request.Request(authority.url, query.der, headers)
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as reply:
            answer: bytes = reply.read(_ANSWER_LIMIT)
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise Refused("tsa_unreached", url=authority.url, error=error) from error
    return answer
