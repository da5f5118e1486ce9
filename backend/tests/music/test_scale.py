from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import UNISON, Interval
from gospel_keys.music.pitch import PitchClass
from gospel_keys.music.scale import Scale, ScaleType, scale_types
from tests.music.strategies import roots

TYPES = list(scale_types().values())
scales = st.builds(Scale, roots, st.sampled_from(TYPES))


def test_there_are_at_least_32() -> None:
    assert len(TYPES) >= 32
    assert sum(kind.family == "church" for kind in TYPES) == 4


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.id)
def test_row_is_complete(kind: ScaleType) -> None:
    assert kind.intervals[0] == UNISON
    semitones = [interval.semitones for interval in kind.intervals]
    assert semitones == sorted(set(semitones))
    assert semitones[-1] < 12
    assert kind.note.endswith(".")
    assert kind.character
    if len(kind.intervals) == 7:
        assert [interval.steps for interval in kind.intervals] == list(range(7))


def test_the_scales_without_a_fixed_formula_say_what_was_chosen() -> None:
    for kind in TYPES:
        assert kind.note.startswith("Chosen:") == (kind.family == "church")


def test_names_are_unique() -> None:
    names = [name.lower() for kind in TYPES for name in (kind.name, *kind.aliases)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.id)
def test_every_name_is_read(kind: ScaleType) -> None:
    for name in (kind.id, kind.name, *kind.aliases):
        assert Scale.parse(f"Eb {name}").type is kind
        assert Scale.parse(f"F# {name.upper()} Scale").type is kind


@given(scales)
def test_parse_reads_what_str_writes(scale: Scale) -> None:
    assert Scale.parse(str(scale)) == scale


def test_ways_of_writing() -> None:
    assert str(Scale.parse("C")) == "C Ionian"
    assert str(Scale.parse("C#")) == "C# Ionian"
    assert str(Scale.parse(" Bb  minor ")) == "Bb Aeolian"
    assert str(Scale.parse("F lydian ♭7")) == "F Lydian dominant"
    assert Scale.parse("C blues").type.id == "minor-blues"
    assert Scale.parse("C aeolian mode") == Scale.parse("C natural minor")


@pytest.mark.parametrize(
    ("text", "position"), [("", 0), ("dorian", 0), ("C dorain", 1), ("Cdorian", 1), ("H dorian", 0)]
)
def test_what_is_not_a_scale(text: str, position: int) -> None:
    with pytest.raises(TheoryError, match="expected") as caught:
        Scale.parse(text)
    assert caught.value.position == position
    assert Scale.try_parse(text) is None


def test_long_texts_are_refused() -> None:
    with pytest.raises(TheoryError, match="at most 48"):
        Scale.parse("C " + "dorian " * 5000)


@given(scales, st.integers(1, 40))
def test_degrees_go_round(scale: Scale, number: int) -> None:
    size = len(scale.pitch_classes)
    assert scale.degree(number) == scale.pitch_classes[(number - 1) % size]
    assert scale.degree(number + size) == scale.degree(number)


def test_degrees_count_from_one() -> None:
    with pytest.raises(TheoryError, match="count from 1"):
        Scale.parse("C").degree(0)


@given(scales, st.integers(0, 23))
def test_spell_and_contains_agree(scale: Scale, chroma: int) -> None:
    name = scale.spell(chroma)
    assert (name is not None) == (chroma % 12 in scale.chromas)
    if name is not None:
        assert name in scale.pitch_classes
        assert scale.contains(name)


def test_contains_goes_by_sound() -> None:
    assert Scale.parse("Gb").contains(PitchClass.parse("B"))
    assert not Scale.parse("C").contains(PitchClass.parse("F#"))


def test_transposing() -> None:
    assert str(Scale.parse("C dorian").transpose(Interval.parse("M2"))) == "D Dorian"
    assert scale_types()["dorian"].degrees == ("1", "2", "b3", "4", "5", "6", "b7")
