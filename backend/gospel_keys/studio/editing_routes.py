"""The addresses at which a piece is edited."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Response

from gospel_keys.platform.limits import limited
from gospel_keys.platform.problems import problem_responses
from gospel_keys.studio.editing import edit_piece
from gospel_keys.studio.routes import Genre, PieceId, StudioDep, UnitOfWork
from gospel_keys.studio.schemas import GenerateResponse
from gospel_keys.studio.schemas.edits import Regenerate

router = APIRouter(tags=["studio"])
EditBody = Annotated[
    Regenerate,
    Body(
        openapi_examples={
            "regenerate": {
                "value": {"operation": "regenerate", "bars": [5, 8], "locked": ["p1.c0"], "seed": 7}
            }
        }
    ),
]


@router.post(
    "/{genre}/score/{piece_id}/edit",
    response_model=GenerateResponse,
    responses=problem_responses(404, 422, 429, 503),
    dependencies=[Depends(limited("generate"))],
)
async def edit(
    genre: Genre, piece_id: PieceId, body: EditBody, studio: StudioDep, session: UnitOfWork
) -> Response:
    """A new piece of this one. The same edit and seed give the same piece; this one stays."""
    answer = await edit_piece(studio, genre, piece_id, body, session)
    return Response(answer, media_type="application/json")
