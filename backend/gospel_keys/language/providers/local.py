"""A model in this process."""

from __future__ import annotations

import asyncio

from gospel_keys.language.asking import Ask, Asker, ModelError, Usage, Where
from gospel_keys.language.catalogue import Known
from gospel_keys.language.local.folders import LocalFolder
from gospel_keys.language.local.holder import LocalModel, Shelf, no_room
from gospel_keys.language.local.runtime import why_missing
from gospel_keys.language.memory import gigabytes
from gospel_keys.language.providers.provider import State
from gospel_keys.language.tiers import Budget, Tier


class LocalProvider:
    """A model folder, run by MLX."""

    where: Where = "here"
    leaves_machine = False
    is_set_up = True

    def __init__(self, folder: LocalFolder, shelf: Shelf, budget: Budget, idle: float) -> None:
        self.held = LocalModel(folder, budget, idle, shelf.make_room)
        shelf.models.append(self.held)
        self._shelf = shelf
        self._budget = budget
        self.id, self.label = folder.id, folder.label
        self.tier: Tier = folder.tier

    async def identity(self) -> str:
        return self.held.folder.identity

    async def state(self) -> State:
        folder = self.held.folder
        reason = why_missing() or ""
        if not reason and not self.held.is_loaded:
            free = self._shelf.free()
            reason = "" if free >= folder.needs else no_room(folder, free)
        return State(not reason, reason, folder.bytes, folder.needs, self.held.is_loaded)

    async def ask(self, ask: Ask, asker: Asker) -> tuple[str, Usage]:
        """Bound to the grammar token by token; the check afterwards is for what was cut off."""
        if missing := why_missing():
            raise ModelError("absent", missing)
        # pydantic-ai takes seconds to load: only who asks a model waits for it, and not in the loop
        await asyncio.to_thread(__import__, "gospel_keys.language.local.mlx_model")
        from gospel_keys.language.local.mlx_model import GrammarSettings, MlxModel  # noqa: PLC0415
        from gospel_keys.language.talking import talk  # noqa: PLC0415

        settings = GrammarSettings(
            grammar=ask.grammar,
            seed=ask.seed,
            temperature=ask.temperature,
            # a token is a character at least
            max_tokens=min(self._budget.tokens, ask.most_characters + 1),
        )
        return await talk(MlxModel(self.held, asker), ask, settings, self.label)

    async def close(self) -> None:
        await asyncio.to_thread(self.held.close)


class NotPulled:
    """A model of the catalogue that is not here yet: listed, never asked."""

    where: Where = "here"
    leaves_machine = False
    is_set_up = False

    def __init__(self, known: Known) -> None:
        self._known = known
        self.id, self.label = known.id, known.label
        self.tier: Tier = known.tier

    async def identity(self) -> str:
        return ""

    async def state(self) -> State:
        about = self._known.about_bytes
        reason = why_missing() or (
            f"not here: gospel-keys models pull {self.id} fetches about {gigabytes(about)}"
        )
        return State(is_available=False, reason=reason, bytes=about)

    async def ask(self, ask: Ask, asker: Asker) -> tuple[str, Usage]:  # noqa: ARG002 - as all
        raise ModelError("absent", (await self.state()).reason)

    async def close(self) -> None:
        """Holds nothing."""
