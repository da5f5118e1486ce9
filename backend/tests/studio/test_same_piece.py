"""What was made once is found again, not stored again."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text

from gospel_keys.genres.registry import genres
from gospel_keys.platform.database import Database
from gospel_keys.studio import identity, repository
from gospel_keys.studio.identity import digest_of, genre_version
from gospel_keys.studio.models import Piece
from gospel_keys.studio.schemas import GenerateRequest

pytestmark = pytest.mark.anyio

ASKED = {"description": "slow song in G major", "num_bars": 2, "seed": 5}


async def made(client: httpx.AsyncClient, **fields: object) -> dict:
    answer = await client.post("/gospel/generate", json={**ASKED, **fields})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def count(database: Database) -> int:
    async with database.reading() as session:
        return int(await session.scalar(text("SELECT count(*) FROM piece")) or 0)


@pytest.fixture
async def before(database: Database) -> int:
    """How many pieces there were: other tests may have left some of theirs."""
    return await count(database)


async def test_the_same_request_finds_the_piece_that_is_kept(
    client, database: Database, before: int
) -> None:
    first = await made(client)
    assert await made(client) == first
    assert await made(client, description="  slow  song in G major ") == first
    assert await count(database) == before + 1
    kept = await client.get(first["download_url"])
    assert kept.content == base64.b64decode(first["midi_base64"])


async def test_what_only_shapes_the_answer_makes_no_other_piece(
    client, database: Database, before: int
) -> None:
    whole = await made(client)
    short = await made(client, include_progression=False)
    assert short == {**whole, "chord_progression": []}
    assert await made(client, synthesize=True) == whole
    assert await count(database) == before + 1


@pytest.mark.parametrize(
    "other", [{"seed": 6}, {"num_bars": 3}, {"key": "G major"}, {"hand_size": "small"}]
)
async def test_anything_else_that_is_asked_is_another_piece(
    client, database: Database, before: int, other
) -> None:
    first, second = await made(client), await made(client, **other)
    assert first["id"] != second["id"]
    assert await count(database) == before + 2


async def test_what_composes_is_part_of_the_identity(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    request = GenerateRequest(description="song")
    before = digest_of("gospel", request, 1)
    assert digest_of("gospel", request, 1) == before
    assert digest_of("gospel", request, 2) != before
    for name, changed in (("VERSION", "another"), ("core_version", lambda: "another"),
                          ("genre_version", lambda _: "another")):  # fmt: skip
        with monkeypatch.context() as patch:
            patch.setattr(identity, name, changed)
            assert digest_of("gospel", request, 1) != before
    folder = genres()["gospel"].folder
    copies = [shutil.copytree(folder, tmp_path / name) for name in ("same", "other")]
    style = copies[1] / "style.toml"
    style.write_text(style.read_text("utf-8") + "# a word\n", "utf-8")
    same, other = map(genre_version, copies)
    assert same == genre_version(folder) != other


async def test_who_comes_second_is_told_so_and_finds_the_first(
    client, database: Database, before: int
) -> None:
    first = await made(client)
    async with database.writing() as session:
        kept = await repository.find(session, "gospel", first["id"], Piece.midi, Piece.document,
                                     Piece.score)  # fmt: skip
        assert kept
        assert kept.digest
        twin = Piece(id="T" * 22, genre="gospel", seed=5, title="t", request={}, midi=kept.midi,
                     document=kept.document, score=kept.score, score_version=1,
                     digest=kept.digest)  # fmt: skip
        assert not await repository.add(session, twin)
        found = await repository.find_made(session, kept.digest)
    assert found
    assert found.id == first["id"]
    assert await count(database) == before + 1
