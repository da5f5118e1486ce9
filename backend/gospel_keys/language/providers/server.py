"""A server of the user's that speaks OpenAI's protocol: Ollama, LM Studio, llama.cpp, vLLM..."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

import httpx2
from pydantic import SecretStr

from gospel_keys.language.asking import Ask, Asker, ModelError, Progress, Usage, Where
from gospel_keys.language.gbnf import gbnf
from gospel_keys.language.providers.clients import client
from gospel_keys.language.providers.provider import State
from gospel_keys.language.tiers import Budget, Tier
from gospel_keys.language.waiting import within
from gospel_keys.platform.model_settings import is_this_machine

if TYPE_CHECKING:
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers import Provider as Way

FRESH = 10.0
"""Seconds that the list of a server's models is believed."""
LOOK = 2.0
OWNERS = {"llamacpp": "llama.cpp", "vllm": "vLLM", "library": "Ollama"}
"""What ``owned_by`` in a list of models tells of the server."""


class ServerProvider:
    """One model of one server."""

    id = "server"
    where: Where = "server"
    is_set_up = True

    def __init__(
        self, url: str, model: str | None, key: SecretStr | None, tier: Tier, budget: Budget
    ) -> None:
        self._url = url
        self._wanted = model
        self._key = key
        self._budget = budget
        self.tier = tier
        self.leaves_machine = not is_this_machine(url)
        self._http = client(budget.seconds, through_proxy=self.leaves_machine)
        self._models: list[dict[str, Any]] = []
        self._looked = -FRESH
        self._looking = asyncio.Lock()

    @property
    def label(self) -> str:
        return self._name or self._wanted or "your model server"

    async def identity(self) -> str:
        await self._look()
        return f"{self._url} {self._name}"

    @property
    def _chosen(self) -> dict[str, Any]:
        """The model that was named, or the first one."""
        wanted = [m for m in self._models if self._wanted in (None, m["id"])]
        return wanted[0] if wanted else {}

    @property
    def _name(self) -> str:
        return str(self._chosen.get("id", ""))

    async def state(self) -> State:
        try:
            await self._look()
        except ModelError as error:
            return State(is_available=False, reason=error.reason)
        if not self._name:
            there = ", ".join(str(m["id"]) for m in self._models[:5]) or "none"
            reason = f"the server has no model {self._wanted!r}; it has: {there}"
            return State(is_available=False, reason=reason)
        kind = OWNERS.get(str(self._chosen.get("owned_by")), "")
        return State(is_available=True, reason=f"a {kind} server" if kind else "")

    async def _look(self) -> None:
        """What the server has, asked at most every ten seconds."""
        async with self._looking:
            if time.monotonic() - self._looked < FRESH and self._models:
                return
            try:
                self._models = await self._listed()
            except (httpx2.HTTPError, ValueError, KeyError, TypeError, AttributeError) as error:
                self._models = []
                raise ModelError("gone", "your model server does not answer") from error
            self._looked = time.monotonic()

    async def _listed(self) -> list[dict[str, Any]]:
        """Its models. Not every server lists what it serves: one that was named is believed."""
        answer = await self._http.get(f"{self._url}/models", headers=self._headers(), timeout=LOOK)
        named = [{"id": self._wanted}] if self._wanted else []
        if named and answer.is_error:
            return named
        answer.raise_for_status()
        rows = [row for row in answer.json()["data"] if isinstance(row.get("id"), str)]
        return rows or named

    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self._key.get_secret_value()}"} if self._key else {}

    async def ask(self, ask: Ask, asker: Asker) -> tuple[str, Usage]:
        """Bound to the grammar where the server can do that; checked in any case."""
        state = await self.state()
        if not state.is_available:
            raise ModelError("gone", state.reason)
        asker.report(Progress("asking", self.label, self.where))
        model, settings = await asyncio.to_thread(self._prepared, ask)
        from gospel_keys.language.talking import talk  # noqa: PLC0415 - loaded by now

        work = talk(model, ask, settings, self.label)
        return await within(work, asker, self._budget.seconds, self.label)

    def _prepared(self, ask: Ask) -> tuple[OpenAIChatModel, Any]:
        from pydantic_ai.models.openai import (  # noqa: PLC0415 - seconds to load
            OpenAIChatModel,
            OpenAIChatModelSettings,
        )

        settings = OpenAIChatModelSettings(
            seed=ask.seed % 2**31, temperature=ask.temperature, max_tokens=self._budget.tokens
        )
        if ask.grammar and (body := self._bound(ask.grammar)):
            settings["extra_body"] = body
        return OpenAIChatModel(self._name, provider=self._provider()), settings

    def _provider(self) -> Way[Any]:
        from openai import AsyncOpenAI  # noqa: PLC0415
        from pydantic_ai.providers.openai_compatible import (  # noqa: PLC0415
            OpenAICompatibleProvider,
        )

        key = self._key.get_secret_value() if self._key else "none"
        own: Any = self._http
        asked = AsyncOpenAI(base_url=self._url, api_key=key, http_client=own, max_retries=0)
        return OpenAICompatibleProvider("model-server", openai_client=asked)

    def _bound(self, grammar: str) -> dict[str, Any]:
        """What binds this server's model to a grammar; nothing where it knows no way."""
        try:
            match self._chosen.get("owned_by"):
                case "llamacpp":
                    return {"grammar": gbnf(grammar)}
                case "vllm":
                    return {"structured_outputs": {"grammar": gbnf(grammar)}}
        except ValueError:  # beyond GBNF: the answer is checked afterwards
            pass
        return {}

    async def close(self) -> None:
        await self._http.aclose()
