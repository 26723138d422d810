import errno
import json
import os
import shutil
from pathlib import Path

import pytest
from evidence_cases import PHONE, make_case, sealed_case
from typer.testing import CliRunner

from loanexit_auto.cli.evidence import app
from loanexit_auto.cli.failure import contained
from loanexit_auto.cli.share import read_size
from loanexit_auto.errors import LoanexitError, UsageError
from loanexit_auto.evidence import delivery, disk, journal
from loanexit_auto.evidence.folder import JOURNAL
from loanexit_auto.evidence.verify import verify
from loanexit_auto.messages import Messages


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))

    def invoke(*arguments: object, code: int = 0, **more):
        done = CliRunner().invoke(app, [str(each) for each in arguments], **more)
        assert done.exit_code == code, (done.output, done.exception)
        return done.stdout

    return invoke


@pytest.fixture
def case(tmp_path):
    return make_case(tmp_path)


def test_seal_then_verify_then_share_then_verify_the_copy(run, case, tmp_path):
    sealed = json.loads(run("seal", case, "--json"))
    said = run("verify", case, "--key", sealed["fingerprint"])
    assert sealed["fingerprint"] in said
    assert "已封存" in said
    assert "Who sat at the computer." in run("verify", case, "--lang", "en")
    run("share", case, "--for", "heimao", "--yes", "--out", tmp_path / "out")
    (archive,) = (tmp_path / "out").glob("*.zip")
    facts = json.loads(run("verify", archive, "--original", case, "--json"))
    assert (facts["verdict"], facts["redacted"], facts["failures"]) == ("SEALED", True, [])
    assert [path.name for path in (tmp_path / "out").iterdir()] == [archive.name]
    assert PHONE.encode() not in archive.read_bytes()


def test_verify_ends_with_its_documented_codes(run, case, tmp_path):
    run("verify", case, code=0)
    (tmp_path / "empty").mkdir()
    run("verify", tmp_path / "empty", code=4)
    (case / "data/case.json").write_text("{}")
    assert "data/case.json" in run("verify", case, code=1)
    run("verify", case, "--nonsense", code=2)


def test_hostile_names_do_not_reach_the_terminal(run, case):
    (case / "data/x\x1b[2J.txt").write_text("x")
    assert "\x1b" not in run("verify", case, code=1)


def test_files_of_the_person_are_added_and_listed(run, case, tmp_path):
    photo = tmp_path / "短信.jpg"
    photo.write_bytes(b"jpg")
    run("add", case, photo)
    line = journal.read(case / JOURNAL).lines[-1]
    assert (line.kind, line.actor, line.data["name"]) == ("added", "person", "短信.jpg")
    assert line.files[0].path in run("list", case)
    rows = [json.loads(row) for row in run("list", case, "--json").splitlines()]
    assert {row["path"] for row in rows} >= {"data/case.json", line.files[0].path}


def test_a_missing_file_is_a_usage_error(run, case, tmp_path):
    with pytest.raises(UsageError, match="none"):
        CliRunner().invoke(app, ["add", str(case), str(tmp_path / "none")], catch_exceptions=False)


def test_without_a_person_masks_are_not_confirmed(run, case):
    run("seal", case)
    with pytest.raises(UsageError, match="--yes"):
        CliRunner().invoke(app, ["share", str(case), "--for", "nifa"], catch_exceptions=False)


def test_own_masks_are_taken(run, case, tmp_path):
    run("seal", case)
    box = "data/steps/0001-step-blocker/view.png:300,180,10,10"
    out = tmp_path / "out"
    run("share", case, "--for", "court", "--mask", box, "--word", "settings", "--yes", "--out", out)
    (archive,) = out.glob("*.zip")
    shutil.unpack_archive(archive, tmp_path / "unpacked")
    text = next((tmp_path / "unpacked").rglob("text.txt")).read_text()
    assert text.splitlines()[:2] == ["■■■■■■", f"phone {PHONE}"]


def test_a_copy_over_the_limit_gets_a_reading_copy(run, case, tmp_path, monkeypatch):
    run("seal", case)
    made = []

    def print_it(html, pdf, browser):
        made.append(html.read_text())
        pdf.write_bytes(b"%PDF" + b"x" * (9000 if len(made) < 3 else 900))
        return pdf

    monkeypatch.setattr(delivery, "write_pdf", print_it)
    monkeypatch.setattr("loanexit_auto.cli.share.browser", lambda say: tmp_path)
    out = tmp_path / "out"
    run("share", case, "--for", "nifa", "--max", "1KB", "--yes", "--out", out)
    assert sorted(path.suffix for path in out.iterdir()) == [".pdf", ".zip"]
    assert next(out.glob("*.pdf")).stat().st_size <= 1000
    assert "阅读件" in made[0]
    assert len(made) == 3


def test_keys_are_shown_and_rotated(run):
    first = run("key").split()[-1].rpartition("：")[2]
    second = run("key", "--rotate")
    assert first not in second
    assert run("key").split()[-1].rpartition("：")[2] in second


def test_the_report_and_the_whole_case_can_be_made_again(run, case, tmp_path):
    (case / "derived").mkdir(exist_ok=True)
    assert run("report", case).strip().endswith("report.html")
    out = tmp_path / "exported"
    out.mkdir()
    run("export", case, "--out", out)
    (archive,) = out.glob("*.zip")
    assert verify(archive).failures == []
    assert archive.stat().st_mode & 0o777 == 0o600


