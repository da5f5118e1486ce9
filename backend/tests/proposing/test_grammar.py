"""Whatever a model writes within the grammar is a legal progression of its phrase."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys.composer.planning.setting import setting_in
from gospel_keys.composer.proposing.bars import (
    Free,
    NoRoomError,
    is_free,
    parts_of_bars,
    unit_of,
)
from gospel_keys.composer.proposing.offer import LockedChord, PhraseOffer
from gospel_keys.composer.proposing.reading import RejectedError, read_phrase
from gospel_keys.composer.proposing.vocabulary import roots_of, vocabulary
from gospel_keys.genres.registry import genres
from gospel_keys.music.chord import Chord
from gospel_keys.music.chord_type import chord_types
from gospel_keys.music.key import Key, all_keys
from gospel_keys.music.meter import Meter
from tests.proposing.offers import a_brief, offered, planned, random_locks
from tests.proposing.sampling import accepts, is_valid, sampled

C, FOUR = Key.parse("C major"), Meter.parse("4/4")
METERS = tuple(map(Meter.parse, ("4/4", "3/4", "6/8", "12/8", "2/4", "9/8", "2/2", "5/4", "7/4")))
STYLES = sorted(genres())


def a_case(seed: int) -> tuple[PhraseOffer, tuple[LockedChord, ...], int, tuple[int, ...]]:
    """An offer of any key, meter, length, locks and vocabulary."""
    rng = Random(seed)
    key, meter, bars = rng.choice(all_keys()), rng.choice(METERS), rng.randint(1, 6)
    words = vocabulary(key)
    if rng.random() < 0.7:
        style = genres()[rng.choice(STYLES)]
        brief = a_brief(style.id, complexity=rng.randint(1, 10), key=str(key))
        section = planned(brief).sections[0]
        words = vocabulary(key, setting_in(style.harmony, section, brief.complexity))
    most = rng.randint(1, 4)
    ends = tuple(root for root in words.roots if root.chroma == key.tonic.chroma)
    ends = ends if rng.random() < 0.5 else ()
    while True:
        locks = random_locks(rng, meter, bars)
        try:
            parts = parts_of_bars(bars, meter, locks)
        except NoRoomError:
            continue
        if is_free(parts):
            break
    offer = offered(words, key, meter, bars, locks, most=most, ends=ends)
    return offer, locks, most, tuple(root.chroma for root in ends)


@pytest.mark.parametrize("block", range(10))
def test_two_hundred_phrases_of_noise_are_all_legal(block: int) -> None:
    for seed in range(20 * block, 20 * block + 20):
        offer, locks, most, ends = a_case(seed)
        text = sampled(offer.grammar, seed)
        assert accepts(offer.grammar, text)
        chords = read_phrase(text, offer)
        assert chords[0].onset == 0
        assert chords[-1].end == offer.bars * offer.meter.bar
        assert all(one.end == other.onset for one, other in pairwise(chords))
        kept = [(c.chord, c.onset, c.duration) for c in chords if c.locked]
        assert kept == [(lock.chord, lock.onset, lock.duration) for lock in locks]
        assert not ends or chords[-1].locked or chords[-1].chord.root.chroma in ends
        for bar in range(offer.bars):
            begin = bar * offer.meter.bar
            inside = [c for c in chords if begin <= c.onset < begin + offer.meter.bar]
            locked = sum(
                lock.onset < begin + offer.meter.bar and lock.end > begin for lock in locks
            )
            assert len(inside) <= most * (locked + 1) + locked


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_grammar_is_one_that_llguidance_takes_without_a_warning(seed: int) -> None:
    assert is_valid(a_case(seed)[0].grammar)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), at=st.integers(0, 200), sign=st.sampled_from(":|/ C7m#x"))
def test_what_the_grammar_refuses_is_never_read_as_another_length(
    seed: int, at: int, sign: str
) -> None:
    """A sentence with one sign changed is either read as whole bars with its locks, or rejected."""
    offer, locks, _, _ = a_case(seed % 50)
    text = sampled(offer.grammar, seed)
    broken = text[: at % len(text)] + sign + text[at % len(text) + 1 :]
    try:
        chords = read_phrase(broken, offer)
    except RejectedError:
        return
    assert sum(c.duration for c in chords) == offer.bars * offer.meter.bar
    assert sum(c.locked for c in chords) == len(locks)


def test_every_chord_type_of_the_table_can_be_written() -> None:
    grammar = offered(vocabulary(C), C, FOUR, 1).grammar
    for kind in chord_types().values():
        for root in ("C", "F#", "Bb"):
            assert accepts(grammar, f"{root}{kind.symbol}"), kind.id
            assert Chord.parse(f"{root}{kind.symbol}").type == kind


@pytest.mark.parametrize("key", [str(key) for key in all_keys()])
def test_every_key_has_a_root_for_all_twelve_notes_in_readable_spelling(key: str) -> None:
    roots = roots_of(Key.parse(key))
    assert {root.chroma for root in roots} == set(range(12))
    assert all(abs(root.alter) < 2 for root in roots)


@pytest.mark.parametrize(
    ("text", "legal"),
    [
        ("C | F G7 | C", True),
        ("C:4 | F:2 G7:2 | C", True),
        ("I | ii7:3 V7:1 | vi7", True),
        ("Dm7 bVII7 | #ivø7 | C", True),
        ("I | viii7 | I", False),
        ("C:3 G7:1 | F/A | C/E", True),
        ("C C C C | Dm7 G7 | C", True),
        ("C | F G7", False),
        ("C | F G7 | C | C", False),
        ("C:3 G7:2 | F | C", False),
        ("C:3 | F | C", False),
        ("C G7 F | F | C", False),
        ("H | F | C", False),
        ("C | F | C/C", False),
        ("Cmaj77 | F | C", False),
        ("C | F | C\n", False),
        ("", False),
    ],
)
def test_the_grammar_tells_legal_from_illegal(text: str, legal: bool) -> None:
    assert accepts(offered(vocabulary(C), C, FOUR, 3).grammar, text) is legal


@pytest.mark.parametrize("key", [str(key) for key in all_keys()])
def test_a_numeral_is_read_as_the_chord_it_stands_for(key: str) -> None:
    home = Key.parse(key)
    words = vocabulary(home)
    for root in words.roots:
        for numeral in words.numerals(root):
            [one] = read_phrase(numeral, offered(words, home, FOUR, 1))
            assert one.chord.root.chroma == root.chroma
            assert one.chord.symbol in words.symbols


def test_a_locked_chord_stands_where_it_stood() -> None:
    lock = LockedChord(Chord.parse("Ab7"), FOUR.bar - 1, FOUR.beat * 2)
    grammar = offered(vocabulary(C), C, FOUR, 2, [lock]).grammar
    assert accepts(grammar, "C:3 Ab7:1 | Ab7:1 G7:3")
    assert accepts(grammar, "C:2 F:1 Ab7:1 | Ab7:1 G7:3")
    assert not accepts(grammar, "C:3 A7:1 | Ab7:1 G7:3")
    assert not accepts(grammar, "C | Ab7:1 G7:3")


@pytest.mark.parametrize("meter", [str(meter) for meter in METERS])
def test_a_bar_has_a_handful_of_places(meter: str) -> None:
    here = Meter.parse(meter)
    [[free]] = parts_of_bars(1, here, [])
    assert isinstance(free, Free)
    assert sum(free.lengths) == here.bar
    assert 1 <= len(free.lengths) <= 6
    assert set(free.lengths) == {unit_of(here)}


def test_a_gap_that_no_chord_can_fill_is_no_room() -> None:
    tight = LockedChord(Chord.parse("C"), FOUR.beat / 16, FOUR.bar)
    with pytest.raises(NoRoomError):
        parts_of_bars(2, FOUR, [tight])
