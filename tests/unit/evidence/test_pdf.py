import shutil
import subprocess
from pathlib import Path

import pytest
from evidence_cases import ID_NUMBER, NOW, PHONE, make_case

from loanexit_auto.errors import LoanexitError
from loanexit_auto.evidence.delivery import reading_pdf
from loanexit_auto.evidence.keys import KeyStore
from loanexit_auto.evidence.pdf import PDF, write_pdf
from loanexit_auto.evidence.proposal import propose
from loanexit_auto.evidence.purpose import PURPOSES
from loanexit_auto.evidence.seal import seal
from loanexit_auto.evidence.verify import verify

NAMES = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
BROWSER = next((found for name in NAMES if (found := shutil.which(name))), None)
needs_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium-like browser on the PATH")


def text_of(pdf: Path) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    done = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, check=True)
    return done.stdout.decode()


@needs_browser
def test_the_report_is_printed_and_sealed_with_the_case(tmp_path):
    case, keys = make_case(tmp_path), KeyStore(tmp_path / "keys")
    seal(case, keys, now=NOW, version="0.1.0", browser=Path(BROWSER))
    assert (case / PDF).read_bytes().startswith(b"%PDF")
    assert verify(case).failures == []
    assert "平台不让注销" in text_of(case / PDF)
    (case / PDF).write_bytes(b"%PDF other")
    assert [where for where, _ in verify(case).failures] == [PDF]
    seal(case, keys, now=NOW, version="0.1.0")
    assert not (case / PDF).exists()  # one that does not fit the report does not stay
    assert verify(case).failures == []


@needs_browser
def test_a_reading_copy_fits_the_limit_and_holds_no_personal_text(tmp_path):
    case, keys = make_case(tmp_path), KeyStore(tmp_path / "keys")
    made = seal(case, keys, now=NOW, version="0.1.0")
    proposal = propose(case, PURPOSES["nifa"])
    target = tmp_path / "reading.pdf"
    reading_pdf(proposal, made.fingerprint, Path(BROWSER), target, 2_000_000)
    assert target.stat().st_size <= 2_000_000
    text = text_of(target)
    assert "阅读件" in text
    assert PHONE not in text
    assert ID_NUMBER not in text
    with pytest.raises(LoanexitError, match="even the coarsest"):
        reading_pdf(proposal, made.fingerprint, Path(BROWSER), target, 1000)


def test_a_program_that_prints_nothing_is_an_error_not_an_empty_pdf(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<p>x")
    for program in ("/bin/true", "/bin/false", "/nonexistent"):
        with pytest.raises(LoanexitError):
            write_pdf(page, tmp_path / "page.pdf", Path(program))
    assert not (tmp_path / "page.pdf").exists()
