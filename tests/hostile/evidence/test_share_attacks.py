"""Attacks on a masked copy: guessing what is under a mask, and passing off something else."""

import base64
import hashlib
import json
import re
from io import BytesIO

import pytest
from evidence_cases import NOW, PHONE, picture, sealed_case, shot
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from loanexit_auto.evidence import bag, dsse, merkle
from loanexit_auto.evidence.keys import KeyStore
from loanexit_auto.evidence.proposal import propose
from loanexit_auto.evidence.purpose import PURPOSES
from loanexit_auto.evidence.share import make_copy
from loanexit_auto.evidence.verify import Level, verify
from loanexit_auto.evidence.verify.copy import PROOFS, REDACTION

VIEW = "files/steps/0001-step-blocker/view.png"
ROWS = [("settings", 10, 12), ("phone {}", 10, 42), ("id 11010519491231002X", 10, 72)]
ROWS += [("balance 0.30", 10, 102)]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    root = tmp_path_factory.mktemp("made")
    case, _ = sealed_case(root, shot("second"))
    proposal = propose(case, PURPOSES["heimao"])
    return case, make_copy(proposal, KeyStore(root / "keys"), root / "copy", now=NOW)


@pytest.fixture
def restored(made):
    """The copy, given back as it was after a test has changed it."""
    _, copy = made
    before = {p: p.read_bytes() for p in copy.rglob("*") if p.is_file()}
    yield copy
    for path in [p for p in copy.rglob("*") if p.is_file()]:
        if path not in before:
            path.unlink()
    for path, data in before.items():
        path.write_bytes(data)


def render(phone: str) -> bytes:
    """What an attacker can do: draw the very same screen with a guessed number."""
    return picture([(text.format(phone), x, y) for text, x, y in ROWS])


def in_the_open(copy) -> set[bytes]:
    """Every value in the copy that could confirm a guess: all hashes and commitments in it."""
    everything = b"\n".join(p.read_bytes() for p in copy.rglob("*") if p.is_file())
    payloads = re.findall(rb'"payload":"([A-Za-z0-9+/=]+)"', everything)
    everything += b"\n".join(base64.b64decode(each) for each in payloads)
    return {bytes.fromhex(each.decode()) for each in re.findall(rb"[0-9a-f]{64}", everything)}


def salts_in_the_open(copy) -> list[bytes]:
    entries = json.loads((copy / PROOFS).read_bytes())["files"]
    parts = [part for entry in entries for part in entry.get("parts", []) if len(part) == 32]
    files = [entry["salt"] for entry in entries if "salt" in entry]
    return [bytes.fromhex(each) for each in {*parts, *files}]


def test_the_attack_would_work_against_a_published_hash(made):
    """Best case for the attacker: a guess draws the very bytes of the original."""
    case, _ = made
    original = (case / VIEW.replace("files/", "data/")).read_bytes()
    guesses = [f"{PHONE[:9]}{n:02d}" for n in range(70, 85)]
    digest = hashlib.sha256(original).hexdigest()
    found = [g for g in guesses if hashlib.sha256(render(g)).hexdigest() == digest]
    assert found == [PHONE]


def test_guessing_under_a_mask_confirms_nothing(made):
    """Even the right guess gives no value that stands anywhere in the copy."""
    _, copy = made
    published, salts = in_the_open(copy), salts_in_the_open(copy)
    hidden = [n for n, part in enumerate(_parts(copy)) if len(part) == 64]
    for guess in (PHONE, f"{PHONE[:9]}00"):
        data = render(guess)
        tiles = merkle.parts_of(data, "image 320x200")
        line = f"phone {guess}".encode()
        tried = {hashlib.sha256(data).digest(), hashlib.sha256(line).digest()}
        tried |= {hashlib.sha256(tiles[n]).digest() for n in hidden}
        parts = [line, *(tiles[n] for n in hidden)]
        tried |= {merkle.leaf(salt, part) for salt in (b"", *salts) for part in parts}
        assert not tried & published


def _parts(copy) -> list[str]:
    entries = json.loads((copy / PROOFS).read_bytes())["files"]
    return next(entry["parts"] for entry in entries if entry.get("as") == VIEW)


def test_no_salt_of_a_hidden_part_is_in_the_copy(made):
    case, copy = made
    nonce = (case / "data/nonce.bin").read_bytes()
    path = VIEW.replace("files/", "data/")
    everything = b"".join(p.read_bytes() for p in copy.rglob("*") if p.is_file())
    hidden = [n for n, part in enumerate(_parts(copy)) if len(part) == 64]
    assert len(hidden) > 5
    for n in hidden:
        assert merkle.salt(nonce, path, n).hex().encode() not in everything
    assert nonce.hex().encode() not in everything
    assert nonce not in everything


