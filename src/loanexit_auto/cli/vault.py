"""What the evidence commands share: the signing keys, the case folder, a browser, a file."""

from __future__ import annotations

import errno
import itertools
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loanexit_auto.cli.casefile import find_case
from loanexit_auto.cli.doctor import data_folder
from loanexit_auto.errors import UsageError
from loanexit_auto.messages import Messages

if TYPE_CHECKING:
    from loanexit_auto.evidence.keys import KeyStore


def keys() -> KeyStore:
    from loanexit_auto.evidence.keys import KeyStore

    return KeyStore(data_folder().parent / "keys")


def folder_of(case: str, cases: Path | None, say: Messages) -> Path:
    given = Path(case)
    return given if given.is_dir() else find_case(case, cases, say).path


def place_for(out: Path | None, case: Path) -> Path:
    """Return the folder for what is handed on, made if need be: `--out`, or beside the case.

    Always the full path, so that the person is told where a file is. Raises LoanexitError if the
    system refuses to make it.
    """
    from loanexit_auto.evidence.disk import naming

    place = (out or case.resolve().parent).resolve()
    try:
        with naming(place):
            place.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise _unread(place, NotADirectoryError(errno.ENOTDIR, "")) from error
    return place


def unused(path: Path) -> Path:
    """Return `path`, or the first `<name>-2`, `<name>-3` … that does not exist yet."""
    numbered = (path.with_stem(f"{path.stem}-{n}") for n in itertools.count(2))
    return next(each for each in itertools.chain([path], numbered) if not each.exists())


def browser(say: Messages) -> Path:
    from loanexit_auto.browser.launch import find_browser

    return find_browser(say=say).path


def read_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unread(path, error) from error


def require_there(path: Path) -> None:
    """Raise UsageError unless there is something at `path`: a typing error is no failed check."""
    try:
        path.lstat()
    except OSError as error:
        raise _unread(path, error) from error


def _unread(path: Path, error: OSError) -> UsageError:
    from loanexit_auto.evidence.disk import reason
    from loanexit_auto.evidence.refused import why

    return UsageError(why("not_read", path=path, why=reason(error)))


def plain(text: str) -> str:
    """Return text for the terminal: what a bundle says must not move the cursor."""
    from loanexit_auto.evidence.plainly import is_hidden

    return "".join(f"⟨U+{ord(c):04X}⟩" if is_hidden(c) else c for c in text)


def as_line(facts: dict[str, Any]) -> str:
    """Return one line of JSON that any terminal takes; what is no Unicode is escaped."""
    text = json.dumps(facts, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
