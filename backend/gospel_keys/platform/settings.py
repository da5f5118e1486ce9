"""What can be set, by ``GOSPEL_KEYS_*`` in the environment (and ``DATABASE_URL``)."""

from __future__ import annotations

import ipaddress
import os
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from platformdirs import user_cache_path, user_data_path
from pydantic import AliasChoices, Field, SecretStr, field_validator, model_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from gospel_keys.platform.model_settings import ModelSettings
from gospel_keys.platform.urls import driver_url

NAME = "gospel-keys"
DEVELOPMENT_SECRET = "development-only"  # noqa: S105 - refused everywhere else
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
SEED_LIMIT = "10/minute"
LOCAL_LIMIT = "600/minute"
MEGABYTE = 2**20


class Settings(ModelSettings):
    """Everything has a default that suits one person on their own machine."""

    model_config = SettingsConfigDict(env_prefix="GOSPEL_KEYS_", extra="ignore")

    environment: Literal["development", "production"] = "development"
    multi_user: bool = Field(default=False, description="Several people share this server.")
    host: str = Field("127.0.0.1", description="The address to listen on.")
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    secret_key: SecretStr = SecretStr(DEVELOPMENT_SECRET)
    allowed_hosts: Annotated[list[str], NoDecode] = Field(
        [], description="Host names this server answers to, comma-separated; '*' for any."
    )
    cors_origins: Annotated[list[str], NoDecode] = Field([])
    trusted_proxies: Annotated[list[str], NoDecode] = Field(
        [], description="Addresses whose X-Forwarded-For is believed; nobody's by default."
    )

    data: Path = Field(default_factory=lambda: user_data_path(NAME, appauthor=False))
    cache: Path | None = Field(None, description="Rendered sound and cut fonts.")
    database_url: SecretStr | None = Field(
        None, validation_alias=AliasChoices("DATABASE_URL", "GOSPEL_KEYS_DATABASE_URL")
    )
    database_owner_url: SecretStr | None = Field(
        None, description="For migrations, where the application's role may not make tables."
    )
    database_replica_url: SecretStr | None = None
    database_pool: Annotated[int, Field(ge=1, le=100)] = 10

    composers: Annotated[int, Field(ge=1, le=64)] = Field(
        default_factory=lambda: min(4, os.cpu_count() or 1),
        description="Processes that compose.",
    )
    generate_limit: str | None = Field(None, description="Such as 10/minute, for each client.")
    rate_limit_storage: str = Field("async+memory://", description="async+redis://... to share.")
    soundfont: Path | None = Field(None, description="The SoundFont to play with.")
    audio_cache_bytes: Annotated[int, Field(ge=0)] = 512 * MEGABYTE
    max_body_bytes: Annotated[int, Field(ge=1024)] = 256 * 1024
    max_midi_bytes: Annotated[int, Field(ge=1024)] = 10 * MEGABYTE
    metrics: bool | None = Field(
        None, description="Show /metrics; a server for others does not by itself."
    )
    log_format: Literal["console", "json"] = "console"
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("allowed_hosts", "cors_origins", "trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return [part.strip() for part in value.split(",") if part.strip()]
        return value

    @field_validator("data", "cache", "soundfont")
    @classmethod
    def _at_home(cls, path: Path | None) -> Path | None:
        return path.expanduser() if path else None

    @field_validator("database_url", "database_owner_url", "database_replica_url")
    @classmethod
    def _ours(cls, url: SecretStr | None) -> SecretStr | None:
        if url:
            driver_url(url.get_secret_value())
        return url

    @field_validator("generate_limit")
    @classmethod
    def _a_limit(cls, limit: str | None) -> str | None:
        if limit:
            from limits import parse  # noqa: PLC0415 - only where one is set

            try:
                parse(limit)
            except ValueError as error:
                raise ValueError(f"a limit is such as {SEED_LIMIT}, not {limit!r}") from error
        return limit

    @model_validator(mode="after")
    def _fit_for_strangers(self) -> Self:
        """A server for others needs a secret of its own and names it answers to."""
        if self.environment == "development" and not self.multi_user:
            return self
        if self.secret_key.get_secret_value() == DEVELOPMENT_SECRET:
            raise ValueError(
                "GOSPEL_KEYS_SECRET_KEY must be set outside development; make one with: "
                "python -c 'import secrets; print(secrets.token_urlsafe(32))'"
            )
        if not self.allowed_hosts:
            raise ValueError("GOSPEL_KEYS_ALLOWED_HOSTS must name the hosts this server answers to")
        return self

    @property
    def is_shared(self) -> bool:
        """Whether people other than the one at this machine are served."""
        return self.multi_user or self.environment == "production"

    @cached_property
    def cache_folder(self) -> Path:
        """Where rendered sound and cut fonts go; beside the data where that was set."""
        if self.cache:
            return self.cache
        if "data" in self.model_fields_set:
            return self.data / "cache"
        return user_cache_path(NAME, appauthor=False)

    @property
    def shows_metrics(self) -> bool:
        """Whether anybody who reaches this server may read what it counts."""
        return not self.is_shared if self.metrics is None else self.metrics

    @property
    def models_folder(self) -> Path:
        """Where local models are, and where pulled ones go."""
        return self.models or self.data / "models"

    @property
    def limit_on_generate(self) -> str:
        """The seed's limit for a shared server, a generous one for one's own."""
        return self.generate_limit or (SEED_LIMIT if self.is_shared else LOCAL_LIMIT)

    @property
    def hosts(self) -> list[str]:
        """The host names answered to: those set, or this machine's own."""
        if self.allowed_hosts:
            return [host.lower() for host in self.allowed_hosts]
        own = [] if _is_wildcard(self.host) else [self.host.lower()]
        return [*LOOPBACK, *own]


def _is_wildcard(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False
