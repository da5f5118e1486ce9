"""What comes and goes as files: a piece to take along, a file to be understood."""

from __future__ import annotations

from dataclasses import dataclass

from gospel_keys.platform.fields import FieldProblem
from gospel_keys.platform.problems import Problem
from gospel_keys.score.importing import UnreadableError
from gospel_keys.studio.addresses import attachment
from gospel_keys.studio.exchange_files import FORMS, Form, written
from gospel_keys.studio.exchange_mapping import understand
from gospel_keys.studio.models import Piece
from gospel_keys.studio.schemas import ImportOut
from gospel_keys.studio.service import Studio


@dataclass(frozen=True, slots=True)
class Taken:
    """A file's bytes, what they are, and the Content-Disposition that names it."""

    data: bytes
    media_type: str
    disposition: str


async def taken(studio: Studio, genre: str, piece_id: str, form: Form) -> Taken:
    """The piece as a file of ``form``. Problem 404 where there is none."""
    piece = await studio.find(genre, piece_id, Piece.document)
    data = await studio.composed(written, piece.document, form)
    kind = FORMS[form]
    return Taken(data, kind.media_type, attachment(piece.title, kind.ending))


async def understood(studio: Studio, data: bytes, field: str) -> ImportOut:
    """What a file gives to be arranged; ``field`` is how it was sent. Problem 422 with the place
    where it is not understood."""
    try:
        return await studio.composed(understand, data)
    except UnreadableError as error:
        problem = FieldProblem(
            field=field, message=error.reason, value=error.place or None, allowed=None
        )
        raise Problem(422, _sentence(error), kind="/problems/import", errors=[problem]) from error


def _sentence(error: UnreadableError) -> str:
    text = str(error)
    return f"This cannot be read: {text}" + ("" if text.endswith(".") else ".")
