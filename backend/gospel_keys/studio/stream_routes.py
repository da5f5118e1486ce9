"""A piece while it is made, as server-sent events."""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi import APIRouter, Depends, Request, Response

from gospel_keys.platform.events import EventStream
from gospel_keys.platform.limits import limited
from gospel_keys.platform.problems import problem_responses
from gospel_keys.platform.visitors import Owner
from gospel_keys.studio import making
from gospel_keys.studio.routes import Genre, StudioDep
from gospel_keys.studio.schemas import GenerateRequest
from gospel_keys.studio.schemas.streaming import StreamEvent

router = APIRouter(tags=["studio"])

STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "model": StreamEvent,
        "description": "Events named `brief`, `progress`, `chords`, and at last `done` or `error`. "
        "The schema lists what each one's `data` holds; an `error` holds a problem document.",
    }
}


@router.post(
    "/{genre}/generate/stream",
    response_class=EventStream,
    responses={**STREAM, **problem_responses(404, 422, 429, 503)},
    dependencies=[Depends(limited("generate"))],
)
async def generate_stream(
    genre: Genre, body: GenerateRequest, request: Request, studio: StudioDep, owner: Owner
) -> Response:
    """As `generate`, told step by step. To close the connection stops the work."""
    asked = await making.read(genre, body, owner)
    return EventStream(request, partial(making.make_told, studio, asked))
