import io
from datetime import date

import pytest
from case_samples import DAY, make_case
from PIL import Image

from loanexit_auto.casework import attachment
from loanexit_auto.casework.attachment import for_sharing, read_attachment
from loanexit_auto.casework.diary import open_diary
from loanexit_auto.casework.export import export
from loanexit_auto.casework.shelf import read_case
from loanexit_auto.engine.driver import Artefact
from loanexit_auto.errors import LoanexitError, UsageError
from loanexit_auto.messages import Messages

SAY = Messages("en")
GPS, ORIENTATION = 0x8825, 0x0112


def photo(kind: str = "JPEG", turned: bool = False) -> bytes:
    picture = Image.new("RGB", (4, 2), "red")
    exif = Image.Exif()
    exif[0x010F] = "Phone of Zhang"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (31.0, 14.0, 0.0)
    if turned:
        exif[ORIENTATION] = 6
    out = io.BytesIO()
    picture.save(out, kind, exif=exif, comment=b"secret place")
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_shared_photo_has_lost_where_it_was_taken_and_kept_its_picture(kind):
    original = photo(kind)
    assert Image.open(io.BytesIO(original)).getexif().get_ifd(GPS)
    shared = for_sharing(original, f"image/{kind.lower()}")
    assert shared is not None
    assert b"Zhang" not in shared
    assert b"Exif" not in shared
    assert b"secret place" not in shared
    picture = Image.open(io.BytesIO(shared))
    assert not picture.getexif()
    assert picture.size == (4, 2)


def test_a_turned_photo_stays_upright():
    shared = for_sharing(photo(turned=True), "image/jpeg")
    assert shared is not None
    assert Image.open(io.BytesIO(shared)).size == (2, 4)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"", "image/jpeg"),
        (photo()[:200], "image/jpeg"),
        (b"\x89PNG\r\n\x1a\nbroken", "image/png"),
        (b"ftypheic", "image/heic"),
        (b"sound", "audio/mp4"),
        (b"<svg/>", "image/svg+xml"),
    ],
)
def test_what_cannot_be_cleaned_is_not_shared(data, media_type):
    assert for_sharing(data, media_type) is None


def test_files_that_cannot_be_taken_in_are_refused_with_a_reason(tmp_path, monkeypatch):
    (tmp_path / "empty.png").touch()
    (tmp_path / "large.bin").write_bytes(b"12")
    for name, why in [("no.png", "no such file"), ("empty.png", "empty"), (".", "plain file")]:
        with pytest.raises(LoanexitError, match=why) as refused:
            read_attachment(tmp_path / name, SAY)
        assert "Nothing was written" in refused.value.hint
    monkeypatch.setattr(attachment, "MOST_MB", 0)
    with pytest.raises(LoanexitError, match="larger"):
        read_attachment(tmp_path / "large.bin", SAY)


def test_an_export_holds_cleaned_copies_and_leaves_the_case_alone(tmp_path):
    case = make_case(tmp_path / "cases")
    files = [
        Artefact("../../evil.jpg", "image/jpeg", photo()),
        Artefact("call.m4a", "audio/mp4", b"sound"),
        Artefact("lost.png", "image/png", photo("PNG")),
    ]
    with open_diary(case.path, DAY, SAY) as diary:
        line, _ = diary.add(files)
    (case.path / line.files[2].path).unlink()
    before = (case.path / line.files[0].path).read_bytes()
    made = export(read_case(case.path), tmp_path / "share", date(2026, 9, 22), SAY)
    assert made.not_cleaned == ("call.m4a",)
    assert made.altered == ("data/user/lost.png",)
    (copy,) = (tmp_path / "share").glob("*.jpg")
    assert b"Exif" not in copy.read_bytes()
    assert (case.path / line.files[0].path).read_bytes() == before == photo()
    text = (tmp_path / "share" / "case.md").read_text(encoding="utf-8")
    assert all(file.sha256 in text for file in line.files)
    assert str(tmp_path) not in (tmp_path / "share" / "case.json").read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="exists"):
        export(read_case(case.path), tmp_path / "share", DAY, SAY)
