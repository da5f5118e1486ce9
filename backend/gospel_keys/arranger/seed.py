"""Seeds: every random choice has an address, so a part can be drawn again without the rest."""

from __future__ import annotations

import random
from functools import lru_cache
from hashlib import blake2b


@lru_cache(maxsize=4096)
def sub_seed(seed: int, *parts: str | int) -> int:
    """A 64-bit seed for one place in the piece: ``sub_seed(7, "melody", "p3")``.

    The parts are kept apart (``("ab", "c")`` differs from ``("a", "bc")``, ``1`` from ``"1"``), so
    two stages or two phrases never share a stream by accident.
    """
    text = "\x1f".join([str(seed), *(f"{type(part).__name__}:{part}" for part in parts)])
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def rng(seed: int, *parts: str | int) -> random.Random:
    """A private random stream for one place in the piece; the global one is never touched."""
    return random.Random(sub_seed(seed, *parts))
