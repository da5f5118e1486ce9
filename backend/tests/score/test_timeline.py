"""Notes by time: all that sound in a stretch are found, and none twice."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gospel_keys.music.pitch import Pitch
from gospel_keys.score.model import Hand, Note, Role
from gospel_keys.score.timeline import Timeline

times = st.fractions(-4, 40, max_denominator=12)
lengths = st.fractions(0, 9, max_denominator=12)


def note(number: int, onset: Fraction, length: Fraction) -> Note:
    return Note(f"p0.r{number}", Pitch.parse("C4"), onset, length, Hand.RIGHT, 1, "c", Role.INNER)


@given(st.lists(st.tuples(times, lengths), max_size=30), times, lengths)
def test_what_sounds_is_found_once(
    spans: list[tuple[Fraction, Fraction]], start: Fraction, length: Fraction
) -> None:
    notes = [note(number, *span) for number, span in enumerate(spans)]
    end = start + length
    found = Timeline(notes).around(start, end)
    assert len({one.id for one in found}) == len(found)
    sounding = {one.id for one in notes if one.onset <= end and one.end >= start}
    assert sounding <= {one.id for one in found}
    near = {one.id for one in notes if one.onset < end + 1 and one.end > start - 2}
    assert {one.id for one in found} <= near


def test_a_margin_finds_more() -> None:
    early = note(0, Fraction(0), Fraction(1, 2))
    line = Timeline([early])
    assert line.around(Fraction(2), Fraction(3)) == []
    assert line.around(Fraction(2), Fraction(3), 2) == [early]
