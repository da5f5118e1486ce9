"""Part-writing for both hands: the rules of counterpoint and of the chorale as properties."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings

from critic import counterpoint as rules
from gospel_keys.arranger.frame import layout, setting
from gospel_keys.arranger.voices import satb
from gospel_keys.arranger.voices.activity import Subject
from gospel_keys.arranger.voices.diminution import shapes
from gospel_keys.arranger.voices.melodic import melodic
from gospel_keys.arranger.voices.motion import FAULT, pair, parallel
from gospel_keys.arranger.voices.points import Point
from gospel_keys.arranger.voices.surface import Tone
from gospel_keys.arranger.voices.trill import trill
from gospel_keys.music.key import Key
from gospel_keys.score.model import Arrangement, Hand, Note, Role
from gospel_keys.score.validate import arrangement_problems
from tests.arranger.part_writing import (
    SEQUENCE,
    compose,
    judged,
    requests,
    sounding,
    voices,
)
from tests.arranger.pieces import style

Request = tuple[dict[str, object], str]
FEW = settings(max_examples=12, deadline=None, derandomize=True)
INVENTION = {"running": 4, "walking": 1}
SPECIES = [{"running": 1, "walking": 1}, {"running": 2, "walking": 1}, INVENTION]


def one(seed: int, **changes: object) -> Request:
    return {"bars": 8, "seed": seed, "complexity": 7, "tempo": 72.0} | changes, SEQUENCE


def chord_tones(piece: Arrangement, note: Note) -> frozenset[int]:
    """The tones of the chord in force where a note begins."""
    event = next(c for c in piece.progression.chords if c.onset <= note.onset < c.end)
    return event.chord.chromas


@given(requests())
@FEW
@pytest.mark.parametrize("params", SPECIES, ids=["1:1", "2:1", "4:1"])
def test_two_voices_each_sing_one_note_at_a_time_and_never_cross(
    params: dict[str, int], request_: Request
) -> None:
    piece = compose(request_, "counterpoint", **params)
    assert arrangement_problems(piece) == []
    upper, lower = sorted(voices(piece), key=lambda line: line[0].hand is Hand.LEFT)
    for line in (upper, lower):
        assert all(a.end <= b.onset for a, b in pairwise(line))
    for note in [*upper, *lower]:
        keys = sounding(piece, note.onset)
        hands = [key.hand for key in keys]
        assert hands == sorted(hands, key=lambda hand: hand is Hand.RIGHT)


@given(requests())
@FEW
@pytest.mark.parametrize("params", SPECIES, ids=["1:1", "2:1", "4:1"])
def test_two_voices_hardly_ever_move_in_parallel_fifths_or_octaves(
    params: dict[str, int], request_: Request
) -> None:
    piece = judged(compose(request_, "counterpoint", **params), "counterpoint", **params)
    assert len(rules.parallels(piece, 7)) + len(rules.parallels(piece, 0)) <= 1


@given(requests())
@FEW
def test_the_lower_voice_takes_the_bass_where_a_chord_begins(request_: Request) -> None:
    piece = compose(request_, "counterpoint", **INVENTION)
    struck = {note.onset: note for note in piece.notes if note.role is Role.BASS}
    for event in piece.progression.chords:
        if event.onset in struck:
            assert struck[event.onset].pitch.name.chroma == event.chord.lowest.chroma


@given(requests())
@FEW
def test_what_is_foreign_to_the_chord_is_left_by_step(request_: Request) -> None:
    piece = compose(request_, "counterpoint", **INVENTION)
    for line in voices(piece):
        for note, after in pairwise(line):
            if note.pitch.midi % 12 not in chord_tones(piece, note):
                assert abs(after.pitch.midi - note.pitch.midi) <= 2, (note, after)


def test_the_subject_is_stated_in_one_hand_and_answered_in_the_other() -> None:
    """The first group of sixteenths is the subject's, in the right hand and then in the left."""
    heard = {Hand.RIGHT: 0, Hand.LEFT: 0}
    for seed in range(6):
        piece = compose(one(seed), "counterpoint", subjects="0 1 2 3 1 2 0 4", **INVENTION)
        for hand in Hand:
            line = [n for n in piece.notes if n.hand is hand and n.role is not Role.INNER]
            groups = [line[i : i + 4] for i in range(len(line) - 4)]
            runs = [
                g for g in groups
                if g[0].onset.denominator == 1 and all(n.duration == g[0].duration for n in g)
                and [b.pitch.staff_step - a.pitch.staff_step for a, b in pairwise(g)] == [1, 1, 1]
            ]  # fmt: skip
            heard[hand] += len(runs)
    assert min(heard.values()) >= 6


