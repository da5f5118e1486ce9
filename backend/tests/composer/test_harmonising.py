"""Chords for a tune: out of the genre, under the tune's strong notes, home at the end."""

from __future__ import annotations

from itertools import pairwise

import pytest

from gospel_keys import compose
from gospel_keys.composer.errors import BriefError
from gospel_keys.composer.harmonising.fitting import misfit, weighed
from gospel_keys.composer.harmonising.grammar import grammar_of
from gospel_keys.composer.harmonising.phrasing import phrases_of_tune
from gospel_keys.composer.harmonising.search import slots_of
from gospel_keys.composer.notes_asked import AskedNote
from gospel_keys.composer.planning.setting import Setting
from gospel_keys.genres.registry import genres
from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from tests.arranger.tunes import wandering

MAJOR = "C5 1 E5 1 G5 1 E5 1 F5 2 A5 2 G5 1 F5 1 E5 1 D5 1 E5 3 R 1 A4 1 C5 1 E5 1 D5 1 C5 2 A4 2 \
B4 1 C5 1 D5 1 B4 1 C5 4"
MINOR = "A4 1 C5 1 E5 1 D5 .5 C5 .5 B4 2 E5 2 F5 1 A4 1 D5 1 C5 .5 A4 .5 G#4 3 R 1 A4 1 C5 1 E5 1 \
A5 1 G5 1.5 F5 .5 E5 2 D5 1 B4 1 C5 .5 B4 .5 G#4 1 A4 4"
TUNES = {"C major": MAJOR, "A minor": MINOR}


def tune(text: str, start: float = 0.0) -> list[AskedNote]:
    """Names and lengths in turn; R is a rest."""
    words, at, found = text.split(), start, []
    for name, length in zip(words[::2], words[1::2], strict=True):
        if name != "R":
            found.append(AskedNote(name, at, float(length)))
        at += float(length)
    return found


@pytest.mark.parametrize("genre", list(genres()))
@pytest.mark.parametrize("key", list(TUNES))
def test_the_tune_is_carried_and_comes_home(genre: str, key: str) -> None:
    for level in (2, 5, 9):
        made = compose(genre, "a tune", melody=tune(TUNES[key]), complexity=level, seed=level)
        brief, progression = made.brief, made.arrangement.progression
        assert str(brief.key) == key
        assert (brief.bars, brief.sources["num_bars"]) == (8, "melody")
        assert progression.chords[-1].chord.root.chroma == brief.key.tonic.chroma
        carried = strong = 0
        for note in brief.melody:
            if brief.meter.strength(note.onset) < 2:
                continue
            strong += 1
            chord = next(c.chord for c in progression.chords if c.onset <= note.onset < c.end)
            carried += note.pitch.name.chroma in chord.chromas
        assert carried / strong >= 0.75
        assert len({str(c.chord) for c in progression.chords}) >= 3
        assert all("tune" in event.comment for event in progression.chords)
        assert progression.phrases[-1].cadence in ("authentic", "plagal", "backdoor", "modal")


def test_more_is_asked_of_the_harmony_level_by_level() -> None:
    counts = [
        len(compose("gospel", "a tune", melody=tune(MAJOR), complexity=level, seed=1)
            .arrangement.progression.chords)
        for level in (1, 5, 10)
    ]  # fmt: skip
    assert counts[0] < counts[1] < counts[2]


def test_the_chords_are_the_genres_own() -> None:
    """What a blues makes of a tune is not what a hymn makes of it."""
    plain = {
        genre: [
            str(e.chord)
            for e in compose(
                genre, "x", melody=tune(MAJOR), complexity=5, seed=1
            ).arrangement.progression.chords
        ]
        for genre in genres()
    }
    assert len({tuple(chords) for chords in plain.values()}) == len(plain)
    sevenths = [Chord.parse(symbol).is_dominant for symbol in plain["blues"]]
    assert sum(sevenths) > 0.7 * len(sevenths)


def test_a_chord_costs_what_it_does_not_carry() -> None:
    notes = compose("gospel", "x", melody=tune("C5 1 E5 1 G5 2")).brief.melody
    over = weighed(notes, notes[0].onset, notes[-1].end, Meter(4, 4))
    costs = {s: misfit(over, Chord.parse(s)) for s in ("C", "Cmaj7", "Am7", "G7", "F#dim7", "B")}
    assert costs["C"] < costs["G7"] < costs["B"]
    assert costs["Am7"] < costs["F#dim7"]


