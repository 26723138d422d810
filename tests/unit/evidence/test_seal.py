import base64
import hashlib
import json
import shutil
import subprocess

import bagit
import pytest
from evidence_cases import NOW, PHONE, make_case, sealed_case, shot
from securesystemslib.dsse import Envelope
from securesystemslib.signer import SSlibKey

from loanexit_auto.engine import events
from loanexit_auto.engine.driver import Artefact
from loanexit_auto.errors import LoanexitError
from loanexit_auto.evidence import dsse, journal
from loanexit_auto.evidence.folder import JOURNAL, CaseFolder
from loanexit_auto.evidence.journal import Moment
from loanexit_auto.evidence.keys import KeyStore
from loanexit_auto.evidence.record import Record, record
from loanexit_auto.evidence.seal import seal
from loanexit_auto.evidence.verdict import verdict_lines
from loanexit_auto.evidence.verify import Asked, Level, verify
from loanexit_auto.messages import Messages

VIEW = "data/steps/0001-step-blocker/view.png"


def predicate(case):
    key = dsse.load_key((case / "seal/key.pub").read_bytes())
    envelope = (case / "seal/statement.dsse.json").read_bytes()
    return dsse.open_envelope(envelope, key, dsse.SEAL, "s")[1]["predicate"]


def test_a_sealed_case_verifies(tmp_path):
    case, made = sealed_case(tmp_path, shot("second"))
    report = verify(case)
    assert report.failures == []
    assert (report.verdict, report.exit_code) == (Level.SEALED, 0)
    assert (report.key, report.statement) == (made.fingerprint, made.statement_sha256)
    assert (report.lines, report.steps, report.interrupted) == (made.lines, 2, False)
    assert report.not_covered == []
    assert verify(case, Asked(keys=(made.fingerprint,), deep=True)).verdict == Level.PINNED


def test_the_statement_names_the_end_of_the_record_and_the_state(tmp_path):
    case, made = sealed_case(tmp_path)
    said = predicate(case)
    reading = journal.read(case / JOURNAL)
    assert said["journal"] == {"head": reading.head, "lines": len(reading.lines)}
    assert said["state"] == made.state == "blocked"
    assert said["steps"] == 1
    assert said["first_utc"] == reading.lines[0].utc
    assert {"zh", "en"} == set(said["claims"][0]) == set(said["non_claims"][0])
    assert reading.lines[-1].kind == "sealing"
    assert reading.lines[-1].data["key"] == made.fingerprint


def test_an_interrupted_case_can_be_sealed_and_says_so(tmp_path):
    case = make_case(tmp_path, finish=False)
    with (case / JOURNAL).open("ab") as file:
        file.write(b'{"torn')
    made = seal(case, KeyStore(tmp_path / "keys"), now=NOW, version="0.1.0")
    assert made.state == predicate(case)["state"] == "interrupted"
    report = verify(case)
    assert report.failures == []
    assert report.interrupted
    assert predicate(case)["interruptions"] == 1


def test_the_fingerprint_is_in_the_report_and_in_verify_txt(tmp_path):
    case, made = sealed_case(tmp_path)
    assert made.fingerprint in (case / "derived/report.html").read_text()
    assert made.fingerprint in (case / "VERIFY.txt").read_text()


@pytest.fixture
def outgrown(tmp_path):
    """A case that was sealed, and a photo and a letter added after."""
    case, made = sealed_case(tmp_path)
    with CaseFolder.open(case) as again:
        photo = Artefact("photo.jpg", "image/jpeg", b"photo")
        again.commit(Record("added", "person", {"name": "photo.jpg"}, (photo,)), Moment.now())
        again.commit(record(events.Went("https://jr.example/")), Moment.now())
    return case, made


def test_what_was_added_after_the_seal_is_named_and_the_sealed_part_still_holds(outgrown):
    case, made = outgrown
    report = verify(case)
    assert (report.verdict, report.failures, report.exit_code) == (Level.SEALED, [], 0)
    assert report.is_outgrown
    assert (report.sealed_lines, report.lines) == (made.lines, made.lines + 2)
    assert report.added == ["data/user/photo.jpg"]
    assert (report.key, report.statement) == (made.fingerprint, made.statement_sha256)
    assert report.not_covered == ["derived/report.html"]


