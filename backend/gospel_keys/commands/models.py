"""``gospel-keys models``: which there are, what each is for, and how to get more."""

from __future__ import annotations

import asyncio

from gospel_keys.commands.configured import settings
from gospel_keys.commands.console import say, tell
from gospel_keys.language.listing import listed
from gospel_keys.language.memory import gigabytes
from gospel_keys.language.schemas import ModelOut, ModelsOut
from gospel_keys.language.service import Language
from gospel_keys.platform.settings import Settings
from gospel_keys.platform.telemetry import configure_logging

PLACES = {"here": "in this process", "server": "your server", "cloud": "the cloud"}


def run(*, as_json: bool) -> None:
    """Print every model there is, or could be."""
    configure_logging("console", "warning")
    found = asyncio.run(_found(settings()))
    if as_json:
        say(found.model_dump_json(indent=2))
        return
    for model in found.models:
        _show(model)
    say("✓ rules        always: they compose alone, and finish what a model did not")
    if found.leaves_machine:
        account = found.spend
        tell(
            "Words may leave this machine, as it is set. The cloud has cost "
            f"${account.spent_dollars:.2f} of ${account.cap_dollars:.2f} in {account.month}."
        )
    else:
        tell("Nothing leaves this machine.")


async def _found(chosen: Settings) -> ModelsOut:
    language = Language(chosen)
    try:
        return await listed(language)
    finally:
        await language.close()


def _show(model: ModelOut) -> None:
    mark = "✓" if model.available else "-"
    size = gigabytes(model.size_bytes) if model.size_bytes else ""
    needs = f"needs {gigabytes(model.memory_bytes)} of memory" if model.memory_bytes else ""
    where = PLACES[model.where]
    facts = ", ".join(fact for fact in (model.tier, where, size, needs) if fact)
    say(f"{mark} {model.id:12} {model.label}: {facts}")
    say(f"  {'':12} for {model.used_for}")
    if model.reason:
        say(f"  {'':12} -> {model.reason}")
