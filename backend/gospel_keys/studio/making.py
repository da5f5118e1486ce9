"""A piece made step by step, each step told as it is reached."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass

from pydantic import BaseModel

from gospel_keys.composer.errors import BriefError
from gospel_keys.platform.events import Event
from gospel_keys.score.model import Brief
from gospel_keys.studio import composing
from gospel_keys.studio.addresses import Addresses, draw_seed, new_piece_id
from gospel_keys.studio.identity import digest_of
from gospel_keys.studio.mapping import brief_out
from gospel_keys.studio.refusals import check_genre, refusal
from gospel_keys.studio.schemas import GenerateRequest
from gospel_keys.studio.schemas.streaming import ProgressOut
from gospel_keys.studio.service import Studio, piece_of

PLANNED = 0.15
"""What of a piece is done when its chords are there: notes and files take the rest."""
WRITTEN = 0.9


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was read and can be met, as far as reading it tells."""

    genre: str
    body: GenerateRequest
    seed: int
    brief: Brief
    owner: str


async def read(genre: str, body: GenerateRequest, owner: str) -> Asked:
    """Problem 404 for a genre that is not there, 422 for what contradicts itself."""
    check_genre(genre)
    seed = draw_seed() if body.seed is None else body.seed
    try:
        brief = await asyncio.to_thread(composing.brief_of, genre, body, seed)
    except BriefError as error:
        raise refusal(error) from error
    return Asked(genre, body, seed, brief, owner)


async def steps(studio: Studio, asked: Asked) -> AsyncGenerator[Event]:
    """The events of the piece's making; the last holds what ``generate`` answers.

    Problem 422 for what turns out impossible, 503 where nobody is free. Closing the generator
    stops the work where it stands.
    """
    yield _event("brief", brief_out(asked.brief))
    body, seed = asked.body, asked.seed
    digest = await asyncio.to_thread(digest_of, asked.genre, body, seed)
    kept = await studio.kept(digest) if body.seed is not None else None
    if kept is not None:
        await studio.shelve_again(asked.owner, kept)
        yield Event("done", await studio.told_again(asked.genre, body, kept))
        return
    yield _progress(ProgressOut(stage="planning", share=0.0))
    addresses = Addresses(asked.genre, new_piece_id())
    try:
        planned = await studio.composed(composing.plan_of, asked.brief, body)
        yield Event("chords", planned.chords)
        yield _progress(ProgressOut(stage="arranging", share=PLANNED))
        made = await studio.composed(
            composing.finish, addresses, body, asked.brief, planned.progression
        )
    except BriefError as error:
        raise refusal(error) from error
    if body.synthesize:
        yield _progress(ProgressOut(stage="rendering", share=WRITTEN))
    async with studio.database.writing() as session:
        piece = piece_of(addresses, body, seed, digest, made)
        answer = await studio.keep(session, piece, body, asked.owner, made.answer)
    yield Event("done", answer)


def _event(name: str, value: BaseModel) -> Event:
    return Event(name, value.model_dump_json().encode())


def _progress(value: ProgressOut) -> Event:
    return _event("progress", value)
