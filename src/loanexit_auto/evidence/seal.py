"""Sealing a case: a bag whose every file a signed statement vouches for.

The statement binds the end of the journal, so nothing can be cut from it or put in unnoticed.
Sealing an interrupted case is possible and says so.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from loanexit_auto.evidence import bag, disk, dsse, journal
from loanexit_auto.evidence.commitments import Commitments, commit_to
from loanexit_auto.evidence.folder import JOURNAL, CaseFolder
from loanexit_auto.evidence.journal import JournalReading, Moment
from loanexit_auto.evidence.keys import KeyStore, public_pem
from loanexit_auto.evidence.pdf import PDF, write_pdf
from loanexit_auto.evidence.record import Record
from loanexit_auto.evidence.report import REPORT, write_report
from loanexit_auto.messages import LANGS, Messages, catalogue

PROFILE = "loanexit-bag/1"
_TEMPLATE = Path(__file__).resolve().parent / "templates" / "VERIFY.txt"
_STATES = {"blocked": "blocked", "entry_located": "handed-over"}
NOT_RECORDED = (
    "passwords", "codes", "captcha answers", "cookies", "authorization headers", "storage",
    "request bodies", "query values",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sealed:
    """A seal just made. `fingerprint` is what the person should publish early."""

    folder: Path
    fingerprint: str
    statement_sha256: str
    state: str
    lines: int
    files: int


def seal(
    folder: Path, keys: KeyStore, *, now: datetime, version: str, browser: Path | None = None
) -> Sealed:
    """Seal a case folder, replacing an outdated seal (kept in `seal/earlier/`).

    With `browser` (a Chromium-like program) the report is printed as PDF and sealed, too.
    Raises LoanexitError if the case is open elsewhere, damaged, or the disk or the key refuses;
    then the folder is unsealed, and nothing of it is lost.
    """
    with CaseFolder.open(folder) as case:
        key = keys.current()
        fingerprint = dsse.fingerprint(key.public_key())
        sealing = Record("sealing", "tool", {"key": fingerprint, "tool": version})
        case.commit(sealing, Moment(now, Moment.now().mono_ns))
        _write_reports(case.path, browser)
        return _seal(case.path, key, keys, Moment(now, 0), version)


def _write_reports(case: Path, browser: Path | None) -> None:
    report = write_report(case)
    with disk.naming(case / PDF):
        (case / PDF).unlink(missing_ok=True)  # it can be made again, and must fit the report
    if browser:
        write_pdf(report, case / PDF, browser)


def _seal(case: Path, key: Ed25519PrivateKey, keys: KeyStore, now: Moment, version: str) -> Sealed:
    reading = journal.read(case / JOURNAL)
    fingerprint = dsse.fingerprint(key.public_key())
    payload = _payload_digests(case, reading)
    commitments = commit_to(lambda name: (case / name).read_bytes(), reading, _nonce(case))
    subjects = _write_tags(case, payload, commitments, _verify_text(fingerprint, reading.head))
    for name in (name for name in (REPORT, PDF) if (case / name).is_file()):
        subjects[name] = hashlib.sha256((case / name).read_bytes()).hexdigest()
    for rotation in keys.rotations():
        for name, data in rotation.files.items():
            bag.replace(case, f"seal/{name}", data)
    statement = dsse.statement(
        subjects, dsse.SEAL, _predicate(case, reading, commitments, now, version)
    )
    tags = subjects | {bag.KEY: bag.replace(case, bag.KEY, public_pem(key))}
    envelope = dsse.sign(statement, key)
    tags[bag.STATEMENT] = hashlib.sha256(envelope).hexdigest()
    bag.replace(case, bag.TAGS, bag.manifest(tags))
    bag.replace(case, bag.STATEMENT, envelope)
    digest = hashlib.sha256(statement).hexdigest()
    return Sealed(case, fingerprint, digest, state_of(reading), len(reading.lines), len(payload))


def _nonce(case: Path) -> bytes:
    return (case / "data" / "nonce.bin").read_bytes()


def _payload_digests(case: Path, reading: JournalReading) -> dict[str, str]:
    """Return the hashes of the payload: those taken in memory at capture, not of the files now."""
    digests = {file.path: file.sha256 for line in reading.lines for file in line.files}
    return digests | {JOURNAL: hashlib.sha256((case / JOURNAL).read_bytes()).hexdigest()}


def _write_tags(
    case: Path, payload: dict[str, str], commitments: Commitments, verify: bytes
) -> dict[str, str]:
    # no Payload-Oxum: the total of sizes would help guessing at a masked picture
    about = (("BagIt-Profile-Identifier", PROFILE), ("External-Identifier", case.name))
    files = {
        bag.BAGIT: bag.DECLARATION,
        bag.INFO: bag.info(about),
        bag.MANIFEST: bag.manifest(payload),
        bag.COMMITMENTS: commitments.table,
        bag.VERIFY: verify,
    }
    return {name: bag.replace(case, name, data) for name, data in files.items()}


def _verify_text(fingerprint: str, head: str) -> bytes:
    text = _TEMPLATE.read_text(encoding="utf-8")
    return text.replace("@FINGERPRINT@", fingerprint).replace("@HEAD@", head).encode()


def state_of(reading: JournalReading) -> str:
    """Return "interrupted", "blocked", "handed-over" or "complete"."""
    ended = [line for line in reading.lines if line.kind == "finished"]
    if not ended:
        return "interrupted"
    return _STATES.get(str(ended[-1].data.get("outcome")), "complete")


def _predicate(
    case: Path, reading: JournalReading, commitments: Commitments, now: Moment, version: str
) -> dict[str, Any]:
    lines = reading.lines
    return {
        "profile": PROFILE,
        "case": case.name,
        "sealed_utc": Moment(now.utc.astimezone(UTC), 0).iso,
        "tool": {"name": "loanexit-auto", "version": version},
        "state": state_of(reading),
        "journal": {"head": reading.head, "lines": len(lines)},
        "steps": sum(line.kind == "seen" for line in lines),
        "first_utc": lines[0].utc,
        "last_utc": lines[-1].utc,
        "interruptions": sum(line.kind == "recovered" for line in lines),
        "commitments": {"root": commitments.root, "files": commitments.files},
        "not_recorded": list(NOT_RECORDED),
        "claims": _statements("claim_"),
        "non_claims": _statements("not_proved_"),
    }


def _statements(prefix: str) -> list[dict[str, str]]:
    keys = [key for key in catalogue("en", "evidence") if key.startswith(prefix)]
    return [{lang: Messages(lang)(f"evidence.{key}") for lang in LANGS} for key in keys]
