"""Gemini, for what is hard, where the user has given a key; within the month's cap."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from gospel_keys.language.asking import Ask, Asker, ModelError, Progress, Usage, Where
from gospel_keys.language.prices import Price
from gospel_keys.language.providers.clients import client
from gospel_keys.language.providers.provider import State
from gospel_keys.language.spend import Ledger
from gospel_keys.language.tiers import Budget, Tier
from gospel_keys.language.waiting import within

if TYPE_CHECKING:
    from pydantic_ai.models.google import GoogleModel


class CloudProvider:
    """A Gemini model."""

    id = "gemini"
    where: Where = "cloud"
    tier: Tier = "cloud"
    leaves_machine = True
    is_set_up = True

    def __init__(
        self, key: SecretStr, model: str, url: str | None, budget: Budget, ledger: Ledger,
        price: Price | None,
    ) -> None:  # fmt: skip
        self._key = key
        self._model = model
        self._url = url
        self._budget = budget
        self._ledger = ledger
        self._price = price
        self._http = client(budget.seconds, through_proxy=True)
        self._asked: GoogleModel | None = None

    @property
    def label(self) -> str:
        return self._model

    async def identity(self) -> str:
        return self._model

    async def state(self) -> State:
        if self._price is None:
            reason = (
                f"the price of {self._model} is not known, so no cap can hold: set "
                "GOSPEL_KEYS_CLOUD_PRICE_IN and GOSPEL_KEYS_CLOUD_PRICE_OUT"
            )
            return State(is_available=False, reason=reason)
        reason = await asyncio.to_thread(self._ledger.why_spent)
        return State(not reason, reason)

    async def ask(self, ask: Ask, asker: Asker) -> tuple[str, Usage]:
        """Its answer. The most that it can cost is set aside before, what it did cost is kept."""
        state = await self.state()
        if self._price is None or not state.is_available:
            raise ModelError("spent", state.reason)
        most = self._price.of(_most_tokens(ask), self._budget.tokens)
        reserved = await asyncio.to_thread(self._ledger.reserve, most)
        cost = most  # until we know better: who is cut off may be charged all the same
        try:
            asker.report(Progress("asking", self.label, self.where))
            model, settings = await asyncio.to_thread(self._prepared, ask)
            from gospel_keys.language.talking import talk  # noqa: PLC0415 - loaded by now

            work = talk(model, ask, settings, self.label)
            text, used = await within(work, asker, self._budget.seconds, self.label)
            cost = self._price.of(used.tokens_in, used.tokens_out)
        except ModelError as error:
            cost = 0.0 if error.kind == "refused" else most
            raise
        finally:
            await asyncio.shield(asyncio.to_thread(self._ledger.settle, reserved, cost))
        return text, Usage(used.tokens_in, used.tokens_out, cost)

    def _prepared(self, ask: Ask) -> tuple[GoogleModel, Any]:
        from pydantic_ai.models.google import (  # noqa: PLC0415 - seconds to load
            GoogleModel,
            GoogleModelSettings,
        )
        from pydantic_ai.providers.google import GoogleProvider  # noqa: PLC0415

        if self._asked is None:
            provider = GoogleProvider(
                api_key=self._key.get_secret_value(), http_client=self._http, base_url=self._url
            )
            self._asked = GoogleModel(self._model, provider=provider)
        settings = GoogleModelSettings(
            seed=ask.seed % 2**31, temperature=ask.temperature, max_tokens=self._budget.tokens
        )
        return self._asked, settings

    async def close(self) -> None:
        await self._http.aclose()


def _most_tokens(ask: Ask) -> int:
    """More tokens than a question can have: a byte each."""
    texts = (ask.instructions, ask.prompt, ask.schema)
    return sum(len(text.encode()) for text in texts) + 200