def change_picture(copy, change) -> None:
    image = Image.open(copy / VIEW).convert("RGB")
    change(image)
    out = BytesIO()
    image.save(out, "PNG")
    (copy / VIEW).write_bytes(out.getvalue())


def resign(copy) -> None:
    """A forger with the key (the owner himself) signs the changed copy anew."""
    store = KeyStore(copy.parent / "keys")
    key = store.current()
    payload, said = dsse.open_envelope(
        (copy / REDACTION).read_bytes(), key.public_key(), dsse.REDACTION, "r"
    )
    assert payload
    names = dsse.subjects_of(said)
    subjects = {name: hashlib.sha256((copy / name).read_bytes()).hexdigest() for name in names}
    statement = dsse.statement(subjects, dsse.REDACTION, said["predicate"])
    (copy / REDACTION).write_bytes(dsse.sign(statement, key))


def failures(copy) -> str:
    report = verify(copy)
    assert report.verdict == Level.FAILED
    return "\n".join(f"{where}: {why}" for where, why in report.failures)


@pytest.mark.parametrize("at", [(319, 199), (0, 0), (200, 150)])
def test_one_changed_pixel_is_found_even_if_the_owner_signs_it(restored, at):
    def brighten(image):
        red, green, blue = image.getpixel(at)
        image.putpixel(at, (red, green, blue ^ 1))

    change_picture(restored, brighten)
    assert f"{VIEW}: changed" in failures(restored)
    resign(restored)
    told = failures(restored)
    assert VIEW in told
    assert "not in the sealed original" in told


def test_nothing_can_be_shown_under_a_mask_even_if_the_owner_signs_it(restored):
    change_picture(restored, lambda image: image.putpixel((40, 50), (255, 0, 0)))
    resign(restored)
    assert "is not proved and yet shows something" in failures(restored)


def test_a_mask_moved_to_hide_a_blocker_is_only_possible_as_a_stated_mask(restored):
    """Painting more black than stated is a change like any other."""
    change_picture(restored, lambda image: image.paste((0, 0, 0), (0, 96, 320, 128)))
    resign(restored)
    assert "not in the sealed original" in failures(restored)


def test_a_changed_line_of_the_record_is_found(restored):
    text = restored / "files/journal.txt"
    text.write_bytes(text.read_bytes().replace(b"0.30", b"9.30", 1))
    resign(restored)
    assert "not in the sealed original" in failures(restored)


def test_a_dropped_line_of_the_record_is_found(restored):
    text = restored / "files/journal.txt"
    text.write_bytes(b"\n".join(text.read_bytes().split(b"\n")[1:]))
    resign(restored)
    assert "parts, but proofs for" in failures(restored)


def test_a_picture_passed_off_as_another_step_is_found(restored):
    second = restored / "files/steps/0002-step-blocker/view.png"
    first = restored / VIEW
    one, two = first.read_bytes(), second.read_bytes()
    first.write_bytes(two)
    second.write_bytes(one)
    resign(restored)
    assert VIEW in failures(restored)


def test_a_swapped_label_in_the_proofs_is_found(restored):
    wire = json.loads((restored / PROOFS).read_bytes())
    pictures = [entry for entry in wire["files"] if entry.get("as", "").endswith("view.png")]
    pictures[0]["as"], pictures[1]["as"] = pictures[1]["as"], pictures[0]["as"]
    (restored / PROOFS).write_bytes(json.dumps(wire).encode())
    resign(restored)
    assert verify(restored).verdict == Level.FAILED


def test_a_file_put_in_is_found(restored):
    (restored / "files/extra.png").write_bytes(b"x")
    assert "files/extra.png: nothing vouches" in failures(restored)


def test_the_seal_of_another_case_is_found(restored, tmp_path):
    other, _ = sealed_case(tmp_path)
    for name in (bag.STATEMENT, bag.KEY):
        (restored / name).write_bytes((other / name).read_bytes())
    assert verify(restored).verdict == Level.FAILED


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_garbage_makes_it_raise(made, data):
    _, copy = made
    path = data.draw(st.sampled_from(sorted(p for p in copy.rglob("*") if p.is_file())))
    before = path.read_bytes()
    garbage = data.draw(
        st.binary(max_size=50)
        | st.sampled_from([b"{}", b'{"files":[{}]}', b'{"files":[{"leaf":1}]}', b'{"files":{}}'])
    )
    try:
        path.write_bytes(garbage)
        assert verify(copy).verdict == Level.FAILED
    finally:
        path.write_bytes(before)
