"""A tune that is brought to be arranged: read, put where a right hand plays it, measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil

from gospel_keys.arranger.style import Form, Style
from gospel_keys.composer.charts.chart import Chart
from gospel_keys.composer.charts.resolve import (
    resolve_chart_bars,
    resolve_chart_forms,
    resolve_chart_key,
)
from gospel_keys.composer.errors import BriefError, quoted
from gospel_keys.composer.notes_asked import NoteAsked
from gospel_keys.composer.resolve import BARS, Draft
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.music.pitch import Pitch
from gospel_keys.score.importing.tonality import find_key
from gospel_keys.score.model import GivenNote

FIELD = "melody"
MAX_NOTES = 2_000
_FINEST = 48
"""A note begins and ends on a 48th of a beat: 32nds, triplets and sextuplets among them."""
_SLACK = 1e-3
"""How far a decimal time may lie from the fraction it stands for: 0.667 is two thirds."""
_SHORTEST = Fraction(1, 12)
_OVER_FLOOR = 4
"""Semitones between the right hand's lowest key and a tune, for a voice under it."""
_HIGHEST = 96
_COMFORT = 3


def resolve_melody(
    draft: Draft, asked: Sequence[NoteAsked] | None, meter: Meter, style: Style
) -> tuple[GivenNote, ...]:
    """The tune in quarters, moved by octaves where the right hand has it; none if none is asked.

    Raises ``BriefError`` naming the note that cannot be.
    """
    if not asked:
        return ()
    if len(asked) > MAX_NOTES:
        raise _error(f"{len(asked)} notes are too many", len(asked), f"{MAX_NOTES} at most")
    draft.sources[FIELD] = "field"
    notes: list[GivenNote] = []
    for number, one in enumerate(asked, 1):
        note = _note(one, number, meter)
        if notes and note.onset < notes[-1].end:
            raise _error(
                f"note {number} ({note.pitch}) begins before note {number - 1} "
                f"({notes[-1].pitch}) ends",
                one.onset_beats, "one note at a time, in order",
            )  # fmt: skip
        notes.append(note)
    return _within_reach(draft, notes, style)


def _note(asked: NoteAsked, number: int, meter: Meter) -> GivenNote:
    name = f"note {number} ({quoted(asked.pitch)})"
    try:
        pitch = Pitch.parse(asked.pitch)
    except TheoryError as error:
        allowed = "such as Eb5; C4 is middle C"
        raise _error(f"note {number}: {error}", asked.pitch, allowed) from error
    onset = _beats(asked.onset_beats, f"{name} begins at beat", -meter.beats, meter)
    length = _beats(asked.duration_beats, f"{name} lasts", 0, meter)
    if onset <= -meter.beats:
        raise _error(
            f"{name} begins at beat {asked.onset_beats:g}", asked.onset_beats,
            f"a pickup shorter than a bar: above {-meter.beats}",
        )  # fmt: skip
    if length < _SHORTEST:
        raise _error(
            f"{name} lasts {asked.duration_beats:g} beats", asked.duration_beats,
            "1/12 beat at least",
        )  # fmt: skip
    return GivenNote(pitch, onset * meter.beat, length * meter.beat)


def _beats(value: float, what: str, least: int, meter: Meter) -> Fraction:
    most = BARS[1] * meter.beats
    if not least <= value <= most:
        raise _error(f"{what} {value:g}", value, f"{least} to {most}")
    found = Fraction(value).limit_denominator(_FINEST)
    if abs(found - Fraction(value)) > _SLACK:
        raise _error(f"{what} {value:g}", value, f"a multiple of 1/{_FINEST} of a beat")
    return found


def _error(message: str, value: object, allowed: str) -> BriefError:
    return BriefError(FIELD, f"{message[:1].upper()}{message[1:]}.", value=value, allowed=allowed)


