import re
import subprocess

import pytest
from evidence_cases import NOW, sealed_case
from evidence_tsa import LocalTsa

from loanexit_auto.errors import LoanexitError, UsageError
from loanexit_auto.evidence import timestamp
from loanexit_auto.evidence.folder import CaseFolder
from loanexit_auto.evidence.journal import Moment
from loanexit_auto.evidence.keys import KeyStore
from loanexit_auto.evidence.record import Record
from loanexit_auto.evidence.refused import Refused
from loanexit_auto.evidence.seal import seal
from loanexit_auto.evidence.stamp import Authority, stamp
from loanexit_auto.evidence.timestamp import check_stamp, make_query
from loanexit_auto.evidence.verify import Asked, Level, verify

pytestmark = pytest.mark.enable_socket
TSR = "seal/statement.dsse.json.local.tsr"
UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture(scope="module")
def tsas(tmp_path_factory) -> dict[str, LocalTsa]:
    root = tmp_path_factory.mktemp("tsa")
    made = {kind: LocalTsa(root / kind, kind) for kind in ("ec", "rsa")}
    # openssl puts the signer first, DER the shorter one: a long name makes the root longer
    made["sorted"] = LocalTsa(root / "sorted", "ec", with_root=True, root_name="R" * 60)
    made["unsorted"] = LocalTsa(root / "unsorted", "ec", with_root=True, root_name="R")
    return made


@pytest.fixture
def case(tmp_path):
    return sealed_case(tmp_path)[0]


@pytest.mark.parametrize("kind", ["ec", "rsa", "sorted", "unsorted"])
def test_a_stamp_is_asked_for_checked_kept_raw_and_verifies(case, tsas, kind):
    tsa = tsas[kind]
    with tsa.serving() as url:
        (got,) = stamp(case, [Authority("local", url, tsa.root)])
    assert got.trouble == ""
    assert UTC.fullmatch(got.time)
    assert (case / TSR).read_bytes() == (tsa.folder / "r.tsr").read_bytes()
    report = verify(case, Asked(roots=(tsa.root,)))
    assert (report.failures, report.verdict) == ([], Level.STAMPED)
    assert report.stamps == [(TSR, got.time)]


def test_without_a_root_a_stamp_is_told_but_not_believed(case, tsas):
    with tsas["ec"].serving() as url:
        stamp(case, [Authority("local", url, tsas["ec"].root)])
    report = verify(case)
    assert (report.failures, report.verdict) == ([], Level.SEALED)
    assert "not checked" in report.notes[0]


def test_anybodys_own_authority_does_not_pass(case, tsas, tmp_path):
    stranger = LocalTsa(tmp_path / "stranger", "ec")
    (case / TSR).write_bytes(stranger.answer(stranger.query((case / TSR[:-10]).read_bytes())))
    report = verify(case, Asked(roots=(tsas["ec"].root,)))
    assert report.verdict == Level.FAILED
    assert report.failures[0][0] == TSR


def test_a_stamp_over_something_else_does_not_pass(case, tsas):
    (case / TSR).write_bytes(tsas["ec"].answer(tsas["ec"].query(b"something else")))
    report = verify(case, Asked(roots=(tsas["ec"].root,)))
    assert report.verdict == Level.FAILED


@pytest.mark.parametrize("garbage", [b"", b"garbage", b"0\x82"])
def test_garbage_instead_of_a_stamp_does_not_pass(case, tsas, garbage):
    (case / TSR).write_bytes(garbage)
    assert verify(case, Asked(roots=(tsas["ec"].root,))).verdict == Level.FAILED


def test_an_authority_that_is_down_is_only_reported(case, tsas):
    with tsas["ec"].serving() as url:
        pass
    down, up = Authority("down", url, tsas["ec"].root), None
    with tsas["rsa"].serving() as url:
        up = Authority("local", url, tsas["rsa"].root)
        outcomes = stamp(case, [down, up])
    assert [bool(each.trouble) for each in outcomes] == [True, False]
    assert verify(case).failures == []


