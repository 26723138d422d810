"""A masked share copy: proved, part by part, to be the sealed original where it is not masked."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from loanexit_auto.evidence import dsse, merkle
from loanexit_auto.evidence.bag import KEY, STATEMENT
from loanexit_auto.evidence.refused import Refused, why
from loanexit_auto.evidence.tree import Tree
from loanexit_auto.evidence.verified import Asked, Level, Report
from loanexit_auto.evidence.verify.seals import check_key_and_stamps, compare

REDACTION, PROOFS = "seal/redaction.dsse.json", "seal/proofs.json"
_SEAL = {REDACTION, STATEMENT, KEY}


def check_copy(tree: Tree, asked: Asked) -> Report:
    """Return what holds of a share copy."""
    report = Report(redacted=True)
    with report.gathering(REDACTION):
        key = dsse.load_key(tree.read(KEY))
        payload, sealed = dsse.open_envelope(tree.read(STATEMENT), key, dsse.SEAL, STATEMENT)
        _, redaction = dsse.open_envelope(tree.read(REDACTION), key, dsse.REDACTION, REDACTION)
        report.key, report.statement = dsse.fingerprint(key), hashlib.sha256(payload).hexdigest()
        about = sealed["predicate"]
        report.lines, report.steps = about["journal"]["lines"], about["steps"]
        report.head, report.sealed_utc = about["journal"]["head"], str(about["sealed_utc"])
        report.case, report.sealed_lines = str(about["case"]), report.lines
        report.interrupted, report.level = about["state"] == "interrupted", Level.SEALED
        if redaction["predicate"]["parent"] != report.statement:
            report.fail(REDACTION, "other_original")
        subjects = dsse.subjects_of(redaction)
        report.files = compare(tree, subjects, report)
        for name in tree.sizes.keys() - subjects.keys() - _SEAL:
            if not name.startswith(("seal/rotation-", f"{STATEMENT}.")):
                report.fail(name, "put_in")
        _check_proofs(tree, about["commitments"]["root"], report)
        check_key_and_stamps(tree, report, asked)
    return report


def _check_proofs(tree: Tree, sealed: str, report: Report) -> None:
    entries: list[dict[str, Any]] = json.loads(tree.read(PROOFS))["files"]
    leaves = [_leaf(tree, entry, report) for entry in entries]
    shown = [entry["as"] for entry in entries if "as" in entry]
    report.notes.append(why("note_shown", shown=len(shown), all=len(entries)))
    if merkle.root(leaves).hex() != sealed:
        report.fail(", ".join(shown), "not_in_original")
    report.not_covered += sorted(tree.sizes.keys() - set(shown) - _SEAL - {PROOFS})


def _leaf(tree: Tree, entry: dict[str, Any], report: Report) -> bytes:
    """Return the commitment to a file: given for one left out, recomputed for one shown."""
    if "leaf" in entry:
        return bytes.fromhex(entry["leaf"])
    try:
        root = merkle.proved_root(tree.read(entry["as"]), entry["shape"], entry["parts"])
    except Refused as error:
        report.fail(entry["as"], "not_original", why=error.why)
        return b""
    return merkle.file_leaf(bytes.fromhex(entry["salt"]), entry["path"], entry["shape"], root)
