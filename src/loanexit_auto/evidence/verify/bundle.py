"""A whole bundle or case folder: every file, every line, the seal, the timestamps."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from loanexit_auto.evidence import journal_text, merkle
from loanexit_auto.evidence.dsse import fingerprint, load_key, open_envelope
from loanexit_auto.evidence.journal import JournalReading, parse
from loanexit_auto.evidence.timestamp import check_stamp
from loanexit_auto.evidence.verify.report import Asked, Level, Report
from loanexit_auto.evidence.verify.tree import Tree

JOURNAL, NONCE, MANIFEST = "data/journal.jsonl", "data/nonce.bin", "manifest-sha256.txt"
TAGS, STATEMENT, KEY = "tagmanifest-sha256.txt", "seal/statement.dsse.json", "seal/key.pub"
COMMITMENTS, VERIFY = "seal/commitments.json", "VERIFY.txt"
_MUST_COVER = (MANIFEST, "bagit.txt", "bag-info.txt", VERIFY, COMMITMENTS)
_ENTRY = re.compile(r"([0-9a-f]{64})  (.+)")
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
    if MANIFEST in tree.sizes:
        _check_manifest(tree, chain, vouched, report)
    else:
        compare(tree, vouched, report)
        report.not_covered += [name for name in tree.sizes if name not in {*vouched, JOURNAL}]
    if STATEMENT in tree.sizes:
        with report.gathering(STATEMENT):
            _check_seal(tree, chain, report, asked)
    elif asked.keys:
        report.fail(STATEMENT, "missing, although a key was named")
    return report


def _check_manifest(
    tree: Tree, chain: JournalReading, vouched: dict[str, str], report: Report
) -> None:
    listed = dict(_entries(tree, MANIFEST, report))
    compare(tree, listed, report)
    for name, digest in vouched.items():
        if listed.get(name) != digest:
            report.fail(name, "not listed, or the journal vouches for other content")
    for name in tree.sizes:
        if name.startswith("data/") and not (name in listed and name in {*vouched, JOURNAL}):
            report.fail(name, "nothing vouches for this file: it was put in")
    if chain.torn and not chain.problem:
        report.fail(JOURNAL, f"{len(chain.torn)} bytes after the last whole line")


def _entries(tree: Tree, manifest: str, report: Report) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(tree.read(manifest).decode(errors="replace").splitlines(), 1):
        if entry := _ENTRY.fullmatch(line):
            yield entry[2], entry[1]
        else:
            report.fail(f"{manifest} line {number}", "malformed")


def compare(tree: Tree, expected: dict[str, str], report: Report) -> None:
    """Note every file of `expected` (SHA-256 by name) that is missing or changed."""
    report.files += len(expected)
    for name, digest in expected.items():
        if name not in tree.sizes:
            report.fail(name, "missing")
        elif tree.sha256(name) != digest:
            report.fail(name, "changed: its SHA-256 is not the recorded one")


def subjects_of(statement: dict[str, Any]) -> dict[str, str]:
    """Return the SHA-256 by name of what a statement is about."""
    return {str(s["name"]): str(s["digest"]["sha256"]) for s in statement["subject"]}


def _check_seal(tree: Tree, chain: JournalReading, report: Report, asked: Asked) -> None:
    key = load_key(tree.read(KEY))
    payload, statement = open_envelope(tree.read(STATEMENT), key, STATEMENT)
    report.key, report.statement = fingerprint(key), hashlib.sha256(payload).hexdigest()
    predicate, subjects = statement["predicate"], subjects_of(statement)
    for name in (each for each in _MUST_COVER if each not in subjects):
        report.fail(name, "the seal does not cover it")
    compare(tree, subjects, report)
    sealed = predicate["journal"]
    if (sealed["head"], sealed["lines"]) != (chain.head, len(chain.lines)):
        report.fail(JOURNAL, f"sealed with {sealed['lines']} lines and another end")
    for name, digest in _entries(tree, TAGS, report):
        if name not in tree.sizes or tree.sha256(name) != digest:
            report.fail(name, f"not as {TAGS} says")
    known = {*subjects, TAGS, STATEMENT, KEY}
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
        old = load_key(tree.read(name.replace(".dsse.json", ".old.pub")))
        _, rotation = open_envelope(tree.read(name), old, name)
        if fingerprint(old) in trusted:
            trusted.add(rotation["predicate"]["new"])
    if report.key in trusted:
        report.level = Level.PINNED
    elif asked.keys:
        report.fail(KEY, f"sealed by another key: {report.key}")
    for name in sorted(n for n in tree.sizes if n.startswith(STATEMENT) and n.endswith(".tsr")):
        chain = name.removesuffix(".tsr") + "-chain.pem"
        if not asked.roots:
            report.notes.append(f"{name}: not checked, because no root of its authority was named")
            continue
        with report.gathering(name):
            beside = tree.read(chain) if chain in tree.sizes else b""
            when = check_stamp(tree.read(name), tree.read(STATEMENT), asked.roots, beside)
            report.stamps.append((name, when))
            report.level = Level.STAMPED


def _check_commitments(tree: Tree, chain: JournalReading, sealed: str, report: Report) -> None:
    """Recompute from the originals what a share copy is held against."""
    nonce, leaves = tree.read(NONCE), []
    for each in json.loads(tree.read(COMMITMENTS))["files"]:
        path, shape = each["path"], each["shape"]
        as_text = path == journal_text.NAME
        data = journal_text.journal_text(chain.lines) if as_text else tree.read(path)
        root = merkle.root(merkle.leaves(nonce, path, merkle.parts_of(data, shape)))
        if root.hex() != each["root"]:
            report.fail(path, "its salted commitment is not the sealed one")
        leaves.append(merkle.file_leaf(merkle.salt(nonce, path, "file"), path, shape, root))
    if merkle.root(leaves).hex() != sealed:
        report.fail(COMMITMENTS, "its root is not the sealed one")
