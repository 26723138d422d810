"""What the evidence commands share: the signing keys, the case folder, a browser, a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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


def browser(say: Messages) -> Path:
    from loanexit_auto.browser.launch import find_browser

    return find_browser(say=say).path


def read_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
