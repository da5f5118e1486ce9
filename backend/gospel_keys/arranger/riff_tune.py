"""A riff line as a tune: its degrees become pitches over the chords that sound."""

from __future__ import annotations

from dataclasses import replace

from gospel_keys.arranger.figures import Tone
from gospel_keys.arranger.frame import PhraseFrame, Setting, Span
from gospel_keys.arranger.goals import Goal, nearest, position_tonic, span_at
from gospel_keys.arranger.phrasing import Tune, placed
from gospel_keys.arranger.riffs import Sung, sung
from gospel_keys.arranger.suspending import resolved
from gospel_keys.arranger.ticks import TICKS
from gospel_keys.arranger.tones import key_pitch

_OCTAVE = 12
_MIDDLE_C = 60
_FULL_CHORD = 65
"""The last chord's top lies here or above, so that all of it fits under the tune."""
_BREATH = 0.22
"""Seconds between the line's last note and the last chord."""
_POSITION = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 5, 7: 5}
_NEAREST = (-1, 1, -2, 2, -3, 3, -4, 4)
"""Where to look for a note of rest, in semitones."""
_FIFTH_AND_UP = 4
"""Degrees (from 0) that a five-finger position takes an octave higher when they lie below it."""


def compose_riff(frame: PhraseFrame, goal: Goal, setting: Setting, free: int) -> list[Tune]:
    """The phrase's line, silent from tick ``free`` on; the last one comes to rest on its goal."""
    tune = [note for note in _line(frame, setting) if note.onset < min(free, _stop(frame))]
    if frame.last:
        final = placed(frame, goal.arrive, frame.end)
        tune.append(Tune(goal.arrive, frame.end, goal.arrival, final.span, 1.0))
    if not tune:
        tune = [Tune(frame.start, frame.end, goal.entry, frame.spans[0], 1.0)]
    tune[-1] = replace(tune[-1], end=min(tune[-1].end, max(free, tune[-1].onset + 1)))
    if not setting.level.position:
        tune = _at_rest(tune, frame, _tonic(frame, setting))
    return resolved(tune, frame, goal, free)


def riff_goal(frame: PhraseFrame, setting: Setting, goal: Goal) -> Goal:
    """The goal of a phrase that is sung in riffs: where its line begins and ends."""
    line = [note for note in _line(frame, setting) if note.onset < _stop(frame)]
    if not line:
        return goal
    first, last = line[0], line[-1]
    low = min(goal.low, *(note.midi for note in line))
    high = max(goal.high, *(note.midi for note in line))
    if frame.last:
        arrival = goal.arrival
        if not setting.level.position:
            wish = max(last.midi, _FULL_CHORD)
            arrival = nearest(
                goal.arrival % _OCTAVE, wish, _FULL_CHORD, max(high, _FULL_CHORD + 11)
            )
        return replace(goal, low=low, high=high, entry=first.midi, peak=high, arrival=arrival)
    return replace(
        goal, low=low, high=high, entry=first.midi, peak=high, arrival=last.midi, arrive=last.onset
    )


def _stop(frame: PhraseFrame) -> int:
    """From here on the line is silent: the last phrase's last chord belongs to the ending, and the
    hand needs time to get there."""
    if not frame.last:
        return frame.end
    pause = round(_BREATH * frame.section.tempo * float(frame.section.meter.beat) / 60 * TICKS)
    return frame.spans[-1].start - pause


def _line(frame: PhraseFrame, setting: Setting) -> list[Tune]:
    notes = sung(frame, setting)
    tonic = _tonic(frame, setting)
    tune: list[Tune] = []
    for note in notes:
        place = placed(frame, note.onset, note.end)
        pitches = [_pitch(tone, place.span, tonic, setting) for tone in note.tones]
        if (
            tune
            and tune[-1].midi == pitches[-1]
            and tune[-1].end == note.onset
            and _close(tune[-1], note)
        ):
            tune[-1] = replace(tune[-1], end=note.end)
            continue
        below = tuple(sorted({_fitting(p, place.span) for p in pitches[:-1] if p < pitches[-1]}))
        tune.append(
            Tune(
                note.onset,
                note.end,
                pitches[-1],
                place.span,
                place.weight,
                below,
                note.crushed,
                False if note.tones[-1].alter < 0 else None,
            )
        )
    tune = _singable([_settled(note, frame) for note in tune])
    return _rested(tune, tonic) if setting.level.position else tune


def _fitting(pitch: int, span: Span) -> int:
    """A lower note of the line, on the chord: what bends is on top."""
    tones = span.harmony.tones
    return next((pitch + by for by in (0, *_NEAREST) if (pitch + by) % _OCTAVE in tones), pitch)


