import base64
import dataclasses
import json
import shutil
from io import BytesIO

import pytest
from evidence_cases import CARD, ID_NUMBER, NOW, PHONE, picture, sealed_case, shot
from evidence_samples import PICTURE, seen
from PIL import Image

from loanexit_auto.engine import events
from loanexit_auto.engine.driver import Artefact, Capture
from loanexit_auto.errors import LoanexitError, UsageError
from loanexit_auto.evidence import bag
from loanexit_auto.evidence.folder import CaseFolder
from loanexit_auto.evidence.journal import Moment
from loanexit_auto.evidence.keys import KeyStore
from loanexit_auto.evidence.proposal import propose
from loanexit_auto.evidence.purpose import PURPOSES
from loanexit_auto.evidence.record import Record
from loanexit_auto.evidence.seal import seal
from loanexit_auto.evidence.share import make_copy
from loanexit_auto.evidence.verify import Asked, Level, verify
from loanexit_auto.screen.model import Screen

VIEW = "data/steps/0001-step-blocker/view.png"


@pytest.fixture
def case(tmp_path):
    return sealed_case(tmp_path, shot("second", f"card {CARD}", "name: none", height=260))[0]


def copied(case, purpose="heimao", **more):
    proposal = propose(case, PURPOSES[purpose], **more)
    out = case.parent / f"copy-{purpose}"
    return make_copy(proposal, KeyStore(case.parent / "keys"), out, now=NOW)


def everything(folder) -> bytes:
    return b"\n".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())


def test_a_copy_verifies_without_the_original_and_against_it(case):
    copy = copied(case)
    alone = verify(copy)
    assert (alone.failures, alone.verdict, alone.redacted) == ([], Level.SEALED, True)
    fingerprint = KeyStore(case.parent / "keys").fingerprint()
    assert verify(copy, Asked(keys=(fingerprint,))).verdict == Level.PINNED
    assert verify(copy, original=case).failures == []
    assert "5 of 5 sealed files shown" in alone.notes


def test_no_personal_data_is_in_it(case):
    copy = everything(copied(case))
    for secret in (PHONE, ID_NUMBER, CARD):
        assert secret.encode() not in copy
        assert secret.encode() in everything(case)


def test_pixels_under_a_mask_are_black_and_all_others_the_original(case):
    copy = copied(case)
    before = Image.open(case / VIEW).convert("RGB")
    after = Image.open(copy / VIEW.replace("data/", "files/"))
    assert after.getpixel((40, 50)) == (0, 0, 0)
    assert after.crop((0, 128, 320, 200)).tobytes() == before.crop((0, 128, 320, 200)).tobytes()
    assert after.info == {}


def test_only_lines_with_personal_data_are_masked(case):
    text = (copied(case) / "files/steps/0001-step-blocker/text.txt").read_text()
    assert text.splitlines() == ["settings", "■■■■■■", "■■■■■■", "balance 0.30"]


def test_no_hash_of_an_unmasked_file_is_in_it(case):
    copy = everything(copied(case)).decode("latin-1")
    listed = (case / bag.MANIFEST).read_text().split()
    hashes = [word for word in listed if len(word) == 64]
    assert len(hashes) > 8
    assert not [digest for digest in hashes if digest in copy]
    journal = (case / "data/journal.jsonl").read_bytes().splitlines(keepends=True)
    assert not [line for line in journal if line.decode("latin-1")[:300] in copy]


def test_what_cannot_be_judged_is_left_out(tmp_path):
    files = (Artefact("view.png", "image/png", PICTURE),)
    bare = events.Seen(Screen("https://a.example", "x"), (), Capture(files, {}, ()), "step")
    case, _ = sealed_case(tmp_path, bare)
    with CaseFolder.open(case) as again:
        photo = (Artefact("phone.jpg", "image/jpeg", PICTURE),)
        again.commit(Record("added", "person", {}, photo), Moment.now())
    seal(case, KeyStore(tmp_path / "keys"), now=NOW, version="0.1.0")
    proposal = propose(case, PURPOSES["heimao"])
    assert "data/steps/0002-step/view.png" in proposal.left_out
    assert "data/user/phone.jpg" in proposal.left_out
    assert "data/nonce.bin" in proposal.left_out
    copy = copied(case)
    assert verify(copy).failures == []
    names = [p.name for p in copy.rglob("*") if p.is_file()]
    assert not {"nonce.bin", "boxes.json", "page.mhtml", "journal.jsonl", "commitments.json"} & {
        *names
    }


def test_a_picture_changed_since_is_left_out_not_shown(case):
    (case / VIEW).write_bytes(picture([]))
    assert propose(case, PURPOSES["heimao"]).left_out[VIEW] == "is not what was recorded"


