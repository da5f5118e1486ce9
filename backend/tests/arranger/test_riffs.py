"""Riffs: their notation, the lines they make, the hands that go with them."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest

from gospel_keys import compose
from gospel_keys.arranger.riff_text import RIFF_BEATS, riff_notes
from gospel_keys.compose import Composition
from gospel_keys.score.model import Hand, Note, Role

STYLE = "blues"


def piece(**fields: object) -> Composition:
    asked: dict[str, object] = {"key": "C major", "complexity": 6, "num_bars": 12, "seed": 1}
    return compose(STYLE, "A song", **(asked | fields))  # type: ignore[arg-type]


def hand(made: Composition, side: Hand, pattern: str | None = None) -> list[Note]:
    notes = [n for n in made.arrangement.notes if n.hand is side]
    return [n for n in notes if pattern is None or n.pattern == pattern]


def using(pattern: str, part: str, **fields: object) -> Composition:
    """The first piece by seed that plays a pattern somewhere."""
    for seed in range(60):
        made = piece(seed=seed, **fields)
        if any(use.name == pattern and use.part == part for use in made.arrangement.patterns):
            return made
    raise AssertionError(f"no piece plays {pattern}")


def test_a_riff_is_read() -> None:
    rest_then, double, crushed = riff_notes("r1/2 1/2:5, 1:b3+5 | 2:*3")
    assert (rest_then.at, rest_then.length) == (Fraction(1, 2), Fraction(1, 2))
    assert rest_then.tones[0].octave == -1
    assert [tone.number for tone in double.tones] == [3, 5]
    assert double.tones[0].alter == -1
    assert crushed.crushed
    assert not double.crushed
    assert crushed.end <= RIFF_BEATS


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1/2", "length:degree"), ("x:3", "number of beats"), ("1:c", "degree"), ("r4", "one note")],
)
def test_a_wrong_riff_says_what_is_wrong(text: str, expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        riff_notes(text)


def call(made: Composition, phrase: str) -> list[tuple[Fraction, int]]:
    """The melody of a line's first bar and a half, counted from its start."""
    bars = next(p for p in made.arrangement.progression.phrases if p.id == phrase)
    start = bars.start_bar * made.brief.meter.bar
    return [
        (note.onset - start, note.pitch.midi)
        for note in made.arrangement.notes
        if note.role is Role.MELODY and note.id.startswith(f"{phrase}.") and note.onset < start + 6
    ]


def test_the_second_line_says_the_first_again() -> None:
    """A A B: the rhythm comes back; pitches may bend to the new chord by a semitone or two."""
    same = different = 0
    for seed in range(12):
        made = piece(seed=seed, complexity=5)
        first, second, answer = (call(made, phrase) for phrase in ("p0", "p1", "p2"))
        common = {at for at, _ in first} & {at for at, _ in second}
        assert len(common) >= 0.7 * len({at for at, _ in first})
        bent = [abs(dict(first)[at] - dict(second)[at]) % 12 for at in common]
        assert all(move in {0, 1, 2, 10, 11} for move in bent)
        same += [at for at, _ in first] == [at for at, _ in second]
        different += first != answer
    assert same >= 6
    assert different == 12


def test_choruses_have_riffs_of_their_own() -> None:
    made = piece(num_bars=36, complexity=5)
    lines = {tuple(call(made, phrase)) for phrase in ("p0", "p3", "p6")}
    assert len(lines) == 3


def test_boogie_climbs_the_chord_and_begins_on_its_root() -> None:
    made = using("boogie", "left", application="SHUFFLE", complexity=6)
    notes = hand(made, Hand.LEFT, "boogie")
    chords = {event.id: event for event in made.arrangement.progression.chords}
    by_chord: dict[str, list[Note]] = {}
    for note in notes:
        by_chord.setdefault(note.chord_id, []).append(note)
    starts = [(chords[name], line) for name, line in by_chord.items()]
    starts = [(event, line) for event, line in starts if line[0].onset == event.onset]
    assert starts
    for event, line in starts:
        assert line[0].pitch.midi % 12 == event.chord.lowest.chroma
    long = [line for event, line in starts if event.duration == 4 and len(line) == 8]
    assert any(
        [n.pitch.midi - line[0].pitch.midi for n in line[:5]] == [0, 4, 7, 9, 10] for line in long
    )


