"""How good the estimates are: our own performances with everything that is told taken out."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gospel_keys import compose
from gospel_keys.compose import Composition
from gospel_keys.genres.registry import genres
from gospel_keys.music.meter import Meter
from gospel_keys.score import importing
from gospel_keys.score.importing.tonality import find_key
from gospel_keys.score.smf import KEY_SIGNATURE, TEMPO, TIME_SIGNATURE, MetaEvent
from tests.score.importing.files import midi_of, played

KEYS = ("C major", "Eb major", "F# minor", "A minor", "Bb major", "D minor", "G major", "E minor")
PIECES = 6
KEYS_RIGHT = 0.9
ROOTS_RIGHT = 0.7
C_SCALE = [(float(i), i + 1.0, p) for i, p in enumerate((60, 62, 64, 65, 67, 65, 62, 60))]
FOUR_FOUR = MetaEvent(0, TIME_SIGNATURE, bytes((4, 2, 24, 8)))


def pieces(genre: str) -> list[Composition]:
    meters = genres()[genre].style.meters
    return [
        compose(
            genre,
            "a piece",
            key=KEYS[index % len(KEYS)],
            num_bars=(8, 12)[index % 2],
            complexity=(3, 6, 9)[index % 3],
            time_signature=str(meters[index % len(meters)]),
            seed=100 + index,
        )
        for index in range(PIECES)
    ]


def roots_right(piece: Composition, found: importing.Imported) -> float:
    """The share of the time in which the root found is the root that was planned."""
    grid = Fraction(1, 2)
    at, right, count = Fraction(0), 0, 0
    ends = []
    for item in found.chords:
        at += item.duration
        ends.append((at, item.chord))
    for event in piece.arrangement.progression.chords:
        place = event.onset
        while place < event.end:
            chord = next((c for end, c in ends if place < end), None)
            right += chord is not None and chord.root.chroma == event.chord.root.chroma
            count += 1
            place += grid
    return right / count


def test_keys_and_roots_of_our_performances_are_found() -> None:
    keys, roots = [], []
    for genre in genres():
        for piece in pieces(genre):
            found = importing.read(played(piece))
            key = piece.brief.key
            keys.append((found.key.tonic.chroma, found.key.mode) == (key.tonic.chroma, key.mode))
            roots.append(roots_right(piece, found))
            assert found.meter == piece.brief.meter
            assert abs(found.bars - piece.brief.bars) <= 1
            assert found.confidence["chords"] < 1
    assert sum(keys) / len(keys) >= KEYS_RIGHT
    assert sum(roots) / len(roots) >= ROOTS_RIGHT


def test_plain_notes_in_a_file_of_format_0() -> None:
    found = importing.read(midi_of(C_SCALE, FOUR_FOUR, MetaEvent(0, TEMPO, b"\x09\x27\xc0")))
    assert [str(n.pitch) for n in found.melody] == ["C4", "D4", "E4", "F4", "G4", "F4", "D4", "C4"]
    assert [n.onset for n in found.melody] == list(range(8))
    assert (found.meter, found.bars, found.tempo) == (Meter(4, 4), 2, 100)
    assert str(found.key) == "C major"
    assert found.confidence["rhythm"] > 0.95


def test_swung_eighths_are_written_even_and_triplets_are_not() -> None:
    swung = [(b + s, b + s + 0.3, 60 + b % 5) for b in range(8) for s in (0.0, 0.64)]
    found = importing.read(midi_of(swung, FOUR_FOUR))
    assert {n.onset % 1 for n in found.melody} == {Fraction(0), Fraction(1, 2)}
    assert "Its swung notes are written even." in found.notices
    triplets = [(b + t / 3, b + (t + 1) / 3, 60 + t) for b in range(8) for t in range(3)]
    found = importing.read(midi_of(triplets, FOUR_FOUR))
    assert {n.onset % 1 for n in found.melody} == {Fraction(t, 3) for t in range(3)}
    assert not any("swung" in notice for notice in found.notices)


def test_uneven_playing_lies_on_the_grid() -> None:
    shaky = [
        (b / 2 + (-1) ** b * 0.03, b / 2 + 0.5, 60 + (b * 5) % 12) for b in range(16)
    ]  # 15 ms at 120
    found = importing.read(midi_of([(max(a, 0.0), e, p) for a, e, p in shaky], FOUR_FOUR))
    assert [n.onset for n in found.melody] == [Fraction(b, 2) for b in range(16)]


def test_a_pickup_is_negative_and_silence_before_it_is_passed_over() -> None:
    notes = [(7.0, 8.0, 67), *((8.0 + a, 8.0 + b, p) for a, b, p in C_SCALE)]
    found = importing.read(midi_of(notes, FOUR_FOUR))
    assert found.melody[0].onset == -1
    assert found.melody[1].onset == 0
    assert found.bars == 2


@pytest.mark.parametrize(("beats", "meter"), [(3, "3/4"), (4, "4/4")])
def test_a_meter_nobody_stated_is_found_by_the_bass(beats: int, meter: str) -> None:
    notes = []
    for bar in range(8):
        at = float(bar * beats)
        notes.append((at, at + 1, 36 + (bar % 2) * 7))
        notes += [(at + b, at + b + 0.5, 64) for b in range(1, beats)]
    found = importing.read(midi_of(notes))
    assert str(found.meter) == meter
    assert found.confidence["time_signature"] < 1


def test_c_major_that_nobody_meant_gives_way_to_the_notes() -> None:
    flats = [(a, b, p + 3) for a, b, p in C_SCALE * 1]
    unsaid = MetaEvent(0, KEY_SIGNATURE, bytes((0, 0)))
    assert str(importing.read(midi_of(flats, FOUR_FOUR, unsaid)).key) == "Eb major"
    meant = MetaEvent(0, KEY_SIGNATURE, bytes((256 - 3, 1)))
    assert str(importing.read(midi_of(flats, FOUR_FOUR, meant)).key) == "C minor"


def test_keys_of_plain_scales() -> None:
    weights = [1.0, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 1]
    assert str(find_key(weights, last=0)[0]) == "C major"
    weights[9], weights[4] = 2.0, 1.5
    assert str(find_key(weights, last=9)[0]) == "A minor"
    assert find_key([0.0] * 12)[1] == 0


def test_chords_are_named_with_colours_and_basses() -> None:
    bars = [
        (36, (64, 67, 71)), (45, (60, 64, 67)), (38, (65, 69, 72)), (43, (59, 62, 65)),
        (40, (60, 67, 72)), (41, (60, 64, 69)), (43, (59, 65, 74)), (36, (60, 64, 67)),
    ]  # fmt: skip
    notes = [
        (4.0 * i, 4.0 * i + 4, p) for i, (bass, above) in enumerate(bars) for p in (bass, *above)
    ]
    found = importing.read(midi_of(notes, FOUR_FOUR))
    names = [str(item.chord) for item in found.chords]
    assert names == ["Cmaj7", "Am7", "Dm7", "G7", "C/E", "Fmaj7", "G7", "C"]
    assert [item.duration for item in found.chords] == [4] * 8
