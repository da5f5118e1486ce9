"""A piece made step by step, each step told as it is reached."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from pydantic import BaseModel

from gospel_keys.composer.errors import BriefError
from gospel_keys.platform.events import Event, Tell
from gospel_keys.score.model import Brief
from gospel_keys.studio import composing
from gospel_keys.studio.addresses import Addresses, draw_seed, new_piece_id
from gospel_keys.studio.deciding import DECIDED, decide
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


async def make_told(studio: Studio, asked: Asked, tell: Tell) -> bytes:
    """Make a piece and tell how far it is; what ``generate`` answers, which is told last.

    Problem 422 for what turns out impossible, 503 where nobody is free. To cancel it stops the
    work where it stands.
    """
    tell(_event("brief", brief_out(asked.brief)))
    body = asked.body
    names = studio.model_names if body.ai_percentage else ()
    digest = await asyncio.to_thread(digest_of, asked.genre, body, asked.seed, names)
    kept = await studio.kept(digest) if body.seed is not None else None
    if kept is not None:
        await studio.shelve_again(asked.owner, kept)
        answer = await studio.told_again(asked.genre, body, kept)
    else:
        answer = await _made(studio, asked, digest, tell)
    tell(Event("done", answer))
    return answer


async def _made(studio: Studio, asked: Asked, digest: bytes, tell: Tell) -> bytes:
    """Plan, decide, arrange, keep."""
    body = asked.body

    def reached(progress: ProgressOut) -> None:
        tell(_event("progress", progress))

    addresses = Addresses(asked.genre, new_piece_id())
    reached(ProgressOut(stage="planning", share=0.0))
    try:
        planned = await studio.composed(composing.plan_of, asked.brief)
        brief, harmony = await decide(studio.language, asked.brief, planned, reached)
        chords = await asyncio.to_thread(composing.chords_told, brief, harmony, body)
        tell(_event("chords", chords))
        reached(ProgressOut(stage="arranging", share=DECIDED if harmony.offered else PLANNED))
        made = await studio.composed(composing.finish, addresses, body, brief, harmony)
    except BriefError as error:
        raise refusal(error) from error
    if body.synthesize:
        reached(ProgressOut(stage="rendering", share=WRITTEN))
    async with studio.database.writing() as session:
        piece = piece_of(addresses, body, asked.seed, digest, made)
        return await studio.keep(session, piece, body, asked.owner, made.answer)


def _event(name: str, value: BaseModel) -> Event:
    return Event(name, value.model_dump_json().encode())