def _rested(tune: list[Tune], tonic: int) -> list[Tune]:
    """A beginner's line comes to rest on a note of its chord, or on the key's first or fifth: the
    five fingers leave some of a riff's last notes beside the chord."""
    if not tune or tune[-1].midi % _OCTAVE in {tonic % _OCTAVE, (tonic + 7) % _OCTAVE}:
        return tune
    last = tune[-1]
    goals = {(tone - tonic) % _OCTAVE for tone in last.span.harmony.tones} | {0, 7}
    near = min(
        (tonic + goal for goal in sorted(goals) if goal <= 7), key=lambda m: abs(m - last.midi)
    )
    return [*tune[:-1], replace(last, midi=near, below=())]


def _at_rest(tune: list[Tune], frame: PhraseFrame, tonic: int) -> list[Tune]:
    """The note the line rests on (the longest of its last two beats) belongs to its chord.

    The key's first and fifth are at rest over every chord, and its flat third and fifth stay as
    blue as they are.
    """
    from_here = tune[-1].onset - 2 * frame.measure.beat
    end = [number for number, note in enumerate(tune) if note.onset > from_here]
    rest = max(end, key=lambda number: (tune[number].end - tune[number].onset, number))
    note = tune[rest]
    goals = {*note.span.harmony.tones, tonic % _OCTAVE, (tonic + 7) % _OCTAVE}
    blue = (note.midi - tonic) % _OCTAVE in (3, 6)
    if blue or note.midi % _OCTAVE in goals:
        return tune
    near = next(note.midi + by for by in _NEAREST if (note.midi + by) % _OCTAVE in goals)
    moved = replace(note, midi=near, below=(), upward=None)
    return [*tune[:rest], moved, *tune[rest + 1 :]]


def _singable(tune: list[Tune]) -> list[Tune]:
    """No note lies more than an octave from the one before it: what does comes an octave nearer."""
    found = tune[:1]
    for note in tune[1:]:
        leap = note.midi - found[-1].midi
        if abs(leap) > _OCTAVE:
            nearer = note.midi - _OCTAVE if leap > 0 else note.midi + _OCTAVE
            found.append(replace(note, midi=nearer, below=()))
        else:
            found.append(note)
    return found


def _settled(note: Tune, frame: PhraseFrame) -> Tune:
    """A long note that would rub against the chord gives way to the chord tone under it."""
    long = note.end - note.onset >= frame.measure.beat
    if long and any(_rubs(note.midi, span) for span in (note.span, span_at(frame, note.onset))):
        return replace(note, midi=note.midi - 1, below=(), upward=None)
    return note


def _rubs(pitch: int, span: Span) -> bool:
    """Whether a note would lie long a semitone above a tone of the chord it is no part of."""
    tones = span.harmony.tones
    return pitch % _OCTAVE not in tones and (pitch - 1) % _OCTAVE in tones


def _close(before: Tune, note: Sung) -> bool:
    """Two short notes that a minor key or a chord bent onto one pitch: they are held as one."""
    return note.end - note.onset <= before.end - before.onset and not note.crushed


def _tonic(frame: PhraseFrame, setting: Setting) -> int:
    """The tonic the line counts from, at middle C or above; for a beginner under the thumb."""
    if setting.level.position:
        return position_tonic(frame)
    return _MIDDLE_C + frame.key.tonic.chroma


def _pitch(tone: Tone, span: Span, tonic: int, setting: Setting) -> int:
    """A degree over the chord that sounds; a beginner's stays on five fingers of the key."""
    sound = span.harmony
    if not setting.level.position:
        return key_pitch(sound, _dorian(tone, span), tonic)
    degree = (tone.number - 1) % 7 + 1
    plain = Tone("key", _POSITION[degree])
    pitch = key_pitch(sound, plain, tonic)
    if sound.diatonic[pitch % _OCTAVE]:
        return pitch
    names = sorted(i for i in range(8) if sound.diatonic[(tonic + i) % _OCTAVE])
    return tonic + names[min(_POSITION[degree] - 1, len(names) - 1)]


def _dorian(tone: Tone, span: Span) -> Tone:
    """In minor the line takes the flat seventh for a plain sixth, which the chords would bend."""
    sound = span.harmony
    minor = (sound.by_degree[5] - sound.tonic) % _OCTAVE == 8
    if (
        minor
        and not tone.alter
        and (tone.number - 1) % 7 == 5
        and sound.by_degree[5] not in sound.tones
    ):
        return Tone("key", tone.number + 1, -1, tone.octave)
    return tone
