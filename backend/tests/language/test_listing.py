"""What is told of the models: enough, and no secret."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from prometheus_client import CollectorRegistry
from typer.testing import CliRunner

from gospel_keys.cli import app as commands
from gospel_keys.language.meters import Meters
from gospel_keys.language.routes import router
from gospel_keys.language.schemas import ModelsOut
from gospel_keys.language.service import Language
from gospel_keys.platform import metrics
from gospel_keys.platform.model_settings import is_this_machine
from gospel_keys.platform.problems import answer_with_problems
from gospel_keys.platform.settings import Settings

pytestmark = pytest.mark.anyio
SECRETS = {
    "gemini_api_key": "swordfish-one",
    "model_server_key": "swordfish-two",
    "model_cache": "redis://:swordfish-three@127.0.0.1:9",
}


@pytest.fixture
async def client(model_folders: Path, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    chosen = Settings(
        models=model_folders, data=tmp_path, model_server="http://127.0.0.1:9/v1", **SECRETS
    )
    app = FastAPI()
    app.include_router(router)
    app.include_router(metrics.router)
    answer_with_problems(app)
    app.state.language = Language(chosen, Meters(CollectorRegistry()))
    app.state.shows_metrics = chosen.shows_metrics
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as made:
        made.headers["x-app"] = "1"
        made.app = app  # type: ignore[attr-defined]
        yield made
    await app.state.language.close()


async def test_the_list_tells_all_and_no_secret(client: httpx.AsyncClient) -> None:
    answer = await client.get("/models")
    found = ModelsOut.model_validate_json(answer.text)
    told = {one.id: one for one in found.models}
    assert list(told) == ["phi", "qwen", "server", "gemini"]
    assert [one.tier for one in found.models] == ["small", "large", "large", "cloud"]
    assert told["phi"].available
    assert (told["phi"].label, told["phi"].where) == ("Phi-3.5 Mini", "here")
    assert told["phi"].memory_bytes > told["phi"].size_bytes > 0  # type: ignore[operator]
    assert not told["server"].available
    assert told["server"].reason == "your model server does not answer"
    assert [one.id for one in found.models if one.leaves_machine] == ["gemini"]
    assert found.leaves_machine
    assert found.spend.cap_dollars == 5.0
    assert "swordfish" not in answer.text
    assert "127.0.0.1" not in answer.text


async def test_metrics_are_shown_or_not(client: httpx.AsyncClient) -> None:
    shown = await client.get("/metrics")
    assert shown.status_code == 200
    assert "swordfish" not in shown.text
    client.app.state.shows_metrics = False  # type: ignore[attr-defined]
    assert (await client.get("/metrics")).status_code == 404
    assert not Settings(multi_user=True, secret_key="s" * 32, allowed_hosts="a").shows_metrics


def test_settings_hide_what_is_secret_and_refuse_what_is_wrong() -> None:
    assert "swordfish" not in repr(Settings(**SECRETS))
    for wrong in (
        {"model_server": "ftp://host/v1"},
        {"model_server": "http://user:swordfish@host/v1"},
        {"model_cache": "file:///etc"},
        {"cloud_price_in": 1.0},
        {"cloud_monthly_cap": -1},
    ):
        with pytest.raises(ValueError, match=r"."):
            Settings(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "is_ours"),
    [
        ("http://localhost:1/v1", True),
        ("http://127.8.9.1", True),
        ("http://[::1]:8/v1", True),
        ("http://localhost.evil.example", False),
        ("http://192.168.1.7:11434/v1", False),
    ],
)
def test_what_this_machine_is(url: str, is_ours: bool) -> None:
    assert is_this_machine(url) is is_ours


def test_the_command_lists_them(
    model_folders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOSPEL_KEYS_DATA", str(tmp_path))
    monkeypatch.setenv("GOSPEL_KEYS_MODELS", str(model_folders))
    found = CliRunner().invoke(commands, ["models"])
    assert found.exit_code == 0
    assert "✓ phi          Phi-3.5 Mini: small, in this process" in found.stdout
    assert "✓ rules" in found.stdout
    assert "Nothing leaves this machine." in found.stderr
    as_json = CliRunner().invoke(commands, ["models", "--json"])
    assert [m.id for m in ModelsOut.model_validate_json(as_json.stdout).models] == ["phi", "qwen"]


def test_the_command_pulls_or_says_why_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOSPEL_KEYS_DATA", str(tmp_path))
    monkeypatch.setenv("GOSPEL_KEYS_HUB", "http://127.0.0.1:9")
    unknown = CliRunner().invoke(commands, ["models", "pull", "nothing"])
    assert (unknown.exit_code, "none of: phi, qwen" in unknown.stderr) == (2, True)
    offline = CliRunner().invoke(commands, ["models", "pull", "phi"])
    assert (offline.exit_code, "are you offline" in offline.stderr) == (1, True)


def test_generate_asks_the_models_that_are_there(
    model_folders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOSPEL_KEYS_DATA", str(tmp_path))
    command = ["generate", "gospel", "Uplifting, 8 bars", "--ai", "1", "--seed", "3", "-o"]
    alone = CliRunner().invoke(commands, [*command, str(tmp_path / "rules.mid")])
    assert alone.exit_code == 0
    assert "planning" not in alone.stderr
    monkeypatch.setenv("GOSPEL_KEYS_MODELS", str(model_folders))
    asked = CliRunner().invoke(commands, [*command, str(tmp_path / "asked.mid")])
    assert asked.exit_code == 0
    assert "planning with Phi-3.5 Mini..." in asked.stderr
    assert "loaded" not in asked.stdout  # what is logged goes elsewhere
    assert (tmp_path / "asked.mid").is_file()
