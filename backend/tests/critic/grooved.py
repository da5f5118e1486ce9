"""A groove of the product's own, spoiled in one respect at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from critic import Piece
from critic.corpus import piece_of
from gospel_keys import compose
from gospel_keys.music.chord import Chord
from gospel_keys.score.model import ChordEvent, Hand, Note, PerformedNote


@cache
def groove() -> Piece:
    """Sixteen bars of sixteenths, late right hand and all."""
    return piece_of(
        compose(
            "neosoul", "A groove", key="C minor", tempo=92, application="UPTEMPO", complexity=7,
            num_bars=16, seed=4,
        )
    )  # fmt: skip


def played(change: Callable[[Note, PerformedNote], float]) -> Piece:
    """The groove with every note moved by so many seconds."""
    piece = groove()
    written = {note.id: note for note in piece.arrangement.notes}
    notes = tuple(
        replace(note, onset=max(0.0, note.onset + change(written[note.note_id], note)))
        for note in piece.performance.notes
    )
    return replace(piece, performance=replace(piece.performance, notes=notes))


def chords(change: Callable[[int, ChordEvent], Chord]) -> Piece:
    """The groove with other chord symbols."""
    piece = groove()
    harmony = piece.arrangement.progression
    events = tuple(replace(e, chord=change(i, e)) for i, e in enumerate(harmony.chords))
    changed = replace(piece.arrangement, progression=replace(harmony, chords=events))
    return replace(piece, arrangement=changed)


def on_the_beat() -> Piece:
    """The right hand's notes between the beats left out."""
    piece = groove()
    kept = tuple(
        note
        for note in piece.arrangement.notes
        if note.hand is Hand.LEFT or piece.strength(note.onset) > 0
    )
    return replace(piece, arrangement=replace(piece.arrangement, notes=kept))


def prompt_right(note: Note, _: PerformedNote) -> float:
    return -0.04 if note.hand is Hand.RIGHT else 0.0


def wandering(note: Note, _: PerformedNote) -> float:
    """A delay that another bar does not share."""
    return 0.03 * (int(note.onset / 4) % 2)


def shuffled(note: Note, _: PerformedNote) -> float:
    return 0.04 if note.onset * 4 % 2 == 1 else 0.0


def seventh(_: int, event: ChordEvent) -> Chord:
    return Chord.parse(f"{event.chord.root}7")


def triad(_: int, event: ChordEvent) -> Chord:
    return Chord.parse(str(event.chord.root))


def strangers(index: int, _: ChordEvent) -> Chord:
    """Chords a tritone apart, in turn."""
    return Chord.parse("F#" if index % 2 else "C")


SPOILED: list[tuple[str, Callable[[], Piece]]] = [
    ("extended_chords", lambda: chords(seventh)),
    ("plain_triads", lambda: chords(triad)),
    ("common_tones", lambda: chords(strangers)),
    ("offbeat_right", on_the_beat),
    ("late_right", lambda: played(prompt_right)),
    ("steady_slots", lambda: played(wandering)),
    ("sixteenth_swing", lambda: played(shuffled)),
]