def test_a_named_key_vouches_for_the_sealed_part_only_and_the_code_says_so(outgrown):
    case, made = outgrown
    report = verify(case, Asked(keys=(made.fingerprint,)))
    assert (report.verdict, report.failures, report.exit_code) == (Level.PINNED, [], 4)
    stranger = verify(case, Asked(keys=("0" * 64,)))
    assert stranger.verdict == Level.FAILED
    assert stranger.failures[0][0] == "seal/earlier/0001/key.pub"


def test_the_verdict_tells_it_in_both_languages_and_how_to_seal_again(outgrown):
    case, made = outgrown
    report = verify(case, Asked(keys=(made.fingerprint,)))
    zh = "\n".join(verdict_lines(report, Messages("zh"), "my-case"))
    en = "\n".join(verdict_lines(report, Messages("en"), "my-case"))
    assert "封存的部分完好" in zh
    assert "sealed part is intact" in en
    for told in (zh, en):
        assert "data/user/photo.jpg" in told
        assert "loanexit-auto evidence seal my-case" in told
        assert "2026-11-24 00:38:05" in told  # Beijing time of the seal


@pytest.mark.parametrize("key", [False, True])
@pytest.mark.parametrize(
    "spoil",
    [
        lambda case: (case / VIEW).write_bytes(b"other"),
        lambda case: (case / VIEW).unlink(),
        lambda case: (case / "seal/earlier/0001/manifest-sha256.txt").unlink(),
        lambda case: (case / "seal/earlier/0001/commitments.json").write_bytes(b"{}"),
        lambda case: (case / "seal/earlier/0001/extra.txt").write_bytes(b"x"),
        lambda case: (case / "seal/earlier/extra.txt").write_bytes(b"x"),
    ],
)
def test_a_sealed_file_changed_after_all_fails_however_much_was_added(outgrown, spoil, key):
    case, made = outgrown
    spoil(case)
    report = verify(case, Asked(keys=(made.fingerprint,) if key else ()))
    assert (report.verdict, report.exit_code) == (Level.FAILED, 1)


def test_sealed_again_everything_is_sealed_and_the_earlier_seal_is_told(outgrown, tmp_path):
    case, first = outgrown
    before = (case / "seal/earlier/0001/statement.dsse.json").read_bytes()
    seal(case, KeyStore(tmp_path / "keys"), now=NOW, version="0.1.0")
    report = verify(case, Asked(keys=(first.fingerprint,)))
    assert (report.verdict, report.failures, report.exit_code) == (Level.PINNED, [], 0)
    assert not report.is_outgrown
    assert (report.notes, report.not_covered) == ([], [])
    assert [(s.lines, s.statement) for s in report.earlier] == [
        (first.lines, first.statement_sha256)
    ]
    assert (case / "seal/earlier/0001/statement.dsse.json").read_bytes() == before
    told = "\n".join(verdict_lines(report, Messages("zh")))
    assert f"较早的封存：2026-11-24 00:38:05 北京时间，前 {first.lines} 条记录" in told


def test_a_seal_the_record_tells_of_and_nobody_has_is_noted(outgrown):
    case, made = outgrown
    shutil.rmtree(case / "seal/earlier")
    report = verify(case)
    assert report.verdict == Level.INTACT
    assert [note.said(Messages("zh")) for note in report.notes] == [
        f"第 {made.lines} 行：其中记载了一次封存，但那次的封存声明不在案卷里"
    ]


def test_a_sealing_that_was_cut_off_vouches_for_nothing_and_fails_nothing(tmp_path):
    case, made = sealed_case(tmp_path)
    (case / "seal/statement.dsse.json").unlink()  # as if it had ended just before the last step
    with CaseFolder.open(case) as again:
        again.commit(record(events.Went("https://jr.example/")), Moment.now())
    report = verify(case)
    assert (report.verdict, report.failures) == (Level.INTACT, [])
    assert "seal/earlier/0001" in str(report.notes[0])
    assert verify(case, Asked(keys=(made.fingerprint,))).verdict == Level.FAILED


def test_sealing_twice_keeps_both_seals(tmp_path):
    case, first = sealed_case(tmp_path)
    second = seal(case, KeyStore(tmp_path / "keys"), now=NOW, version="0.1.0")
    assert second.statement_sha256 != first.statement_sha256
    assert verify(case).failures == []
    assert (case / "seal/earlier/0001/manifest-sha256.txt").exists()


