"""The library's addresses: list and search, rename, star, remove and put back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from gospel_keys.platform.database import Database
from gospel_keys.platform.problems import problem_responses
from gospel_keys.platform.visitors import Owner
from gospel_keys.studio.choices import GenreId
from gospel_keys.studio.library import service
from gospel_keys.studio.library.repository import Wanted
from gospel_keys.studio.routes import Genre, PieceId, UnitOfWork
from gospel_keys.studio.schemas.library import (
    LONGEST_SEARCH,
    LibraryChange,
    LibraryPage,
    LibraryPiece,
    RecipeOut,
    Sort,
    VersionsOut,
)

router = APIRouter(tags=["library"])


def database_of(request: Request) -> Database:
    """The application's database."""
    database: Database = request.app.state.database
    return database


DatabaseDep = Annotated[Database, Depends(database_of)]
Search = Annotated[
    str,
    Query(
        max_length=LONGEST_SEARCH,
        description="Every word must begin a word of the title, the description, genre or key.",
    ),
]
InGenre = Annotated[GenreId | None, Query(max_length=40, description="Only this genre.")]
Starred = Annotated[bool | None, Query(description="Only those starred, or only the others.")]
Order = Annotated[Sort, Query(description="Last changed first, or by title.")]
Cursor = Annotated[str | None, Query(max_length=1000, description="`next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=100, description="At most so many.")]


@router.get("/pieces", responses=problem_responses(422, 503))
async def list_pieces(
    database: DatabaseDep,
    owner: Owner,
    search: Search = "",
    genre: InGenre = None,
    favourite: Starred = None,
    sort: Order = "recent",
    cursor: Cursor = None,
    limit: Limit = 24,
) -> LibraryPage:
    """What you made, with the edits of a piece counted under it. Nobody else's is listed."""
    wanted = Wanted(search.replace("\0", " "), genre, favourite, sort)
    return await service.listed(database, owner, wanted, cursor, limit)


@router.patch("/pieces/{piece_id}", responses=problem_responses(404, 422, 503))
async def change_piece(
    piece_id: PieceId, body: LibraryChange, owner: Owner, session: UnitOfWork
) -> LibraryPiece:
    """Rename a piece of the library, star it, or both. `piece_id` is the item's `id`."""
    return await service.change(session, owner, piece_id, body)


@router.delete("/pieces/{piece_id}", status_code=204, responses=problem_responses(404, 422, 503))
async def remove_piece(piece_id: PieceId, owner: Owner, session: UnitOfWork) -> Response:
    """Take a piece and its edits out of the library; for a day they can be put back.

    Whoever has a link to it can still open it.
    """
    await service.remove(session, owner, piece_id)
    return Response(status_code=204)


@router.post("/pieces/{piece_id}/restore", responses=problem_responses(404, 422, 503))
async def restore_piece(piece_id: PieceId, owner: Owner, session: UnitOfWork) -> LibraryPiece:
    """Put back what was removed."""
    return await service.restore(session, owner, piece_id)


@router.get("/pieces/{piece_id}/versions", responses=problem_responses(404, 422, 503))
async def list_versions(piece_id: PieceId, owner: Owner, database: DatabaseDep) -> VersionsOut:
    """A piece and all that edits made of it."""
    return await service.versions(database, owner, piece_id)


@router.get("/{genre}/score/{piece_id}/recipe", responses=problem_responses(404, 422, 503))
async def recipe(genre: Genre, piece_id: PieceId, database: DatabaseDep) -> RecipeOut:
    """The request and the edits that make this piece."""
    return await service.recipe(database, genre, piece_id)
