import hashlib
from io import BytesIO

import pytest
from evidence_cases import picture
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from loanexit_auto.evidence import merkle
from loanexit_auto.evidence.refused import Refused

NONCE = b"n" * 32


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def test_the_tree_is_that_of_rfc_6962():
    a, b, c, d, e = (sha(bytes([n])) for n in range(5))
    ab, cd = sha(b"\1" + a + b), sha(b"\1" + c + d)
    assert merkle.root([]) == sha(b"")
    assert merkle.root([a]) == a
    assert merkle.root([a, b, c]) == sha(b"\1" + ab + c)
    assert merkle.root([a, b, c, d, e]) == sha(b"\1" + sha(b"\1" + ab + cd) + e)


@given(st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=40), st.data())
def test_any_changed_leaf_changes_the_root(leaves, data):
    at = data.draw(st.integers(0, len(leaves) - 1))
    changed = [*leaves[:at], sha(leaves[at]), *leaves[at + 1 :]]
    assert merkle.root(changed) != merkle.root(leaves)


def test_salts_differ_by_part_path_and_nonce():
    salts = {
        merkle.salt(nonce, path, part)
        for nonce in (NONCE, b"m" * 32)
        for path in ("a", "b")
        for part in (0, 1, "file")
    }
    assert len(salts) == 12
    assert {len(salt) for salt in salts} == {16}


def test_tiles_cover_a_picture_row_by_row():
    parts = merkle.parts_of(picture([], 70, 40), "image 70x40")
    assert [len(part) // 3 for part in parts] == [32 * 32, 32 * 32, 6 * 32, 32 * 8, 32 * 8, 6 * 8]


def proofs(data: bytes, shape: str, hidden: set[int]) -> list[str]:
    parts = merkle.parts_of(data, shape)
    leaves = merkle.leaves(NONCE, "p", parts)
    return [
        leaf.hex() if number in hidden else merkle.salt(NONCE, "p", number).hex()
        for number, leaf in enumerate(leaves)
    ]


def sealed_root(data: bytes, shape: str) -> bytes:
    return merkle.root(merkle.leaves(NONCE, "p", merkle.parts_of(data, shape)))


def masked_picture(data: bytes, tile: int, across: int) -> bytes:
    image = Image.open(BytesIO(data)).convert("RGB")
    x, y = tile % across * 32, tile // across * 32
    image.paste((0, 0, 0), (x, y, x + 32, y + 32))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def test_a_masked_picture_is_proved_without_the_original():
    data, shape = picture([("secret 138", 40, 40)], 128, 96), "image 128x96"
    masked = masked_picture(data, 5, 4)
    assert merkle.proved_root(masked, shape, proofs(data, shape, {5})) == sealed_root(data, shape)


def test_one_changed_pixel_is_found():
    data, shape = picture([("secret 138", 40, 40)], 128, 96), "image 128x96"
    image = Image.open(BytesIO(masked_picture(data, 5, 4)))
    red, green, blue = image.getpixel((127, 95))
    image.putpixel((127, 95), (red, green, blue ^ 1))
    out = BytesIO()
    image.save(out, "PNG")
    root = merkle.proved_root(out.getvalue(), shape, proofs(data, shape, {5}))
    assert root != sealed_root(data, shape)


def test_a_hidden_part_may_show_nothing():
    data, shape = picture([("secret 138", 40, 40)], 128, 96), "image 128x96"
    with pytest.raises(Refused, match="part 6 is not proved"):
        merkle.proved_root(data, shape, proofs(data, shape, {5}))


def test_lines_of_a_text_are_proved_likewise():
    text = "一\n手机 13812345678\n三".encode()
    masked = b"\n".join(["一".encode(), merkle.MASKED_LINE, "三".encode()])
    assert merkle.proved_root(masked, "text", proofs(text, "text", {1})) == sealed_root(
        text, "text"
    )
    with pytest.raises(Refused):
        merkle.proved_root(text, "text", proofs(text, "text", {1}))


@pytest.mark.parametrize("proof", ["", "00", "zz" * 16, "0" * 63])
def test_malformed_proofs_are_refused(proof):
    with pytest.raises((Refused, ValueError)):
        merkle.proved_root(b"a", "text", [proof])


def test_another_number_of_parts_is_refused():
    with pytest.raises(Refused, match="2 parts, but proofs for 1"):
        merkle.proved_root(b"a\nb", "text", ["0" * 32])


def test_what_is_no_picture_or_of_another_size_is_refused():
    with pytest.raises(Refused, match="not a picture"):
        merkle.parts_of(b"GIF89a", "image 1x1")
    with pytest.raises(Refused, match="not image 9x9"):
        merkle.parts_of(picture([], 8, 8), "image 9x9")


def test_a_picture_of_too_many_pixels_is_refused_unread(monkeypatch):
    monkeypatch.setattr(merkle, "PIXEL_LIMIT", 63)
    with pytest.raises(Refused, match="too many pixels"):
        merkle.pixels(picture([], 8, 8))


@given(st.binary(max_size=200))
def test_the_parts_of_a_text_are_the_text(data):
    assert b"\n".join(merkle.parts_of(data, "text")) == data