def test_a_case_open_elsewhere_is_not_sealed(tmp_path):
    case = make_case(tmp_path)
    with CaseFolder.open(case), pytest.raises(LoanexitError, match="another"):
        seal(case, KeyStore(tmp_path / "keys"), now=NOW, version="0.1.0")


def test_a_file_edited_before_sealing_is_found_after(tmp_path):
    """The manifest holds the hashes taken at capture, not those of the files at sealing."""
    case = make_case(tmp_path)
    (case / "data/steps/0001-step-blocker/text.txt").write_text("other")
    seal(case, KeyStore(tmp_path / "keys"), now=NOW, version="0.1.0")
    ((where, why),) = verify(case).failures
    assert where == "data/steps/0001-step-blocker/text.txt"
    assert "changed" in why


def test_a_rotated_key_is_followed_from_the_old_fingerprint(tmp_path):
    keys = KeyStore(tmp_path / "keys")
    old = keys.fingerprint()
    new = keys.rotate(NOW)
    case = make_case(tmp_path)
    seal(case, keys, now=NOW, version="0.1.0")
    assert verify(case, Asked(keys=(old,))).verdict == Level.PINNED
    assert verify(case, Asked(keys=(new,))).verdict == Level.PINNED
    stranger = KeyStore(tmp_path / "other").fingerprint()
    assert verify(case, Asked(keys=(stranger,))).verdict == Level.FAILED


def test_bagit_agrees(tmp_path):
    case, _ = sealed_case(tmp_path)
    bag = bagit.Bag(str(case))
    assert bag.validate()
    assert bag.info["External-Identifier"] == case.name
    (case / "data/case.json").write_bytes(b"{}")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(case)).validate()


def test_sha256sum_agrees(tmp_path):
    case, _ = sealed_case(tmp_path)
    for listed in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        done = subprocess.run(
            ["sha256sum", "-c", "--strict", listed], cwd=case, capture_output=True
        )
        assert done.returncode == 0, done


def test_securesystemslib_agrees(tmp_path):
    case, made = sealed_case(tmp_path)
    envelope = Envelope.from_dict(json.loads((case / "seal/statement.dsse.json").read_bytes()))
    der = base64.b64decode("".join((case / "seal/key.pub").read_text().splitlines()[1:-1]))
    key = SSlibKey(made.fingerprint, "ed25519", "ed25519", {"public": der[-32:].hex()})
    assert envelope.verify([key], 1)


def test_verify_txt_works_with_common_tools_only(tmp_path):
    case, made = sealed_case(tmp_path)
    text = (case / "VERIFY.txt").read_text()
    commands = [line.strip()[2:] for line in text.splitlines() if line.strip().startswith("$ ")]
    assert len(commands) == 8
    script = "set -e\n" + "\n".join(commands).replace("/tmp/", f"{tmp_path}/")
    done = subprocess.run(["bash", "-c", script], cwd=case, capture_output=True, text=True)
    assert done.returncode == 0, done
    assert journal.read(case / JOURNAL).head in done.stdout
    assert made.fingerprint in done.stdout
    assert "Signature Verified Successfully" in done.stdout
    assert done.stdout.endswith("OK\n")
    (case / "manifest-sha256.txt").write_bytes(b"")
    assert subprocess.run(["bash", "-c", script], cwd=case, capture_output=True).returncode != 0


def test_a_zip_of_the_folder_verifies_too(tmp_path):
    case, _ = sealed_case(tmp_path)
    archive = shutil.make_archive(str(tmp_path / "case"), "zip", tmp_path, case.name)
    report = verify(tmp_path / "case.zip")
    assert archive
    assert (report.failures, report.verdict) == ([], Level.SEALED)


def test_nothing_in_the_signed_statement_is_personal(tmp_path):
    case, _ = sealed_case(tmp_path)
    assert PHONE not in json.dumps(predicate(case))


def test_hashes_in_the_manifest_are_those_of_the_files(tmp_path):
    case, _ = sealed_case(tmp_path)
    for line in (case / "manifest-sha256.txt").read_text().splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((case / name).read_bytes()).hexdigest() == digest
