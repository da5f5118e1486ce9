"""What a player adds to a theme: the cadential trill, the turn, the short note from above.

A theme that comes back is embellished more than when it was first heard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gospel_keys.arranger.draft import Draft
from gospel_keys.arranger.frame import PhraseFrame, Setting
from gospel_keys.arranger.goals import Goal
from gospel_keys.arranger.part import Part
from gospel_keys.arranger.phrasing import Tune
from gospel_keys.arranger.seed import rng
from gospel_keys.arranger.ticks import TICKS
from gospel_keys.arranger.tones import scale_step
from gospel_keys.arranger.voices.trill import trill
from gospel_keys.score.model import Hand, Role

_FROM = 0.5
"""The level's ornaments from which on trills and turns are asked for."""
_QUICKEST = 0.09
"""Seconds that a note of a turn lasts at least."""
_TRILLED, _TURNED, _SNAPPED = 0.8, 0.25, 0.16
"""How often a cadence is trilled, a long note turned, and a strong one snapped at from above."""
_PLAIN, _AGAIN = 0.5, 1.0
"""How much of that a section has when it is new, and when it returns."""


def embellished(
    tune: list[Tune], frame: PhraseFrame, goal: Goal, setting: Setting, tick: float
) -> list[Tune]:
    """The tune with its cadence trilled and some long notes turned, where the fingers have time.

    ``tick`` is what a tick lasts in seconds.
    """
    wish = setting.level.ornaments
    if wish < _FROM or len(tune) < 3:
        return tune
    draw = rng(frame.seed, "embellish", frame.id)
    fresh = _PLAIN if frame.section.start_bar == 0 else _AGAIN
    found: list[Tune] = []
    for note, after in zip(tune, [*tune[1:], None], strict=True):
        closes = after is not None and after.onset == goal.arrive
        if closes and after and _is_close(frame, note, after) and draw.random() < _TRILLED * wish:
            found += _trilled(note, frame, tick) or [note]
        elif after and _may_turn(note, frame) and draw.random() < _TURNED * wish * fresh:
            found += _turned(note, frame, tick) or [note]
        else:
            found.append(note)
    return found


def _is_close(frame: PhraseFrame, note: Tune, home: Tune) -> bool:
    """Whether a note is the step above the tonic on its way home over a dominant."""
    tonic = frame.key.tonic.chroma
    return (
        frame.phrase.cadence == "authentic"
        and home.midi % 12 == tonic
        and note.midi - home.midi in (1, 2)
        and note.midi % 12 in note.span.harmony.tones
    )


def _trilled(note: Tune, frame: PhraseFrame, tick: float) -> list[Tune]:
    sound, measure = note.span.harmony, frame.measure
    above, below = scale_step(sound, note.midi, 1), scale_step(sound, note.midi, -1)
    notes = trill(
        note.midi, above, below, note.onset, note.end, measure.beat, tick,
        compound=measure.compound,
    )  # fmt: skip
    return [replace(note, onset=onset, end=end, midi=midi) for onset, end, midi in notes]


def _may_turn(note: Tune, frame: PhraseFrame) -> bool:
    """Whether a note is long enough; an idea's first bar stays as it is, to be recognised."""
    long = note.end - note.onset >= frame.measure.beat
    later = note.onset >= frame.start + frame.measure.bar
    return long and later and note.midi % 12 in note.span.harmony.tones and not note.below


def _turned(note: Tune, frame: PhraseFrame, tick: float) -> list[Tune]:
    """The note, then in its last part the one above, itself, the one below, itself."""
    sound, beat = note.span.harmony, frame.measure.beat
    above, below = scale_step(sound, note.midi, 1), scale_step(sound, note.midi, -1)
    for size in (beat // 4, beat // 8):
        start = note.end - 4 * size
        if size * tick >= _QUICKEST and start - note.onset >= 2 * size and above - below <= 4:
            break
    else:
        return []
    times = (note.onset, *(start + size * index for index in range(4)), note.end)
    pitches = (note.midi, above, note.midi, below, note.midi)
    return [
        replace(note, onset=onset, end=end, midi=midi, weight=note.weight if not index else 0.0)
        for index, (onset, end, midi) in enumerate(zip(times, times[1:], pitches, strict=False))
    ]


def snapped(part: Part, notes: list[Draft]) -> list[Draft]:
    """The right hand with short notes from the step above, before strong notes that are leapt to.

    The key they take must be free, and the note itself long enough to be leaned on.
    """
    wish = part.setting.level.ornaments * _SNAPPED
    draw = rng(part.frame.seed, "snap", part.frame.id)
    tune = [note for note in notes if note.role is Role.MELODY]
    added = [
        _short(main, scale_step(main.span.harmony, main.midi, 1))
        for before, main in pairwise(tune)
        if _apt(part, before, main) and draw.random() < wish
    ]
    return notes + [note for note in added if _free(notes, note)]


def _apt(part: Part, before: Draft, main: Draft) -> bool:
    beat = part.frame.measure.beat
    strong = (main.onset - part.frame.start) % beat == 0 and main.onset < part.frame.spans[-1].start
    leapt = abs(main.midi - before.midi) > 2
    return strong and leapt and main.end - main.onset >= part.frame.measure.half


def _short(main: Draft, midi: int) -> Draft:
    return Draft(
        midi, main.onset, main.onset, Hand.RIGHT, Role.GRACE, main.span, "grace", accent=-1
    )


def _free(notes: Sequence[Draft], grace: Draft) -> bool:
    """No finger is on the key, nor has just left it or is about to take it."""
    near = 2 * TICKS
    return not any(
        note.midi == grace.midi and note.onset - near <= grace.onset <= note.end + near // 4
        for note in notes
        if note.onset <= grace.onset
    )