@pytest.mark.parametrize(("lie", "status"), [(b"no", 200), (b"", 200), (b"", 500)])
def test_an_authority_that_answers_nonsense_is_reported_and_not_kept(case, tsas, lie, status):
    with tsas["ec"].serving(lie=lie, status=status) as url:
        (got,) = stamp(case, [Authority("local", url, tsas["ec"].root)])
    assert got.trouble
    assert not (case / TSR).exists()


def test_an_old_answer_to_another_nonce_is_not_kept(case, tsas):
    tsa = tsas["ec"]
    replayed = tsa.answer(tsa.query((case / TSR[:-10]).read_bytes()))
    with tsa.serving(lie=replayed) as url:
        (got,) = stamp(case, [Authority("local", url, tsa.root)])
    assert "once" in got.trouble.lower()
    assert not (case / TSR).exists()


def test_an_unexpected_certificate_is_not_kept(case, tsas):
    tsa, other = tsas["ec"], tsas["rsa"]
    with tsa.serving() as url:
        (bad,) = stamp(case, [Authority("local", url, tsa.root, other.certificate)])
        (good,) = stamp(case, [Authority("local", url, tsa.root, tsa.certificate)])
    assert "certificate" in bad.trouble
    assert good.trouble == ""


def test_without_the_client_openssl_checks_alone(case, tsas, monkeypatch):
    tsa = tsas["rsa"]
    statement = (case / TSR[:-10]).read_bytes()
    query = make_query(statement)
    answer = tsa.answer(query.der)
    monkeypatch.setattr(timestamp, "rfc3161_client", None)
    assert UTC.fullmatch(check_stamp(answer, statement, [tsa.root], query=query))
    with pytest.raises(Refused, match="openssl"):
        check_stamp(answer, b"other", [tsa.root])
    with pytest.raises(Refused, match="openssl"):
        check_stamp(answer, statement, [tsas["ec"].root])
    with pytest.raises(Refused, match="not installed"):
        make_query(statement)


def test_the_line_in_verify_txt_checks_a_stamp(case, tsas):
    tsa = tsas["ec"]
    with tsa.serving() as url:
        stamp(case, [Authority("local", url, tsa.root)])
    text = (case / "VERIFY.txt").read_text()
    (line,) = [each.strip() for each in text.splitlines() if each.strip().startswith("openssl ts")]
    command = line.replace("NAME", "local").replace("ROOT.pem", str(tsa.folder / "ca.pem"))
    done = subprocess.run(command.split(), cwd=case, capture_output=True, text=True)
    assert "Verification: OK" in done.stdout + done.stderr


def test_a_new_seal_is_not_credited_with_the_old_stamp(case, tsas, tmp_path):
    tsa = tsas["ec"]
    with tsa.serving() as url:
        stamp(case, [Authority("local", url, tsa.root)])
    seal(case, KeyStore(tmp_path / "keys"), now=NOW, version="0.1.0")
    report = verify(case, Asked(roots=(tsa.root,)))
    assert (report.failures, report.verdict) == ([], Level.SEALED)
    assert (case / "seal/earlier/0001/statement.dsse.json.local.tsr").exists()


def test_an_unsealed_case_is_not_stamped(case, tsas):
    with CaseFolder.open(case) as again:
        again.commit(Record("note", "tool", {}), Moment.now())
    with pytest.raises(LoanexitError, match="not sealed"):
        stamp(case, [])


@pytest.mark.parametrize(
    ("name", "url"), [("../x", "http://a"), ("A B", "http://a"), ("a", "file:///etc/passwd")]
)
def test_authorities_are_checked_before_anything_is_sent(name, url):
    with pytest.raises(UsageError):
        Authority(name, url, b"")


def test_unsorted_certificates_are_left_to_openssl(tsas, monkeypatch):
    answers = {k: tsas[k].answer(tsas[k].query(b"data")) for k in ("sorted", "unsorted")}
    monkeypatch.setattr(timestamp, "_by_openssl", lambda *_: "openssl")
    by_whom = {k: check_stamp(answers[k], b"data", [tsas[k].root]) for k in answers}
    assert by_whom["unsorted"] == "openssl"
    assert UTC.fullmatch(by_whom["sorted"])
