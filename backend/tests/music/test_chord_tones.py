from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gospel_keys.music.chord_tones import Changes, changes_between, natural
from gospel_keys.music.interval import Interval, degrees
from tests.music.strategies import any_chords

DOMINANT = degrees("1 3 5 b7")


def names(tones: tuple[Interval, ...]) -> str:
    return " ".join(tone.degree for tone in tones)


def test_an_alteration_takes_the_place_of_the_natural_tone() -> None:
    assert names(Changes(degrees("b9")).apply(degrees("1 3 5 b7 9"))) == "1 3 5 b7 b9"
    assert names(Changes(degrees("b5 #5")).apply(DOMINANT)) == "1 3 b5 #5 b7"


def test_an_addition_stands_beside_and_an_omission_takes_away() -> None:
    assert names(Changes(additions=degrees("b9")).apply(degrees("1 3 9"))) == "1 3 b9 9"
    assert names(Changes(omits=(3,)).apply(DOMINANT)) == "1 5 b7"


def test_written_form_and_size() -> None:
    changes = Changes(degrees("b9"), degrees("13"), (5,))
    assert str(changes) == "(b9,add13,no5)"
    assert len(changes) == 3
    assert str(Changes()) == ""


def test_natural() -> None:
    assert [natural(number).degree for number in (3, 9, 11, 13)] == ["3", "9", "11", "13"]


stems = st.sampled_from([degrees("1 3 5"), degrees("1 5"), DOMINANT, degrees("1 3 5 b7 9 13")])


@given(stems, any_chords())
def test_changes_lead_from_stem_to_tones_or_there_are_none(
    stem: tuple[Interval, ...], chord: object
) -> None:
    tones = chord.intervals  # type: ignore[attr-defined]
    changes = changes_between(stem, tones)
    if changes is not None:
        assert changes.apply(stem) == tones


def test_no_omission_can_leave_one_of_two_tones_of_a_number() -> None:
    assert changes_between(degrees("1 b5 #5"), degrees("1 #5")) is None