def test_suspensions_are_as_frequent_as_asked() -> None:
    def count(share: float) -> int:
        params = {"running": 1, "walking": 1, "suspensions": share}
        return sum(
            len(rules.suspended(judged(compose(one(s), "counterpoint", **params), "counterpoint",
                                       **params)))
            for s in range(8)
        )  # fmt: skip

    assert count(0.0) == 0
    assert count(1.0) >= 8


def test_a_cadence_is_trilled_where_the_level_has_ornaments() -> None:
    piece = compose(one(3, complexity=10), "counterpoint", **INVENTION)
    last = piece.progression.chords[-1].onset
    before = [n for n in piece.notes if n.role is Role.MELODY and last - 1 <= n.onset < last]
    assert len(before) >= 6
    assert len({n.pitch for n in before}) == 3
    assert before[0].pitch > before[1].pitch
    plain = compose(one(3, complexity=10), "counterpoint", trills=False, ornaments=0.0, **INVENTION)
    assert min(note.duration for note in plain.notes) == Fraction(1, 4)


def test_long_notes_are_ornamented_as_often_as_asked() -> None:
    """Mordents: the note, its lower neighbour, the note; in thirty-seconds before it stays."""

    def mordents(share: float) -> int:
        count = 0
        for seed in range(6):
            piece = compose(
                one(seed, complexity=10, tempo=60.0), "counterpoint", running=2, walking=1,
                ornaments=share, trills=False,
            )  # fmt: skip
            tune = [n for n in piece.notes if n.role is Role.MELODY]
            for a, b, c in zip(tune, tune[1:], tune[2:], strict=False):
                if a.duration == b.duration == Fraction(1, 8) and b.end == c.onset:
                    assert a.pitch == c.pitch > b.pitch
                    count += 1
        return count

    assert mordents(0.0) == 0
    assert mordents(1.0) >= 6


def test_minor_lines_climb_by_the_raised_degrees_and_leave_no_augmented_second() -> None:
    """Five, flat six, flat seven, eight over the tonic chord of C minor becomes melodic."""
    piece = compose(({"bars": 2, "key": Key.parse("C minor"), "seed": 0}, "Cm"), "counterpoint")
    span = layout(piece.progression, setting(piece.brief, style(), style().feels[0]))[0].spans[0]
    place = Point(0, 40320, span, opens=True, following=None, weight=3)
    climb = [Tone(n, n + 1, midi, place) for n, midi in enumerate((67, 68, 70, 72))]
    melodic([climb], 0)
    assert [tone.midi for tone in climb] == [67, 69, 71, 72]
    fall = [Tone(n, n + 1, midi, place) for n, midi in enumerate((72, 70, 68, 67))]
    melodic([fall], 0)
    assert [tone.midi for tone in fall] == [72, 70, 68, 67]
    leading = [Tone(n, n + 1, midi, place) for n, midi in enumerate((68, 71, 72))]
    melodic([leading], 0)
    assert [tone.midi for tone in leading] == [69, 71, 72]


@pytest.mark.parametrize("seconds", [0.4, 0.8, 1.6])
def test_a_trill_starts_above_turns_at_its_end_and_can_be_played(seconds: float) -> None:
    notes = trill(72, 74, 71, 0, 20160, 10080, seconds / 10080)
    if not notes:
        assert seconds < 0.4 + 1e-9
        return
    assert [midi for _, _, midi in notes[:2]] == [74, 72]
    assert [midi for _, _, midi in notes[-2:]] == [71, 72]
    assert notes[-1][1] == 20160
    assert min(end - onset for onset, end, _ in notes) * seconds / 10080 >= 0.085


