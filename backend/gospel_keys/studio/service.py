"""What the studio does for a request."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Mapping
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import InstrumentedAttribute
from starlette.responses import Response

from gospel_keys.composer.errors import BriefError
from gospel_keys.composer.parser import read_brief
from gospel_keys.genres.registry import genres
from gospel_keys.platform.database import Database
from gospel_keys.platform.packed import packed_json
from gospel_keys.platform.pool import PoolFullError, WorkerPool
from gospel_keys.platform.problems import Problem
from gospel_keys.platform.ranges import OpenFile
from gospel_keys.sound.options import Format
from gospel_keys.studio import composing, repository
from gospel_keys.studio.addresses import Addresses, attachment, draw_seed, new_piece_id
from gospel_keys.studio.identity import core_version, digest_of, genre_version
from gospel_keys.studio.library.service import shelve
from gospel_keys.studio.mapping import brief_out, genre_out
from gospel_keys.studio.models import Piece
from gospel_keys.studio.refusals import check_genre, refusal, unknown_genre
from gospel_keys.studio.schemas import BriefOut, BriefRequest, GenerateRequest, GenreOut
from gospel_keys.studio.score_mapping import SCORE_VERSION
from gospel_keys.studio.sounds import Sounds
from gospel_keys.studio.waveforms import Picture

if TYPE_CHECKING:
    from gospel_keys.language.service import Language

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Download:
    """A file's bytes and the Content-Disposition that names it."""

    data: bytes
    disposition: str


