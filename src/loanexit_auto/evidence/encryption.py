"""Encrypting an exported case with age (https://age-encryption.org), the extra [age]."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from loanexit_auto.errors import LoanexitError, UsageError
from loanexit_auto.evidence import disk
from loanexit_auto.evidence.refused import why

try:
    import pyrage  # type: ignore[import-untyped,import-not-found,unused-ignore]
except ImportError:
    pyrage = None

SUFFIX = ".age"


def encrypt(path: Path, recipients: Sequence[str]) -> Path:
    """Replace a file by `<name>.age`, readable by `recipients` (age1…) only; return it.

    The plain file is removed once the encrypted one is on the disk. Raises LoanexitError if the
    extra is not installed, UsageError for a malformed recipient.
    """
    if pyrage is None:
        raise LoanexitError(why("no_age"), "pip install 'loanexit-auto[age]'")
    try:
        keys = [pyrage.x25519.Recipient.from_str(each) for each in recipients]
    except pyrage.RecipientError as error:
        raise UsageError(why("no_recipient", error=error)) from error
    target = path.with_name(path.name + SUFFIX)
    disk.replace_file(target, pyrage.encrypt(path.read_bytes(), keys))
    path.unlink()
    return target
