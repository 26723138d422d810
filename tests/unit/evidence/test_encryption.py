import pytest

from loanexit_auto.errors import LoanexitError, UsageError
from loanexit_auto.evidence import encryption

pyrage = pytest.importorskip("pyrage")


@pytest.fixture
def plain(tmp_path):
    path = tmp_path / "case.zip"
    path.write_bytes(b"originals" * 1000)
    return path


def test_only_the_recipients_can_read_it(plain):
    ours, theirs = (pyrage.x25519.Identity.generate() for _ in range(2))
    made = encryption.encrypt(plain, [str(ours.to_public())])
    assert made.name == "case.zip.age"
    assert not plain.exists()
    assert b"originals" not in made.read_bytes()
    assert pyrage.decrypt(made.read_bytes(), [ours]) == b"originals" * 1000
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(made.read_bytes(), [theirs])


def test_a_malformed_recipient_leaves_the_file(plain):
    with pytest.raises(UsageError, match="age1"):
        encryption.encrypt(plain, ["age1nonsense"])
    assert plain.exists()


def test_without_the_extra_it_says_how_to_get_it(plain, monkeypatch):
    monkeypatch.setattr(encryption, "pyrage", None)
    with pytest.raises(LoanexitError, match="not installed"):
        encryption.encrypt(plain, [])
    assert plain.exists()
