"""Seals: the one in use, and those that something written later has retired."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from loanexit_auto.evidence import bag, dsse
from loanexit_auto.evidence.journal import JournalReading
from loanexit_auto.evidence.refused import why
from loanexit_auto.evidence.timestamp import check_stamp
from loanexit_auto.evidence.tree import Tree
from loanexit_auto.evidence.verified import Asked, Level, Report, Seal

JOURNAL, EARLIER = "data/journal.jsonl", "seal/earlier/"
_MUST_COVER = (bag.MANIFEST, bag.BAGIT, bag.INFO, bag.VERIFY, bag.COMMITMENTS)
_RETIRED = re.compile(r"(seal/earlier/\d{4}/)[^/]+")
_BESIDE = re.compile(r"(rotation-\d{4}|statement\.dsse\.json)\..+")  # checked by what they sign


def compare(tree: Tree, expected: dict[str, str], report: Report) -> int:
    """Note every file of `expected` (SHA-256 by name) that is missing or changed; count them."""
    for name, digest in expected.items():
        if name not in tree.sizes:
            report.fail(name, "missing")
        elif tree.sha256(name) != digest:
            report.fail(name, "changed")
    return len(expected)


def listed(tree: Tree, manifest: str, report: Report) -> dict[str, str]:
    """Return the SHA-256 by name that a manifest lists; note its malformed lines."""
    found, malformed = bag.read_manifest(tree.read(manifest))
    for number in malformed:
        report.fail(manifest, "bad_row", line=number)
    return found


def check_seal(tree: Tree, chain: JournalReading, report: Report, asked: Asked) -> str:
    """Check the seal in use, which vouches for all there is; return the commitments' root."""
    seal, subjects, predicate = _opened(tree, "", report)
    report.files += compare(tree, subjects, report)
    if (predicate["journal"]["head"], seal.lines) != (chain.head, len(chain.lines)):
        report.fail(JOURNAL, "other_end", lines=seal.lines)
    known = {*subjects, bag.TAGS, bag.STATEMENT, bag.KEY}
    for name in sorted(tree.sizes.keys() - known):
        beside = name.startswith("seal/") and _BESIDE.fullmatch(name.removeprefix("seal/"))
        if not (beside or name.startswith(("data/", EARLIER))):
            report.fail(name, "put_in")
    report.interrupted = seal.state == "interrupted"
    report.sealed_by(seal)
    check_key_and_stamps(tree, report, asked)
    return str(predicate["commitments"]["root"])


def check_earlier(tree: Tree, chain: JournalReading, report: Report) -> None:
    """Check every retired seal: it still vouches for the lines and files there were then."""
    inside = {name: _RETIRED.fullmatch(name) for name in tree.sizes if name.startswith(EARLIER)}
    for name in (name for name, found in inside.items() if found is None):
        report.fail(name, "put_in")
    for place in sorted({found[1] for found in inside.values() if found}):
        if place + "statement.dsse.json" not in tree.sizes:
            report.notes.append(why("note_unfinished", name=place))
            continue
        with report.gathering(place):
            report.earlier.append(_check_retired(tree, place, chain, report))


def _check_retired(tree: Tree, place: str, chain: JournalReading, report: Report) -> Seal:
    seal, subjects, predicate = _opened(tree, place, report)
    tags = {_at(place, n): d for n, d in subjects.items() if not n.startswith("derived/")}
    compare(tree, tags, report)  # derived/ may have been made again since
    payload = listed(tree, _at(place, bag.MANIFEST), report)
    then = chain.lines[: seal.lines]
    raw = hashlib.sha256(b"".join(line.raw for line in then)).hexdigest()
    ends = [line.sha256 for line in then[-1:]]
    if (payload.pop(JOURNAL, ""), [predicate["journal"]["head"]]) != (raw, ends):
        report.fail(JOURNAL, "early_cut", lines=seal.lines)
    compare(tree, payload, report)
    known = {*tags, *(_at(place, name) for name in (bag.TAGS, bag.STATEMENT, bag.KEY))}
    for name in sorted(name for name in tree.sizes.keys() - known if name.startswith(place)):
        if not _BESIDE.fullmatch(name.removeprefix(place)):
            report.fail(name, "put_in")
    return seal


def _opened(tree: Tree, place: str, report: Report) -> tuple[Seal, dict[str, str], Any]:
    """Return a seal, the SHA-256 by name of what it covers, and its predicate."""
    at_key, at = _at(place, bag.KEY), _at(place, bag.STATEMENT)
    key = dsse.load_key(tree.read(at_key), at_key)
    payload, statement = dsse.open_envelope(tree.read(at), key, dsse.SEAL, at)
    predicate, subjects = statement["predicate"], dsse.subjects_of(statement)
    for name in (each for each in _MUST_COVER if each not in subjects):
        report.fail(_at(place, name), "uncovered")
    beside = {name: tree.sha256(_at(place, name)) for name in (bag.KEY, bag.STATEMENT)}
    if listed(tree, _at(place, bag.TAGS), report) != subjects | beside:
        report.fail(_at(place, bag.TAGS), "tags_differ")
    facts = (predicate["case"], predicate["sealed_utc"], predicate["state"])
    case, sealed_utc, state = (str(fact) for fact in facts)
    digest, lines = hashlib.sha256(payload).hexdigest(), int(predicate["journal"]["lines"])
    seal = Seal(place, case, dsse.fingerprint(key), digest, sealed_utc, lines, state)
    return seal, subjects, predicate


def _at(place: str, name: str) -> str:
    """Return where a file of a seal lies: those of a retired one lie in its folder."""
    return place + name.rpartition("/")[2] if place else name


def check_key_and_stamps(tree: Tree, report: Report, asked: Asked, place: str = "") -> None:
    """Raise the level for a key the reader named, or one it handed over to, and for each stamp."""
    folder, trusted = place or "seal/", set(asked.keys)
    names = sorted(n for n in tree.sizes if n.startswith(folder) and "/" not in n[len(folder) :])
    for name in (n for n in names if n.startswith(f"{folder}rotation-") and n.endswith(".json")):
        at_old = name.replace(".dsse.json", ".old.pub")
        old = dsse.load_key(tree.read(at_old), at_old)
        _, rotation = dsse.open_envelope(tree.read(name), old, dsse.ROTATION, name)
        if dsse.fingerprint(old) in trusted:
            trusted.add(rotation["predicate"]["new"])
    if report.key in trusted:
        report.level = Level.PINNED
    elif asked.keys:
        report.fail(_at(place, bag.KEY), "other_key", fingerprint=report.key)
    at = _at(place, bag.STATEMENT)
    for name in (n for n in names if n.startswith(at) and n.endswith(".tsr")):
        chain = name.removesuffix(".tsr") + "-chain.pem"
        beside = tree.read(chain) if chain in tree.sizes else b""
        if not asked.roots:
            report.notes.append(why("note_no_root", name=name))
        else:
            with report.gathering(name):
                when = check_stamp(tree.read(name), tree.read(at), asked.roots, beside)
                report.stamps.append((name, when))
                report.level = Level.STAMPED
