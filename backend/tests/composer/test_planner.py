"""The progression as a whole: exact length, cadences, rhythm, richness, seeds, keys."""

from __future__ import annotations

import statistics
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys.genres.registry import genres
from gospel_keys.music.interval import Interval
from gospel_keys.music.key import Key, all_keys
from gospel_keys.music.nashville import nashville_to_chord
from gospel_keys.music.roman import roman_to_chord
from gospel_keys.score.model import Brief, HarmonicFunction, Progression
from tests.composer.plans import (
    GENRE,
    brief,
    chords_in_bars,
    is_passing,
    longest_run_without,
    planned,
    section_of,
)

STYLE = genres()[GENRE].style
HARMONY = genres()[GENRE].harmony
ROWS = {row.id: row for row in HARMONY.phrases}
briefs = st.builds(
    brief,
    st.sampled_from([str(key) for key in all_keys()]),
    tempo=st.sampled_from([60.0, 76.0, 112.0, 138.0]),
    meter=st.sampled_from(STYLE.meters),
    bars=st.one_of(st.integers(1, 24), st.integers(1, 128)),
    level=st.integers(1, 10),
    seed=st.integers(0, 2**53 - 1),
    mood=st.sampled_from([(), ("joyful",), ("sorrowful", "dark"), ("energetic",)]),
)


def check_whole(asked: Brief, made: Progression) -> None:
    """Sections, phrases and chords each tile exactly the bars asked, inside one another."""
    assert sum(section.bars for section in made.sections) == asked.bars
    assert [s.start_bar for s in made.sections] == starts([s.bars for s in made.sections])
    assert [p.start_bar for p in made.phrases] == starts([p.bars for p in made.phrases])
    assert sum(phrase.bars for phrase in made.phrases) == asked.bars
    ends = [Fraction(0), *(event.end for event in made.chords)]
    assert [event.onset for event in made.chords] == ends[:-1]
    assert ends[-1] == asked.bars * asked.meter.bar
    assert all(event.duration > 0 for event in made.chords)
    first = {p.id: p.start_bar * asked.meter.bar for p in made.phrases}
    assert {event.onset for event in made.chords} >= set(first.values())
    assert [p.id for p in made.phrases] == [f"p{n}" for n in range(len(made.phrases))]
    assert len({event.id for event in made.chords}) == len(made.chords)


def starts(lengths: list[int]) -> list[int]:
    return [sum(lengths[:n]) for n in range(len(lengths))]


def check_readings(made: Progression) -> None:
    """Every numeral and number reads back as its chord, and says why it is there."""
    for event in made.chords:
        key = section_of(made, event).key
        assert roman_to_chord(event.roman, key) == event.chord
        assert nashville_to_chord(event.nashville, key) == event.chord
        assert event.comment.startswith(str(event.chord)) or str(event.chord) in event.comment
        assert len(event.comment.split()) >= 6
        assert event.comment.endswith(".")


def check_ending(made: Progression) -> None:
    """Home in the last key, by the cadence that the phrase and the ending name."""
    last, before = made.chords[-1], made.chords[-2:-1]
    key = section_of(made, last).key
    assert last.function is HarmonicFunction.TONIC
    assert last.chord.root == key.tonic
    assert last.chord.bass is None
    assert last.chord.is_minor == key.is_minor
    endings = {ending.id: ending.cadence for ending in STYLE.endings}
    assert endings[made.ending] == made.phrases[-1].cadence == ROWS[made.phrases[-1].source].cadence
    for event in before:
        degree = (event.chord.root.chroma - key.tonic.chroma) % 12
        bass = (event.chord.lowest.chroma - key.tonic.chroma) % 12
        wanted = {"authentic": 7, "plagal": 5, "modal": 10}[endings[made.ending]]
        assert wanted in (degree, bass)


def check_no_chord_twice(made: Progression) -> None:
    """No chord of a phrase is the one before it again, but for the piece's last."""
    for one, other in pairwise(made.chords[:-1]):
        assert one.phrase_id != other.phrase_id or one.chord != other.chord


@settings(max_examples=250, deadline=None)
@given(briefs)
def test_every_brief_is_met(asked: Brief) -> None:
    made = planned(asked)
    check_no_chord_twice(made)
    check_whole(asked, made)
    check_readings(made)
    check_ending(made)