def test_equal_folders_give_equal_zips(tmp_path):
    case, _ = sealed_case(tmp_path)
    one = delivery.zip_folder(case, tmp_path / "one.zip").read_bytes()
    shutil.copytree(case, tmp_path / "again" / case.name)
    two = delivery.zip_folder(tmp_path / "again" / case.name, tmp_path / "two.zip").read_bytes()
    assert one == two


@pytest.mark.parametrize(
    ("text", "size"), [("2MB", 2_000_000), ("500 kb", 500_000), ("1MiB", 1 << 20), ("77", 77)]
)
def test_sizes_are_read(text, size):
    assert read_size(text.replace(" ", ""), Messages("en")) == size


@pytest.mark.parametrize("text", ["", "MB", "2TB", "two", "1e999"])
def test_bad_sizes_are_refused(text):
    with pytest.raises(UsageError):
        read_size(text, Messages("en"))


@pytest.mark.parametrize("arguments", [["--tsa", "a=http://x"], ["--tsa", "a", "--tsa-root", "r"]])
def test_stamping_needs_an_address_and_a_root_for_each_authority(run, case, arguments):
    run("seal", case)
    assert CliRunner().invoke(app, ["stamp", str(case), *arguments]).exit_code != 0


def test_adding_to_a_sealed_case_says_that_it_must_be_sealed_again(run, case, tmp_path):
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"photo")
    assert "重新封存" not in run("add", case, photo)
    run("seal", case)
    assert f"loanexit-auto evidence seal {case}" in run("add", case, photo)


def test_a_web_archive_is_refused_with_a_reason_and_nothing_is_written(run, case, tmp_path):
    done = CliRunner().invoke(app, ["export", str(case), "--wacz", "--out", str(tmp_path / "out")])
    assert isinstance(done.exception, UsageError)
    assert str(done.exception) == Messages("zh")("evidence.no_wacz")
    assert not (tmp_path / "out").exists()


def told(capsys, *arguments: object) -> tuple[int, str]:
    """Run a command as the program does; return its code and what it says on stderr."""
    code = contained(lambda: app([str(each) for each in arguments]))
    return code, capsys.readouterr().err


@pytest.mark.parametrize(
    ("lang", "says"), [("zh", "读不了：没有这个文件或文件夹"), ("en", "no such file or folder")]
)
def test_a_missing_file_is_told_in_the_language_asked_for(
    case, tmp_path, capsys, monkeypatch, lang, says
):
    photo = tmp_path / "none.jpg"
    arguments = ["add", case, photo, "--lang", lang]
    monkeypatch.setattr("sys.argv", ["loanexit-auto", *map(str, arguments)])
    code, err = told(capsys, *arguments)
    assert code == 2
    assert says in err
    assert str(photo) in err


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        (errno.ENOSPC, "磁盘已满", "the disk is full"),
        (errno.EACCES, "写不进去：没有权限", "cannot be written: no permission"),
        (errno.EROFS, "磁盘是只读的", "the disk is read-only"),
        (errno.EXFULL, os.strerror(errno.EXFULL), os.strerror(errno.EXFULL)),  # no words of ours
    ],
)
def test_what_the_disk_refuses_is_told_in_both_languages(number, zh, en):
    with pytest.raises(LoanexitError) as refused, disk.naming(Path("x/y.png")):
        raise OSError(number, os.strerror(number))
    sentence = refused.value.args[0]
    assert zh in sentence.said(Messages("zh"))
    assert en in sentence.said(Messages("en"))
    assert "x/y.png" in str(refused.value)


def test_verify_after_adding_says_what_is_sealed_and_how_to_seal_again(run, case, tmp_path):
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"photo")
    key = json.loads(run("seal", case, "--json"))["fingerprint"]
    run("add", case, photo)
    for arguments, code in (((), 0), (("--key", key), 4)):
        said = run("verify", case, *arguments, code=code)
        assert "封存的部分完好" in said
        assert "data/user/photo.jpg" in said
        assert f"loanexit-auto evidence seal {case}" in said
        assert "seal/earlier" not in said
    facts = json.loads(run("verify", case, "--json"))
    assert (facts["verdict"], facts["is_outgrown"]) == ("SEALED", True)
    assert facts["added"] == ["data/user/photo.jpg"]


@pytest.mark.parametrize("command", [("export",), ("share", "--for", "court", "--yes")])
def test_what_is_handed_on_lies_beside_the_case_and_its_full_path_is_told(
    run, case, tmp_path, monkeypatch, command
):
    run("seal", case)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    first = run(command[0], os.path.relpath(case), *command[1:])
    second = run(command[0], case, *command[1:])
    one, two = sorted(tmp_path.glob("*.zip"), key=lambda path: len(path.name))
    assert str(one) in first
    assert str(two) in second
    assert two.stem == f"{one.stem}-2"
    assert list(elsewhere.iterdir()) == []


def test_a_new_folder_named_with_out_is_made_and_a_file_is_refused(run, case, tmp_path, capsys):
    out = tmp_path / "new" / "folder"
    assert str(out) in run("export", case, "--out", out)
    (tmp_path / "file").touch()
    code, err = told(capsys, "export", case, "--out", tmp_path / "file")
    assert code != 0
    assert "不是文件夹" in err
