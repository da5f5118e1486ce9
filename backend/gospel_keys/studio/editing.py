"""Editing a piece that was made: always a new piece, the old one stays."""

from __future__ import annotations

import asyncio

from sqlalchemy.ext.asyncio import AsyncSession

from gospel_keys.composer.errors import BriefError
from gospel_keys.studio import composing, repository
from gospel_keys.studio.addresses import Addresses, draw_seed, new_piece_id
from gospel_keys.studio.edit_making import alternatives_of, make_edit
from gospel_keys.studio.identity import digest_of_edit
from gospel_keys.studio.library.service import shelve
from gospel_keys.studio.models import Piece
from gospel_keys.studio.refusals import check_genre, refusal
from gospel_keys.studio.schemas.edits import ChangeGenre, Edit
from gospel_keys.studio.score_mapping import SCORE_VERSION
from gospel_keys.studio.service import Studio


async def edit_piece(
    studio: Studio, genre: str, piece_id: str, edit: Edit, owner: str, session: AsyncSession
) -> bytes:
    """Make the edited piece and keep it, or find the same edit of the same piece; the answer.

    It joins the piece it was made of in the ``owner``'s library, unless it is only tried.
    Problem 404 without such a piece, 422 for what cannot be done.
    """
    parent = await studio.find(genre, piece_id, Piece.document)
    seed = _seed(edit)
    goal: str = edit.genre if isinstance(edit, ChangeGenre) else genre
    check_genre(goal)
    digest = await asyncio.to_thread(digest_of_edit, goal, parent.digest, piece_id, edit, seed)
    kept = await studio.kept(digest)
    if kept is None:
        addresses = Addresses(goal, new_piece_id())
        made = await _make(studio, addresses, parent, edit, seed)
        piece = _row(addresses, parent, edit, seed, digest, made)
        if await repository.add(session, piece):
            if edit.keep:
                await shelve(session, owner, piece)
            return made.answer
        kept = await repository.find_made(session, digest)  # somebody was faster
        assert kept is not None  # noqa: S101 - nothing is ever deleted
        if edit.keep:
            await shelve(session, owner, kept)
    elif edit.keep:
        await studio.shelve_again(owner, kept)
    known = Addresses(kept.genre, kept.id)
    again = composing.answer_again
    return await studio.composed(again, known, edit, kept.midi, kept.document)


def _seed(edit: Edit) -> int:
    """The edit's own seed, or one that is drawn; 0 where chance has no part."""
    asked: int | None = getattr(edit, "seed", None)
    return draw_seed() if edit.draws and asked is None else asked or 0


async def _make(
    studio: Studio, addresses: Addresses, parent: Piece, edit: Edit, seed: int
) -> composing.Made:
    """Edit in a worker. Problem 422 for what cannot be done, 503 where nobody is free."""
    try:
        return await studio.composed(make_edit, addresses, parent.id, parent.document, edit, seed)
    except BriefError as error:
        raise refusal(error) from error


async def alternatives_for(studio: Studio, genre: str, piece_id: str, chord_id: str) -> bytes:
    """What might stand in a chord's place. Problem 404 without the piece, 422 without the chord."""
    piece = await studio.find(genre, piece_id, Piece.document)
    try:
        return await studio.composed(alternatives_of, piece.document, chord_id)
    except BriefError as error:
        raise refusal(error) from error


def _row(
    addresses: Addresses,
    parent: Piece,
    edit: Edit,
    seed: int,
    digest: bytes,
    made: composing.Made,
) -> Piece:
    """The row of a piece that was edited just now."""
    return Piece(
        id=addresses.piece_id,
        genre=addresses.genre,
        seed=seed,
        title=made.title,
        request={
            "edit": edit.model_dump(exclude={"keep"}, exclude_none=True),
            "parent_id": parent.id,
        },
        midi=made.midi,
        document=made.document,
        score=made.score,
        score_version=SCORE_VERSION,
        digest=digest,
        parent_id=parent.id,
        root_id=parent.root_id or parent.id,
        facts=made.facts,
    )
