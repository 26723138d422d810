"""What a person's browser sends: forms, read strictly, with files."""

from __future__ import annotations

import mimetypes
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from loanexit_auto.casework.standing import ContactHow
from loanexit_auto.engine.driver import Artefact
from loanexit_auto.errors import LoanexitError
from loanexit_auto.messages import Messages

HOWS: dict[str, ContactHow] = {each: each for each in ("call", "chat", "email", "visit")}
_FORM = {"max_files": 8, "max_fields": 16, "max_part_size": 1 << 20}
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was filled in; a mistake in it is told in the person's language."""

    form: FormData
    say: Messages

    def text(self, name: str) -> str:
        """Return a field's text, "" if it was left empty or is no text."""
        value = self.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def day(self, name: str) -> date | None:
        """Return a field's day, None if it was left empty. Raises LoanexitError."""
        text = self.text(name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise LoanexitError(self.say("case.bad_date", text=text)) from None

    def one_of(self, name: str, known: dict[str, Value]) -> Value:
        """Return the choice that was made; our own pages can send no other."""
        value = known.get(self.text(name))
        if value is None:
            raise HTTPException(400)
        return value

    async def files(self) -> list[Artefact]:
        """Return the files given. Raises LoanexitError for an empty one, as nothing is left out."""
        given = [each for each in self.form.getlist("file") if isinstance(each, UploadFile)]
        return [await self._file(each, each.filename) for each in given if each.filename]

    async def _file(self, given: UploadFile, name: str) -> Artefact:
        data = await given.read()
        if not data:
            raise LoanexitError(self.say("case.file_empty", path=name), self.say("case.file_hint"))
        return Artefact(name, _media_type(name), data)


@asynccontextmanager
async def filled(request: Request, say: Messages) -> AsyncIterator[Filled]:
    """Read the form of a request; its files are gone when the block ends."""
    async with request.form(**_FORM) as form:
        yield Filled(form, say)


def _media_type(name: str) -> str:
    """Return what a file is by its name; what a request claims about it is not kept."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
