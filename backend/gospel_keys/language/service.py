"""Everything about models for one process: found at the start, asked, listed, closed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from gospel_keys.language.answers import Answers
from gospel_keys.language.asking import Asker, Progress
from gospel_keys.language.catalogue import catalogue
from gospel_keys.language.local.folders import local_folders
from gospel_keys.language.local.holder import Shelf
from gospel_keys.language.meters import Meters
from gospel_keys.language.prices import price_of
from gospel_keys.language.proposing import ModelProposer
from gospel_keys.language.providers.local import LocalProvider, NotPulled
from gospel_keys.language.providers.provider import Provider
from gospel_keys.language.router import Router
from gospel_keys.language.spend import Ledger
from gospel_keys.language.tiers import Tier, budgets
from gospel_keys.platform.metrics import REGISTRY
from gospel_keys.platform.settings import Settings


class Language:
    """The models there are. Make it and close it in the same event loop."""

    def __init__(self, settings: Settings, meters: Meters | None = None) -> None:
        self.settings = settings
        self.ledger = Ledger(ledger_path(settings.data), settings.cloud_monthly_cap)
        self.shelf = Shelf()
        self.meters = meters or shared_meters()
        answers = Answers(settings.model_cache.get_secret_value())
        self.router = Router(self._found(), answers, self.meters)

    def _found(self) -> list[Provider]:
        """Folders, then the server, then the cloud, as far as they are set up. Asks nobody."""
        return [*self._local(), *self._server(), *self._cloud()]

    def _local(self) -> list[Provider]:
        idle = self.settings.model_idle_seconds
        here = {folder.id: folder for folder in local_folders(self.settings.models_folder)}
        found: list[Provider] = [
            LocalProvider(folder, self.shelf, budgets()[folder.tier], idle)
            for folder in here.values()
        ]
        return found + [NotPulled(one) for one in catalogue().values() if one.id not in here]

    def _server(self) -> list[Provider]:
        chosen = self.settings
        if not chosen.model_server:
            return []
        from gospel_keys.language.providers.server import ServerProvider  # noqa: PLC0415

        tier = chosen.model_server_tier
        return [
            ServerProvider(
                chosen.model_server, chosen.model_server_model, chosen.model_server_key, tier,
                budgets()[tier],
            )
        ]  # fmt: skip

    def _cloud(self) -> list[Provider]:
        chosen = self.settings
        if not chosen.gemini_api_key or not chosen.gemini_api_key.get_secret_value():
            return []
        from gospel_keys.language.providers.cloud import CloudProvider  # noqa: PLC0415

        price = price_of(chosen.gemini_model, chosen.cloud_price_in, chosen.cloud_price_out)
        return [
            CloudProvider(
                chosen.gemini_api_key, chosen.gemini_model, chosen.gemini_url, budgets()["cloud"],
                self.ledger, price,
            )
        ]  # fmt: skip

    @property
    def leaves_machine(self) -> bool:
        """Whether words may go to another machine, as things are set."""
        return any(provider.leaves_machine for provider in self.router.providers)

    def proposer(
        self,
        tier: Tier,
        report: Callable[[Progress], None] | None = None,
        asker: Asker | None = None,
    ) -> ModelProposer:
        """Who proposes the phrases of one piece. Call it in the loop, use it in a thread.

        ``report`` is told how far it is, from any thread; ``asker.stopped`` set ends it all.
        """
        waiting = asker or Asker(report or (lambda _: None))
        session = self.router.session(tier, waiting)
        return ModelProposer(self.router, session, asyncio.get_running_loop())

    async def close(self) -> None:
        """Unload the models, close the connections."""
        for provider in self.router.providers:
            await provider.close()
        await self.router.answers.close()


def ledger_path(data: Path) -> Path:
    """Where the month's account is."""
    return data / "language" / "spend.json"


_METERS: list[Meters] = []


def shared_meters() -> Meters:
    """The process's one set of counters: Prometheus takes each name once."""
    if not _METERS:
        _METERS.append(Meters(REGISTRY))
    return _METERS[0]
