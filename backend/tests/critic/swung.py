"""A swinging piece of the product's own, spoiled in one respect at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from critic import Piece
from critic.corpus import piece_of
from gospel_keys import compose
from gospel_keys.music.pitch import Pitch
from gospel_keys.score.model import Hand, Note, Role


@cache
def tune() -> Piece:
    """Thirty-six bars with an intro that comps, a walking bass and two-five-ones."""
    return piece_of(
        compose(
            "jazz", "A tune", key="C major", tempo=150, application="STANDARD", complexity=6,
            num_bars=36, seed=SEED,
        )
    )  # fmt: skip


SEED = 5


def changed(change: Callable[[Piece, Note], int]) -> Piece:
    """The tune with every note moved by so many semitones."""
    piece = tune()
    moved = tuple(_moved(note, change(piece, note)) for note in piece.arrangement.notes)
    return Piece(
        replace(piece.arrangement, notes=moved), piece.performance, piece.velocity, piece.endings
    )


def _moved(note: Note, semitones: int) -> Note:
    if not semitones:
        return note
    midi = note.pitch.midi + semitones
    octave, chroma = divmod(midi, 12)
    name = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")[chroma]
    return replace(note, pitch=Pitch.parse(f"{name}{octave - 1}"))


def leaping_guides(piece: Piece, note: Note) -> int:
    """The accompaniment of every dominant an octave higher."""
    dominant = piece.chord[note.chord_id].chord.is_dominant
    return 12 if dominant and note.role in (Role.INNER, Role.COMP) else 0


def stranded_bass(piece: Piece, note: Note) -> int:
    """The bass's notes before the changes a tritone away."""
    begins = {event.onset for event in piece.chords}
    last = note.role is Role.BASS and note.end in begins and note.onset not in begins
    return 6 if last else 0


def foreign_strong_beats(piece: Piece, note: Note) -> int:
    strong = piece.strength(note.onset) >= 2 and note.role is Role.MELODY
    return 1 if strong or (note.role is Role.BASS and piece.strength(note.onset) >= 2) else 0


def no_roots(_: Piece, note: Note) -> int:
    return 1 if note.hand is Hand.LEFT else 0


def high_comping(_: Piece, note: Note) -> int:
    return 14 if note.pattern == "rootless-comping" else 0


SPOILED: list[tuple[str, Callable[[], Piece]]] = [
    ("guide_tones", lambda: changed(leaping_guides)),
    ("walking_approach", lambda: changed(stranded_bass)),
    ("strong_tones", lambda: changed(foreign_strong_beats)),
    ("roots_return", lambda: changed(no_roots)),
    ("rootless_register", lambda: changed(high_comping)),
]
