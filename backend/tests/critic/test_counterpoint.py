"""The checks of part-writing pass a clean chorale and each fails where one thing is spoiled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from critic import counterpoint as rules
from critic.finding import Finding
from critic.piece import Piece
from gospel_keys.music.key import Key
from gospel_keys.music.pitch import Pitch
from gospel_keys.score.model import Note, Role
from tests.arranger.part_writing import compose, judged

CHART = (
    "C C/E | F Dm7 | G7 C | D7/F# G | E7/G# Am | Dm G7/B | C F | Dm7/F G | "
    "C/E Am | D7 G/B | G7/F C/E | A7/C# Dm | G7/B C | F/A G/B | Dm7/F G7 | C"
)
CHECKS: tuple[Callable[[Piece], list[Finding]], ...] = (
    rules.parallel_fifths, rules.parallel_octaves, rules.tendency_tones, rules.inversions,
    rules.independent_voices, rules.suspensions,
)  # fmt: skip


@cache
def clean() -> Piece:
    request = {"bars": 16, "seed": 5, "complexity": 7, "key": Key.parse("C major")}, CHART
    return judged(compose(request, "chorale", beats=2, suspensions=0.8), "chorale")


def changed(change: Callable[[Note], Note]) -> Piece:
    piece = clean()
    notes = tuple(change(note) for note in piece.arrangement.notes)
    return replace(piece, arrangement=replace(piece.arrangement, notes=notes))


def following(below: int) -> Piece:
    """The alto goes along with the soprano, so many semitones below."""
    piece = clean()
    tune = [n for n in piece.arrangement.notes if n.role is Role.MELODY]
    rest = [n for n in piece.arrangement.notes if n.role is not Role.MELODY and n.id not in altos()]
    made = [
        replace(n, id=f"{n.id}x", role=Role.PART, voice=2, pitch=lowered(n.pitch, below))
        for n in tune
    ]
    notes = (*tune, *made, *rest)
    heard = {note.note_id: note for note in piece.performance.notes}
    played = [
        replace(heard[n.id.removesuffix("x")], note_id=n.id) if n.id in heard or n.id.endswith("x")
        else heard[n.id]
        for n in notes
    ]  # fmt: skip
    return replace(
        piece,
        arrangement=replace(piece.arrangement, notes=notes),
        performance=replace(piece.performance, notes=tuple(played)),
    )


def altos() -> set[str]:
    notes = clean().arrangement.notes
    return {n.id for n in notes if n.role is Role.PART and n.hand.value == "right"}


def lowered(pitch: Pitch, semitones: int) -> Pitch:
    key = Key.parse("C major")
    midi = pitch.midi - semitones
    return Pitch.from_midi(midi, key.spell(midi % 12))


def rooted() -> Piece:
    """Every chord on its root."""
    piece = clean()
    progression = piece.arrangement.progression
    chords = tuple(
        replace(event, chord=replace(event.chord, bass=None)) for event in progression.chords
    )
    return replace(
        piece,
        arrangement=replace(piece.arrangement, progression=replace(progression, chords=chords)),
    )


def cut_at_changes() -> Piece:
    """No note is held into another chord."""
    chords = {event.id: event for event in clean().chords}
    return changed(lambda n: replace(n, duration=min(n.duration, chords[n.chord_id].end - n.onset)))


def unresolved() -> Piece:
    """What leading tones and sevenths should go to is a third lower."""
    piece = clean()
    goals = set()
    for key, _ in rules.resolutions(piece):
        line = next(v for v in rules.voices(piece) if key in v.keys)
        after = line.after(key)
        goals.add(after.id if after else "")
    return changed(lambda n: replace(n, pitch=lowered(n.pitch, 3)) if n.id in goals else n)


def test_a_clean_chorale_passes() -> None:
    assert [finding for check in CHECKS for finding in check(clean())] == []
    assert len(rules.voices(clean())) == 4
    assert len(rules.resolutions(clean())) > 10


@pytest.mark.parametrize(
    ("check", "spoil"),
    [
        (rules.parallel_fifths, lambda: following(7)),
        (rules.parallel_octaves, lambda: following(12)),
        (rules.tendency_tones, unresolved),
        (rules.inversions, rooted),
        (rules.independent_voices, lambda: following(4)),
        (rules.suspensions, cut_at_changes),
    ],
    ids=["fifths", "octaves", "resolutions", "inversions", "independence", "suspensions"],
)
def test_each_check_fails_where_its_rule_is_broken(
    check: Callable[[Piece], list[Finding]], spoil: Callable[[], Piece]
) -> None:
    found = check(spoil())
    assert found
    assert {finding.check for finding in found} == {check.__name__}


def test_octave_leaps_of_a_bass_are_no_motion() -> None:
    """A bass in broken octaves under a tune that moves with it breaks no rule by itself."""
    piece = clean()
    before = len(rules.parallels(piece, 0))
    high = changed(
        lambda n: (
            replace(n, pitch=Pitch(n.pitch.name, n.pitch.octave - 1))
            if n.role is Role.BASS and n.onset.denominator > 1
            else n
        )
    )
    assert len(rules.parallels(high, 0)) <= before
