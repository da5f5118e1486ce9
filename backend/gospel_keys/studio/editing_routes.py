"""The addresses at which a piece is edited."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Response

from gospel_keys.platform.limits import limited
from gospel_keys.platform.problems import problem_responses
from gospel_keys.platform.visitors import Owner
from gospel_keys.studio.editing import alternatives_for, edit_piece
from gospel_keys.studio.routes import Genre, PieceId, StudioDep, UnitOfWork
from gospel_keys.studio.schemas import GenerateResponse
from gospel_keys.studio.schemas.edits import AlternativesOut, AnyEdit

router = APIRouter(tags=["studio"])
ChordName = Annotated[str, Path(max_length=40, description="A chord's id in the piece.")]
EXAMPLES: tuple[dict[str, Any], ...] = (
    {"operation": "regenerate", "bars": [5, 8], "locked": ["p1.c0"], "seed": 7},
    {"operation": "set_chord", "chord_id": "p1.c2", "symbol": "Db7"},
    {"operation": "reharmonise", "bars": [5, 8], "techniques": ["tritone", "backdoor"]},
    {"operation": "transpose", "key": "Eb major"},
    {"operation": "variation", "seed": 8},
    {"operation": "complexity", "complexity": 3},
)
EditBody = Annotated[
    AnyEdit, Body(openapi_examples={str(one["operation"]): {"value": one} for one in EXAMPLES})
]


@router.post(
    "/{genre}/score/{piece_id}/edit",
    response_model=GenerateResponse,
    responses=problem_responses(404, 422, 429, 503),
    dependencies=[Depends(limited("generate"))],
)
async def edit(
    genre: Genre,
    piece_id: PieceId,
    body: EditBody,
    studio: StudioDep,
    owner: Owner,
    session: UnitOfWork,
) -> Response:
    """A new piece of this one. The same edit and seed give the same piece; this one stays."""
    answer = await edit_piece(studio, genre, piece_id, body, owner, session)
    return Response(answer, media_type="application/json")


@router.get(
    "/{genre}/score/{piece_id}/alternatives/{chord_id}",
    response_model=AlternativesOut,
    responses=problem_responses(404, 422, 503),
)
async def alternatives(
    genre: Genre, piece_id: PieceId, chord_id: ChordName, studio: StudioDep
) -> Response:
    """Chords that might stand in a chord's place, each with the reason, the aptest first."""
    answer = await alternatives_for(studio, genre, piece_id, chord_id)
    return Response(answer, media_type="application/json")
