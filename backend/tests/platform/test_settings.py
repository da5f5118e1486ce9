"""Settings: a default for everything, and no default secret for strangers."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from gospel_keys.platform.settings import Settings

OPEN = {"secret_key": "s" * 32, "allowed_hosts": "keys.example"}


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "GOSPEL_KEYS_DATA", "GOSPEL_KEYS_PORT"):
        monkeypatch.delenv(name, raising=False)


def test_one_person_needs_to_set_nothing() -> None:
    settings = Settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert "localhost" in settings.hosts
    assert settings.limit_on_generate != "10/minute"


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GOSPEL_KEYS_PORT", "9000")
    monkeypatch.setenv("GOSPEL_KEYS_DATA", str(tmp_path))
    monkeypatch.setenv("GOSPEL_KEYS_ALLOWED_HOSTS", "One.example, two.example")
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:swordfish@h/d")
    settings = Settings()
    assert settings.port == 9000
    assert settings.cache_folder == tmp_path / "cache"
    assert settings.hosts == ["one.example", "two.example"]
    assert "swordfish" not in repr(settings)


def test_a_path_may_begin_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/someone")
    settings = Settings(data="~/keys", soundfont="~/a.sf2")
    assert settings.data == Path("/home/someone/keys")
    assert settings.soundfont == Path("/home/someone/a.sf2")


@pytest.mark.parametrize("others", [{"environment": "production"}, {"multi_user": True}])
def test_a_server_for_others_needs_a_secret_and_hosts(others: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="SECRET_KEY"):
        Settings(**others, allowed_hosts="a")
    with pytest.raises(ValidationError, match="ALLOWED_HOSTS"):
        Settings(**others, secret_key="s" * 32)
    assert Settings(**others, **OPEN).limit_on_generate == "10/minute"


@pytest.mark.parametrize("port", ["-1", "65536", "many"])
def test_a_port_is_a_port(port: str) -> None:
    with pytest.raises(ValidationError):
        Settings(port=port)


def test_listening_everywhere_names_no_host() -> None:
    assert "0.0.0.0" not in Settings(host="0.0.0.0").hosts
    assert "piano.lan" in Settings(host="Piano.lan").hosts


@pytest.mark.parametrize("name", ["database_owner_url", "database_replica_url", "DATABASE_URL"])
@pytest.mark.parametrize("url", ["mysql://u:swordfish@h/d", "u:swordfish@h/d"])
def test_only_postgresql_is_taken(monkeypatch: pytest.MonkeyPatch, name: str, url: str) -> None:
    monkeypatch.setenv(name if name.isupper() else f"GOSPEL_KEYS_{name.upper()}", url)
    with pytest.raises(ValidationError) as refused:
        Settings()
    [error] = refused.value.errors()
    assert "postgresql://" in error["msg"]
    assert "swordfish" not in error["msg"]


@pytest.mark.parametrize("limit", ["foo", "10", "10/fortnight"])
def test_a_limit_is_a_number_in_a_time(limit: str) -> None:
    with pytest.raises(ValidationError, match="such as 10/minute"):
        Settings(generate_limit=limit)
    assert Settings(generate_limit="3/hour").limit_on_generate == "3/hour"
