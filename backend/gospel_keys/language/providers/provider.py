"""What the router needs of whoever can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from gospel_keys.language.asking import Ask, Asker, Usage, Where
from gospel_keys.language.tiers import Tier


@dataclass(frozen=True, slots=True)
class State:
    """Whether a provider can be asked now; ``reason`` says why not, or what is to be known."""

    is_available: bool
    reason: str = ""
    bytes: int | None = None
    needs: int | None = None
    is_loaded: bool = False


class Provider(Protocol):
    """One model that can be asked."""

    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def tier(self) -> Tier: ...
    @property
    def where(self) -> Where: ...
    @property
    def is_set_up(self) -> bool:
        """Whether it is there to be asked at all; what could be had is only listed."""
        ...

    @property
    def leaves_machine(self) -> bool:
        """Whether what is asked goes to another machine."""
        ...

    async def identity(self) -> str:
        """Changes when other answers are to be expected: kept ones belong to it."""
        ...

    async def state(self) -> State:
        """Whether it can be asked."""
        ...

    async def ask(self, ask: Ask, asker: Asker) -> tuple[str, Usage]:
        """Its answer. Raises ModelError, or StoppedError when nobody waits any more."""
        ...

    async def close(self) -> None:
        """Give back what it holds."""
        ...