class Studio:
    """The studio's use cases over its database, its composers and its sound."""

    def __init__(
        self,
        database: Database,
        composers: WorkerPool,
        sounds: Sounds,
        language: Language | None = None,
    ) -> None:
        self.database = database
        self.composers = composers
        self.sounds = sounds
        self.language = language

    @property
    def model_names(self) -> tuple[str, ...]:
        """The models that may be asked; what they make is another piece than the rules'."""
        return tuple(one.id for one in self.language.router.providers) if self.language else ()

    @functools.cached_property
    def _genres(self) -> list[GenreOut]:
        return [genre_out(genre) for genre in genres().values()]

    def genres(self) -> list[GenreOut]:
        """What the registry has."""
        return self._genres

    async def brief(self, body: BriefRequest) -> BriefOut:
        """What ``body`` asks for. Problem 422 when it contradicts itself."""
        if body.genre not in genres():
            raise refusal(unknown_genre(body.genre))
        try:
            brief = await asyncio.to_thread(read_brief, body, genres())
        except BriefError as error:
            raise refusal(error) from error
        return brief_out(brief)

    async def generate(
        self, genre: str, body: GenerateRequest, owner: str, session: AsyncSession
    ) -> bytes:
        """Make a piece and keep it, or find the one that was made from the same; the answer.

        Either way it is in the ``owner``'s library afterwards.
        """
        check_genre(genre)
        seed = draw_seed() if body.seed is None else body.seed
        digest = await asyncio.to_thread(digest_of, genre, body, seed)
        kept = await self.kept(digest) if body.seed is not None else None
        if kept is not None:
            await self.shelve_again(owner, kept)
            return await self.told_again(genre, body, kept)
        addresses = Addresses(genre, new_piece_id())
        made = await self._make(addresses, body, seed)
        piece = piece_of(addresses, body, seed, digest, made)
        return await self.keep(session, piece, body, owner, made.answer)

    async def keep(
        self, session: AsyncSession, piece: Piece, body: GenerateRequest, owner: str, answer: bytes
    ) -> bytes:
        """Keep a piece that was made, or find the one of somebody faster; the answer."""
        if await repository.add(session, piece):
            await shelve(session, owner, piece)
            return await self._sounding(body, piece.midi, piece.title, answer)
        assert piece.digest is not None  # noqa: S101 - what is made now has one
        kept = await repository.find_made(session, piece.digest)
        assert kept is not None  # noqa: S101 - nothing is ever deleted
        await shelve(session, owner, kept)
        return await self.told_again(piece.genre, body, kept)

    async def shelve_again(self, owner: str, kept: Piece) -> None:
        """Put a piece that was found on top of the library; no connection is held afterwards."""
        async with self.database.writing() as session:
            await shelve(session, owner, kept)

    async def told_again(self, genre: str, body: GenerateRequest, kept: Piece) -> bytes:
        """The answer of a piece that was kept."""
        known = Addresses(genre, kept.id)
        again = composing.answer_again
        answer = await self.composed(again, known, body, kept.midi, kept.document)
        return await self._sounding(body, kept.midi, kept.title, answer)

    async def kept(self, digest: bytes) -> Piece | None:
        """The piece that was made from the same. No connection is held while one is composed."""
        async with self.database.reading() as session:
            return await repository.find_made(session, digest)

    async def _sounding(
        self, body: GenerateRequest, midi: bytes, title: str, answer: bytes
    ) -> bytes:
        """The answer, once the sound is there where it was asked for at once."""
        if body.synthesize:
            (await self.sounds.audio(midi, title)).close()
        return answer

    async def _make(self, addresses: Addresses, body: GenerateRequest, seed: int) -> composing.Made:
        """Compose in a worker. Problem 422 for what cannot be done, 503 where nobody is free."""
        try:
            return await self.composed(composing.make, addresses, body, seed)
        except BriefError as error:
            raise refusal(error) from error

    async def composed[**P, R](self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run ``work`` in a composer. Problem 503 where nobody is free."""
        try:
            return await self.composers.run(work, *args, **kwargs)
        except (BrokenProcessPool, PoolFullError) as error:
            log.warning("no composer", error=str(error))
            wait = {"retry-after": "5"}
            raise Problem(503, "The composers are busy. Try again.", headers=wait) from error

    async def midi(self, genre: str, piece_id: str) -> Download:
        """The piece's MIDI file."""
        piece = await self.find(genre, piece_id, Piece.midi)
        return Download(piece.midi, attachment(piece.title, "mid"))

    async def audio(self, genre: str, piece_id: str, kind: Format = "wav") -> OpenFile:
        """The piece's sound file, rendered now when it is not there."""
        piece = await self.find(genre, piece_id, Piece.midi)
        return await self.sounds.audio(piece.midi, piece.title, kind)

    async def waveform(self, genre: str, piece_id: str, count: int) -> OpenFile:
        """The peaks of the piece's sound as JSON."""
        piece = await self.find(genre, piece_id, Piece.midi)
        return await self.sounds.waveform(piece.midi, piece.title, count)

    async def picture(self, genre: str, piece_id: str, kind: Picture) -> OpenFile:
        """The piece's waveform or spectrogram as a PNG."""
        piece = await self.find(genre, piece_id, Piece.midi)
        return await self.sounds.picture(piece.midi, piece.title, kind)

    async def piano_font(self) -> OpenFile:
        """The page's piano."""
        return await self.sounds.piano()

    async def score(self, genre: str, piece_id: str, headers: Mapping[str, str]) -> Response:
        """The piece's score as JSON, gzipped where the client takes it."""
        piece = await self.find(genre, piece_id, Piece.score)
        packed = piece.score
        if piece.score_version < SCORE_VERSION:
            packed = await self._rewrite(genre, piece_id)
        return packed_json(packed, f"{piece_id}-{SCORE_VERSION}", headers)

    async def _rewrite(self, genre: str, piece_id: str) -> bytes:
        """Write a score of an older version anew, and keep it."""
        piece = await self.find(genre, piece_id, Piece.document)
        addresses = Addresses(genre, piece_id)
        packed = await self.composed(composing.repack_score, piece.document, addresses)
        async with self.database.writing() as session:
            await repository.replace_score(session, piece_id, packed, SCORE_VERSION)
        return packed

    async def find(self, genre: str, piece_id: str, *parts: InstrumentedAttribute[bytes]) -> Piece:
        """The piece from the replica, or from the primary while the replica lags; else 404."""
        check_genre(genre)
        async with self.database.reading() as session:
            piece = await repository.find(session, genre, piece_id, *parts)
        if piece is None and self.database.has_replica:
            async with self.database.sessions() as session:
                piece = await repository.find(session, genre, piece_id, *parts)
        if piece is None:
            raise Problem(404, "There is no such piece here.")
        return piece


def warm_server() -> None:
    """Read what the first request would wait for: the genres, and what makes a piece itself."""
    for genre in genres().values():
        genre_version(genre.folder)
    core_version()


def piece_of(
    addresses: Addresses, body: GenerateRequest, seed: int, digest: bytes, made: composing.Made
) -> Piece:
    """The row of a piece that was made just now."""
    return Piece(
        id=addresses.piece_id,
        genre=addresses.genre,
        seed=seed,
        title=made.title,
        request=body.model_dump(exclude_none=True),
        midi=made.midi,
        document=made.document,
        score=made.score,
        score_version=SCORE_VERSION,
        digest=digest,
        facts=made.facts,
    )
