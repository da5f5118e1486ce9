"""Seeds have addresses: the same place gives the same stream, another place another."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from gospel_keys.arranger.seed import rng, sub_seed

parts = st.lists(st.one_of(st.integers(), st.text(max_size=6)), max_size=4)


@given(st.integers(0, 2**53), parts)
def test_the_same_address_gives_the_same_seed(seed: int, address: list[str | int]) -> None:
    assert sub_seed(seed, *address) == sub_seed(seed, *address)
    assert 0 <= sub_seed(seed, *address) < 2**64


def test_neighbouring_addresses_differ() -> None:
    seeds = [
        sub_seed(7, "melody", "p1"), sub_seed(8, "melody", "p1"), sub_seed(7, "melody", "p2"),
        sub_seed(7, "melodyp", "1"), sub_seed(7, "melody", 1), sub_seed(7, "melody", "1"),
    ]  # fmt: skip
    assert len(set(seeds)) == len(seeds)


def test_the_value_is_fixed_for_ever() -> None:
    """Stored pieces are reproduced from their seed, so the hash must never change."""
    assert sub_seed(1, "feel") == 8024335904593471774


def test_the_global_generator_is_left_alone() -> None:
    random.seed(5)
    before = random.getstate()
    rng(3, "any").random()
    assert random.getstate() == before
