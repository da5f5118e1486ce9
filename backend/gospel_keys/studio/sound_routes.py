"""The addresses of a piece's sound as a page draws it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from gospel_keys.platform.problems import problem_responses
from gospel_keys.platform.ranges import NOT_MODIFIED, file_response, file_responses
from gospel_keys.studio.routes import Genre, PieceId, StudioDep
from gospel_keys.studio.schemas.sound import WaveformOut

router = APIRouter(tags=["studio"])

Count = Annotated[int, Query(ge=16, le=4096, description="Stretches to cut the piece into.")]
PNG_RESPONSES = file_responses("image/png", "A PNG picture.")


@router.get(
    "/{genre}/waveform/{piece_id}.png",
    response_class=Response,
    responses={**PNG_RESPONSES, **problem_responses(404, 416, 422, 503)},
)
async def waveform_picture(
    genre: Genre, piece_id: PieceId, request: Request, studio: StudioDep
) -> Response:
    """The piece's waveform, 1200 by 200 pixels on a transparent ground."""
    return file_response(request, await studio.picture(genre, piece_id, "waveform"), "image/png")


@router.get(
    "/{genre}/spectrogram/{piece_id}.png",
    response_class=Response,
    responses={**PNG_RESPONSES, **problem_responses(404, 416, 422, 503)},
)
async def spectrogram_picture(
    genre: Genre, piece_id: PieceId, request: Request, studio: StudioDep
) -> Response:
    """The piece's spectrum over time, 1200 by 400 pixels: pitch upward, level as brightness."""
    return file_response(request, await studio.picture(genre, piece_id, "spectrogram"), "image/png")


@router.get(
    "/{genre}/waveform/{piece_id}",
    response_model=WaveformOut,
    responses={**NOT_MODIFIED, **problem_responses(404, 416, 422, 503)},
)
async def waveform(
    genre: Genre, piece_id: PieceId, request: Request, studio: StudioDep, count: Count = 1000
) -> Response:
    """The piece's waveform as numbers: what a display draws and a click is measured against."""
    file = await studio.waveform(genre, piece_id, count)
    return file_response(request, file, "application/json")
