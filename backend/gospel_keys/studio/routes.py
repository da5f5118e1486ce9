"""The studio's addresses: words to a piece, and the piece as MIDI, score and sound.

One set of addresses serves every genre: ``genre`` in the path is looked up in the registry, and
the OpenAPI lists what is registered.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from gospel_keys.platform.database import unit_of_work
from gospel_keys.platform.limits import limited
from gospel_keys.platform.problems import problem_responses
from gospel_keys.platform.ranges import NOT_MODIFIED, file_response, file_responses
from gospel_keys.platform.visitors import Owner
from gospel_keys.sound.options import MEDIA_TYPES, Format
from gospel_keys.studio import making
from gospel_keys.studio.choices import GenreId
from gospel_keys.studio.schemas import (
    BriefOut,
    BriefRequest,
    GenerateRequest,
    GenerateResponse,
    GenreOut,
    ScoreOut,
)
from gospel_keys.studio.service import Studio

router = APIRouter(tags=["studio"])

PieceId = Annotated[str, Path(min_length=16, max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
Genre = Annotated[GenreId, Path(description="A registered genre, see `GET /genres`.")]


def studio_of(request: Request) -> Studio:
    """The application's one studio."""
    studio: Studio = request.app.state.studio
    return studio


StudioDep = Annotated[Studio, Depends(studio_of)]
UnitOfWork = Annotated[AsyncSession, Depends(unit_of_work, scope="function")]

MIDI_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"audio/midi": {}}, "description": "A standard MIDI file."}
}
SOUND_RESPONSES = file_responses("audio/wav", "A sound file; byte ranges are served.")
for _status in (200, 206):
    SOUND_RESPONSES[_status] = SOUND_RESPONSES[_status] | {
        "content": dict.fromkeys(MEDIA_TYPES.values(), SOUND_RESPONSES[200]["content"]["audio/wav"])
    }
SoundFormat = Annotated[Format, Query(alias="format", description="Which kind of file.")]
FONT_RESPONSES = file_responses("audio/x-soundfont", "A SoundFont with one grand piano.")


@router.get("/genres")
async def list_genres(studio: StudioDep) -> list[GenreOut]:
    """Every genre there is, with its applications, colours and example prompts."""
    return studio.genres()


@router.post("/brief", responses=problem_responses(422))
async def read_brief(body: BriefRequest, studio: StudioDep) -> BriefOut:
    """What the words and fields are understood to ask for; nothing is made."""
    return await studio.brief(body)


@router.post(
    "/{genre}/generate",
    response_model=GenerateResponse,
    responses=problem_responses(404, 422, 429, 503),
    dependencies=[Depends(limited("generate"))],
)
async def generate(
    genre: Genre, body: GenerateRequest, studio: StudioDep, owner: Owner, session: UnitOfWork
) -> Response:
    """Words in, a playable two-hand piece out. The same request and seed give the same bytes."""
    if body.ai_percentage:
        asked = await making.read(genre, body, owner)
        answer = await making.make_told(studio, asked, lambda _: None)
    else:
        answer = await studio.generate(genre, body, owner, session)
    return Response(answer, media_type="application/json")


@router.get(
    "/{genre}/download/{piece_id}",
    response_class=Response,
    responses={**MIDI_RESPONSES, **problem_responses(404, 422, 503)},
)
async def download(genre: Genre, piece_id: PieceId, studio: StudioDep) -> Response:
    """The piece as a MIDI file."""
    piece = await studio.midi(genre, piece_id)
    return Response(
        piece.data, media_type="audio/midi", headers={"content-disposition": piece.disposition}
    )


@router.get(
    "/{genre}/score/{piece_id}",
    response_model=ScoreOut,
    responses={**NOT_MODIFIED, **problem_responses(404, 422, 503)},
)
async def score(genre: Genre, piece_id: PieceId, request: Request, studio: StudioDep) -> Response:
    """The whole piece as the page draws and plays it: spelled notes, hands, chords, pedal."""
    return await studio.score(genre, piece_id, request.headers)


@router.get(
    "/{genre}/audio/{piece_id}",
    response_class=Response,
    responses={**SOUND_RESPONSES, **problem_responses(404, 416, 422, 503)},
)
async def audio(
    genre: Genre, piece_id: PieceId, request: Request, studio: StudioDep, kind: SoundFormat = "wav"
) -> Response:
    """The piece as sound, rendered when first asked for; byte ranges are served."""
    sound = await studio.audio(genre, piece_id, kind)
    return file_response(request, sound, MEDIA_TYPES[kind])


@router.get(
    "/soundfonts/piano.sf2",
    response_class=Response,
    responses={**FONT_RESPONSES, **problem_responses(416, 503)},
)
async def piano_font(request: Request, studio: StudioDep) -> Response:
    """The piano the page plays with: one preset cut from the best font found, at most 8 MB."""
    font = await studio.piano_font()
    return file_response(request, font, "audio/x-soundfont")
