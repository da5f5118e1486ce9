"""The OpenAPI document says everything that can come, with examples."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI

from gospel_keys.app import Services, create_app
from gospel_keys.platform.database import open_database
from gospel_keys.platform.postgres import APP_ROLE
from gospel_keys.platform.settings import Settings

pytestmark = pytest.mark.anyio

WORDS = {"description": "Uplifting song in C major", "num_bars": 1, "seed": 1}
NOBODY = "A" * 22
PIECE = "/{genre}/%s/{piece_id}"


def declared(app: FastAPI, method: str, path: str) -> set[int]:
    return {int(status) for status in app.openapi()["paths"][path][method]["responses"]}


def fields(app: FastAPI) -> Iterator[tuple[str, dict]]:
    for name, schema in app.openapi()["components"]["schemas"].items():
        for field, details in schema["properties"].items():
            yield f"{name}.{field}", details


async def test_every_shape_and_every_field_is_described(app: FastAPI) -> None:
    for name, schema in app.openapi()["components"]["schemas"].items():
        assert schema.get("description"), name
    assert [name for name, details in fields(app) if not details.get("description")] == []


async def test_every_field_of_an_answer_shows_an_example(app: FastAPI) -> None:
    """Other shapes show their own; a choice and a yes-or-no show themselves."""
    requests = ("GenerateRequest.", "BriefRequest.", "ImportRequest.")
    plain = {
        name: details
        for name, details in fields(app)
        if not name.startswith(requests)
        and "$ref" not in json.dumps(details)
        and details.get("type") != "boolean"
        and not {"enum", "const"} & (set(details) | set(details.get("items", {})))
    }
    assert len(plain) > 50
    assert [name for name, details in plain.items() if not details.get("examples")] == []


async def test_every_refusal_is_a_problem_document(app: FastAPI) -> None:
    for path, operations in app.openapi()["paths"].items():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400 and path != "/ready":
                    assert list(answer["content"]) == ["application/problem+json"], (path, status)
                assert answer["description"]


async def test_every_status_that_comes_is_declared(app: FastAPI, client) -> None:
    piece = (await client.post("/gospel/generate", json=WORDS)).json()
    score = await client.get(piece["score_url"])
    font = await client.get("/soundfonts/piano.sf2")
    seen = [("get", "/soundfonts/piano.sf2", font), ("get", PIECE % "score", score)]

    async def ask(method: str, route: str, path: str, status: int, **sent: object) -> None:
        answer = await client.request(method, path, **sent)
        assert answer.status_code == status, (method, path, answer.text)
        seen.append((method, route, answer))

    beyond, current = {"range": "bytes=999999999-"}, {"if-none-match": "*"}
    stranger, away = {"host": "evil.example"}, {"origin": "http://evil.example"}
    for kind, url in (("download", "download_url"), ("score", "score_url"), ("audio", "audio_url")):
        route = PIECE % kind
        await ask("get", route, piece[url], 200)
        await ask("get", route, f"/gospel/{kind}/{NOBODY}", 404)
        await ask("get", route, f"/gospel/{kind}/short", 422)
        await ask("get", route, piece[url], 421, headers=stranger)
    for route, path in ((PIECE % "audio", piece["audio_url"]),
                        ("/soundfonts/piano.sf2", "/soundfonts/piano.sf2")):  # fmt: skip
        await ask("get", route, path, 416, headers=beyond)
        await ask("get", route, path, 206, headers={"range": "bytes=0-9"})
        await ask("get", route, path, 304, headers=current)
    await ask("get", PIECE % "score", piece["score_url"], 304, headers=current)
    for route, path in (("/brief", "/brief"), ("/{genre}/generate", "/gospel/generate")):
        await ask("post", route, path, 403, json=WORDS, headers=away)
        await ask("post", route, path, 413, json={"description": "x" * 300_000})
        await ask("post", route, path, 415, content="words")
        await ask("post", route, path, 421, json=WORDS, headers=stranger)
        await ask("post", route, path, 422, json={})
    await ask("post", "/{genre}/generate", "/polka/generate", 404, json=WORDS)
    for method, route, answer in seen:
        assert answer.status_code in declared(app, method, route), (method, route, answer)


async def test_a_database_that_is_away_is_declared(services: Services, connected) -> None:
    gone = open_database("postgresql://app_user@127.0.0.1:1/none", APP_ROLE)
    app = create_app(Settings(), Services(gone, services.composers, services.sounds))
    async with connected(app) as client:
        for kind in ("download", "score", "audio"):
            answer = await client.get(f"/gospel/{kind}/{NOBODY}")
            assert answer.status_code == 503
            assert 503 in declared(app, "get", PIECE % kind)
    await gone.close()


async def test_too_often_is_declared(services: Services, connected) -> None:
    app = create_app(Settings(generate_limit="1/hour"), services)
    async with connected(app) as client:
        answers: list[httpx.Response] = [
            await client.post("/gospel/generate", json=WORDS) for _ in range(2)
        ]
    assert answers[1].status_code == 429
    assert 429 in declared(app, "post", "/{genre}/generate")


async def test_a_page_does_not_wait_for_the_document(app: FastAPI, client) -> None:
    await client.get("/", headers={"accept": "text/html"})
    await client.get("/soundfonts", headers={"accept": "text/html"})
    assert app.openapi_schema is None