def test_phrases_end_where_the_tune_rests() -> None:
    brief = compose(
        "gospel", "x", melody=tune("G4 1 A4 1 B4 1 C5 1 " * 2 + "C5 3 R 1 " + "E5 1 " * 16)
    ).brief
    sizes = phrases_of_tune(brief.melody, brief.bars, brief.meter)
    assert sum(sizes) == brief.bars
    assert sizes[0] == 3


@pytest.mark.parametrize("meter", ["2/4", "3/4", "4/4", "5/4", "6/8", "12/8", "2/2"])
def test_places_for_chords_tile_every_meter(meter: str) -> None:
    for rate in (1.0, 1.5, 2.5):
        slots = slots_of((2, 1), Meter.parse(meter), rate)
        assert slots[0].start == 0
        assert slots[-1].end == 3 * Meter.parse(meter).bar
        assert all(a.end == b.start for a, b in pairwise(slots))
        assert sum(slot.opens for slot in slots) == sum(slot.pauses for slot in slots) == 2


@pytest.mark.parametrize("genre", list(genres()))
def test_a_grammar_prices_every_chord_and_knows_home(genre: str) -> None:
    harmony = genres()[genre].harmony
    for mode in ("major", "minor"):
        grammar = grammar_of(Setting(harmony, mode, 5, Meter(4, 4), 90))
        assert len(grammar.chords) == len(grammar.own) == len(grammar.follows) >= 3
        assert all(price >= 0 for price in grammar.own)
        assert any(chord.root.chroma == 0 for chord in grammar.chords)


@pytest.mark.parametrize(
    ("notes", "fields", "field", "said"),
    [
        ([AskedNote("H4", 0, 1)], {}, "melody", "Note 1"),
        ([AskedNote("C4", 0, 2), AskedNote("D4", 1, 1)], {}, "melody", "Note 2 (D4) begins before"),
        ([AskedNote("C4", -4, 1)], {}, "melody", "begins at beat -4"),
        ([AskedNote("C4", 0, 0.01)], {}, "melody", "lasts"),
        ([AskedNote("C4", 0, 0.123456)], {}, "melody", "0.123456"),
        ([AskedNote("C2", 0, 1), AskedNote("C7", 1, 1)], {}, "melody", "C2 to C7"),
        ([AskedNote("C5", 40, 1)], {"num_bars": 8}, "num_bars", "11 bars long"),
        ([AskedNote("C5", 600, 1)], {}, "melody", "600"),
        ([AskedNote("C5", n, 1) for n in range(2001)], {}, "melody", "too many"),
        ([AskedNote("C5", float("nan"), 1)], {}, "melody", "nan"),
    ],
    ids=[str(n) for n in range(10)],
)  # fmt: skip
def test_what_cannot_be_is_said(notes, fields: dict, field: str, said: str) -> None:
    with pytest.raises(BriefError) as error:
        compose("gospel", "a tune", melody=notes, time_signature="4/4", **fields)
    assert error.value.field == field
    assert said in error.value.message


def test_a_low_tune_is_played_higher_and_that_is_said() -> None:
    low = [AskedNote("C3", 0, 2), AskedNote("E3", 2, 2), AskedNote("C3", 4, 4)]
    brief = compose("gospel", "a tune", melody=low, time_signature="4/4").brief
    assert str(brief.melody[0].pitch) == "C4"
    assert any("an octave higher" in notice for notice in brief.notices)
    kept = compose("gospel", "x", melody=tune(MAJOR)).brief
    assert str(kept.melody[0].pitch) == "C5"
    assert not any("octave" in notice for notice in kept.notices)


def test_key_and_length_follow_the_tune_unless_they_are_asked() -> None:
    notes = wandering("eb", Key.parse("Eb"), Meter(4, 4), 12, pickup=False)
    asked = compose("gospel", "in F major", melody=notes, time_signature="4/4", num_bars=16).brief
    assert (str(asked.key), asked.bars) == ("F major", 16)
    twice = compose("gospel", "x", melody=tune(MAJOR), progression="C | F | G7 | C").brief
    assert twice.bars == 8
