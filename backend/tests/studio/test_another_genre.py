"""A genre more is a folder more: the service needs no other change."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gospel_keys import cli
from gospel_keys.app import Services, create_app
from gospel_keys.platform.pool import WorkerPool
from gospel_keys.platform.settings import Settings
from gospel_keys.studio.warm import warm_up

pytestmark = pytest.mark.anyio

WORDS = {"description": "Happy piece in D major", "num_bars": 4, "seed": 1}


@pytest.fixture
def another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a genre that one command made."""
    folder = str(tmp_path / "genres")
    made = CliRunner().invoke(cli.app, ["new-genre", "ragtime", "--folder", folder])
    assert made.exit_code == 0, made.output
    assert f"GOSPEL_KEYS_GENRES={folder}" in made.stderr
    monkeypatch.setenv("GOSPEL_KEYS_GENRES", folder)
    return "ragtime"


@pytest.fixture
def its_composers(another: str) -> Iterator[WorkerPool]:
    pool = WorkerPool(1, warm_up)
    yield pool
    pool.close()


async def test_the_service_has_it_everywhere(
    another: str, its_composers: WorkerPool, services: Services, connected
) -> None:
    app = create_app(Settings(), Services(services.database, its_composers, services.sounds))
    async with connected(app) as client:
        assert another in [genre["id"] for genre in (await client.get("/genres")).json()]
        made = await client.post(f"/{another}/generate", json=WORDS)
        assert made.status_code == 200, made.text
        piece = made.json()
        assert piece["download_url"].startswith(f"/{another}/")
        midi = await client.get(piece["download_url"])
        assert midi.content == base64.b64decode(piece["midi_base64"])
        assert (await client.get(piece["score_url"])).json()["genre"] == another
        brief = await client.post("/brief", json={**WORDS, "genre": another})
        assert brief.json()["genre"] == another
        page = await client.get(f"/{another}", headers={"accept": "text/html"})
        assert page.status_code == 404
    assert another in str(app.openapi()["paths"]["/{genre}/generate"])


def test_the_command_line_has_it(another: str, tmp_path: Path) -> None:
    runner = CliRunner()
    assert another in runner.invoke(cli.app, ["genres"]).stdout
    target = tmp_path / "a.mid"
    made = runner.invoke(cli.app, ["generate", another, "Happy piece", "-o", str(target)])
    assert made.exit_code == 0, made.output
    assert target.read_bytes()[:4] == b"MThd"


@pytest.mark.parametrize("name", ["gospel", "Rag Time", "../rag", "9", "class"])
def test_a_name_that_cannot_be_used_is_refused(name: str, tmp_path: Path) -> None:
    made = CliRunner().invoke(cli.app, ["new-genre", name, "--folder", str(tmp_path)])
    assert made.exit_code == 2
    assert name in made.stderr
    assert list(tmp_path.iterdir()) == []
