"""The studio's tables."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
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
    ``parent_id`` is the piece that this one is an edit of, ``root_id`` the first of that line.
    ``facts`` is what a list shows of it (`PieceFacts`); older pieces may lack them.
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
    root_id: Mapped[str | None] = mapped_column(Text)
    facts: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))


class LibraryItem(Base):
    """A piece in somebody's library, with all that was made of it by edits.

    ``shown_id`` is the version that was made last. ``title_words`` and ``words`` (of the version
    shown) are as searched. One that was removed stays for a while, so that it can come back.
    """

    __tablename__ = "library_item"

    owner: Mapped[str] = mapped_column(Text, primary_key=True)
    root_id: Mapped[str] = mapped_column(ForeignKey("piece.id", name="item_root"), primary_key=True)
    shown_id: Mapped[str] = mapped_column(ForeignKey("piece.id", name="item_shown"))
    title: Mapped[str] = mapped_column(Text)
    title_words: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    favourite: Mapped[bool] = mapped_column(Boolean, server_default="false")
    made_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )
    changed_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )
    removed_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))


class LibraryVersion(Base):
    """One piece of an item: the first, or what an edit made of it."""

    __tablename__ = "library_version"
    __table_args__ = (
        ForeignKeyConstraint(
            ["owner", "root_id"],
            ["library_item.owner", "library_item.root_id"],
            name="version_item",
            ondelete="CASCADE",
        ),
    )

    owner: Mapped[str] = mapped_column(Text, primary_key=True)
    piece_id: Mapped[str] = mapped_column(
        ForeignKey("piece.id", name="version_piece"), primary_key=True
    )
    root_id: Mapped[str] = mapped_column(Text)
    made_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )
