"""Files a person brings along: recordings, pictures of a chat, photos of a phone.

They go into the case byte for byte. A copy to be shared loses what a camera wrote into it, above
all the position; `for_sharing` knows JPEG and PNG, and refuses what it cannot clean.
"""

from __future__ import annotations

import io
import mimetypes
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from loanexit_auto.engine.driver import Artefact
from loanexit_auto.errors import LoanexitError
from loanexit_auto.evidence.disk import reason
from loanexit_auto.messages import Messages, said

MOST_MB = 200  # the same as `run --add`
_CLEANED = {"JPEG": "image/jpeg", "PNG": "image/png"}
_PLAIN = frozenset({"text/plain", "text/markdown", "application/json"})


def read_attachment(path: Path, say: Messages) -> Artefact:
    """Return a file as an artefact.

    Raises LoanexitError when it is missing, empty, too large or no plain file; nothing has been
    written then.
    """
    hint = say("case.file_hint")
    try:
        if path.exists() and not path.is_file():
            raise LoanexitError(say("case.file_not_plain", path=path), hint)
        if path.stat().st_size > MOST_MB << 20:
            raise LoanexitError(say("case.file_large", path=path, most=MOST_MB), hint)
        data = path.read_bytes()
    except OSError as error:
        raise LoanexitError(
            say("case.file_missing", path=path, why=said(reason(error), say)), hint
        ) from error
    if not data:
        raise LoanexitError(say("case.file_empty", path=path), hint)
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Artefact(path.name, media_type, data)


def for_sharing(data: bytes, media_type: str) -> bytes | None:
    """Return a copy without position and other camera data; None if that cannot be promised.

    A JPEG is turned upright and written again, because its orientation is camera data, too.
    """
    if media_type in _PLAIN:
        return data
    if not media_type.startswith("image/"):
        return None
    try:
        with Image.open(io.BytesIO(data), formats=tuple(_CLEANED)) as picture:
            return _cleaned(picture)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return None


def _cleaned(picture: Image.Image) -> bytes:
    """Return the pixels alone, in the format they came in."""
    kind = picture.format or "PNG"
    upright = ImageOps.exif_transpose(picture)
    bare = Image.new(upright.mode, upright.size)
    if upright.mode == "P" and (palette := upright.getpalette()) is not None:
        bare.putpalette(palette)
    bare.paste(upright)
    out = io.BytesIO()
    if kind == "JPEG":
        bare.save(out, "JPEG", quality=95, subsampling=0)
    else:
        bare.save(out, kind)
    return out.getvalue()
