"""What this product writes, it understands again: chords exactly, in every form."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest

from gospel_keys import compose
from gospel_keys.compose import Composition
from gospel_keys.genres.registry import genres
from gospel_keys.music.chord import Chord
from gospel_keys.score import importing, musicxml
from gospel_keys.score.model import Role
from gospel_keys.score.smf import TEXT, MetaEvent
from tests.score.importing.files import midi_of

FIELDS = [
    {"key": "Eb major", "num_bars": 8, "complexity": 6, "seed": 1},
    {"key": "F# minor", "num_bars": 12, "complexity": 9, "seed": 2},
    {"key": "C major", "num_bars": 5, "complexity": 1, "seed": 3},
]
CASES = [(genre, number) for genre in genres() for number in range(len(FIELDS))]


def made(genre: str, number: int) -> Composition:
    meters = genres()[genre].style.meters
    meter = str(meters[number % len(meters)])
    return compose(genre, "a piece", time_signature=meter, **FIELDS[number])


def merged(chords: list[tuple[Chord | None, Fraction]]) -> list[tuple[str, Fraction]]:
    """Neighbours that are equal count as one."""
    found: list[tuple[str, Fraction]] = []
    for chord, length in chords:
        if found and found[-1][0] == str(chord):
            found[-1] = (str(chord), found[-1][1] + length)
        else:
            found.append((str(chord), length))
    return found


def truth(piece: Composition, *, plain: bool = False) -> list[tuple[str, Fraction]]:
    events = piece.arrangement.progression.chords
    return merged([(e.chord.simplified() if plain else e.chord, e.duration) for e in events])


def read(found: importing.Imported) -> list[tuple[str, Fraction]]:
    return merged([(item.chord, item.duration) for item in found.chords])


@pytest.mark.parametrize(("genre", "number"), CASES)
def test_midi(genre: str, number: int) -> None:
    piece = made(genre, number)
    found = importing.read(piece.midi())
    brief = piece.brief
    assert read(found) == truth(piece)
    assert (found.key, found.meter, found.bars) == (brief.key, brief.meter, brief.bars)
    assert found.tempo == pytest.approx(brief.tempo, rel=0.02)  # some are played rubato
    assert found.confidence["chords"] == 1
    assert found.confidence["key"] == 1
    assert found.confidence["time_signature"] == 1


@pytest.mark.parametrize(("genre", "number"), CASES)
def test_musicxml(genre: str, number: int) -> None:
    piece = made(genre, number)
    data = piece.musicxml()
    found = importing.read(data)
    brief = piece.brief
    assert read(found) == truth(piece, plain=True)
    assert (found.key, found.meter, found.bars) == (brief.key, brief.meter, brief.bars)
    assert found.tempo == pytest.approx(brief.tempo, abs=0.01)
    sheet = musicxml.read(data)
    assert musicxml.read(musicxml.encode(sheet)) == sheet
    tops = {n.onset: n.pitch for n in sheet.melody()}
    assert all(tops[note.onset] == note.pitch for note in found.melody)


@pytest.mark.parametrize(("genre", "number"), CASES)
def test_chordpro_and_ireal(genre: str, number: int) -> None:
    piece = made(genre, number)
    for text in (piece.chordpro(), piece.ireal()):
        found = importing.read(text.encode())
        expected = truth(piece, plain=text.startswith("ireal"))
        assert read(found) == expected
        assert found.meter == piece.brief.meter
        assert found.bars == piece.brief.bars
        assert found.key.tonic.is_enharmonic(piece.brief.key.tonic)
        assert found.key.mode == piece.brief.key.mode
        assert not found.melody


@pytest.mark.parametrize("genre", list(genres()))
def test_the_melody_of_our_own_midi_is_found_in_order(genre: str) -> None:
    """The tune that was composed is most of what is found, and no two of its notes overlap."""
    piece = made(genre, 0)
    found = importing.read(piece.midi()).melody
    composed = {(n.onset, n.pitch.midi) for n in piece.arrangement.notes if n.role is Role.MELODY}
    heard = {(n.onset, n.pitch.midi) for n in found}
    assert len(heard & composed) >= 0.6 * len(composed)
    assert all(a.end <= b.onset for a, b in pairwise(found))


def test_chord_texts_that_lie_anywhere_begin_on_quarters_of_a_beat() -> None:
    """Somebody else's symbols, typed a little early and late."""
    texts = [(10, "C"), (950, "Dm7"), (1925, "G7"), (2890, "C6"), (2895, "Cmaj7")]
    events = [MetaEvent(tick, TEXT, symbol.encode()) for tick, symbol in texts]
    found = importing.read(midi_of([(n / 2, n / 2 + 0.5, 60) for n in range(16)], *events))
    assert read(found) == [("C", 2), ("Dm7", 2), ("G7", 2), ("Cmaj7", 2)]
    assert found.confidence["chords"] == 1
