"""Getting a folder into the form an outlet takes: one ZIP, or a reading copy within its limit."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

from loanexit_auto.errors import LoanexitError
from loanexit_auto.evidence import disk
from loanexit_auto.evidence.copy_pages import reading_page
from loanexit_auto.evidence.pdf import write_pdf
from loanexit_auto.evidence.proposal import Proposal
from loanexit_auto.evidence.refused import why

_QUALITIES = (80, 70, 60, 50, 40, 30)  # JPEG; below 30 small print cannot be read any more
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the times inside would say nothing; without them ZIPs are equal


def zip_folder(folder: Path, target: Path) -> Path:
    """Write all files of `folder`, under its name, into a new ZIP and return it.

    The same files give the same bytes. Raises LoanexitError if `target` exists.
    """
    if target.exists():
        raise LoanexitError(why("exists", path=target), why("exists_hint"))
    part = target.with_name(target.name + disk.PART)
    with disk.naming(target):
        part.unlink(missing_ok=True)
        with zipfile.ZipFile(part, "x", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                _add(archive, folder, path)
        part.chmod(0o600)
        part.rename(target)
        disk.sync_folder(target.parent)
    return target


def _add(archive: zipfile.ZipFile, folder: Path, path: Path) -> None:
    inside = (Path(folder.name) / path.relative_to(folder)).as_posix()
    info = zipfile.ZipInfo(inside, _EPOCH)
    info.external_attr = 0o100600 << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, path.read_bytes())


def reading_pdf(
    proposal: Proposal, fingerprint: str, browser: Path, target: Path, largest: int | None
) -> Path:
    """Write the reading copy as a PDF of at most `largest` bytes, as legible as that allows.

    Raises LoanexitError if even the coarsest is larger.
    """
    smallest = 0
    with tempfile.TemporaryDirectory(prefix="loanexit-reading-") as place:
        for quality in _QUALITIES:
            html = Path(place) / "reading.html"
            html.write_text(reading_page(proposal, fingerprint, quality), encoding="utf-8")
            made = write_pdf(html, Path(place) / "reading.pdf", browser).read_bytes()
            smallest = len(made)
            if largest is None or smallest <= largest:
                disk.replace_file(target, made)
                return target
    raise LoanexitError(why("too_coarse", size=smallest, largest=largest), why("too_coarse_hint"))
