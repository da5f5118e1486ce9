"""The planner's parts by themselves: numerals, places, connections, colours, forms."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys.composer.planning.colour import role_of
from gospel_keys.composer.planning.connect import Gap, between
from gospel_keys.composer.planning.form import tilings
from gospel_keys.composer.planning.place import onsets
from gospel_keys.composer.planning.realise import chord_of, risen
from gospel_keys.composer.planning.slots import Slotted, without
from gospel_keys.genres.numeral import Degree, Numeral
from gospel_keys.genres.phrases import Idiom, Mode
from gospel_keys.genres.registry import genres
from gospel_keys.music.key import Key, all_keys
from gospel_keys.music.meter import Meter
from gospel_keys.music.roman import roman_to_chord
from tests.composer.plans import GENRE

ROWS = genres()[GENRE].harmony.phrases
NUMERALS = sorted({str(place.numeral) for row in ROWS for place in row.places})


@settings(deadline=None)
@given(st.sampled_from(NUMERALS), st.sampled_from(all_keys()))
def test_a_numeral_is_the_chord_that_theory_reads(name: str, key: Key) -> None:
    numeral = Numeral.parse(name)
    assert str(numeral) == name
    bare = name.lstrip("b#").rstrip("0123456789").split("/")[0]
    if key.is_minor and name[0] in "VI" and bare[:3] in ("III", "VI", "VII", "VIm"):
        return  # there a bare capital is the textbook's lowered degree; ours counts from major
    chord, exact = chord_of(numeral, key), roman_to_chord(name, key)
    assert chord.chromas == exact.chromas
    assert abs(chord.root.alter) < 2 or key.fifths > 5
    if abs(exact.root.alter) < 2:
        assert chord == exact


@pytest.mark.parametrize(
    ("text", "plain"),
    [("V7/vi", "III7"), ("V7/ii", "VI7"), ("ii7/IV", "v7"), ("V/V", "II"), ("V7/bVI", "bIII7")],
)
def test_applied_numerals_are_resolved(text: str, plain: str) -> None:
    assert str(Numeral.parse(text)) == plain


@pytest.mark.parametrize("text", ["", "H7", "i9x", "I/", "I/8", "VIII", "Ii", "7"])
def test_what_is_no_numeral(text: str) -> None:
    with pytest.raises(ValueError, match="no Roman numeral"):
        Numeral.parse(text)


def test_degrees_move_by_step_and_semitone() -> None:
    assert Degree(0).up(-1, -1) == Degree(6)
    assert str(Degree(4).up(-1, -1)) == "#4"
    assert str(Degree(0).up(1, 1)) == "b2"
    assert str(Degree(6).up(1, 1)) == "1"


@pytest.mark.parametrize(
    ("bar", "meter", "beats"),
    [
        ([0], "4/4", "0"),
        ([0, 2], "4/4", "0 2"),
        ([0, 1, 2, 3], "4/4", "0 1 2 3"),
        ([0, 2], "12/8", "0 2"),
        ([0, 2], "3/4", "0 2"),
        ([0, 1], "3/4", "0 1"),
        ([0, 3], "3/4", "0 2"),
        ([0, 1, 3], "3/4", "0 1 2"),
        ([0, 1, 2, 3], "3/4", "0 1 2 5/2"),
        ([0, 2], "2/4", "0 1"),
        ([0, 3], "6/8", "0 1"),
        ([0, 2, 3], "6/8", "0 1 5/3"),
        ([0, 1, 2, 3], "2/4", "0 1/2 1 3/2"),
        ([0, 2], "5/4", "0 3"),
        ([0, 2], "9/8", "0 2"),
        ([0, 2, 3], "3/8", "0 1/3 2/3"),
        ([0, 2], "7/8", "0 4"),
    ],
)
def test_places_on_beats(bar: list[int], meter: str, beats: str) -> None:
    signature = Meter.parse(meter)
    chords = [Slotted(slot, 1, Numeral.parse("I")) for slot in bar]
    assert [at / signature.beat for at in onsets(chords, signature)] == [
        Fraction(b) for b in beats.split()
    ]


@settings(deadline=None)
@given(
    st.lists(st.sets(st.integers(1, 3)), min_size=1, max_size=4),
    st.sampled_from(["2/4", "3/4", "4/4", "5/4", "6/8", "7/8", "9/8", "12/8", "2/2", "3/8"]),
)
def test_places_keep_their_order_and_bars(bars: list[set[int]], name: str) -> None:
    meter = Meter.parse(name)
    slots = [n * 4 + slot for n, bar in enumerate(bars) for slot in sorted({0, *bar})]
    found = onsets([Slotted(slot, 1, Numeral.parse("I")) for slot in slots], meter)
    assert list(found) == sorted(set(found))
    assert [int(at / meter.bar) for at in found] == [slot // 4 for slot in slots]
    assert all(at % meter.bar == 0 for at, slot in zip(found, slots, strict=True) if slot % 4 == 0)


@pytest.mark.parametrize(
    ("idiom", "here", "after", "mode", "chords"),
    [
        ("applied-dominant", "I", "vi", "major", "III7"),
        ("applied-dominant", "I", "IV", "major", "I7"),
        ("applied-dominant", "I", "#IVdim7", "major", ""),
        ("applied-dominant", "VI7", "ii7", "major", ""),
        ("related-two-five", "I", "IV", "major", "v7 I7"),
        ("related-two-five", "I", "ii", "major", "iiim7b5 VI7"),
        ("rising-diminished", "IV", "I/5", "major", "#IVdim7"),
        ("rising-diminished", "I", "ii7", "major", "#Idim7"),
        ("rising-diminished", "I", "IV", "major", ""),
        ("falling-diminished", "I/3", "ii7", "major", "bIIIdim7"),
        ("leading-diminished", "I", "vi", "major", "#Vdim7"),
        ("tritone-substitute", "ii7", "I", "major", "bII7"),
        ("tritone-substitute", "I", "V7", "major", "bVI7"),
        ("bass-passing", "I", "I/3", "major", "V/2"),
        ("bass-passing", "I", "vi", "major", "V/7"),
        ("bass-passing", "vi", "IV", "major", "I/5"),
        ("bass-passing", "i", "i/b3", "minor", "V/2"),
        ("bass-passing", "I", "V", "major", ""),
        ("first-inversion", "I", "IV", "major", "I/3"),
        ("first-inversion", "V7", "I", "major", "V7/7"),
        ("first-inversion", "I", "ii", "major", "I/3"),
        ("first-inversion", "I", "V", "major", ""),
        ("minor-plagal", "IV", "I", "major", "iv6"),
        ("minor-plagal", "IV", "I/5", "major", "iv6"),
        ("minor-plagal", "ii", "I", "major", ""),
        ("backdoor", "IV", "I", "major", "bVII7"),
        ("backdoor", "V7", "I", "major", ""),
        ("suspension", "V7", "I", "major", "V7"),
        ("suspension", "V", "I", "major", ""),
        ("plagal-neighbour", "I", "V", "major", "IV/1"),
        ("plagal-neighbour", "i", "V", "minor", "iv/1"),
        ("plagal-neighbour", "I", "IV", "major", ""),
        ("side-slip", "IV", "ii7", "major", "biii7"),
    ],
)
def test_connections(idiom: Idiom, here: str, after: str, mode: Mode, chords: str) -> None:
    gap = Gap(Numeral.parse(here), Numeral.parse(after), mode)
    assert " ".join(map(str, between(idiom, gap))) == chords


@pytest.mark.parametrize(
    ("chord", "after", "mode", "role"),
    [
        ("I", "IV", "major", "tonic"),
        ("i", "iv", "minor", "minor-tonic"),
        ("IV", "I", "major", "subdominant"),
        ("ii7", "V7", "major", "minor"),
        ("iv6", "I", "major", "minor-subdominant"),
        ("V", "I", "major", "dominant"),
        ("V7", "vi", "major", "dominant"),
        ("VI7", "ii7", "major", "applied"),
        ("bVII7", "I", "major", "backdoor"),
        ("bVII7", "bIII", "minor", "applied"),
        ("bII7", "I", "major", "tritone"),
        ("bVI", "bVII", "major", "borrowed"),
        ("#IVdim7", "I/5", "major", "diminished"),
        ("viim7b5", "III7", "major", "half-diminished"),
        ("I/3", "IV", "major", "inversion"),
        ("i/b3", "iv", "minor", "minor-inversion"),
        ("V/7", "I", "major", "dominant-inversion"),
        ("IV/5", "I", "major", "eleventh"),
        ("III7#9#5", "vi9", "major", None),
        ("Iaug", "I6", "major", None),
        ("I7/b7", "IV/6", "major", None),
    ],
)
def test_roles(chord: str, after: str, mode: Mode, role: str | None) -> None:
    assert role_of(Numeral.parse(chord), Numeral.parse(after), mode) == role


def test_tilings_prefer_fours() -> None:
    assert tilings((1, 2, 3, 4), 8) == (4, 4)
    assert sorted(tilings((1, 2, 3, 4), 7)) == [3, 4]
    assert tilings((2, 4), 5) == ()
    assert tilings((12,), 24) == (12, 12)
    assert tilings((4,), 0) == ()


def test_risen_keys_are_practical() -> None:
    for key in all_keys():
        for semitones in range(-6, 7):
            lifted = risen(key, semitones)
            assert lifted.is_practical
            assert (lifted.tonic.chroma - key.tonic.chroma - semitones) % 12 == 0
            assert lifted.mode == key.mode


def test_dropping_a_chord_keeps_the_time_full() -> None:
    numeral = Numeral.parse("I")
    chords = [
        Slotted(0, 2, numeral),
        Slotted(2, 2, numeral),
        Slotted(4, 3, numeral),
        Slotted(7, 1, numeral),
    ]
    for index in range(4):
        left = without(chords, index)
        assert sum(chord.length for chord in left) == 8
        assert [chord.slot for chord in left[1:]] == [chord.end for chord in left[:-1]]
        assert left[0].slot == 0
