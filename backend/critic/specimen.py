"""A piece written by hand that a teacher would accept: what the critic must let pass.

Eight bars of hymn in two phrases: the tune on top, thirds and sevenths inside, octaves in the
left hand. Spoiled in one respect at a time it proves that the critic can fail.
"""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

from critic.piece import Piece
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.music.pitch import Pitch
from gospel_keys.music.roman import roman_to_chord
from gospel_keys.score.model import (
    Arrangement,
    Brief,
    ChordEvent,
    Hand,
    HarmonicFunction,
    Note,
    PatternUse,
    PedalEvent,
    Performance,
    PerformedNote,
    Phrase,
    Progression,
    Role,
    Section,
)
from gospel_keys.score.timing import TempoMap, length, section_tempos

VELOCITY = (20, 127)
ENDINGS = frozenset({"full-close"})
KEY = Key.parse("C major")
METER = Meter.parse("4/4")

# Roman numeral, quarters, what it does, the bass (an octave is added above it).
CHORDS = (
    ("I", 2, "tonic", "C2"),
    ("I/3", 2, "tonic", "E2"),
    ("IV", 2, "predominant", "F2"),
    ("#IVdim7", 2, "passing", "F#2"),
    ("I/5", 2, "tonic", "G2"),
    ("V7/ii", 2, "passing", "A2"),
    ("ii7", 2, "predominant", "D2"),
    ("V7", 2, "dominant", "G2"),
    ("I", 2, "tonic", "C2"),
    ("I/3", 2, "tonic", "E2"),
    ("IVmaj7", 2, "predominant", "F2"),
    ("iv6", 2, "passing", "F2"),
    ("I/5", 2, "tonic", "G2"),
    ("V7", 2, "dominant", "G2"),
    ("I", 4, "tonic", "C2"),
)

# The tune in quarters, with two inner notes under each chord's first.
TUNE = (
    "E4 F4 G4 A4 A4 G4 A4 C5 C5 B4 C#5 E5 D5 C5 B4 D5 E5 D5 C5 B4 A4 C5 Ab4 C5 C5 D5 B4 D5 C5 - - -"
)
INNER = "G3 C4,C4 E4,C4 F4,C4 Eb4,E4 G4,E4 G4,F4 A4,D4 F4,E4 G4,E4 G4,C4 E4,D4 F4,E4 G4,D4 F4,E4 G4"


def brief() -> Brief:
    """What was asked for the hymn."""
    return Brief(
        genre="hymnal",
        description="A hymn in C",
        key=KEY,
        tempo=84.0,
        meter=METER,
        bars=8,
        application="CONCERT",
        complexity=5,
        ai_percentage=0.0,
        seed=1,
        sources={"key": "words", "tempo": "default"},
    )


def progression() -> Progression:
    """The hymn's harmony: one section, two phrases of four bars."""
    events, onset = [], Fraction(0)
    for i, (roman, quarters, function, _) in enumerate(CHORDS):
        phrase = int(onset >= 16)
        events.append(
            ChordEvent(
                id=f"p{phrase}.c{i}",
                onset=onset,
                duration=Fraction(quarters),
                chord=roman_to_chord(roman, KEY),
                roman=roman,
                nashville="1",
                function=HarmonicFunction(function),
                comment="It leads the tune on.",
                section_id="s0",
                phrase_id=f"p{phrase}",
            )
        )
        onset += quarters
    sections = (Section("s0", "verse", 0, 8, KEY, METER, 84.0),)
    phrases = (Phrase("p0", "s0", 0, 4, "half", "hymn"), Phrase("p1", "s0", 4, 4, "authentic", "h"))
    return Progression(sections, phrases, tuple(events), "single", "full-close")


