"""What the library does for a request."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncSession

from gospel_keys.genres.registry import genres
from gospel_keys.platform.database import Database
from gospel_keys.platform.fields import FieldProblem
from gospel_keys.platform.problems import Problem
from gospel_keys.platform.words import searchable
from gospel_keys.studio.library import repository
from gospel_keys.studio.library.cursor import Place, read_cursor, write_cursor
from gospel_keys.studio.library.repository import Found, Wanted
from gospel_keys.studio.models import LibraryItem, Piece
from gospel_keys.studio.refusals import check_genre, refusal, unknown_genre
from gospel_keys.studio.schemas.edits import AnyEdit, Edit
from gospel_keys.studio.schemas.library import (
    LONGEST_TITLE,
    KeptPiece,
    LibraryChange,
    LibraryPage,
    LibraryPiece,
    PieceFacts,
    RecipeOut,
    VersionsOut,
)

NOT_HERE = "There is no such piece in the library."
TOLD_ONLY = {"include_progression", "synthesize", "keep"}
"""Fields of a request that say nothing about the piece."""
_edits: TypeAdapter[Edit] = TypeAdapter(AnyEdit)


async def shelve(session: AsyncSession, owner: str, piece: Piece) -> None:
    """Put a piece that was just made, or found again, into its maker's library.

    An edit joins the piece it came from; the name that was given stays. A piece from before there
    was a library, whose facts could not be read, stays out.
    """
    if piece.facts is None:
        return
    facts = PieceFacts.model_validate(piece.facts)
    label = genres()[piece.genre].style.label
    title = facts.description[:LONGEST_TITLE].strip() or label
    item = LibraryItem(
        owner=owner,
        root_id=piece.root_id or piece.id,
        shown_id=piece.id,
        title=title,
        title_words=searchable(title),
        words=searchable(facts.description, label, piece.genre, facts.key),
    )
    await repository.become(session, owner)
    await repository.shelve(session, item, piece.id)


async def listed(
    database: Database, owner: str, wanted: Wanted, cursor: str | None, limit: int
) -> LibraryPage:
    """A page of the library. Problem 422 for an unknown genre or a wrong cursor."""
    if wanted.genre is not None and wanted.genre not in genres():
        raise refusal(unknown_genre(wanted.genre))
    after = read_cursor(wanted.sort, cursor) if cursor else None
    async with database.reading() as session:
        await repository.become(session, owner)
        rows = await repository.page(session, owner, wanted, after, limit + 1)
        total = await repository.total(session, owner, wanted)
    more = len(rows) > limit
    rows = rows[:limit]
    return LibraryPage(
        pieces=[_item_out(row) for row in rows],
        next=write_cursor(wanted.sort, _place(rows[-1][0], wanted)) if more else None,
        total=total,
    )


async def change(
    session: AsyncSession, owner: str, root_id: str, asked: LibraryChange
) -> LibraryPiece:
    """Rename or star. Problem 404 where it is not in this library, 422 where nothing is asked."""
    values: dict[str, Any] = asked.model_dump(exclude_none=True)
    if not values:
        message = "is missing, and so is favourite: say what is to be different"
        field = FieldProblem(field="title", message=message, allowed=None, value=None)
        raise Problem(422, f"title {message}", kind="/problems/validation", errors=[field])
    if asked.title is not None:
        values["title_words"] = searchable(asked.title)
    await _there(session, owner, root_id)
    await repository.change(session, owner, root_id, **values)
    session.expire_all()
    return _item_out(await _there(session, owner, root_id))


async def remove(session: AsyncSession, owner: str, root_id: str) -> None:
    """Take an item out of the library; for a day it can be put back. Problem 404 without it."""
    await _there(session, owner, root_id)
    await repository.remove(session, owner, root_id)


async def restore(session: AsyncSession, owner: str, root_id: str) -> LibraryPiece:
    """Put back what was removed. Problem 404 where it is gone for good, or never was there."""
    await _there(session, owner, root_id, removed=True)
    await repository.change(session, owner, root_id, removed_at=None)
    session.expire_all()
    return _item_out(await _there(session, owner, root_id))


async def versions(database: Database, owner: str, root_id: str) -> VersionsOut:
    """All that was made of an item. Problem 404 where it is not in this library."""
    async with database.reading() as session:
        await _there(session, owner, root_id)
        found = await repository.versions(session, owner, root_id)
    return VersionsOut(versions=[_kept_out(piece) for piece in found])


async def recipe(database: Database, genre: str, piece_id: str) -> RecipeOut:
    """What makes a piece again. Problem 404 without the piece."""
    check_genre(genre)
    async with database.reading() as session:
        line = await repository.line(session, genre, piece_id)
    if not line or line[0].parent_id is not None:
        raise Problem(404, "There is no such piece here.")
    root, *edited = line
    request = {name: value for name, value in root.request.items() if name not in TOLD_ONLY}
    return RecipeOut(
        genre=root.genre,
        request={**request, "seed": root.seed},
        edits=[_edit_of(piece) for piece in edited],
    )


def _edit_of(piece: Piece) -> dict[str, Any]:
    """The edit that made a piece, with the seed that was drawn for it."""
    edit = _edits.validate_python(piece.request["edit"])
    found = edit.model_dump(exclude=TOLD_ONLY, exclude_none=True)
    return {**found, "seed": piece.seed} if edit.draws else found


async def _there(
    session: AsyncSession, owner: str, root_id: str, *, removed: bool = False
) -> Found:
    await repository.become(session, owner)
    found = await repository.find(session, owner, root_id, removed=removed)
    if found is None:
        raise Problem(404, NOT_HERE)
    return found


def _place(item: LibraryItem, wanted: Wanted) -> Place:
    return Place(item.changed_at if wanted.sort == "recent" else item.title_words, item.root_id)


def _item_out(row: Found) -> LibraryPiece:
    item, piece, count = row
    return LibraryPiece(
        id=item.root_id,
        title=item.title,
        favourite=item.favourite,
        made_at=item.made_at,
        changed_at=item.changed_at,
        versions=count,
        shown=_kept_out(piece),
    )


def _kept_out(piece: Piece) -> KeptPiece:
    return KeptPiece(
        id=piece.id,
        genre=piece.genre,
        parent_id=piece.parent_id,
        operation=piece.request.get("edit", {}).get("operation"),
        made_at=piece.created_at,
        facts=PieceFacts.model_validate(piece.facts),
    )
