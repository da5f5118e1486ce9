"""Pieces in the database. Adds and queries; the unit of work commits."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer
from sqlalchemy.orm.attributes import InstrumentedAttribute

from gospel_keys.studio.models import Piece


async def add(session: AsyncSession, piece: Piece) -> None:
    """Store a new piece."""
    session.add(piece)
    await session.flush()


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