@settings(max_examples=120, deadline=None)
@given(briefs.filter(lambda asked: asked.complexity >= 4 and asked.bars >= 4))
def test_from_complexity_four_the_harmony_moves(asked: Brief) -> None:
    made = planned(asked)
    counts = chords_in_bars(made, asked)
    assert sum(count > 1 for count in counts) >= 0.3 * asked.bars
    busy = {
        int(event.onset / asked.meter.bar)
        for index, event in enumerate(made.chords)
        if is_passing(made, index, asked.meter.bar)
    }
    assert longest_run_without(asked.bars, busy) < 4


@pytest.mark.parametrize("bars", range(1, 41))
def test_phrases_are_never_cut(bars: int) -> None:
    for level in (1, 4, 9):
        for key in ("C major", "C minor"):
            made = planned(brief(key, bars=bars, level=level, seed=bars))
            assert [phrase.bars for phrase in made.phrases] == [
                ROWS[phrase.source].bars for phrase in made.phrases
            ]
            for phrase in made.phrases:
                row = ROWS[phrase.source]
                assert row.complexity[0] <= level <= row.complexity[1]
                assert row.mode == key.split()[1]


def test_complexity_one_is_whole_bars_of_three_triads() -> None:
    for seed in range(12):
        for key, allowed in (("G major", {"I", "IV", "V"}), ("G minor", {"i", "iv", "V"})):
            made = planned(brief(key, level=1, seed=seed))
            assert {event.roman for event in made.chords} <= allowed
            assert {event.duration % 4 for event in made.chords} == {Fraction(0)}


@pytest.mark.parametrize("key", ["D major", "D minor"])
@pytest.mark.parametrize("meter", ["4/4", "3/4", "6/8"])
def test_chords_a_bar_and_richness_rise_with_complexity(key: str, meter: str) -> None:
    def measure(level: int) -> tuple[float, float, float]:
        pieces = [planned(brief(key, meter=meter, level=level, seed=seed)) for seed in range(24)]
        chords = [event.chord for made in pieces for event in made.chords]
        sevenths = statistics.mean(len(chord.intervals) > 3 for chord in chords)
        tones = statistics.mean(len(chord.intervals) for chord in chords)
        return len(chords) / 24 / 16, sevenths, tones

    rungs = [measure(level) for level in range(1, 11)]
    for column in zip(*rungs, strict=True):
        assert all(after >= before - 0.02 for before, after in pairwise(column))
        assert column[-1] >= column[4] > column[0]


def test_same_seed_same_progression_other_seed_another() -> None:
    made = {seed: planned(brief(seed=seed)) for seed in range(8)}
    assert planned(brief(seed=3)) == made[3]
    assert len({tuple(e.chord for e in one.chords) for one in made.values()}) == 8


@settings(max_examples=40, deadline=None)
@given(briefs.filter(lambda asked: asked.bars >= 8), st.data())
def test_drawing_one_phrase_anew_leaves_the_others(asked: Brief, data: st.DataObject) -> None:
    made = planned(asked)
    chosen = data.draw(st.sampled_from([phrase.id for phrase in made.phrases]))
    again = planned(asked, **{chosen: 1})
    assert again.sections == made.sections
    assert [(p.id, p.start_bar, p.bars) for p in again.phrases] == [
        (p.id, p.start_bar, p.bars) for p in made.phrases
    ]
    kept = [(e.id, e.onset, e.duration, e.chord) for e in made.chords if e.phrase_id != chosen]
    assert kept == [
        (e.id, e.onset, e.duration, e.chord) for e in again.chords if e.phrase_id != chosen
    ]
    check_whole(asked, again)
    check_ending(again)


def test_drawing_anew_does_change_the_phrase() -> None:
    asked = brief(level=6, bars=16)
    first = {
        tuple(e.chord for e in planned(asked, p1=n).chords if e.phrase_id == "p1") for n in range(6)
    }
    assert len(first) >= 4


def test_a_key_only_moves_the_music() -> None:
    """In every major key the same chords, spelled by the key wherever that can be read."""
    home = planned(brief(level=8, bars=24, seed=5))
    for key in all_keys()[:15]:
        made = planned(brief(str(key), level=8, bars=24, seed=5))
        up = Interval.between(Key.parse("C major").tonic, key.tonic)
        for event, model in zip(made.chords, home.chords, strict=True):
            exact = model.chord.transpose(up)
            assert event.chord.chromas == exact.chromas
            assert event.chord.root.chroma == exact.root.chroma
            if abs(exact.root.alter) < 2:
                assert (event.chord, event.roman) == (exact, model.roman)


