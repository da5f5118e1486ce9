"""Arrangers that a teacher would send home, each bad in one respect."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import count

from critic.corpus import composed
from critic.draws import Row
from critic.evaluation.measuring import Maker
from gospel_keys.compose import Composition
from gospel_keys.music.chord import Chord
from gospel_keys.music.pitch import Pitch
from gospel_keys.score import timing
from gospel_keys.score.model import ChordEvent, Note, PedalEvent, PerformedNote, Role

NAMES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")


def good(genre: str, row: Row) -> Composition:
    """The product's own, composed once for all who spoil it."""
    return _kept(genre, tuple(row.items()))


@cache
def _kept(genre: str, fields: tuple[tuple[str, str | int], ...]) -> Composition:
    return composed(genre, dict(fields))


def pitch(midi: int) -> Pitch:
    octave, chroma = divmod(midi, 12)
    return Pitch.parse(f"{NAMES[chroma]}{octave - 1}")


# ------------------------------------------------------------------------------- ways to be bad
def written(change: Callable[[Composition, int, Note], Note]) -> Maker:
    """Every written note changed, and played as it was."""

    def make(genre: str, row: Row) -> Composition:
        made = good(genre, row)
        notes = tuple(change(made, i, note) for i, note in enumerate(made.arrangement.notes))
        return replace(made, arrangement=replace(made.arrangement, notes=notes))

    return make


def played(change: Callable[[Composition, Note, PerformedNote], PerformedNote]) -> Maker:
    """Every performed note changed."""

    def make(genre: str, row: Row) -> Composition:
        made = good(genre, row)
        by_id = {note.id: note for note in made.arrangement.notes}
        notes = tuple(change(made, by_id[n.note_id], n) for n in made.performance.notes)
        return replace(made, performance=replace(made.performance, notes=notes))

    return make


def harmonised(change: Callable[[Composition, ChordEvent], Chord]) -> Maker:
    """Every chord symbol changed."""

    def make(genre: str, row: Row) -> Composition:
        made = good(genre, row)
        harmony = made.arrangement.progression
        events = tuple(replace(event, chord=change(made, event)) for event in harmony.chords)
        written_ = replace(made.arrangement, progression=replace(harmony, chords=events))
        return replace(made, arrangement=written_)

    return make


def random_notes(made: Composition, place: int, note: Note) -> Note:
    chance = random.Random(f"{made.brief.seed} {place}")
    return replace(note, pitch=pitch(note.pitch.midi + chance.randint(-6, 6)))


def zigzag(_: Composition, place: int, note: Note) -> Note:
    """Every second note of the tune an octave up."""
    high = note.role is Role.MELODY and place % 2
    return replace(note, pitch=pitch(note.pitch.midi + 12)) if high else note


def half_step_off(_: Composition, __: int, note: Note) -> Note:
    return replace(note, pitch=pitch(note.pitch.midi + 1))


def one_velocity(_: Composition, __: Note, played_: PerformedNote) -> PerformedNote:
    return replace(played_, velocity=72)


def on_the_grid(made: Composition, note: Note, played_: PerformedNote) -> PerformedNote:
    """No swing, no late hand, no spread: what a sequencer plays."""
    tempo = timing.TempoMap(made.performance.tempo_map)
    return replace(played_, onset=tempo.seconds(note.onset))


def nervous(made: Composition, note: Note, played_: PerformedNote) -> PerformedNote:
    chance = random.Random(f"{made.brief.seed} {note.id}")
    return replace(played_, onset=max(0.0, played_.onset + chance.uniform(-0.15, 0.15)))


def one_chord(made: Composition, _: ChordEvent) -> Chord:
    return Chord.parse(str(made.brief.key.tonic))


def no_way_home(made: Composition, event: ChordEvent) -> Chord:
    """The last chord is a tritone from where it should be."""
    last = event is made.arrangement.progression.chords[-1]
    away = pitch(66 + made.brief.key.tonic.chroma).name
    return Chord.parse(str(away)) if last else event.chord


def triads(_: Composition, event: ChordEvent) -> Chord:
    return Chord.parse(f"{event.chord.root}{'m' if event.chord.is_minor else ''}")


def foot_down(genre: str, row: Row) -> Composition:
    made = good(genre, row)
    pedal = (PedalEvent(0.1, 127), PedalEvent(made.performance.duration, 0))
    return replace(made, performance=replace(made.performance, pedal=pedal))


