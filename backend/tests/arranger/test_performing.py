"""How it sounds: bounded, shaped, swung, pedalled, and the same every time."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from statistics import median, pstdev

import pytest
from hypothesis import given, settings

from gospel_keys import compose
from gospel_keys.arranger import arrange, perform
from gospel_keys.arranger.clock import Clock, tempo_map
from gospel_keys.arranger.dynamics import Stage, velocities
from gospel_keys.arranger.pedal import pedalling
from gospel_keys.arranger.seed import rng
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.score.model import Arrangement, Brief, Performance, Role, TempoChange
from gospel_keys.score.timing import TempoMap
from gospel_keys.score.validate import check
from tests.arranger.pieces import HYMN, RICH, brief, progression, style
from tests.arranger.strategies import pieces


def played(asked: Brief, chart: str = RICH) -> tuple[Arrangement, Performance]:
    arrangement = arrange(asked, progression(asked, chart), style())
    return arrangement, perform(arrangement, style())


@given(pieces())
@settings(max_examples=80, deadline=None)
def test_every_performance_is_sound(piece) -> None:
    """In the piece, in the range of the application, no key struck while it is down."""
    asked, plan = piece
    arrangement = arrange(asked, plan, style())
    performance = perform(arrangement, style())
    check(arrangement, performance)
    low, high = style().application(asked.application).velocity
    pitches = {note.id: note.pitch.midi for note in arrangement.notes}
    keys: dict[int, list[tuple[float, float]]] = {}
    for note in performance.notes:
        assert low <= note.velocity <= high
        assert 0 <= note.onset < note.onset + note.duration <= performance.duration
        keys.setdefault(pitches[note.note_id], []).append((note.onset, note.onset + note.duration))
    for strokes in keys.values():
        assert all(one[1] <= other[0] for one, other in pairwise(sorted(strokes)))


def test_performing_is_deterministic() -> None:
    arrangement, performance = played(brief())
    assert perform(arrangement, style()) == performance


@pytest.mark.parametrize("application", ["PRACTICE", "CONCERT", "WORSHIP", "UPTEMPO"])
def test_velocities_spread_like_a_persons(application: str) -> None:
    row = style().application(application)
    low, high = row.velocity
    target = min(12.4, (high - low) / 4)
    for seed in range(6):
        asked = brief(application=application, tempo=row.tempo[0], seed=seed, bars=16)
        _, performance = played(asked)
        spread = pstdev(note.velocity for note in performance.notes)
        assert abs(spread - target) <= 0.3 * target


def test_melody_is_louder_than_what_goes_with_it() -> None:
    arrangement, performance = played(brief(complexity=7, bars=16))
    loud = {note.note_id: note.velocity for note in performance.notes}

    def of(role: Role) -> float:
        found = [loud[note.id] for note in arrangement.notes if note.role is role]
        return sum(found) / len(found)

    assert of(Role.MELODY) > of(Role.BASS) > of(Role.INNER)


def test_one_note_and_no_notes_have_a_velocity() -> None:
    arrangement, _ = played(brief())
    stage = Stage.of(0.0, 4.0, Meter.parse("4/4"), 0.5)
    app, touch, feel = style().application("WORSHIP"), style().expression, style().feel("straight")
    assert velocities([], stage, app, touch, feel, rng(1)) == []
    (only,) = velocities(arrangement.notes[:1], stage, app, touch, feel, rng(1))
    assert app.velocity[0] <= only <= app.velocity[1]


def test_chords_are_struck_nearly_together() -> None:
    spreads = []
    for seed in range(6):
        arrangement, performance = played(brief(seed=seed, complexity=6))
        at = {note.note_id: note.onset for note in performance.notes}
        groups: dict[object, list[float]] = {}
        for note in arrangement.notes:
            if not note.rolled and note.role is not Role.GRACE:
                groups.setdefault((note.onset, note.hand), []).append(at[note.id])
        spreads += [max(g) - min(g) for g in groups.values() if len(g) > 1]
    assert 0.008 <= median(spreads) <= 0.020
    assert max(spreads) < 0.06


def test_rolled_chords_go_up() -> None:
    for seed in range(40):
        asked = brief(seed=seed, complexity=8)
        arrangement, performance = played(asked)
        at = {note.note_id: note.onset for note in performance.notes}
        rolled = [n for n in arrangement.notes if n.rolled]
        groups: dict[object, list[object]] = {}
        for note in rolled:
            groups.setdefault((note.onset, note.hand), []).append(note)
        for group in groups.values():
            times = [at[n.id] for n in sorted(group, key=lambda n: n.pitch.midi)]  # type: ignore[attr-defined]
            assert times == sorted(times)
            assert times[-1] - times[0] <= 0.16


def test_graces_come_just_before_their_note() -> None:
    found = 0
    for seed in range(30):
        asked = brief(seed=seed, complexity=9, application="CONCERT", bars=8)
        arrangement, performance = played(asked, HYMN)
        at = {note.note_id: note for note in performance.notes}
        for note in arrangement.notes:
            if note.role is Role.GRACE:
                found += 1
                main = next(
                    n for n in arrangement.notes
                    if n.onset == note.onset and n.pitch.midi == note.pitch.midi + 1
                )  # fmt: skip
                assert 0.01 <= at[main.id].onset - at[note.id].onset <= 0.13
    assert found > 3


def ratio(asked: Brief) -> float:
    """Long to short, of what is written half-way through a beat."""
    arrangement, performance = played(asked)
    tempo = TempoMap(performance.tempo_map)
    at = {note.note_id: note.onset for note in performance.notes}
    found = []
    for note in arrangement.notes:
        if note.onset % 1 == Fraction(1, 2) and note.role is not Role.GRACE:
            start, end = tempo.seconds(note.onset // 1), tempo.seconds(note.onset // 1 + 1)
            found.append((at[note.id] - start) / (end - at[note.id]))
    return median(found)


def test_swing_depends_on_application_feel_and_tempo() -> None:
    base = {"complexity": 6, "feel": "shuffle", "bars": 8}
    heavy = ratio(brief(application="UPTEMPO", tempo=125.0, **base))
    faster = ratio(brief(application="UPTEMPO", tempo=140.0, **base))
    moderate = ratio(brief(application="WORSHIP", tempo=70.0, **base))
    straight = ratio(brief(application="PRACTICE", tempo=90.0, **base))
    assert 1.4 < faster < heavy < 1.75
    assert 1.3 < moderate < heavy
    assert 0.9 < straight < 1.15


def test_the_clock_swings_inside_the_beat_only() -> None:
    clock = Clock((TempoChange(Fraction(0), 60.0),))
    section = progression(brief()).sections[0]
    clock.swing(section, 0.0, style().feel("shuffle"), 2.0)
    assert [clock.seconds(q) for q in (0, 1, 2)] == pytest.approx([0, 1, 2])
    assert clock.seconds(0.5) == pytest.approx(2 / 3)
    assert clock.seconds(0.75) == pytest.approx(5 / 6)
    fine = style().feel("shuffle").model_copy(update={"division": 4})
    clock.swing(section, 0.0, fine, 2.0)
    assert clock.seconds(0.5) == pytest.approx(0.5)
    assert clock.seconds(0.25) == pytest.approx(1 / 3)


def test_the_end_grows_broader() -> None:
    plan = progression(brief(bars=4))
    touch = style().expression
    plain = tempo_map(plan, touch.model_copy(update={"ritardando": 0.0}), None)
    assert plain == (TempoChange(Fraction(0), 80.0),)
    slowing = [change.quarter_bpm for change in tempo_map(plan, touch, None)]
    assert slowing == sorted(slowing, reverse=True)
    assert slowing[-1] == pytest.approx(80 * (1 - touch.ritardando))
    short = next(e for e in style().endings if e.last == "short")
    assert tempo_map(plan, touch, short)[-1].quarter_bpm > slowing[-1]
    assert len(tempo_map(progression(brief(bars=1)), touch, None)) == 4


def test_one_bar_in_one_beat_keeps_its_tempo() -> None:
    plan = progression(brief(bars=1, meter=Meter.parse("3/8")), "C")
    assert len(tempo_map(plan, style().expression, None)) == 1


def test_the_pedal_is_fresh_for_every_harmony() -> None:
    arrangement, performance = played(brief(complexity=5, bars=8))
    tempo = TempoMap(performance.tempo_map)
    changes = [tempo.seconds(chord.onset) for chord in arrangement.progression.chords[1:]]
    downs = [e.onset for e in performance.pedal if e.value >= 64]
    ups = [e.onset for e in performance.pedal if e.value < 64]
    assert all(down < up for down, up in zip(downs, ups, strict=True))
    for change in changes:
        assert not any(d < change - 0.001 and u > change for d, u in zip(downs, ups, strict=True))
    share = sum(u - d for d, u in zip(downs, ups, strict=True)) / performance.duration
    assert 0.5 < share < 0.9


def test_pedal_modes() -> None:
    full = pedalling([(0.0, 2.0, "harmony", False)])
    light = pedalling([(0.0, 2.0, "light", False)])
    assert [e.value for e in full] == [127, 0]
    assert full[1].onset > light[1].onset
    assert light[0].value < 127
    assert pedalling([(0.0, 2.0, "none", False), (2.0, 2.1, "harmony", False)]) == ()


def test_a_key_change_and_a_meter_change_are_followed() -> None:
    """Sections have their own key, meter and tempo; time goes on without a seam."""
    from dataclasses import replace

    asked = brief(bars=8)
    plan = progression(asked, HYMN)
    waltz = brief(bars=4, meter=Meter.parse("3/4"), key=Key.parse("D major"), tempo=100.0)
    other = progression(waltz, HYMN)
    start = Fraction(32)
    section = replace(other.sections[0], id="s1", start_bar=8)
    phrases = tuple(
        replace(p, id=f"p{i + 2}", section_id="s1", start_bar=8 + p.start_bar)
        for i, p in enumerate(other.phrases)
    )
    names = {old.id: new.id for old, new in zip(other.phrases, phrases, strict=True)}
    chords = tuple(
        replace(
            c, id=c.id.replace(c.phrase_id, names[c.phrase_id]), onset=start + c.onset,
            section_id="s1", phrase_id=names[c.phrase_id],
        )
        for c in other.chords
    )  # fmt: skip
    whole = replace(
        plan, sections=(*plan.sections, section), phrases=(*plan.phrases, *phrases),
        chords=(*plan.chords, *chords),
    )  # fmt: skip
    arrangement = arrange(replace(asked, bars=12), whole, style())
    performance = perform(arrangement, style())
    check(arrangement, performance)
    assert performance.tempo_map[1] == TempoChange(start, 100.0)


def test_a_lasting_bass_is_pedalled_by_half() -> None:
    events = pedalling([(0.0, 2.0, "harmony", True), (2.0, 4.0, "harmony", False)])
    assert [event.value for event in events] == [127, 48, 127, 0]
    alone = pedalling([(0.0, 2.0, "harmony", True), (2.0, 2.1, "harmony", False)])
    assert [event.value for event in alone] == [127, 0]


@pytest.mark.parametrize(("genre", "words"), [("jazz", "ballad in Eb"), ("gospel", "worship in F")])
def test_rubato_in_words_bends_the_tempo_and_keeps_its_bounds(genre: str, words: str) -> None:
    strict = compose(genre, f"{words}, straight", seed=4, num_bars=16)
    free = compose(genre, f"{words}, rubato", seed=4, num_bars=16)
    assert (free.brief.feel, free.brief.notices) == ("rubato", ())
    before_the_end = [c.quarter_bpm / free.brief.tempo for c in free.performance.tempo_map[:-6]]
    assert len(before_the_end) > 30
    assert 0.9 <= min(before_the_end) < 0.96
    assert 1.02 < max(before_the_end) <= 1.09
    assert free.performance.duration == pytest.approx(strict.performance.duration, rel=0.05)
