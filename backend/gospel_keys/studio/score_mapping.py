"""The whole piece as the page draws and plays it."""

from __future__ import annotations

from gospel_keys.score.model import Arrangement, Note, Performance, Progression
from gospel_keys.score.timing import TempoMap, bars, section_onsets
from gospel_keys.studio.addresses import Addresses
from gospel_keys.studio.harmony_mapping import harmony_out
from gospel_keys.studio.mapping import (
    brief_out,
    chord_keys,
    chords_out,
    metadata_out,
    patterns_out,
)
from gospel_keys.studio.schemas import (
    ArrangementOut,
    BarOut,
    PedalOut,
    PerformanceOut,
    PerformedNoteOut,
    PhraseOut,
    ScoreChord,
    ScoreNote,
    ScoreOut,
    SectionOut,
    TempoOut,
)

SCORE_VERSION = 4
"""Raise it when the same piece is written differently; stored answers are then made anew."""


def score_out(arrangement: Arrangement, performance: Performance, addresses: Addresses) -> ScoreOut:
    """Arrangement and performance with everything a page needs to draw and play them."""
    brief = arrangement.brief
    return ScoreOut(
        id=addresses.piece_id,
        genre=brief.genre,
        seed=brief.seed,
        brief=brief_out(brief),
        parent_id=arrangement.parent_id,
        metadata=metadata_out(arrangement, performance),
        arrangement=arrangement_out(arrangement, performance),
        performance=performance_out(performance),
        harmony=harmony_out(arrangement),
        download_url=addresses.download,
        audio_url=addresses.audio,
    )


def arrangement_out(arrangement: Arrangement, performance: Performance) -> ArrangementOut:
    """The written piece; bars and chords also carry their seconds in this performance."""
    progression = arrangement.progression
    clock = TempoMap(performance.tempo_map)
    return ArrangementOut(
        sections=_sections(progression),
        phrases=[
            PhraseOut(
                id=p.id,
                section_id=p.section_id,
                start_bar=p.start_bar + 1,
                bars=p.bars,
                cadence=p.cadence,
            )
            for p in progression.phrases
        ],
        bars=_bars(progression, clock),
        chords=_chords(progression, clock),
        notes=[_note(note) for note in arrangement.notes],
        patterns=patterns_out(arrangement),
        form=progression.form,
        ending=progression.ending,
        form_why=progression.form_why,
        ending_why=progression.ending_why,
        version=arrangement.version,
    )


def _sections(progression: Progression) -> list[SectionOut]:
    onsets = section_onsets(progression)
    return [
        SectionOut(
            id=s.id,
            label=s.label,
            start_bar=s.start_bar + 1,
            bars=s.bars,
            onset=float(onset),
            key=str(s.key),
            time_signature=str(s.meter),
            tempo=s.tempo,
        )
        for onset, s in zip(onsets, progression.sections, strict=True)
    ]


def _bars(progression: Progression, clock: TempoMap) -> list[BarOut]:
    return [
        BarOut(
            number=bar.number + 1,
            onset=float(bar.onset),
            duration=float(bar.duration),
            start_seconds=round(clock.seconds(bar.onset), 4),
            end_seconds=round(clock.seconds(bar.end), 4),
            section_id=bar.section.id,
        )
        for bar in bars(progression)
    ]


def _chords(progression: Progression, clock: TempoMap) -> list[ScoreChord]:
    return [
        ScoreChord(
            **chord.model_dump(),
            onset=float(event.onset),
            duration=float(event.duration),
            start_seconds=round(clock.seconds(event.onset), 4),
            end_seconds=round(clock.seconds(event.end), 4),
            phrase_id=event.phrase_id,
            midi_notes=chord_keys(event),
        )
        for event, chord in zip(progression.chords, chords_out(progression), strict=True)
    ]


def _note(note: Note) -> ScoreNote:
    return ScoreNote(
        id=note.id,
        pitch=str(note.pitch),
        midi=note.pitch.midi,
        onset=float(note.onset),
        duration=float(note.duration),
        hand=note.hand.value,
        voice=note.voice,
        chord_id=note.chord_id,
        role=note.role.value,
        finger=note.finger,
        tie=note.tie,
    )


def performance_out(performance: Performance) -> PerformanceOut:
    """What is heard, in seconds."""
    clock = TempoMap(performance.tempo_map)
    return PerformanceOut(
        notes=[
            PerformedNoteOut(
                note_id=n.note_id,
                onset=round(n.onset, 5),
                duration=round(n.duration, 5),
                velocity=n.velocity,
            )
            for n in performance.notes
        ],
        pedal=[PedalOut(onset=round(p.onset, 5), value=p.value) for p in performance.pedal],
        tempo_map=[
            TempoOut(
                onset=float(t.onset),
                seconds=round(clock.seconds(t.onset), 5),
                quarter_bpm=t.quarter_bpm,
            )
            for t in performance.tempo_map
        ],
        duration=round(performance.duration, 5),
    )
