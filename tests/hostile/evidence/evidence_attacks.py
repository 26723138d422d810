"""Ways to falsify a sealed case, each as a function of its folder; all must be caught and named.

`ATTACKS` maps a name to the attack and to what the verifier must point at. `PINNED` are those
that only a reader who knows the fingerprint can catch. Forgers here may rewrite every hash.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from loanexit_auto.evidence import bag
from loanexit_auto.evidence.keys import KeyStore
from loanexit_auto.evidence.seal import seal

JOURNAL = "data/journal.jsonl"
NOW = datetime(2026, 11, 24, tzinfo=UTC)


@dataclass(frozen=True)
class Attack:
    """One attack and the file or line its discovery must name."""

    do: Callable[[Path], None]
    names: str


def view(case: Path, step: int = 1) -> Path:
    return next((case / "data/steps").glob(f"{step:04d}-*")) / "view.png"


def edit(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert old in data, (path, old)
    path.write_bytes(data.replace(old, new, 1))


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def rewrite_hashes(case: Path) -> None:
    """What every forger does: make all unsigned lists fit again."""

    def digest(path: Path) -> str:
        return hashlib.sha256(path.read_bytes()).hexdigest()

    files = [p for p in (case / "data").rglob("*") if p.is_file()]
    listed = {p.relative_to(case).as_posix(): digest(p) for p in files}
    (case / bag.MANIFEST).write_bytes(bag.manifest(listed))
    tags = (case / bag.TAGS).read_text().splitlines()
    named = [line.partition("  ")[2] for line in tags]
    present = {name: digest(case / name) for name in named if (case / name).exists()}
    (case / bag.TAGS).write_bytes(bag.manifest(present))


def rechain(case: Path, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> None:
    """Change lines of the journal and make its chain and all hashes fit again."""
    path = case / JOURNAL
    lines = change([json.loads(line) for line in path.read_bytes().splitlines()])
    prev, out = "0" * 64, b""
    for number, line in enumerate(lines, 1):
        line |= {"seq": number, "prev": prev}
        raw = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        prev = hashlib.sha256(raw).hexdigest()
        out += raw
    path.write_bytes(out)
    rewrite_hashes(case)


def set_in(lines: list[dict[str, Any]], at: int, **values: Any) -> list[dict[str, Any]]:
    lines[at] |= values
    return lines


def replace_and_rewrite(case: Path) -> None:
    shutil.copy(view(case, 2), view(case, 1))
    rewrite_hashes(case)


def replace_picture_everywhere(case: Path) -> None:
    shutil.copy(view(case, 2), view(case, 1))
    new = hashlib.sha256(view(case).read_bytes()).hexdigest()

    def change(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        for line in lines:
            for file in line["files"]:
                if file["path"].endswith("0001-step-blocker/view.png"):
                    file |= {"sha256": new, "bytes": view(case).stat().st_size}
        return lines

    rechain(case, change)


def swap_names(case: Path) -> None:
    first, second = view(case, 1), view(case, 2)
    one, two = first.read_bytes(), second.read_bytes()
    first.write_bytes(two)
    second.write_bytes(one)
    rewrite_hashes(case)


def remove_a_step(case: Path) -> None:
    """Selective evidence: a whole step goes, lines and files, and all is made to fit."""
    shutil.rmtree(view(case, 2).parent)
    rechain(case, lambda lines: [
        line for line in lines if not any("/0002-" in file["path"] for file in line["files"])
    ])  # fmt: skip


def resign(case: Path, folder: str) -> KeyStore:
    forger = KeyStore(case.parent / folder)
    seal(case, forger, now=NOW, version="0.1.0")
    shutil.rmtree(case / "seal/earlier")
    return forger


def reseal_with_a_false_rotation(case: Path) -> None:
    """The forger signs both: that the old key handed over, and the case."""
    old = (case / bag.KEY).read_bytes()
    forger = KeyStore(case.parent / "forger")
    forger.current()
    forger.rotate(NOW)
    seal(case, forger, now=NOW, version="0.1.0")
    (case / "seal/rotation-0001.old.pub").write_bytes(old)


def another_cases_seal(case: Path) -> None:
    other = next(p for p in case.parent.glob("other/loanexit-*") if p.is_dir())
    for name in (bag.STATEMENT, bag.COMMITMENTS):
        shutil.copy(other / name, case / name)
    rewrite_hashes(case)


def in_statement(change: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    def attack(case: Path) -> None:
        path = case / bag.STATEMENT
        wire = json.loads(path.read_bytes())
        change(wire)
        path.write_bytes(json.dumps(wire).encode())
        rewrite_hashes(case)

    return attack


def other_payload(wire: dict[str, Any]) -> None:
    wire["payload"] = "e30="


def other_type(wire: dict[str, Any]) -> None:
    wire["payloadType"] = "text/plain"


def no_signature(wire: dict[str, Any]) -> None:
    wire["signatures"] = []


def link_to_a_picture(case: Path) -> None:
    target = case.parent / "elsewhere.png"
    shutil.move(view(case), target)
    view_path = case / "data/steps/0001-step-blocker/view.png"
    view_path.symlink_to(target)


def strip_the_seal(case: Path) -> None:
    shutil.rmtree(case / "seal")
    for name in (bag.MANIFEST, bag.TAGS, bag.INFO, bag.BAGIT, bag.VERIFY):
        (case / name).unlink()


def append_line(case: Path) -> None:
    rechain(case, lambda lines: [*lines, lines[-1] | {"kind": "note", "data": {"x": 1}}])


def put(name: str, data: bytes = b"x") -> Callable[[Path], None]:
    def attack(case: Path) -> None:
        (case / name).write_bytes(data)

    return attack


def put_and_list(case: Path) -> None:
    (case / "data/extra.png").write_bytes(b"x")
    rewrite_hashes(case)


def rename_step(case: Path) -> None:
    folder = view(case).parent
    folder.rename(folder.with_name("0009-step"))
    rewrite_hashes(case)


def tag(name: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    def attack(case: Path) -> None:
        edit(case / name, old, new)
        rewrite_hashes(case)

    return attack


def huge_line(case: Path) -> None:
    with (case / JOURNAL).open("ab") as file:
        file.write(b'{"v":1,"x":"' + b"a" * (5 << 20) + b'"}\n')
    rewrite_hashes(case)


VIEW1 = "data/steps/0001-step-blocker/view.png"
ATTACKS: dict[str, Attack] = {
    "flip one bit of a picture": Attack(lambda c: flip(view(c)), VIEW1),
    "cut a picture short": Attack(lambda c: view(c).write_bytes(view(c).read_bytes()[:-9]), VIEW1),
    "delete a picture": Attack(lambda c: view(c).unlink(), VIEW1),
    "delete the record": Attack(lambda c: (c / JOURNAL).unlink(), ""),
    "put a file into the record": Attack(put("data/extra.png"), "data/extra.png"),
    "put a file into the record and list it": Attack(put_and_list, "data/extra.png"),
    "put a file beside the record": Attack(put("extra.txt"), "extra.txt"),
    "put a file beside the seal": Attack(put("seal/extra.json"), "seal/extra.json"),
    "put a file beside the report": Attack(put("derived/report2.html"), "derived/report2.html"),
    "replace a picture": Attack(lambda c: shutil.copy(view(c, 2), view(c, 1)) and None, VIEW1),
    "replace a picture, rewrite all hashes": Attack(replace_and_rewrite, VIEW1),
    "replace a picture, rewrite the record too": Attack(replace_picture_everywhere, JOURNAL),
    "swap two pictures, rewrite all hashes": Attack(swap_names, VIEW1),
    "rename a step, rewrite all hashes": Attack(rename_step, VIEW1),
    "drop the last line": Attack(lambda c: rechain(c, lambda ls: ls[:-1]), JOURNAL),
    "drop a line in the middle": Attack(lambda c: rechain(c, lambda ls: ls[:1] + ls[2:]), JOURNAL),
    "drop a whole step": Attack(remove_a_step, JOURNAL),
    "append a line": Attack(append_line, JOURNAL),
    "append half a line": Attack(
        lambda c: (c / JOURNAL).write_bytes((c / JOURNAL).read_bytes() + b'{"v"'), JOURNAL
    ),
    "append an endless line": Attack(huge_line, JOURNAL),
    "change a time": Attack(
        lambda c: rechain(c, lambda ls: set_in(ls, 2, utc="2026-01-01T00:00:00.000Z")), JOURNAL
    ),
    "change who acted": Attack(
        lambda c: rechain(c, lambda ls: set_in(ls, 1, actor="person")), JOURNAL
    ),
    "change a time, leave the chain": Attack(
        lambda c: edit(c / JOURNAL, b'"utc":"2026', b'"utc":"2025'), JOURNAL + "|line 2"
    ),
    "change the report": Attack(
        tag("derived/report.html", "平台不让注销".encode(), "平台已经注销".encode()),
        "derived/report.html",
    ),
    "change the instructions": Attack(tag("VERIFY.txt", b"sha256sum -c", b"true"), "VERIFY.txt"),
    "change the bag's description": Attack(tag("bag-info.txt", b"jd-", b"xx-"), "bag-info.txt"),
    "change the commitments": Attack(
        tag("seal/commitments.json", b'"image', b'"imagf'), "seal/commitments.json"
    ),
    "replace the private nonce": Attack(put("data/nonce.bin", b"n" * 32), "data/nonce.bin"),
    "empty the manifest": Attack(put("manifest-sha256.txt", b""), "manifest-sha256.txt"),
    "list a file outside the bundle": Attack(
        lambda c: put("manifest-sha256.txt", b"0" * 64 + b"  ../../etc/passwd\n")(c),
        "../../etc/passwd",
    ),
    "write nonsense into the manifest": Attack(
        lambda c: edit(c / "manifest-sha256.txt", b"  data/case", b"\tdata/case"),
        "manifest-sha256.txt line 1",
    ),
    "change the tag manifest": Attack(
        lambda c: edit(c / "tagmanifest-sha256.txt", b"a", b"b"), bag.TAGS
    ),
    "delete the key": Attack(lambda c: (c / bag.KEY).unlink(), "seal/key.pub"),
    "change the statement": Attack(in_statement(other_payload), bag.STATEMENT),
    "change the statement's type": Attack(in_statement(other_type), bag.STATEMENT),
    "remove the signature": Attack(in_statement(no_signature), bag.STATEMENT),
    "put in the seal of another case": Attack(another_cases_seal, bag.STATEMENT),
    "put a link in place of a picture": Attack(link_to_a_picture, VIEW1),
    "add a name that differs only by case": Attack(put("data/CASE.json"), "case.json|CASE.json"),
}
PINNED: dict[str, Attack] = {
    "seal again with another key": Attack(lambda c: resign(c, "forger") and None, bag.KEY),
    "seal again, with a false hand-over": Attack(reseal_with_a_false_rotation, "rotation-0001"),
    "remove the statement": Attack(lambda c: (c / bag.STATEMENT).unlink(), bag.STATEMENT),
    "strip the seal altogether": Attack(strip_the_seal, bag.STATEMENT),
}