def _within_reach(draft: Draft, notes: list[GivenNote], style: Style) -> tuple[GivenNote, ...]:
    """The tune in the octave that suits the right hand best; a notice where that is another."""
    low, high = style.ranges.right_floor + _OVER_FLOOR, _HIGHEST
    pitches = [note.pitch.midi for note in notes]
    able = [
        k for k in range(-6, 7) if low <= min(pitches) + 12 * k <= max(pitches) + 12 * k <= high
    ]
    if not able:
        span = f"{min(n.pitch for n in notes)} to {max(n.pitch for n in notes)}"
        raise _error(f"the tune goes from {span}, more than one hand can keep above the other",
                     span, f"at most {high - low} semitones")  # fmt: skip
    best = min(able, key=lambda k: (_strain([p + 12 * k for p in pitches], style), abs(k)))
    if best:
        octaves = "an octave" if abs(best) == 1 else f"{abs(best)} octaves"
        draft.notices.append(
            f"The tune is played {octaves} {'higher' if best > 0 else 'lower'} than it is written."
        )
    return tuple(replace(note, pitch=_raised(note.pitch, best)) for note in notes)


def _strain(pitches: Sequence[int], style: Style) -> float:
    """How much of a tune lies outside the style's range, with a little room around it."""
    low, high = style.ranges.melody
    return sum(
        max(0, low - _COMFORT - pitch) + max(0, pitch - high - _COMFORT) for pitch in pitches
    )


def _raised(pitch: Pitch, octaves: int) -> Pitch:
    return Pitch(pitch.name, pitch.octave + octaves)


def resolve_tune_key(
    draft: Draft, asked: str | None, chart: Chart | None, melody: Sequence[GivenNote]
) -> Key:
    """The key: as asked, as the chords say, else the one that the tune is in."""
    found = draft.findings.key
    named = asked is not None or found.keys or found.modulations or found.unknown or found.modes
    if chart is not None or not melody or named:
        return resolve_chart_key(draft, asked, chart)
    weights = [0.0] * 12
    for note in melody:
        weights[note.pitch.name.chroma] += float(note.duration)
    ends = melody[0].pitch.name.chroma, melody[-1].pitch.name.chroma
    key, _ = find_key(weights, first=ends[0], last=ends[1])
    draft.notices.append(f"The tune is in {key}, as far as its notes tell; name the key if not.")
    return draft.take("key", "melody", key)


def resolve_tune_forms(
    draft: Draft, chart: Chart | None, melody: Sequence[GivenNote]
) -> tuple[Form, ...]:
    """The forms that the words name. A tune has its own, and a notice says so."""
    if chart is not None or not melody:
        return resolve_chart_forms(draft, chart)
    found = draft.findings
    texts = [said.text for said in (*found.forms.own, *found.lifts, *found.key.modulations)]
    if texts:
        words = " and ".join(f"'{quoted(text)}'" for text in dict.fromkeys(texts))
        draft.notices.append(f"{words}: form and changes of key are those of the tune.")
    return ()


def resolve_tune_bars(
    draft: Draft,
    asked: int | None,
    tempo: float,
    meter: Meter,
    chart: Chart | None,
    melody: Sequence[GivenNote],
    implied: int | None = None,
) -> int:
    """The length: the whole tune at least; more where more was asked."""
    if not melody:
        return resolve_chart_bars(draft, asked, tempo, meter, chart, implied)
    need = max(1, ceil(max(note.end for note in melody) / meter.bar))
    length = draft.findings.length
    open_ = asked is None and not (length.bars or length.seconds or length.parts or length.unusable)
    if open_ and need <= BARS[1]:
        around = chart.bars if chart else need
        rounds = ceil(need / around)
        if rounds * around <= BARS[1]:
            return draft.take("num_bars", "melody", rounds * around)
    bars = resolve_chart_bars(draft, asked, tempo, meter, chart, implied)
    if bars < need:
        raise BriefError(
            "num_bars", f"The tune is {need} bars long, and {bars} do not hold it.",
            value=bars, allowed=f"{need} to {max(need, BARS[1])}",
        )  # fmt: skip
    return bars