@pytest.mark.parametrize("count", [2, 3, 4, 6])
@pytest.mark.parametrize("steps", [-4, -1, 0, 1, 2, 5])
def test_shapes_have_their_notes_and_the_best_ones_run(count: int, steps: int) -> None:
    found = shapes(count, steps)
    assert len(found) > 3
    assert all(len(shape) == count and shape[0] == 0 for _, shape in found)
    assert [cost for cost, _ in found] == sorted(cost for cost, _ in found)
    assert all(move != 0 for _, shape in found for move in (b - a for a, b in pairwise(shape)))


def test_a_subject_is_cut_into_beats() -> None:
    subject = Subject.parse("0 1 2 3 1 2 0 4", 4)
    assert subject.groups == ((0, 1, 2, 3), (0, 1, -1, 3))
    assert subject.moves == (1,)
    with pytest.raises(ValueError, match="invalid literal"):
        Subject.parse("0 x", 4)


def test_motion_costs_follow_the_rules() -> None:
    assert pair(67, 60, 69, 62) >= FAULT
    assert pair(72, 60, 74, 62) >= FAULT
    assert pair(71, 62, 72, 60) < 0
    assert pair(69, 60, 74, 62) > pair(72, 60, 74, 59) > pair(72, 60, 72, 59) - 1
    assert parallel(60, 67, 62, 69)
    assert not parallel(67, 60, 67, 60)


@given(requests())
@FEW
def test_a_chorale_has_four_voices_in_range_within_two_hands(request_: Request) -> None:
    piece = compose(request_, "chorale", beats=1)
    assert arrangement_problems(piece) == []
    reach = 12 if piece.brief.hand_size == "small" else 14
    for onset in {note.onset for note in piece.notes}:
        keys = [n.pitch.midi for n in sounding(piece, onset)]
        assert len(keys) == 4
        bass, tenor, alto, soprano = keys
        assert tenor - bass <= reach
        assert soprano - alto <= 12
        for midi, (low, high) in zip(
            keys, (satb.BASS, satb.TENOR, satb.ALTO, satb.SOPRANO), strict=True
        ):
            assert low - 2 <= midi <= high + 2


@given(requests())
@FEW
def test_a_chorale_avoids_parallels_and_resolves_what_must(request_: Request) -> None:
    piece = judged(compose(request_, "chorale", beats=2), "chorale", beats=2)
    assert len(rules.parallels(piece, 7)) + len(rules.parallels(piece, 0)) <= 1
    missed = [key for key, resolved in rules.resolutions(piece) if not resolved]
    assert len(missed) <= 1


def test_a_chorale_doubles_no_leading_tone_and_no_seventh() -> None:
    for seed in range(8):
        piece = compose(one(seed), "chorale", beats=2, suspensions=0.0, passing=0.0)
        for event in piece.progression.chords:
            if event.chord.seventh:
                names = [n.pitch.name for n in sounding(piece, event.onset)]
                assert names.count(event.chord.seventh) == 1
            if event.roman.startswith("V"):
                names = [n.pitch.name.chroma for n in sounding(piece, event.onset)]
                assert names.count(11) <= 1


def test_a_chorale_has_passing_notes_and_suspensions_as_asked() -> None:
    def made(**params: float) -> tuple[int, int]:
        pieces = [compose(one(seed), "chorale", beats=2, **params) for seed in range(6)]
        notes = sum(len(piece.notes) for piece in pieces)
        held = sum(len(rules.suspended(judged(p, "chorale", beats=2, **params))) for p in pieces)
        return notes, held

    plain, none = made(suspensions=0.0, passing=0.0)
    moving, _ = made(suspensions=0.0, passing=1.0)
    _, many = made(suspensions=1.0, passing=0.0)
    assert none == 0
    assert many >= 6
    assert moving > plain * 1.1
