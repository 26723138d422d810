"""A whole bundle or case folder: every file, every line, and what its seals vouch for."""

from __future__ import annotations

from loanexit_auto.evidence import bag
from loanexit_auto.evidence.commitments import commit_to, differing
from loanexit_auto.evidence.journal import JournalReading, parse
from loanexit_auto.evidence.refused import why
from loanexit_auto.evidence.tree import Tree
from loanexit_auto.evidence.verified import Asked, Report
from loanexit_auto.evidence.verify.seals import (
    EARLIER,
    JOURNAL,
    check_earlier,
    check_key_and_stamps,
    check_seal,
    compare,
    listed,
)

NONCE = "data/nonce.bin"


def check_bundle(tree: Tree, asked: Asked) -> Report:
    """Return what holds of a bundle. Raises Refused if its journal cannot be read at all."""
    report, chain = Report(), parse(tree.read(JOURNAL))
    kinds = [line.kind for line in chain.lines]
    report.lines, report.steps, report.head = len(kinds), kinds.count("seen"), chain.head
    report.interrupted = "finished" not in kinds or bool(chain.torn)
    if chain.problem:
        report.failures.append((JOURNAL, chain.problem))
    vouched = {file.path: file.sha256 for line in chain.lines for file in line.files}
    if bag.MANIFEST in tree.sizes:
        _check_manifest(tree, len(chain.torn), vouched, report)
    else:
        report.files = compare(tree, vouched, report)
        outside = tree.sizes.keys() - vouched.keys() - {JOURNAL}
        report.not_covered += sorted(name for name in outside if not name.startswith(EARLIER))
    check_earlier(tree, chain, report)
    if bag.STATEMENT in tree.sizes:
        with report.gathering(bag.STATEMENT):
            root = check_seal(tree, chain, report, asked)
            if asked.deep:
                _check_commitments(tree, chain, root, report)
    elif report.earlier and bag.MANIFEST not in tree.sizes:
        _check_sealed_part(tree, chain, report, asked)
    elif asked.keys:
        report.fail(bag.STATEMENT, "keyless")
    _tell_of_missing_seals(chain, report)
    return report


def _check_manifest(tree: Tree, torn: int, vouched: dict[str, str], report: Report) -> None:
    named = listed(tree, bag.MANIFEST, report)
    report.files = compare(tree, named, report)
    for name, digest in vouched.items():
        if named.get(name) != digest:
            report.fail(name, "unlisted")
    covered = named.keys() & (vouched.keys() | {JOURNAL})
    for name in sorted(tree.sizes.keys() - covered):
        if name.startswith("data/"):
            report.fail(name, "put_in")
    if torn:
        report.fail(JOURNAL, "torn", count=torn)


def _check_sealed_part(tree: Tree, chain: JournalReading, report: Report, asked: Asked) -> None:
    """Nothing seals the whole any more, but an earlier seal vouches for its beginning."""
    newest = max(report.earlier, key=lambda seal: seal.lines)
    report.sealed_by(newest)
    since = chain.lines[newest.lines :]
    report.added = [file.path for line in since for file in line.files]
    report.falls_short = bool(asked.keys)
    check_key_and_stamps(tree, report, asked, newest.folder)


def _tell_of_missing_seals(chain: JournalReading, report: Report) -> None:
    """Note every line that tells of a seal of which no statement is here."""
    found = {report.sealed_lines, *(seal.lines for seal in report.earlier)}
    for line in chain.lines:
        if line.kind == "sealing" and line.seq not in found:
            told = why("in_line", line=line.seq, why=why("seal_gone"))
            report.notes.append(told)


def _check_commitments(tree: Tree, chain: JournalReading, sealed: str, report: Report) -> None:
    """Recompute from the originals what a share copy is held against."""
    made = commit_to(tree.read, chain, tree.read(NONCE))
    for path in differing(made.table, tree.read(bag.COMMITMENTS)):
        report.fail(path, "leaf_differs")
    if made.root != sealed:
        report.fail(bag.COMMITMENTS, "root_differs")
