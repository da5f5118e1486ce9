"""Who is asked, in which order, and what happens when nobody answers."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import structlog

from gospel_keys.language.answers import Answers, key_of
from gospel_keys.language.asking import (
    Answer,
    Ask,
    Asker,
    Kind,
    ModelError,
    StoppedError,
    Usage,
    Where,
)
from gospel_keys.language.meters import Meters
from gospel_keys.language.providers.provider import Provider
from gospel_keys.language.tiers import CHAINS, Budget, Tier, budgets

ORDER: tuple[Where, ...] = ("server", "here", "cloud")
"""Within a tier a server that the user named comes before our own: it was named to be used."""
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """Who gave no answer, and why."""

    provider: str
    label: str
    where: Where
    kind: Kind
    reason: str


@dataclass(slots=True)
class Session:
    """The questions of one piece: they share a chain and its time.

    Who failed is not asked again for this piece, unless what it said was merely wrong.
    """

    tier: Tier
    asker: Asker
    began: float
    failures: list[Failure] = field(default_factory=list)

    @property
    def given_up(self) -> set[str]:
        """Providers that are not asked again."""
        return {one.provider for one in self.failures if one.kind != "wrong"}


def place(error: BaseException) -> str:
    """What was raised and where, without its text: that may hold a user's words, or a key."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {last.filename}:{last.lineno}"


class Router:
    """Asks the providers of a tier's chain in turn."""

    def __init__(
        self,
        providers: Sequence[Provider],
        answers: Answers,
        meters: Meters,
        limits: Callable[[], dict[Tier, Budget]] = lambda: dict(budgets()),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.providers = list(providers)
        self.answers = answers
        self.meters = meters
        self._limits = limits()
        self._clock = clock

    def session(self, tier: Tier, asker: Asker | None = None) -> Session:
        """Begin a piece: everything it asks is asked in this session."""
        return Session(tier, asker or Asker(), self._clock())

    def chain(self, tier: Tier) -> list[Provider]:
        """Whom to ask for ``tier``, in turn; empty where there are only the rules."""
        return [
            provider
            for step in CHAINS[tier]
            for where in ORDER
            for provider in self.providers
            if provider.is_set_up and provider.tier == step and provider.where == where
        ]

    def is_over(self, session: Session) -> bool:
        """Whether nobody is left to ask, or no time."""
        left = [p for p in self.chain(session.tier) if p.id not in session.given_up]
        return not left or self._seconds_left(session) <= 0

    def _seconds_left(self, session: Session) -> float:
        return self._limits[session.tier].whole - (self._clock() - session.began)

    async def answer(self, session: Session, ask: Ask) -> Answer | None:
        """The first good answer; None where the rules have to do it. ``session.failures`` tells
        why. Raises StoppedError when nobody waits any more, and nothing else."""
        for provider in self.chain(session.tier):
            session.asker.check()
            if provider.id in session.given_up:
                continue
            if self._seconds_left(session) <= 0:
                whole = self._limits[session.tier].whole
                self._failed(session, provider, "slow", f"more than {whole:.0f} s for one piece")
                return None
            try:
                return await self._ask(provider, ask, session.asker)
            except StoppedError:
                raise
            except ModelError as error:
                self._failed(session, provider, error.kind, error.reason)
            except Exception as error:  # noqa: BLE001 - no failure of a model fails a request
                log.error("a model failed unexpectedly", provider=provider.id, at=place(error))
                reason = f"{provider.label} failed ({type(error).__name__})"
                self._failed(session, provider, "gone", reason)
        return None

    async def _ask(self, provider: Provider, ask: Ask, asker: Asker) -> Answer:
        """From the cache, or from the provider."""
        started = self._clock()
        key = key_of(ask, provider.id, await provider.identity())
        kept = await self.answers.get(key)
        self.meters.looked(hit=kept is not None)
        where, label = provider.where, provider.label
        if kept is not None:
            took = self._clock() - started
            return Answer(kept, provider.id, label, where, Usage(), took, is_cached=True)
        text, used = await provider.ask(ask, asker)
        answer = Answer(text, provider.id, label, where, used, self._clock() - started)
        self.meters.answered(answer)
        await self.answers.keep(key, text)
        return answer

    def _failed(self, session: Session, provider: Provider, kind: Kind, reason: str) -> None:
        session.failures.append(Failure(provider.id, provider.label, provider.where, kind, reason))
        self.meters.failed(provider.id, kind, reason)
        log.info("a model gave no answer", provider=provider.id, kind=kind, reason=reason)
