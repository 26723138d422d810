"""The signing key of this installation: one Ed25519 key, private (0600), never leaves its folder.

A new key is vouched for by the old one (`rotation-0001.dsse.json`), so whoever has noted the old
fingerprint can follow. The old private key is removed then: what was lost cannot sign any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from loanexit_auto.errors import LoanexitError
from loanexit_auto.evidence import disk, dsse
from loanexit_auto.evidence.journal import Moment
from loanexit_auto.evidence.refused import why


@dataclass(frozen=True, slots=True)
class Rotation:
    """One change of keys: the envelope signed by the old key, and the old public key (PEM)."""

    number: int
    envelope: bytes
    old_key: bytes

    @property
    def files(self) -> dict[str, bytes]:
        """The files by which a bundle shows this change to a verifier."""
        stem = f"rotation-{self.number:04d}"
        return {f"{stem}.dsse.json": self.envelope, f"{stem}.old.pub": self.old_key}


class KeyStore:
    """The keys of one installation, kept in a private folder that is made when needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def current(self) -> Ed25519PrivateKey:
        """Return the key in use; made on first use. Raises LoanexitError if it cannot be read."""
        number = self._number()
        if number == 0:
            self._make(1)
            number = 1
        return self._load(number)

    def fingerprint(self) -> str:
        """Return the fingerprint of the key in use."""
        return dsse.fingerprint(self.current().public_key())

    def rotate(self, now: datetime) -> str:
        """Put a new key into use, vouched for by the old one; return its fingerprint."""
        old = self.current()
        number = self._number()
        if not self._path(number + 1).exists():  # it does after an interruption right here
            self._make(number + 1)
        new = self._load(number + 1)
        change = {
            "old": dsse.fingerprint(old.public_key()),
            "new": dsse.fingerprint(new.public_key()),
            "utc": Moment(now.astimezone(UTC), 0).iso,
        }
        payload = dsse.statement({"key": change["new"]}, dsse.ROTATION, change)
        rotation = Rotation(number, dsse.sign(payload, old), public_pem(old))
        disk.keep_files(self._folder, reversed(rotation.files.items()))
        self._path(number).unlink()
        return change["new"]

    def rotations(self) -> tuple[Rotation, ...]:
        """Return every change of keys, oldest first."""
        return tuple(
            Rotation(
                number, path.read_bytes(), path.with_name(f"{path.name[:13]}.old.pub").read_bytes()
            )
            for number, path in self._rotation_files()
        )

    def _rotation_files(self) -> list[tuple[int, Path]]:
        return [(int(p.name[9:13]), p) for p in sorted(self._folder.glob("rotation-*.dsse.json"))]

    def _number(self) -> int:
        """Return the number of the key in use; 0 if there is none."""
        changes = self._rotation_files()
        if changes:
            return changes[-1][0] + 1
        return 1 if self._path(1).exists() else 0

    def _path(self, number: int) -> Path:
        return self._folder / f"key-{number:04d}.pem"

    def _make(self, number: int) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        pem = Ed25519PrivateKey.generate().private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        )
        disk.keep_files(self._folder, [(self._path(number).name, pem)])

    def _load(self, number: int) -> Ed25519PrivateKey:
        path = self._path(number)
        try:
            key = load_pem_private_key(path.read_bytes(), password=None)
        except (OSError, ValueError) as error:
            raise LoanexitError(
                why("key_unread", path=path, error=_reason(error)), why("key_unread_hint")
            ) from error
        if not isinstance(key, Ed25519PrivateKey):
            raise LoanexitError(why("key_kind", path=path))
        return key


def _reason(error: OSError | ValueError) -> str:
    return disk.reason(error) if isinstance(error, OSError) else str(error)


def public_pem(key: Ed25519PrivateKey) -> bytes:
    """Return the public key as PEM, as openssl reads it."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
