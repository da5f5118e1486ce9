"""Two choruses of the product's own, spoiled in one respect at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from critic import Piece, idioms
from critic.corpus import piece_of
from gospel_keys import compose
from gospel_keys.music.chord import Chord
from gospel_keys.score.model import ChordEvent, Note, PerformedNote, Role

MARKS = frozenset({"dominant_sevenths", "blue_notes", "crushed_notes"})
"""Checks that a hymn has no reason to pass."""


@cache
def choruses() -> Piece:
    """Twenty-four bars of shuffle in C."""
    return piece_of(compose("blues", "A shuffle", key="C major", complexity=6, num_bars=24, seed=2))


def rewritten(change: Callable[[Piece, Note], Note | None]) -> Piece:
    """The choruses with every written note changed; None drops it."""
    piece = choruses()
    notes = tuple(n for note in piece.arrangement.notes if (n := change(piece, note)) is not None)
    kept = {note.id for note in notes}
    played = tuple(n for n in piece.performance.notes if n.note_id in kept)
    return replace(
        piece,
        arrangement=replace(piece.arrangement, notes=notes),
        performance=replace(piece.performance, notes=played),
    )


def unbent(piece: Piece, note: Note) -> Note | None:
    key = next(key for key in piece.keys if key.id == note.id)
    return None if idioms.is_bent(piece, key) else note


def uncrushed(_: Piece, note: Note) -> Note | None:
    return None if note.role is Role.GRACE else note


def rechorded(change: Callable[[ChordEvent], Chord]) -> Piece:
    piece = choruses()
    harmony = piece.arrangement.progression
    chords = tuple(replace(event, chord=change(event)) for event in harmony.chords)
    return replace(
        piece,
        arrangement=replace(piece.arrangement, progression=replace(harmony, chords=chords)),
    )


def softened(event: ChordEvent) -> Chord:
    return Chord.parse(f"{event.chord.root}maj7")


def stays_home(event: ChordEvent) -> Chord:
    return Chord.parse("C7") if event.onset < 48 <= event.end else event.chord


def leaves_home(event: ChordEvent) -> Chord:
    return Chord.parse("G7") if event.end == 96 else event.chord


def evened() -> Piece:
    """Every off-beat played in the middle of its beat."""
    piece = choruses()
    written = {note.id: note for note in piece.arrangement.notes}

    def even(played: PerformedNote) -> PerformedNote:
        onset = piece.tempo.seconds(written[played.note_id].onset)
        return replace(played, onset=onset)

    notes = tuple(even(played) for played in piece.performance.notes)
    return replace(piece, performance=replace(piece.performance, notes=notes))


SPOILED: list[tuple[str, Callable[[], Piece]]] = [
    ("blue_notes", lambda: rewritten(unbent)),
    ("crushed_notes", lambda: rewritten(uncrushed)),
    ("dominant_sevenths", lambda: rechorded(softened)),
    ("turnarounds", lambda: rechorded(stays_home)),
    ("turnarounds", lambda: rechorded(leaves_home)),
    ("shuffle_swing", evened),
]
