"""A whole bundle or case folder: every file, every line, the seal, the timestamps."""

from __future__ import annotations

import hashlib
import re

from loanexit_auto.evidence import bag, dsse
from loanexit_auto.evidence.commitments import commit_to, differing
from loanexit_auto.evidence.journal import JournalReading, parse
from loanexit_auto.evidence.timestamp import check_stamp
from loanexit_auto.evidence.verify.report import Asked, Level, Report
from loanexit_auto.evidence.verify.tree import Tree

JOURNAL, NONCE = "data/journal.jsonl", "data/nonce.bin"
_MUST_COVER = (bag.MANIFEST, bag.BAGIT, bag.INFO, bag.VERIFY, bag.COMMITMENTS)
_ROTATION = re.compile(r"seal/rotation-\d{4}\.dsse\.json")
_CHECKED_ELSEWHERE = re.compile(r"seal/(earlier/.+|rotation-\d{4}\..+|statement\.dsse\.json\..+)")


def check_bundle(tree: Tree, asked: Asked) -> Report:
    """Return what holds of a bundle. Raises Refused if its journal cannot be read at all."""
    report, chain = Report(), parse(tree.read(JOURNAL))
    kinds = [line.kind for line in chain.lines]
    report.lines, report.steps, report.head = len(kinds), kinds.count("seen"), chain.head
    report.interrupted = "finished" not in kinds or bool(chain.torn)
    if chain.problem:
        report.fail(JOURNAL, chain.problem)
    vouched = {file.path: file.sha256 for line in chain.lines for file in line.files}
    if bag.MANIFEST in tree.sizes:
        _check_manifest(tree, len(chain.torn), vouched, report)
    else:
        compare(tree, vouched, report)
        report.not_covered += sorted(tree.sizes.keys() - vouched.keys() - {JOURNAL})
    if bag.STATEMENT in tree.sizes:
        with report.gathering(bag.STATEMENT):
            _check_seal(tree, chain, report, asked)
    elif asked.keys:
        report.fail(bag.STATEMENT, "missing, although a key was named")
    return report


def _check_manifest(tree: Tree, torn: int, vouched: dict[str, str], report: Report) -> None:
    listed = _listed(tree, bag.MANIFEST, report)
    compare(tree, listed, report)
    for name, digest in vouched.items():
        if listed.get(name) != digest:
            report.fail(name, "not listed, or the journal vouches for other content")
    covered = listed.keys() & (vouched.keys() | {JOURNAL})
    for name in sorted(tree.sizes.keys() - covered):
        if name.startswith("data/"):
            report.fail(name, "nothing vouches for this file: it was put in")
    if torn:
        report.fail(JOURNAL, f"{torn} bytes after the last whole line")


def _listed(tree: Tree, manifest: str, report: Report) -> dict[str, str]:
    listed, malformed = bag.read_manifest(tree.read(manifest))
    for number in malformed:
        report.fail(f"{manifest} line {number}", "malformed")
    return listed


def compare(tree: Tree, expected: dict[str, str], report: Report) -> None:
    """Note every file of `expected` (SHA-256 by name) that is missing or changed."""
    report.files += len(expected)
    for name, digest in expected.items():
        if name not in tree.sizes:
            report.fail(name, "missing")
        elif tree.sha256(name) != digest:
            report.fail(name, "changed: its SHA-256 is not the recorded one")


def _check_seal(tree: Tree, chain: JournalReading, report: Report, asked: Asked) -> None:
    key = dsse.load_key(tree.read(bag.KEY))
    payload, statement = dsse.open_envelope(tree.read(bag.STATEMENT), key, dsse.SEAL, bag.STATEMENT)
    report.key, report.statement = dsse.fingerprint(key), hashlib.sha256(payload).hexdigest()
    predicate, subjects = statement["predicate"], dsse.subjects_of(statement)
    for name in (each for each in _MUST_COVER if each not in subjects):
        report.fail(name, "the seal does not cover it")
    compare(tree, subjects, report)
    sealed = predicate["journal"]
    if (sealed["head"], sealed["lines"]) != (chain.head, len(chain.lines)):
        report.fail(JOURNAL, f"sealed with {sealed['lines']} lines and another end")
    beside = {name: tree.sha256(name) for name in (bag.KEY, bag.STATEMENT)}
    if _listed(tree, bag.TAGS, report) != subjects | beside:
        report.fail(bag.TAGS, "does not list exactly what is sealed")
    known = {*subjects, bag.TAGS, bag.STATEMENT, bag.KEY}
    for name in tree.sizes:
        if not (name.startswith("data/") or name in known or _CHECKED_ELSEWHERE.fullmatch(name)):
            report.fail(name, "nothing vouches for this file: it was put in")
    report.interrupted = predicate["state"] == "interrupted"
    report.sealed_utc, report.level = str(predicate["sealed_utc"]), Level.SEALED
    check_key_and_stamps(tree, report, asked)
    if asked.deep:
        _check_commitments(tree, chain, predicate["commitments"]["root"], report)


def check_key_and_stamps(tree: Tree, report: Report, asked: Asked) -> None:
    """Raise the level for a key the reader named, or one it handed over to, and for each stamp."""
    trusted = set(asked.keys)
    for name in sorted(name for name in tree.sizes if _ROTATION.fullmatch(name)):
        old = dsse.load_key(tree.read(name.replace(".dsse.json", ".old.pub")))
        _, rotation = dsse.open_envelope(tree.read(name), old, dsse.ROTATION, name)
        if dsse.fingerprint(old) in trusted:
            trusted.add(rotation["predicate"]["new"])
    if report.key in trusted:
        report.level = Level.PINNED
    elif asked.keys:
        report.fail(bag.KEY, f"sealed by another key: {report.key}")
    for name in sorted(n for n in tree.sizes if n.startswith(bag.STATEMENT) and n.endswith(".tsr")):
        chain = name.removesuffix(".tsr") + "-chain.pem"
        beside = tree.read(chain) if chain in tree.sizes else b""
        if not asked.roots:
            report.notes.append(f"{name}: not checked, because no root of its authority was named")
        else:
            with report.gathering(name):
                when = check_stamp(tree.read(name), tree.read(bag.STATEMENT), asked.roots, beside)
                report.stamps.append((name, when))
                report.level = Level.STAMPED


def _check_commitments(tree: Tree, chain: JournalReading, sealed: str, report: Report) -> None:
    """Recompute from the originals what a share copy is held against."""
    made = commit_to(tree.read, chain, tree.read(NONCE))
    for path in differing(made.table, tree.read(bag.COMMITMENTS)):
        report.fail(path, "its salted commitment is not the sealed one")
    if made.root != sealed:
        report.fail(bag.COMMITMENTS, "its root is not the sealed one")
