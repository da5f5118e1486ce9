"""The addresses of what comes and goes as files."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Response

from gospel_keys.platform.fields import FieldProblem
from gospel_keys.platform.limits import limited
from gospel_keys.platform.problems import Problem, problem_responses
from gospel_keys.studio.exchange import taken, understood
from gospel_keys.studio.exchange_files import FORMS, Form
from gospel_keys.studio.routes import Genre, PieceId, StudioDep
from gospel_keys.studio.schemas import ImportOut, ImportRequest

router = APIRouter(tags=["studio"])


def _answers(form: Form, what: str) -> dict[int | str, dict[str, Any]]:
    kind = FORMS[form].media_type.partition(";")[0]
    return {200: {"content": {kind: {}}, "description": what}, **problem_responses(404, 422, 503)}


async def _file(studio: StudioDep, genre: str, piece_id: str, form: Form) -> Response:
    file = await taken(studio, genre, piece_id, form)
    headers = {"content-disposition": file.disposition}
    return Response(file.data, media_type=file.media_type, headers=headers)


@router.get(
    "/{genre}/score/{piece_id}/musicxml",
    response_class=Response,
    responses=_answers("musicxml", "A MusicXML 4.0 score: two staves, fingering, chord symbols."),
)
async def score_musicxml(genre: Genre, piece_id: PieceId, studio: StudioDep) -> Response:
    """The piece as sheet music for any notation program."""
    return await _file(studio, genre, piece_id, "musicxml")


@router.get(
    "/{genre}/score/{piece_id}/chordpro",
    response_class=Response,
    responses=_answers("chordpro", "A ChordPro song: its chords in grids."),
)
async def score_chordpro(genre: Genre, piece_id: PieceId, studio: StudioDep) -> Response:
    """The piece's chords as ChordPro text."""
    return await _file(studio, genre, piece_id, "chordpro")


@router.get(
    "/{genre}/score/{piece_id}/ireal",
    response_class=Response,
    responses=_answers("ireal", "A page with the chart's `irealbook://` link."),
)
async def score_ireal(genre: Genre, piece_id: PieceId, studio: StudioDep) -> Response:
    """The piece's chords as a link of the open iReal form, on a page to open and tap."""
    return await _file(studio, genre, piece_id, "ireal")


@router.post(
    "/import",
    responses=problem_responses(413, 422, 429, 503),
    dependencies=[Depends(limited("import"))],
)
async def import_file(studio: StudioDep, body: Annotated[ImportRequest, File()]) -> ImportOut:
    """Chords and melody of a file, to be arranged: what it is is told from its content."""
    if body.file is not None and body.text is None:
        return await understood(studio, await body.file.read(), "file")
    if body.text is not None and body.file is None:
        return await understood(studio, body.text.encode(), "text")
    message = "send one of the two as multipart/form-data: file or text"
    problem = FieldProblem(field="file", message=message)
    raise Problem(422, f"file: {message}.", kind="/problems/import", errors=[problem])