def test_the_shuffle_rocks_between_fifth_and_sixth() -> None:
    made = using("shuffle-5-6", "left", application="SHUFFLE", complexity=6)
    by_onset: dict[Fraction, list[int]] = {}
    for note in hand(made, Hand.LEFT, "shuffle-5-6"):
        by_onset.setdefault(note.onset, []).append(note.pitch.midi)
    spans = [max(pitches) - min(pitches) for pitches in by_onset.values() if len(pitches) > 1]
    assert {7, 9} <= set(spans)
    assert sum(span in {7, 9} for span in spans) >= 0.8 * len(spans)


def test_a_tremolo_goes_to_and_fro() -> None:
    made = using("tremolo", "right", application="SLOW", complexity=8, num_bars=24)
    notes = [n for n in hand(made, Hand.RIGHT, "tremolo") if n.duration <= Fraction(1, 4)]
    assert len(notes) >= 6
    quick = [
        (one, other) for one, other in itertools.pairwise(notes)
        if 0 < other.onset - one.onset <= Fraction(1, 4)
    ]  # fmt: skip
    assert any(one.pitch != other.pitch for one, other in quick)


def test_double_stops_hang_one_chord_tone_under_the_tune() -> None:
    made = using("double-stops", "right", complexity=5)
    inner = [n for n in hand(made, Hand.RIGHT, "double-stops") if n.role is Role.INNER]
    chords = {event.id: event.chord for event in made.arrangement.progression.chords}
    inside = sum(n.pitch.midi % 12 in chords[n.chord_id].chromas for n in inner)
    assert inner
    assert inside >= 0.9 * len(inner)


@pytest.mark.parametrize("seed", range(6))
def test_crushed_notes_lie_a_semitone_off_and_leave_the_finger_free(seed: int) -> None:
    made = piece(seed=seed, complexity=7)
    right = hand(made, Hand.RIGHT)
    graces = [n for n in right if n.role is Role.GRACE]
    assert graces
    for grace in graces:
        mains = [n for n in right if n.onset == grace.onset and n.role is not Role.GRACE]
        assert any(abs(n.pitch.midi - grace.pitch.midi) == 1 for n in mains)
        held = [n for n in made.arrangement.notes if n.onset < grace.onset < n.onset + n.duration]
        assert all(n.pitch.midi != grace.pitch.midi for n in held)


def test_a_beginner_has_no_crushed_notes_and_five_fingers() -> None:
    made = piece(complexity=1)
    right = hand(made, Hand.RIGHT)
    assert all(n.role is not Role.GRACE for n in right)
    assert max(n.pitch.midi for n in right) - min(n.pitch.midi for n in right) <= 7


def test_a_line_may_have_no_note_on_its_beats() -> None:
    """A closing bar whose riff starts after the barline: nothing is left to thin."""
    made = piece(
        key="D major", complexity=2, time_signature="6/8", application="SHUFFLE", num_bars=32,
        seed=4019,
    )  # fmt: skip
    assert made.arrangement.progression.phrases[-1].bars < 4


@pytest.mark.parametrize("seed", range(4))
def test_a_beginners_line_rests_on_the_chord_or_at_home(seed: int) -> None:
    made = piece(key="B minor", complexity=2, time_signature="6/8", num_bars=24, seed=seed)
    tune = [n for n in hand(made, Hand.RIGHT) if n.role is Role.MELODY]
    chords = {event.id: event.chord for event in made.arrangement.progression.chords}
    for phrase in made.arrangement.progression.phrases:
        last = [note for note in tune if note.id.split(".")[0] == phrase.id][-1]
        home = {made.brief.key.tonic.chroma, (made.brief.key.tonic.chroma + 7) % 12}
        assert last.pitch.midi % 12 in chords[last.chord_id].chromas | home


def test_an_inner_note_that_makes_room_for_a_crushed_one_can_be_written() -> None:
    made = compose(
        STYLE, "a piece", key="E major", time_signature="3/4", num_bars=8, complexity=5, seed=4
    )
    lengths = {n.duration for n in made.arrangement.notes if n.role is not Role.GRACE}
    assert min(lengths) >= Fraction(1, 8)
    assert max(length.denominator for length in lengths) <= 12


def test_triplets_do_not_swing() -> None:
    made = piece(application="SHUFFLE", complexity=8, num_bars=24, seed=4)
    played = {note.note_id: note.onset for note in made.performance.notes}
    beat = 60 / made.brief.tempo
    thirds = [
        played[n.id] - float(n.onset) * beat
        for n in hand(made, Hand.RIGHT)
        if n.onset % 1 == Fraction(1, 3) and n.onset < 88 and n.role is Role.MELODY
    ]
    assert thirds
    assert max(abs(late) for late in thirds) < 0.04
