"""The list of models, for the command line and the page."""

from __future__ import annotations

import asyncio

from gospel_keys.language.providers.provider import Provider
from gospel_keys.language.schemas import ModelOut, ModelsOut, SpendOut
from gospel_keys.language.service import Language
from gospel_keys.language.tiers import Tier

USED_FOR: dict[Tier, str] = {
    "small": "requests of task complexity 1 to 4, and harder ones where nothing larger answers",
    "large": "requests of task complexity 5 to 7; easier and harder ones where no other answers",
    "cloud": "requests of task complexity 8 to 10",
}


async def listed(language: Language) -> ModelsOut:
    """Every model with its state now."""
    rows = await asyncio.gather(*(_row(language, one) for one in language.router.providers))
    account = await asyncio.to_thread(language.ledger.read)
    return ModelsOut(
        models=list(rows),
        leaves_machine=language.leaves_machine,
        cache_hit_rate=language.meters.hit_rate,
        spend=SpendOut(
            month=account.month,
            spent_dollars=account.spent,
            reserved_dollars=account.reserved,
            cap_dollars=language.ledger.cap,
        ),
    )


async def _row(language: Language, provider: Provider) -> ModelOut:
    state = await provider.state()
    tally = language.meters.of(provider.id)
    return ModelOut(
        id=provider.id,
        label=provider.label,
        tier=provider.tier,
        where=provider.where,
        leaves_machine=provider.leaves_machine,
        available=state.is_available,
        reason=state.reason,
        loaded=state.is_loaded,
        size_bytes=state.bytes,
        memory_bytes=state.needs,
        used_for=USED_FOR[provider.tier],
        answers=tally.answers,
        failures=tally.failures,
        last_failure=tally.last_failure,
        tokens_in=tally.tokens_in,
        tokens_out=tally.tokens_out,
        seconds=tally.seconds,
        cost_dollars=tally.cost,
    )
