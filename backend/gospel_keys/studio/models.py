"""The studio's table."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    BigInteger,
    DateTime,
    ForeignKey,
    LargeBinary,
    SmallInteger,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from gospel_keys.platform.database import Base


class Piece(Base):
    """A piece that was made.

    ``document`` is the truth (arrangement and performance, zlib-compressed JSON of the score's
    codec); ``midi`` is what was given; ``score`` is the answer of the score's address, gzipped, as
    of ``score_version``. ``digest`` is what the piece was made from; the same is kept once.
    ``parent_id`` is the piece that this one is an edit of.
    """

    __tablename__ = "piece"
    __table_args__ = (UniqueConstraint("digest", name="piece_digest_once"),)

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    created_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.now()
    )
    genre: Mapped[str] = mapped_column(Text)
    seed: Mapped[int] = mapped_column(BigInteger)
    title: Mapped[str] = mapped_column(Text)
    request: Mapped[dict[str, Any]] = mapped_column(JSONB)
    midi: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    document: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    score: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    score_version: Mapped[int] = mapped_column(SmallInteger)
    digest: Mapped[bytes | None] = mapped_column(LargeBinary)
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("piece.id", name="piece_parent"))
