"""Pieces in the database. Adds and queries; the unit of work commits."""

from __future__ import annotations

from sqlalchemy import inspect, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer
from sqlalchemy.orm.attributes import InstrumentedAttribute

from gospel_keys.studio.models import Piece


async def add(session: AsyncSession, piece: Piece) -> bool:
    """Store a new piece; False when one of the same digest is there, also from a moment ago."""
    names = [column.key for column in inspect(Piece).columns if column.key != "created_at"]
    values = {name: getattr(piece, name) for name in names}
    query = insert(Piece).values(values).on_conflict_do_nothing(index_elements=[Piece.digest])
    return await session.scalar(query.returning(Piece.id)) is not None


async def find_made(session: AsyncSession, digest: bytes) -> Piece | None:
    """The piece that was made from the same, with what an answer is made of; or None."""
    query = select(Piece).where(Piece.digest == digest)
    found: Piece | None = await session.scalar(
        query.options(undefer(Piece.midi), undefer(Piece.document))
    )
    return found


async def find(
    session: AsyncSession, genre: str, piece_id: str, *parts: InstrumentedAttribute[bytes]
) -> Piece | None:
    """The piece of that genre and id with the ``parts`` loaded, or None."""
    query = select(Piece).where(Piece.id == piece_id, Piece.genre == genre)
    found: Piece | None = await session.scalar(query.options(*(undefer(p) for p in parts)))
    return found


async def replace_score(session: AsyncSession, piece_id: str, score: bytes, version: int) -> None:
    """Keep a score that was written anew for a newer ``version``."""
    query = update(Piece).where(Piece.id == piece_id, Piece.score_version < version)
    await session.execute(query.values(score=score, score_version=version))