def test_roots_and_numerals_have_no_double_accidentals() -> None:
    """But for the raised degrees of keys with six or seven sharps, which are so written."""
    for key in all_keys():
        for seed in range(6):
            made = planned(brief(str(key), level=9, bars=24, seed=seed))
            assert not any(event.roman.startswith(("bb", "##")) for event in made.chords)
            if key.fifths < 6:
                assert all(abs(event.chord.root.alter) < 2 for event in made.chords)


def test_the_last_chorus_lifts_by_a_half_step() -> None:
    for key, lifted in (("C major", "Db major"), ("B major", "C major"), ("A minor", "Bb minor")):
        made = planned(brief(key, bars=64, level=8))
        keys = [str(section.key) for section in made.sections]
        assert keys[0] == key
        assert keys[-1] == lifted
        first = next(n for n, section in enumerate(made.sections) if str(section.key) == lifted)
        assert made.sections[first].label == "chorus"
        door = [e for e in made.chords if e.section_id == made.sections[first - 1].id][-1]
        assert door.chord.is_dominant
        assert (door.chord.root.chroma - Key.parse(lifted).tonic.chroma) % 12 == 7
        assert lifted in door.comment
        assert door.function is HarmonicFunction.DOMINANT


def test_no_lift_for_beginners_or_short_pieces() -> None:
    for asked in (brief(bars=64, level=3), brief(bars=16, level=9)):
        assert len({str(section.key) for section in planned(asked).sections}) == 1


def test_repeated_sections_keep_their_rows_and_vamps_go_round() -> None:
    pieces = (planned(brief(bars=96, level=6, seed=seed)) for seed in range(20))
    made = next(made for made in pieces if made.form == "song")
    by_label: dict[str, set[tuple[str, ...]]] = {}
    for section in made.sections[:-2]:
        rows = tuple(p.source for p in made.phrases if p.section_id == section.id)
        by_label.setdefault(section.label, set()).add(rows)
    assert len(by_label["verse"]) == 1
    vamps = {source for rows in by_label["vamp"] for source in rows}
    assert len(vamps) == 1


def test_a_mood_leans_the_choice_of_phrases() -> None:
    def suited(mood: tuple[str, ...]) -> float:
        rows = [
            ROWS[p.source]
            for seed in range(40)
            for p in planned(brief(seed=seed, mood=mood)).phrases
        ]
        return statistics.mean(bool({"sorrowful", "longing"} & set(row.mood)) for row in rows)

    assert suited(("sorrowful", "longing")) > suited(()) * 1.3


def test_fast_pieces_change_chords_less_often() -> None:
    def pace(tempo: float) -> float:
        return statistics.mean(
            len(planned(brief(tempo=tempo, level=8, seed=s)).chords) for s in range(12)
        )

    assert pace(136) < pace(70)


def test_forms_follow_the_length() -> None:
    assert {planned(brief(bars=8, seed=seed)).form for seed in range(5)} == {"single"}
    long = [planned(brief(bars=56, seed=seed)) for seed in range(12)]
    assert {made.form for made in long} == {"song", "bridge-song"}
    for made in long:
        labels = [section.label for section in made.sections]
        assert labels[-1] in ("tag", "vamp")
        assert {"verse", "chorus", "vamp" if made.form == "song" else "bridge"} <= set(labels)


def test_variety() -> None:
    """Many pieces use most of the phrases there are, and no idiom is dead."""
    heard = {
        phrase.source
        for level in range(1, 11)
        for key in ("C major", "C minor")
        for bars in (1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 13, 16, 22, 31, 46, 64)
        for seed, meter in ((bars * level, "4/4"), (bars + level, "3/4"))
        for phrase in planned(brief(key, bars=bars, level=level, seed=seed, meter=meter)).phrases
    }
    assert len(heard) >= 0.85 * len(ROWS)


@pytest.mark.parametrize("meter", ["5/4", "2/2", "7/8", "3/8", "6/4"])
def test_meters_that_other_genres_may_know(meter: str) -> None:
    for level in (1, 5, 10):
        asked = brief("E minor", meter=meter, bars=13, level=level)
        made = planned(asked)
        check_whole(asked, made)
        check_readings(made)
        check_ending(made)