def arrangement() -> Arrangement:
    """The hymn as written."""
    harmony = progression()
    notes = [note for i, event in enumerate(harmony.chords) for note in _under(i, event)]
    for beat, name in enumerate(TUNE.split()):
        if name == "-":
            continue
        event = next(e for e in harmony.chords if e.onset <= beat < e.end)
        quarters = 4 if beat == 28 else 1
        notes.append(_note(event, f"m{beat}", name, Fraction(beat), quarters, Role.MELODY))
    patterns = (PatternUse("p0", "left", "octaves", "weight"),)
    return Arrangement(brief(), harmony, tuple(notes), patterns, version="1")


def _under(index: int, event: ChordEvent) -> list[Note]:
    """The octave in the left hand and the inner voices below the tune."""
    bass = Pitch.parse(CHORDS[index][3])
    quarters = int(event.duration)
    names = [str(bass), str(replace(bass, octave=bass.octave + 1))]
    left = [
        _note(event, f"l{n}", name, event.onset, quarters, Role.BASS)
        for n, name in enumerate(names)
    ]
    inner = [
        _note(event, f"i{n}", name, event.onset, quarters, Role.INNER)
        for n, name in enumerate(INNER.split(",")[index].split())
    ]
    return left + inner


def _note(
    event: ChordEvent, id_: str, name: str, onset: Fraction, quarters: int, role: Role
) -> Note:
    return Note(
        id=f"{event.phrase_id}.{event.id.split('.')[1]}.{id_}",
        pitch=Pitch.parse(name),
        onset=onset,
        duration=Fraction(quarters),
        hand=Hand.LEFT if role is Role.BASS else Hand.RIGHT,
        voice=1 if role is Role.MELODY else 2,
        chord_id=event.id,
        role=role,
        pattern="hymn",
    )


def perform(piece: Arrangement, *, seed: int = 0) -> Performance:
    """Played with phrases that swell, a singing top, chords spread a little, pedal per chord."""
    chance = random.Random(seed)
    changes = section_tempos(piece.progression)
    tempo = TempoMap(changes)
    end = tempo.seconds(length(piece.progression))
    played = []
    for note in piece.notes:
        delay = {Role.MELODY: 0.0, Role.BASS: 0.006}.get(note.role, 0.012)
        if note.role is Role.BASS and note.pitch.octave == 3:
            delay += 0.010
        onset = tempo.seconds(note.onset) + delay + chance.uniform(0, 0.004)
        stop = min(tempo.seconds(note.end) - 0.02, end)
        swell = 8 * (1 - abs(float(note.onset % 16) / 8 - 1))
        loud = {Role.MELODY: 86, Role.BASS: 70}.get(note.role, 56)
        velocity = round(loud + swell + 3 * (note.onset % 4 == 0) + chance.uniform(-3, 3))
        played.append(PerformedNote(note.id, onset, stop - onset, velocity))
    pedal = []
    for event in piece.progression.chords:
        start, stop = tempo.seconds(event.onset), tempo.seconds(event.end)
        pedal += [PedalEvent(start + 0.12, 127), PedalEvent(stop - 0.12, 0)]
    return Performance(tuple(played), tuple(pedal), changes, end)


def good() -> Piece:
    """The hymn, ready for the critic."""
    return of(arrangement())


def of(written: Arrangement, performance: Performance | None = None) -> Piece:
    """Any arrangement as a piece under the hymn's targets."""
    return Piece(written, performance or perform(written), VELOCITY, ENDINGS)


def swung(ratio: float) -> Piece:
    """The hymn's tune with a note on every off-beat, played long and short."""
    piece = good()
    late = ratio / (1 + ratio) - 0.5
    notes, played = list(piece.arrangement.notes), list(piece.performance.notes)
    performed = {note.note_id: note for note in played}
    for note in piece.arrangement.notes:
        if note.role is Role.MELODY:
            made = replace(note, id=note.id + "s", onset=note.onset + Fraction(1, 2))
            notes.append(made)
            onset = piece.tempo.seconds(float(made.onset) + late)
            played.append(replace(performed[note.id], note_id=made.id, onset=onset))
    return of(
        replace(piece.arrangement, notes=tuple(notes)),
        replace(piece.performance, notes=tuple(played)),
    )
