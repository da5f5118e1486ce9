"""The share of phrases that is offered: exact, seeded, and growing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys.composer.proposing.share import offered_phrases
from gospel_keys.score.model import Phrase

SHARES = st.floats(0, 1)


def phrases(count: int) -> list[Phrase]:
    return [Phrase(f"p{number}", "s0", 4 * number, 4, "half", "") for number in range(count)]


@settings(max_examples=200, deadline=None)
@given(count=st.integers(0, 40), seed=st.integers(0, 2**53 - 1), share=SHARES, more=SHARES)
def test_a_larger_share_offers_the_same_and_more(
    count: int, seed: int, share: float, more: float
) -> None:
    low, high = sorted((share, more))
    few, many = (offered_phrases(phrases(count), one, seed) for one in (low, high))
    assert set(few) <= set(many)
    assert abs(len(few) - low * count) < 1
    assert list(few) == sorted(few, key=lambda phrase: phrase.start_bar)
    assert few == offered_phrases(phrases(count), low, seed)


@settings(deadline=None)
@given(count=st.integers(0, 40), seed=st.integers(0, 1000))
def test_none_of_them_or_all(count: int, seed: int) -> None:
    every = phrases(count)
    assert offered_phrases(every, 0, seed) == ()
    assert offered_phrases(every, 1, seed) == tuple(every)


@pytest.mark.parametrize("share", [0.1, 0.25, 0.3, 0.5, 0.85])
def test_over_many_seeds_the_share_is_what_was_asked(share: float) -> None:
    every = phrases(6)
    counts = [len(offered_phrases(every, share, seed)) for seed in range(2000)]
    assert abs(sum(counts) / (6 * len(counts)) - share) < 0.01
    often = [sum(p in offered_phrases(every, share, seed) for seed in range(600)) for p in every]
    assert all(abs(count / 600 - share) < 0.09 for count in often)


@pytest.mark.parametrize("share", [-0.1, 1.01, float("nan")])
def test_a_share_outside_0_to_1_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="0 to 1"):
        offered_phrases(phrases(3), share, 1)
