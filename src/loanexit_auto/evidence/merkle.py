"""Salted commitments: what lets a masked copy prove that all the rest is the sealed original.

Leaves and nodes are domain-separated as in RFC 6962; each leaf has its own salt, as in RFC 9901,
so that a hidden part cannot be guessed from its hash. A picture has one part per tile of 32 by 32
pixels, row by row; a text has one per line.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from io import BytesIO

from PIL import Image

from loanexit_auto.evidence.refused import Refused

TILE = 32  # pixels
MASK = bytes((0, 0, 0))  # a hidden tile is painted black, all of it
MASKED_LINE = "■■■■■■".encode()
TEXT = "text"  # the shape of a text; that of a picture is e.g. "image 1280x800"
PIXEL_LIMIT = 120_000_000


def salt(nonce: bytes, path: str, part: object) -> bytes:
    """Return the 16-byte salt of a part (0, 1, ... or "file"), derived from the private nonce."""
    return hmac.digest(nonce, f"{path}\0{part}".encode(), "sha256")[:16]


def leaf(salt: bytes, data: bytes) -> bytes:
    """Return the commitment to one part."""
    return hashlib.sha256(b"\0" + salt + data).digest()


def leaves(nonce: bytes, path: str, parts: Sequence[bytes]) -> list[bytes]:
    """Return the commitments to all parts of a file."""
    return [leaf(salt(nonce, path, number), part) for number, part in enumerate(parts)]


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the Merkle tree hash of RFC 6962, section 2.1."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else hashlib.sha256().digest()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + root(leaves[:split]) + root(leaves[split:])).digest()


def file_leaf(salt: bytes, path: str, shape: str, parts_root: bytes) -> bytes:
    """Return the commitment to a whole file: its name, shape and parts."""
    return leaf(salt, f"{path}\n{shape}\n".encode() + parts_root)


def parts_of(data: bytes, shape: str) -> list[bytes]:
    """Return the lines of a text, or the RGB bytes of each tile of a picture.

    Raises Refused if the picture has another shape.
    """
    if shape == TEXT:
        return data.split(b"\n")
    image = pixels(data)
    if shape != shape_of(image):
        raise Refused("no_shape", shape=shape)
    return tiles(image)


def tiles(image: Image.Image) -> list[bytes]:
    """Return the RGB bytes of each tile; those at the right and lower edge may be smaller."""
    width, height = image.size
    return [
        image.crop((x, y, min(x + TILE, width), min(y + TILE, height))).tobytes()
        for y in range(0, height, TILE)
        for x in range(0, width, TILE)
    ]


def shape_of(image: Image.Image) -> str:
    """Return the shape of a picture as its commitment names it."""
    return f"image {image.width}x{image.height}"


def pixels(data: bytes) -> Image.Image:
    """Return a picture as RGB. Raises Refused if it is none, or has too many pixels."""
    try:
        image = Image.open(BytesIO(data), formats=("PNG", "JPEG", "WEBP"))
        if image.width * image.height > PIXEL_LIMIT:
            raise Refused("many_pixels")
        return image.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refused("no_picture", error=error) from error


def proved_root(data: bytes, shape: str, proofs: Sequence[str]) -> bytes:
    """Return the root of a file of which some parts are masked.

    `proofs` has for each part its salt if it is shown (32 hexadecimal digits), or its commitment
    if it is hidden (64). Raises Refused if a hidden part shows anything but the mask.
    """
    parts = parts_of(data, shape)
    if len(parts) != len(proofs):
        raise Refused("proof_count", parts=len(parts), proofs=len(proofs))
    pairs = enumerate(zip(parts, proofs, strict=True), 1)
    return root([_proved(number, part, proof, shape) for number, (part, proof) in pairs])


def _proved(number: int, part: bytes, proof: str, shape: str) -> bytes:
    if len(proof) == 32:
        return leaf(bytes.fromhex(proof), part)
    if len(proof) != 64:
        raise Refused("proof_malformed", number=number)
    if part != (MASKED_LINE if shape == TEXT else MASK * (len(part) // 3)):
        raise Refused("proof_shows", number=number)
    return bytes.fromhex(proof)
