"""The bag around a case: BagIt 1.0 (RFC 8493) tag files, and taking an outdated seal out of use."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from loanexit_auto.evidence import disk

MANIFEST, TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
STATEMENT, KEY, COMMITMENTS = "seal/statement.dsse.json", "seal/key.pub", "seal/commitments.json"
BAGIT, INFO, VERIFY = "bagit.txt", "bag-info.txt", "VERIFY.txt"
_ENTRY = re.compile(r"([0-9a-f]{64})  (.+)")
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def manifest(digests: Mapping[str, str]) -> bytes:
    """Return manifest lines as `sha256sum -c` reads them, sorted by name."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode()


def read_manifest(data: bytes) -> tuple[dict[str, str], list[int]]:
    """Return the hashes by name, and the numbers (from 1) of malformed lines."""
    lines = data.decode(errors="replace").splitlines()
    found = [_ENTRY.fullmatch(line) for line in lines]
    malformed = [number for number, entry in enumerate(found, 1) if entry is None]
    return {entry[2]: entry[1] for entry in found if entry}, malformed


def info(fields: Iterable[tuple[str, str]]) -> bytes:
    """Return bag-info.txt."""
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in fields).encode()


def replace(case: Path, name: str, data: bytes) -> str:
    """Put a tag file durably in place of an earlier one; return its SHA-256."""
    disk.replace_file(case / name, data)
    return hashlib.sha256(data).hexdigest()


def is_sealed(case: Path) -> bool:
    """Return whether a seal, or a part of one, is in use."""
    return any((case / name).exists() for name in (STATEMENT, MANIFEST, TAGS))


def retire_seal(case: Path) -> None:
    """Move a seal that the next line will outdate to `seal/earlier/`; nothing is deleted.

    The statement goes first: at no moment does a statement vouch for something that is not so.
    """
    seal = case / "seal"
    earlier = seal / "earlier"
    with disk.naming(earlier):
        earlier.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = earlier / f"{1 + sum(1 for _ in earlier.iterdir()):04d}"
        place.mkdir(mode=0o700)
        beside = sorted(path for path in seal.iterdir() if path.is_file())
        tags = [case / name for name in (TAGS, MANIFEST, INFO, BAGIT, VERIFY)]
        for path in (case / STATEMENT, *beside, *tags):
            if path.exists():
                path.rename(place / path.name)
        for folder in (place, seal, case):
            disk.sync_folder(folder)
