"""Which phrases are offered to a model: the share that was asked, drawn by seed."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from gospel_keys.arranger.seed import rng
from gospel_keys.score.model import Phrase


def offered_phrases(phrases: Sequence[Phrase], share: float, seed: int) -> tuple[Phrase, ...]:
    """``share`` (0..1) of the phrases, in order: none for 0, all for 1.

    Where the share is no whole number of phrases, chance rounds it, so that it is exact over many
    seeds. A larger share offers the same phrases and more.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"a share is 0 to 1, not {share:g}")
    exact = share * len(phrases)
    count = floor(exact)
    count += rng(seed, "offer", "count").random() < exact - count
    ranks = {phrase.id: rng(seed, "offer", phrase.id).random() for phrase in phrases}
    first = set(sorted(ranks, key=lambda name: (ranks[name], name))[:count])
    return tuple(phrase for phrase in phrases if phrase.id in first)
