"""What can be set about language models. Nothing is needed: without any the rules do it all."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings

CACHES = ("mem", "redis", "rediss")
Price = Annotated[float, Field(ge=0)]


class ModelSettings(BaseSettings):
    """Local models, a server of models, the cloud. Words leave this machine only with a key."""

    models: Path | None = Field(None, description="Folder of local models; else in the data.")
    model_idle_seconds: Annotated[float, Field(gt=0)] = Field(
        300.0, description="After so long without a question a model leaves the memory."
    )
    model_server: str | None = Field(
        None, description="OpenAI-compatible server, such as http://localhost:11434/v1."
    )
    model_server_model: str | None = Field(None, description="Which of its models; the first.")
    model_server_tier: Literal["small", "large"] = "large"
    model_server_key: SecretStr | None = None
    gemini_api_key: SecretStr | None = Field(
        None, description="With it, what is hard is asked of Gemini: words leave this machine."
    )
    gemini_model: str = "gemini-3.8-flash"
    gemini_url: str | None = Field(None, description="Another address of the Gemini API.")
    cloud_monthly_cap: Annotated[float, Field(ge=0)] = Field(
        5.0, description="US dollars a calendar month (UTC)."
    )
    cloud_price_in: Price | None = Field(None, description="US dollars a million tokens.")
    cloud_price_out: Price | None = None
    model_cache: SecretStr = Field(
        SecretStr("mem://"), description="Where answers are kept; redis://... to share them."
    )
    hub: str | None = Field(None, description="Where models are pulled from.")

    @field_validator("models")
    @classmethod
    def _models_at_home(cls, path: Path | None) -> Path | None:
        return path.expanduser() if path else None

    @field_validator("model_server", "gemini_url", "hub")
    @classmethod
    def _an_address(cls, url: str | None) -> str | None:
        return web_address(url) if url else None

    @field_validator("model_cache")
    @classmethod
    def _a_cache(cls, url: SecretStr) -> SecretStr:
        scheme = url.get_secret_value().partition("://")[0]
        if scheme not in CACHES:
            raise ValueError("a cache is mem:// or starts with redis:// or rediss://")
        return url

    @model_validator(mode="after")
    def _both_prices(self) -> Self:
        if (self.cloud_price_in is None) != (self.cloud_price_out is None):
            raise ValueError(
                "GOSPEL_KEYS_CLOUD_PRICE_IN and GOSPEL_KEYS_CLOUD_PRICE_OUT go together"
            )
        return self


def web_address(url: str) -> str:
    """``url`` without a slash at its end. ValueError for what is no http(s) address.

    A password in it would be shown with the address: keys have settings of their own.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("an address starts with http:// or https:// and has a host")
    if parts.username or parts.password:
        raise ValueError("an address has no user and no password in it")
    return url.rstrip("/")


def is_this_machine(url: str) -> bool:
    """Whether an address is one of this machine's own, so that words sent there stay here."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
