"""From the score's values to the shapes the studio answers with."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from gospel_keys.arranger.style import Application
from gospel_keys.composer.charts.chart import chart_text
from gospel_keys.composer.proposing.report import generation_method
from gospel_keys.genres.registry import Genre
from gospel_keys.music.pitch import Pitch
from gospel_keys.score.model import (
    Arrangement,
    Brief,
    ChordEvent,
    Hand,
    Performance,
    Progression,
)
from gospel_keys.score.timing import bars, section_onsets, sounding
from gospel_keys.studio.schemas import (
    ApplicationOut,
    BriefField,
    BriefOut,
    ChordOut,
    GenreOut,
    Metadata,
    PatternOut,
    PreviewNote,
)

PREVIEW_BARS = 4
PREVIEW_NOTES = 100
CHORD_OCTAVE = 3


def genre_out(genre: Genre) -> GenreOut:
    """A genre as the page lists it."""
    style = genre.style
    return GenreOut(
        id=genre.id,
        label=style.label,
        tagline=style.tagline,
        colour=style.colour,
        colour_dark=style.colour_dark,
        applications=[_application_out(row) for row in style.applications],
        default_application=style.default_application,
        default_bars=style.default_bars,
        meters=list(style.meters),
        example_prompts=list(style.example_prompts),
    )


def _application_out(row: Application) -> ApplicationOut:
    low, high = row.tempo
    return ApplicationOut(
        id=row.id, label=row.label, tempo_min=low, tempo_max=high, description=row.description
    )


def brief_out(brief: Brief) -> BriefOut:
    """What was understood; each field with where it came from."""

    def field(name: str, value: str | float) -> BriefField:
        return BriefField(value=value, source=brief.sources.get(name, "default"))

    return BriefOut(
        genre=brief.genre,
        description=brief.description,
        key=field("key", str(brief.key)),
        tempo=field("tempo", brief.tempo),
        time_signature=field("time_signature", str(brief.meter)),
        num_bars=field("num_bars", brief.bars),
        application=field("application", brief.application),
        complexity=field("complexity", brief.complexity),
        ai_percentage=field("ai_percentage", brief.ai_percentage),
        seed=field("seed", brief.seed),
        feel=field("feel", brief.feel) if brief.feel else None,
        hand_size=field("hand_size", brief.hand_size),
        form=field("form", brief.form) if brief.form else None,
        rise=field("rise", brief.rise) if brief.rise is not None else None,
        progression=_given(brief),
        melody=field("melody", len(brief.melody)) if brief.melody else None,
        mood=list(brief.mood),
        ignored=list(brief.ignored),
        notices=list(brief.notices),
    )


def _given(brief: Brief) -> BriefField | None:
    """The chords that were given, as a chart."""
    if not brief.chords:
        return None
    return BriefField(value=chart_text(brief.chords, brief.meter), source="field")


class BeatCount:
    """Beats, as each section's meter counts them, from the first barline."""

    def __init__(self, progression: Progression) -> None:
        self._starts: list[tuple[Fraction, Fraction, Fraction]] = []
        beats = Fraction(0)
        onsets = section_onsets(progression)
        for onset, section in zip(onsets, progression.sections, strict=True):
            self._starts.append((onset, beats, section.meter.beat))
            beats += section.bars * section.meter.bar / section.meter.beat

    def at(self, quarter: Fraction) -> float:
        """Beats from the first barline to ``quarter``."""
        onset, beats, beat = self._starts[0]
        for start in self._starts[1:]:
            if quarter < start[0]:
                break
            onset, beats, beat = start
        return float(beats + (quarter - onset) / beat)


def chords_out(progression: Progression) -> list[ChordOut]:
    """Every chord of the piece."""
    count = BeatCount(progression)
    return [chord_out(count, event) for event in progression.chords]


def chord_out(count: BeatCount, event: ChordEvent) -> ChordOut:
    """A chord with its place in beats and the reason it is there."""
    start = count.at(event.onset)
    return ChordOut(
        id=event.id,
        symbol=str(event.chord),
        function=event.roman,
        nashville=event.nashville,
        start_beat=start,
        duration_beats=count.at(event.end) - start,
        notes=[str(name) for name in event.chord.notes],
        comment=event.comment,
        origin=event.origin,
        locked=event.locked,
        section=event.section_id,
    )


def chord_keys(event: ChordEvent) -> list[int]:
    """The chord's notes as keys to show: from its bass in the small octave upward, in thirds."""
    keys: list[int] = []
    for name in event.chord.notes:
        pitch = Pitch(name, CHORD_OCTAVE).midi
        while keys and pitch <= keys[-1]:
            pitch += 12
        keys.append(pitch)
    return keys


def patterns_out(arrangement: Arrangement) -> list[PatternOut]:
    """The patterns used, phrase by phrase."""
    return [
        PatternOut(phrase_id=p.phrase_id, part=p.part, name=p.name, why=p.why)
        for p in arrangement.patterns
    ]


def metadata_out(arrangement: Arrangement, performance: Performance) -> Metadata:
    """The piece in numbers and names."""
    brief, progression = arrangement.brief, arrangement.progression
    played = {note.hand for note in arrangement.notes}
    return Metadata(
        tempo=brief.tempo,
        key=str(brief.key),
        time_signature=str(brief.meter),
        num_bars=len(bars(progression)),
        note_count=len(sounding(arrangement.notes)),
        duration_seconds=round(performance.duration, 3),
        application=brief.application,
        generation_method=generation_method(progression),
        hands=[hand.value for hand in Hand if hand in played],
        form=progression.form,
        ending=progression.ending,
        patterns=patterns_out(arrangement),
    )


def preview_out(arrangement: Arrangement, performance: Performance) -> list[PreviewNote]:
    """What sounds in the first bars, in the order it is heard, seconds from the first barline."""
    found = sorted(_first_notes(arrangement, performance), key=_heard)
    return found[:PREVIEW_NOTES]


def _heard(note: PreviewNote) -> tuple[float, int]:
    return note.start_time, note.midi_note


def _first_notes(arrangement: Arrangement, performance: Performance) -> Iterator[PreviewNote]:
    end = bars(arrangement.progression)[:PREVIEW_BARS][-1].end
    heard = {note.note_id: note for note in performance.notes}
    for chain in sounding(n for n in arrangement.notes if n.onset < end):
        first, last = heard[chain[0].id], heard[chain[-1].id]
        yield PreviewNote(
            midi_note=chain[0].pitch.midi,
            note_name=str(chain[0].pitch),
            start_time=round(first.onset, 4),
            duration=round(last.onset + last.duration - first.onset, 4),
            velocity=first.velocity,
            hand=chain[0].hand.value,
        )