def copied_bars(genre: str, row: Row) -> Composition:
    """Each note stands in the first bar's place again and again."""
    made = good(genre, row)
    harmony = made.arrangement.progression
    bars = timing.bars(harmony)
    model = [n for n in made.arrangement.notes if n.onset >= 0 and n.end <= bars[0].end]
    notes, sound = [], []
    by_id = {note.note_id: note for note in made.performance.notes}
    tempo = timing.TempoMap(made.performance.tempo_map)
    for bar, note in ((bar, note) for bar in bars for note in model):
        event = next(e for e in harmony.chords if e.onset <= bar.onset < e.end)
        at = bar.onset + note.onset
        id_ = f"{event.phrase_id}.{bar.number}.{note.id}"
        notes.append(replace(note, id=id_, onset=at, chord_id=event.id, tie=False))
        late = by_id[note.id].onset - tempo.seconds(note.onset)
        sound.append(replace(by_id[note.id], note_id=id_, onset=max(tempo.seconds(at) + late, 0)))
    return replace(
        made,
        arrangement=replace(made.arrangement, notes=tuple(notes)),
        performance=replace(made.performance, notes=tuple(sound)),
    )


def always_five(genre: str, row: Row) -> Composition:
    """Whatever complexity is asked."""
    return good(genre, row | {"complexity": 5})


def always_eight_bars(genre: str, row: Row) -> Composition:
    return good(genre, row | {"num_bars": 8})


_calls = count()


def forgetful(genre: str, row: Row) -> Composition:
    """The same request, another piece."""
    return composed(genre, row | {"seed": next(_calls)})


def broken(genre: str, row: Row) -> Composition:
    raise ZeroDivisionError(f"no {genre} today")


def doubled_bass(genre: str, row: Row) -> Composition:
    """The left hand plays a second above every bass as well."""
    made = good(genre, row)
    more = [
        replace(note, id=f"{note.id}x", pitch=pitch(note.pitch.midi + 2))
        for note in made.arrangement.notes
        if note.role is Role.BASS and note.duration >= Fraction(1, 2)
    ]
    by_id = {note.note_id: note for note in made.performance.notes}
    sound = [replace(by_id[note.id[:-1]], note_id=note.id) for note in more]
    return replace(
        made,
        arrangement=replace(made.arrangement, notes=(*made.arrangement.notes, *more)),
        performance=replace(made.performance, notes=(*made.performance.notes, *sound)),
    )


def in_fifths(genre: str, row: Row) -> Composition:
    """The tune goes along a twelfth above the bass."""
    made = good(genre, row)
    basses = [note for note in made.arrangement.notes if note.role is Role.BASS]

    def moved(note: Note) -> Note:
        under = [bass for bass in basses if bass.onset == note.onset]
        if note.role is not Role.MELODY or not under:
            return note
        return replace(note, pitch=pitch(min(bass.pitch.midi for bass in under) + 19))

    notes = tuple(map(moved, made.arrangement.notes))
    return replace(made, arrangement=replace(made.arrangement, notes=notes))


# Genre, the rows that must object, the arranger.
BAD: list[tuple[str, tuple[str, ...], Maker]] = [
    ("gospel", ("symbol_sounds", "number.chord_tone_ratio"), written(random_notes)),
    ("gospel", ("key_heard",), written(half_step_off)),
    ("gospel", ("melody_line", "number.melody_leap_mean"), written(zigzag)),
    ("gospel", ("velocity_spread", "number.velocity_sd_to_target"), played(one_velocity)),
    ("gospel", ("chord_onset_spread", "number.onset_spread_ms"), played(on_the_grid)),
    ("gospel", ("keeps_order", "chord_onset_spread"), played(nervous)),
    ("gospel", ("passing_chords", "share.two-five-one"), harmonised(one_chord)),
    ("gospel", ("ending",), harmonised(no_way_home)),
    ("gospel", ("pedal_blur",), foot_down),
    ("gospel", ("number.repetition", "fresh_surface"), copied_bars),
    ("gospel", ("spacing",), doubled_bass),
    ("gospel", ("ladder.notes_per_beat", "ladder.chords_per_bar", "as_asked"), always_five),
    ("gospel", ("as_asked",), always_eight_bars),
    ("gospel", ("deterministic",), forgetful),
    ("gospel", ("composes",), broken),
    ("jazz", ("swing_by_tempo",), played(on_the_grid)),
    ("jazz", ("number.two_fives_per_100_changes", "share.two-five"), harmonised(one_chord)),
    ("blues", ("shuffle_swing", "crushed_notes"), played(on_the_grid)),
    ("blues", ("dominant_sevenths",), harmonised(triads)),
    ("blues", ("place.IV in bar 5", "turnarounds"), harmonised(one_chord)),
    ("classical", ("number.parallel_fifths_per_100_changes",), in_fifths),
    ("classical", ("perfect_close", "ending"), harmonised(no_way_home)),
    ("classical", ("number.inversions", "share.applied dominant"), harmonised(triads)),
    ("neosoul", ("late_right",), played(on_the_grid)),
    ("neosoul", ("extended_chords", "plain_triads", "share.major ninth"), harmonised(triads)),
]
