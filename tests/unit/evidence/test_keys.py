import pytest
from evidence_cases import NOW

from loanexit_auto.errors import LoanexitError
from loanexit_auto.evidence import dsse
from loanexit_auto.evidence.keys import KeyStore


def test_a_key_is_made_once_and_is_private(tmp_path):
    store = KeyStore(tmp_path / "keys")
    first = store.fingerprint()
    assert KeyStore(tmp_path / "keys").fingerprint() == first
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "keys" / "key-0001.pem").stat().st_mode & 0o777 == 0o600
    assert len(first) == 64


def test_two_installations_have_two_keys(tmp_path):
    assert KeyStore(tmp_path / "a").fingerprint() != KeyStore(tmp_path / "b").fingerprint()


def test_the_old_key_vouches_for_the_new_one_and_goes(tmp_path):
    store = KeyStore(tmp_path)
    fingerprints = [store.fingerprint(), store.rotate(NOW), store.rotate(NOW)]
    assert store.fingerprint() == fingerprints[-1]
    assert len(set(fingerprints)) == 3
    assert [path.name for path in tmp_path.glob("key-*.pem")] == ["key-0003.pem"]
    for rotation, old, new in zip(store.rotations(), fingerprints, fingerprints[1:], strict=False):
        key = dsse.load_key(rotation.old_key)
        _, statement = dsse.open_envelope(rotation.envelope, key, dsse.ROTATION, "rotation")
        assert dsse.fingerprint(key) == old
        assert statement["predicate"]["new"] == new


def test_an_interrupted_rotation_is_taken_up_again(tmp_path):
    store = KeyStore(tmp_path)
    first = store.fingerprint()
    store._make(2)
    assert store.fingerprint() == first
    second = store.rotate(NOW)
    assert store.fingerprint() == second != first


def test_an_unreadable_key_is_an_error_not_a_new_key(tmp_path):
    store = KeyStore(tmp_path)
    store.current()
    (tmp_path / "key-0001.pem").write_text("garbage")
    with pytest.raises(LoanexitError, match="cannot be read"):
        store.current()
