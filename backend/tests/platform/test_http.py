"""What every request passes: hosts, sites, sizes, headers, errors that leak nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import Depends, FastAPI
from pydantic import BaseModel, Field

from gospel_keys.platform.layers import layers
from gospel_keys.platform.limits import RateLimits, limited
from gospel_keys.platform.middleware import host_name
from gospel_keys.platform.pages import Pages
from gospel_keys.platform.problems import answer_with_problems
from gospel_keys.platform.settings import Settings

pytestmark = pytest.mark.anyio


class Body(BaseModel):
    tempo: float = Field(ge=20, le=400)


def make(settings: Settings, folder: Path) -> FastAPI:
    pages = Pages(folder, lambda: {"thing"})
    app = FastAPI(middleware=layers(settings, pages.policy))
    app.state.limits = RateLimits({"few": "2/minute"})
    app.router.default = pages
    answer_with_problems(app)

    @app.post("/thing")
    async def thing(body: Body) -> Body:
        return body

    @app.get("/broken")
    async def broken() -> None:
        raise RuntimeError("the password is swordfish")

    @app.get("/few", dependencies=[Depends(limited("few"))])
    async def few() -> str:
        return "one"

    return app


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with connected(make(Settings(), tmp_path)) as made:
        yield made


def connected(app: FastAPI, base: str = "http://localhost:8000") -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=base)


async def test_a_wrong_field_names_itself_its_range_and_the_value(client) -> None:
    answer = await client.post("/thing", json={"tempo": 999})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["errors"] == [
        {"field": "tempo", "message": "should be less than or equal to 400",
         "allowed": "20..400", "value": 999}
    ]  # fmt: skip
    assert problem["instance"] == "/thing"
    assert "999" in problem["detail"]


@pytest.mark.parametrize("body", ["{", "[]", "null", '{"tempo": "fast"}', "{}"])
async def test_a_body_that_does_not_fit_is_422(client, body: str) -> None:
    answer = await client.post("/thing", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"]


@pytest.mark.parametrize(
    "body",
    ['{"tempo": NaN}', '{"tempo": Infinity}', '{"tempo": 1e400}', '{"tempo": "\\ud800"}',
     '{"\\udfff": 1, "tempo": "x"}', '{"tempo": ' + "[" * 5000 + "]" * 5000 + "}",
     '{"a":' * 2000, '{"tempo": ' + "9" * 5000 + "}"],
    ids=range(8),
)  # fmt: skip
async def test_what_json_cannot_carry_is_refused_politely(client, body: str) -> None:
    answer = await client.post("/thing", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.json()["status"] == answer.status_code
    assert len(answer.content) < 2000


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/thing/none", 404), ("GET", "/thing", 405), ("POST", "/nowhere", 404),
     ("GET", "/broken", 500), ("GET", "/none.js", 404), ("BREW", "/thing", 405)],
)  # fmt: skip
async def test_every_refusal_is_a_problem_document(client, method, path, status) -> None:
    answer = await client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["detail"]
    assert problem["request_id"] == answer.headers["x-request-id"]


async def test_an_unexpected_error_tells_nothing_from_inside(client) -> None:
    answer = await client.get("/broken")
    assert "swordfish" not in answer.text
    assert "RuntimeError" not in answer.text


@pytest.mark.parametrize("path", ["/thing", "/broken", "/nowhere", "/none.js"])
async def test_every_answer_has_the_safe_headers(client, path: str) -> None:
    headers = (await client.get(path)).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'self'" in policy
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


async def test_https_is_asked_for_in_production_only(tmp_path: Path) -> None:
    real = Settings(environment="production", secret_key="s" * 40, allowed_hosts="keys.example")
    async with connected(make(real, tmp_path), "https://keys.example") as client:
        assert "strict-transport-security" in (await client.get("/thing")).headers


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost:8000", 405), ("127.0.0.1", 405), ("[::1]:8000", 405), ("192.168.1.7:8000", 405),
     ("evil.example", 421), ("localhost.evil.example", 421), ("", 421)],
)  # fmt: skip
async def test_a_name_that_was_rebound_to_us_is_refused(client, host: str, status: int) -> None:
    assert (await client.get("/thing", headers={"host": host})).status_code == status


@pytest.mark.parametrize(
    ("host", "status"),
    [("keys.example", 405), ("a.keys.example:443", 405), ("keys.example.evil", 421),
     ("127.0.0.1", 421)],
)  # fmt: skip
async def test_a_shared_server_answers_to_its_names_alone(
    tmp_path: Path, host: str, status: int
) -> None:
    shared = Settings(
        multi_user=True, secret_key="s" * 40, allowed_hosts="keys.example,*.keys.example"
    )
    async with connected(make(shared, tmp_path)) as client:
        assert (await client.get("/thing", headers={"host": host})).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 200),
     ({"sec-fetch-site": "same-origin", "origin": "http://localhost:8000"}, 200),
     ({"origin": "http://localhost:8000"}, 200),
     ({"sec-fetch-site": "same-origin", "origin": "http://127.0.0.1:3000"}, 200),
     ({"origin": "http://127.0.0.1:3000"}, 403),
     ({"origin": "http://10.1.1.1"}, 403),
     ({"sec-fetch-site": "cross-site", "origin": "https://evil.example"}, 403),
     ({"origin": "https://evil.example"}, 403),
     ({"origin": "null"}, 403)],
)  # fmt: skip
async def test_pages_of_other_sites_change_nothing(client, headers, status: int) -> None:
    answer = await client.post("/thing", json={"tempo": 90}, headers=headers)
    assert answer.status_code == status


async def test_an_origin_that_was_allowed_may(tmp_path: Path) -> None:
    settings = Settings(cors_origins="https://friend.example")
    headers = {"origin": "https://friend.example", "sec-fetch-site": "cross-site"}
    async with connected(make(settings, tmp_path)) as client:
        answer = await client.post("/thing", json={"tempo": 90}, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "https://friend.example"


async def test_json_sent_as_a_form_is_refused(client) -> None:
    answer = await client.post(
        "/thing", content='{"tempo": 90}', headers={"content-type": "text/plain"}
    )
    assert answer.status_code == 415
    assert "application/json" in answer.json()["detail"]


async def test_a_body_too_long_is_refused_by_its_length(client) -> None:
    answer = await client.post("/thing", content=b"1" * 300_000)
    assert answer.status_code == 413
    assert "262144" in answer.json()["detail"]


async def test_a_body_too_long_is_refused_while_it_streams(client) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(300):
            yield b" " * 1000

    headers = {"content-type": "application/json"}
    answer = await client.post("/thing", content=endless(), headers=headers)
    assert answer.status_code == 413


async def test_too_many_requests_are_told_when_to_come_back(client) -> None:
    assert [(await client.get("/few")).status_code for _ in range(3)] == [200, 200, 429]
    answer = await client.get("/few")
    assert 1 <= int(answer.headers["retry-after"]) <= 60
    assert "2 per 1 minute" in answer.json()["detail"]


async def test_head_answers_as_get_without_the_body(client) -> None:
    answer = await client.head("/few")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == "5"


@pytest.mark.parametrize(
    ("header", "name"),
    [("A.example:80", "a.example"), ("[::1]:8000", "[::1]"), ("[::1]", "[::1]"), ("", "")],
)
def test_the_name_in_a_host_header(header: str, name: str) -> None:
    assert host_name(header) == name
