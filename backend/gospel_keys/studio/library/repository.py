"""The library's rows. Every query says whose; the database's row policy says it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    delete,
    func,
    literal,
    select,
    text,
    true,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from gospel_keys.platform.words import search_words
from gospel_keys.studio.library.cursor import Place
from gospel_keys.studio.models import LibraryItem, LibraryVersion, Piece
from gospel_keys.studio.schemas.library import Sort

MOST_VERSIONS = 200
LONGEST_LINE = 500
COMES_BACK_WITHIN = "1 day"

Found = Row[tuple[LibraryItem, Piece, int]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the library is wanted; None and "" leave a thing open."""

    search: str = ""
    genre: str | None = None
    favourite: bool | None = None
    sort: Sort = "recent"


async def become(session: AsyncSession, owner: str) -> None:
    """Let the transaction see this owner's rows, and no others."""
    await session.execute(text("SELECT set_config('app.owner', :owner, true)"), {"owner": owner})


async def shelve(session: AsyncSession, item: LibraryItem, piece_id: str) -> None:
    """Put a version into the library: a new item, or the newest of one that is there."""
    names = ("owner", "root_id", "shown_id", "title", "title_words", "words")
    query = insert(LibraryItem).values({name: getattr(item, name) for name in names})
    newest = {
        "shown_id": query.excluded.shown_id,
        "words": query.excluded.words,
        "changed_at": func.clock_timestamp(),
        "removed_at": None,
    }
    await session.execute(
        query.on_conflict_do_update(index_elements=["owner", "root_id"], set_=newest)
    )
    version = {"owner": item.owner, "root_id": item.root_id, "piece_id": piece_id}
    await session.execute(insert(LibraryVersion).values(version).on_conflict_do_nothing())


async def page(
    session: AsyncSession, owner: str, wanted: Wanted, after: Place | None, count: int
) -> Sequence[Found]:
    """The next ``count`` items after a place, each with the piece shown and how many there are."""
    query = _items(owner, wanted)
    place = tuple_(literal(after.at), literal(after.root_id)) if after else None
    root_id = LibraryItem.root_id
    if wanted.sort == "recent":
        key = tuple_(LibraryItem.changed_at, root_id)
        query = query.order_by(LibraryItem.changed_at.desc(), root_id.desc())
        behind = true() if place is None else key < place
    else:
        key = tuple_(LibraryItem.title_words, root_id)
        query = query.order_by(LibraryItem.title_words, root_id)
        behind = true() if place is None else key > place
    return (await session.execute(query.where(behind).limit(count))).all()


async def total(session: AsyncSession, owner: str, wanted: Wanted) -> int:
    """How many items are wanted in all."""
    query = select(func.count()).select_from(LibraryItem).join(Piece, _SHOWN)
    return await session.scalar(query.where(*_conditions(owner, wanted))) or 0


async def find(
    session: AsyncSession, owner: str, root_id: str, *, removed: bool = False
) -> Found | None:
    """One item; one that was removed only where ``removed`` says so."""
    query = _with_piece().where(LibraryItem.owner == owner, LibraryItem.root_id == root_id)
    if not removed:
        query = query.where(LibraryItem.removed_at.is_(None))
    return (await session.execute(query)).one_or_none()


async def remove(session: AsyncSession, owner: str, root_id: str) -> None:
    """Take an item off the list; what was taken off long ago is forgotten."""
    long_ago = func.clock_timestamp() - text(f"interval '{COMES_BACK_WITHIN}'")
    mine = LibraryItem.owner == owner
    await session.execute(delete(LibraryItem).where(mine, LibraryItem.removed_at < long_ago))
    await change(session, owner, root_id, removed_at=func.clock_timestamp())


async def change(session: AsyncSession, owner: str, root_id: str, **values: object) -> None:
    """Give an item other values."""
    query = update(LibraryItem).where(LibraryItem.owner == owner, LibraryItem.root_id == root_id)
    await session.execute(query.values(values))


async def versions(session: AsyncSession, owner: str, root_id: str) -> Sequence[Piece]:
    """The pieces of an item, the newest `MOST_VERSIONS` of them, oldest first."""
    query = select(Piece).join(LibraryVersion, LibraryVersion.piece_id == Piece.id)
    query = query.where(LibraryVersion.owner == owner, LibraryVersion.root_id == root_id)
    newest = query.order_by(LibraryVersion.made_at.desc(), Piece.id).limit(MOST_VERSIONS)
    return (await session.scalars(newest)).all()[::-1]


async def line(session: AsyncSession, genre: str, piece_id: str) -> Sequence[Piece]:
    """A piece and all it is an edit of, the first one first; empty where there is none."""
    here = select(Piece.id, Piece.parent_id, literal(0).label("depth"))
    found = here.where(Piece.id == piece_id, Piece.genre == genre).cte("line", recursive=True)
    above = select(Piece.id, Piece.parent_id, found.c.depth + 1)
    found = found.union_all(
        above.join(found, Piece.id == found.c.parent_id).where(found.c.depth < LONGEST_LINE)
    )
    query = select(Piece).join(found, found.c.id == Piece.id).order_by(found.c.depth.desc())
    return (await session.scalars(query)).all()


_SHOWN = Piece.id == LibraryItem.shown_id


def _with_piece() -> Select[tuple[LibraryItem, Piece, int]]:
    count = (
        select(func.count())
        .where(
            LibraryVersion.owner == LibraryItem.owner,
            LibraryVersion.root_id == LibraryItem.root_id,
        )
        .correlate(LibraryItem)
        .scalar_subquery()
    )
    return select(LibraryItem, Piece, count).join(Piece, _SHOWN)


def _items(owner: str, wanted: Wanted) -> Select[tuple[LibraryItem, Piece, int]]:
    return _with_piece().where(*_conditions(owner, wanted))


def _conditions(owner: str, wanted: Wanted) -> list[ColumnElement[bool]]:
    found = [LibraryItem.owner == owner, LibraryItem.removed_at.is_(None)]
    if wanted.genre is not None:
        found.append(Piece.genre == wanted.genre)
    if wanted.favourite is not None:
        found.append(LibraryItem.favourite == wanted.favourite)
    words = LibraryItem.title_words + LibraryItem.words
    found += [words.contains(_needle(word), autoescape=True) for word in _asked(wanted.search)]
    return found


def _asked(search: str) -> list[str]:
    """The words that are asked for; what has none asks for something that is nowhere."""
    return search_words(search) or ([search] if search.strip() else [])


def _needle(word: str) -> str:
    """A word is found by its beginning; in scripts that put no spaces, anywhere."""
    return f" {word}" if word.isascii() else word