def test_who_handles_the_complaint_sees_number_and_name(case):
    text = everything(copied(case, "institution"))
    assert PHONE.encode() in text
    assert ID_NUMBER.encode() not in text
    assert CARD.encode() not in text


def test_own_boxes_and_words_are_masked_too(case):
    copy = copied(case, own=[(VIEW, (300, 180, 10, 10))], words=["balance"])
    assert verify(copy).failures == []
    after = Image.open(copy / VIEW.replace("data/", "files/"))
    assert after.getpixel((305, 185)) == (0, 0, 0)
    assert after.getpixel((40, 110)) == (0, 0, 0)
    assert b"balance 0.30" not in everything(copy)
    with pytest.raises(UsageError, match="not a picture of the copy"):
        propose(case, PURPOSES["heimao"], own=[("data/none.png", (0, 0, 1, 1))])


def test_the_masks_are_stated_and_signed(case):
    copy = copied(case)
    wire = json.loads((copy / "seal/redaction.dsse.json").read_bytes())
    said = json.loads(base64.b64decode(wire["payload"]))["predicate"]
    kinds = {area["kind"] for mask in said["masks"] for area in mask["areas"]}
    assert kinds == {"mobile", "id_number", "bank_card"}
    assert said["purpose"] == "heimao"
    assert said["left_out"]["holds more than a screen shows"] >= 4


def test_an_unsealed_case_is_not_shared(case):
    with CaseFolder.open(case) as again:
        again.commit(Record("note", "tool", {}), Moment.now())
    with pytest.raises(LoanexitError, match="not sealed"):
        propose(case, PURPOSES["heimao"])


def test_with_another_key_the_case_must_be_sealed_again(case, tmp_path):
    proposal = propose(case, PURPOSES["heimao"])
    with pytest.raises(LoanexitError, match="another key"):
        make_copy(proposal, KeyStore(tmp_path / "other"), tmp_path / "x", now=NOW)


def test_an_existing_folder_is_not_overwritten(case):
    copied(case)
    with pytest.raises(LoanexitError, match="exists already"):
        copied(case)


def test_a_copy_of_another_case_is_found_with_the_original(case, tmp_path):
    copy = copied(case)
    other, _ = sealed_case(tmp_path / "other")
    report = verify(copy, original=other)
    assert (other.name, "this copy was made from another bundle") in report.failures


def test_full_pages_are_masked_at_page_coordinates(tmp_path):
    boxes = [{"text": PHONE, "x": 10, "y": -400, "w": 90, "h": 12, "page_x": 10, "page_y": 300}]
    tall = BytesIO()
    Image.new("RGB", (320, 600), (200, 10, 10)).save(tall, "PNG")
    files = (
        Artefact("view.png", "image/png", picture([])),
        Artefact("full.png", "image/png", tall.getvalue()),
        Artefact("boxes.json", "application/json", json.dumps(boxes).encode()),
    )
    screen = Screen("https://a.example", "x", width=320)
    case, _ = sealed_case(tmp_path, events.Seen(screen, (), Capture(files, {}, ()), "step"))
    copy = copied(case)
    full = Image.open(copy / "files/steps/0002-step/full.png")
    assert full.getpixel((50, 306)) == (0, 0, 0)
    assert full.getpixel((50, 250)) == (200, 10, 10)
    assert verify(copy).failures == []


def test_a_copied_zip_verifies(case):
    copy = copied(case)
    shutil.make_archive(str(copy), "zip", copy)
    assert verify(copy.with_suffix(".zip")).failures == []


def test_samples_without_texts_do_not_break_it(tmp_path):
    case, _ = sealed_case(tmp_path, seen())
    assert verify(copied(case)).failures == []


def test_a_picture_without_texts_of_its_own_is_left_out(tmp_path):
    seen = shot("settings", f"phone {PHONE}")
    view, boxes = seen.capture.artefacts[0], seen.capture.artefacts[-1]
    extra = tuple(dataclasses.replace(view, name=f"unrolled-1-0{number}.png") for number in (1, 2))
    own = dataclasses.replace(boxes, name="unrolled-1-02.boxes.json")
    capture = dataclasses.replace(seen.capture, artefacts=(*seen.capture.artefacts, *extra, own))
    case, _ = sealed_case(tmp_path, dataclasses.replace(seen, capture=capture))
    proposal = propose(case, PURPOSES["heimao"])
    shown = {each.path.rpartition("/")[2]: each for each in proposal.shown}
    assert "unrolled-1-01.png" not in shown
    assert shown["unrolled-1-02.png"].hidden == shown["view.png"].hidden != frozenset()
