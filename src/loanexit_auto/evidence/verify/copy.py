"""A masked share copy: proved, part by part, to be the sealed original where it is not masked."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from loanexit_auto.evidence import merkle
from loanexit_auto.evidence.dsse import fingerprint, load_key, open_envelope
from loanexit_auto.evidence.refused import Refused
from loanexit_auto.evidence.verify import bundle
from loanexit_auto.evidence.verify.report import Asked, Level, Report
from loanexit_auto.evidence.verify.tree import Tree

REDACTION, PROOFS = "seal/redaction.dsse.json", "seal/proofs.json"
_SEAL = {REDACTION, bundle.STATEMENT, bundle.KEY}


def check_copy(tree: Tree, asked: Asked) -> Report:
    """Return what holds of a share copy."""
    report = Report(redacted=True)
    with report.gathering(REDACTION):
        key = load_key(tree.read(bundle.KEY))
        payload, sealed = open_envelope(tree.read(bundle.STATEMENT), key, bundle.STATEMENT)
        _, redaction = open_envelope(tree.read(REDACTION), key, REDACTION)
        report.key, report.statement = fingerprint(key), hashlib.sha256(payload).hexdigest()
        about = sealed["predicate"]
        report.lines, report.steps = about["journal"]["lines"], about["steps"]
        report.head, report.sealed_utc = about["journal"]["head"], str(about["sealed_utc"])
        report.interrupted, report.level = about["state"] == "interrupted", Level.SEALED
        if redaction["predicate"]["parent"] != report.statement:
            report.fail(REDACTION, "made from another original")
        subjects = bundle.subjects_of(redaction)
        bundle.compare(tree, subjects, report)
        for name in tree.sizes.keys() - subjects.keys() - _SEAL:
            if not name.startswith(("seal/rotation-", f"{bundle.STATEMENT}.")):
                report.fail(name, "nothing vouches for this file: it was put in")
        _check_proofs(tree, about["commitments"]["root"], report)
        bundle.check_key_and_stamps(tree, report, asked)
    return report


def _check_proofs(tree: Tree, sealed: str, report: Report) -> None:
    entries: list[dict[str, Any]] = json.loads(tree.read(PROOFS))["files"]
    leaves = [_leaf(tree, entry, report) for entry in entries]
    shown = [entry["as"] for entry in entries if "as" in entry]
    if merkle.root(leaves).hex() != sealed:
        report.fail(", ".join(shown), "something shown here is not in the sealed original")
    report.not_covered += sorted(tree.sizes.keys() - set(shown) - _SEAL - {PROOFS})


def _leaf(tree: Tree, entry: dict[str, Any], report: Report) -> bytes:
    """Return the commitment to a file: given for one left out, recomputed for one shown."""
    if "leaf" in entry:
        return bytes.fromhex(entry["leaf"])
    try:
        root = merkle.proved_root(tree.read(entry["as"]), entry["shape"], entry["parts"])
    except Refused as error:
        report.fail(entry["as"], f"not the sealed original: {error}")
        return b""
    return merkle.file_leaf(bytes.fromhex(entry["salt"]), entry["path"], entry["shape"], root)
