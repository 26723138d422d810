"""A copy to hand in: personal data masked, and still provable against the seal.

A copy holds no hash of an unmasked file, because a hash lets a guess about a mask be confirmed:
only salted commitments, and the salts of what is shown.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from loanexit_auto.errors import LoanexitError
from loanexit_auto.evidence import bag, disk, dsse, journal_text, merkle
from loanexit_auto.evidence.journal import Moment
from loanexit_auto.evidence.keys import KeyStore
from loanexit_auto.evidence.masks import Area
from loanexit_auto.evidence.proposal import Proposal, Shown
from loanexit_auto.evidence.refused import why
from loanexit_auto.evidence.verify.copy import PROOFS, REDACTION


def make_copy(
    proposal: Proposal,
    keys: KeyStore,
    out: Path,
    *,
    now: datetime,
    pages: Callable[[Proposal], dict[str, bytes]] = lambda proposal: {},
) -> Path:
    """Write the copy into a new folder `out` and return it.

    `pages` makes files to read (not proved part by part, but signed). Raises LoanexitError if the
    folder exists, or if the key is not the one of the seal: then the case must be sealed again.
    """
    case, key = proposal.case, keys.current()
    if dsse.fingerprint(key.public_key()) != _fingerprint(case):
        raise LoanexitError(why("sealed_by_other"), why("sealed_by_other_hint"))
    payload = _payload(case)
    nonce = (case / "data" / "nonce.bin").read_bytes()
    files = {shown.name: shown.data for shown in proposal.shown}
    files |= pages(proposal) | {PROOFS: _proofs(case, proposal, nonce)}
    predicate = _predicate(proposal, hashlib.sha256(payload).hexdigest(), now)
    subjects = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    files[REDACTION] = dsse.sign(dsse.statement(subjects, dsse.REDACTION, predicate), key)
    files |= {name: (case / name).read_bytes() for name in _seal_files(case)}
    _write(out, files)
    return out


def _fingerprint(case: Path) -> str:
    return dsse.fingerprint(dsse.load_key((case / bag.KEY).read_bytes()))


def _payload(case: Path) -> bytes:
    key = dsse.load_key((case / bag.KEY).read_bytes())
    envelope = (case / bag.STATEMENT).read_bytes()
    return dsse.open_envelope(envelope, key, dsse.SEAL, bag.STATEMENT)[0]


def _seal_files(case: Path) -> Iterator[str]:
    """Yield what proves the seal; never a list of hashes or of commitments."""
    yield from (bag.STATEMENT, bag.KEY)
    for path in sorted((case / "seal").iterdir()):
        if path.name.startswith(("rotation-", "statement.dsse.json.")):
            yield f"seal/{path.name}"


def _proofs(case: Path, proposal: Proposal, nonce: bytes) -> bytes:
    shown = {each.path: each for each in proposal.shown}
    rows = json.loads((case / bag.COMMITMENTS).read_bytes())["files"]
    entries = [_proof(row, shown.get(row["path"]), nonce, proposal) for row in rows]
    return json.dumps({"v": 1, "files": entries}, separators=(",", ":")).encode() + b"\n"


def _proof(
    row: dict[str, str], shown: Shown | None, nonce: bytes, proposal: Proposal
) -> dict[str, Any]:
    path, salt = row["path"], merkle.salt(nonce, row["path"], "file")
    if shown is None:
        root = bytes.fromhex(row["root"])
        return {"leaf": merkle.file_leaf(salt, path, row["shape"], root).hex()}
    parts = merkle.parts_of(_original(proposal, path), shown.shape)
    proofs = [
        (
            merkle.leaf(merkle.salt(nonce, path, n), part)
            if n in shown.hidden
            else merkle.salt(nonce, path, n)
        ).hex()
        for n, part in enumerate(parts)
    ]
    return {
        "as": shown.name, "path": path, "shape": shown.shape, "salt": salt.hex(), "parts": proofs,
    }  # fmt: skip


def _original(proposal: Proposal, path: str) -> bytes:
    if path == journal_text.NAME:
        return journal_text.journal_text(proposal.reading.lines)
    return (proposal.case / path).read_bytes()


def _predicate(proposal: Proposal, parent: str, now: datetime) -> dict[str, Any]:
    reasons: dict[str, int] = {}
    for reason in proposal.left_out.values():
        reasons[reason] = reasons.get(reason, 0) + 1
    return {
        "parent": parent,
        "case": proposal.case.name,
        "purpose": proposal.purpose.id,
        "made_utc": Moment(now.astimezone(UTC), 0).iso,
        "masked_kinds": sorted(proposal.purpose.masked),
        "masks": [
            {"file": s.name, "parts": len(s.hidden), "areas": [_area(a) for a in s.areas]}
            for s in proposal.shown
            if s.hidden
        ],
        "left_out": reasons,
    }


def _area(area: Area) -> dict[str, Any]:
    box = [area.x, area.y, area.width, area.height]
    return {"kind": area.kind, "box": box, "by": area.by}


def _write(out: Path, files: Mapping[str, bytes]) -> None:
    try:
        disk.make_folder(out)
    except FileExistsError as error:
        raise LoanexitError(why("exists", path=out), why("exists_hint")) from error
    for name, data in sorted(files.items()):
        target = out / name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        disk.keep_files(target.parent, [(target.name, data)])
