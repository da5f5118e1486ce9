"""The critic lets a good piece pass, and every check catches the piece spoiled in its respect."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from critic import Finding, Piece, review, specimen
from critic.table import COMMON, DECLARED, load
from gospel_keys.music.chord import Chord
from gospel_keys.music.meter import Meter
from gospel_keys.music.pitch import Pitch
from gospel_keys.score.model import (
    Hand,
    HarmonicFunction,
    Note,
    PedalEvent,
    PerformedNote,
    Role,
)
from tests.critic import bent, grooved, swung

CADENCES = {"perfect_close", "stable_triads", "six_fours", "period_structure", "rubato"}
"""Proved in test_cadence.py; a hymn may rest on a seventh."""
PARTS = {
    "parallel_fifths", "parallel_octaves", "tendency_tones", "inversions", "independent_voices",
    "suspensions",
}  # fmt: skip
"""Proved in test_counterpoint.py."""
TARGETS = {name: {} for name in DECLARED if name not in bent.MARKS | {"stable_triads"}}


def test_a_good_piece_passes_every_check() -> None:
    assert [str(finding) for finding in review(specimen.good(), TARGETS)] == []


# --------------------------------------------------------------------- ways to spoil a piece
def notes(change: Callable[[Note], Note | None], *more: Note) -> Piece:
    """The hymn with every written note changed (None drops it), played again."""
    written = specimen.arrangement()
    kept = [made for note in written.notes if (made := change(note)) is not None]
    return specimen.of(replace(written, notes=(*kept, *more)))


def played(change: Callable[[int, PerformedNote], PerformedNote]) -> Piece:
    """The hymn with every performed note changed."""
    piece = specimen.good()
    changed = tuple(change(i, note) for i, note in enumerate(piece.performance.notes))
    return specimen.of(piece.arrangement, replace(piece.performance, notes=changed))


def pedalled(*events: PedalEvent) -> Piece:
    piece = specimen.good()
    return specimen.of(piece.arrangement, replace(piece.performance, pedal=events))


def chords(change: Callable[..., object], **progression: object) -> Piece:
    """The hymn with every chord event changed."""
    written = specimen.arrangement()
    made = tuple(change(i, event) for i, event in enumerate(written.progression.chords))
    harmony = replace(written.progression, chords=made, **progression)
    return specimen.of(replace(written, progression=harmony))


def transposed(note: Note, semitones: int) -> Pitch:
    name = note.pitch.name if semitones % 12 == 0 else None
    midi = note.pitch.midi + semitones
    if name is not None:
        return Pitch(name, note.pitch.octave + semitones // 12)
    return next(
        pitch
        for text in ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
        for octave in range(9)
        if (pitch := Pitch.parse(f"{text}{octave}")).midi == midi
    )


def extra(onset: float, pitch: str, hand: Hand, *, quarters: float = 1, **changes: object) -> Note:
    """One more note, in the chord that holds its onset."""
    at = Fraction(onset)
    event = next(e for e in specimen.progression().chords if e.onset <= at < e.end)
    made = Note(
        id=f"{event.phrase_id}.x{pitch}{onset}",
        pitch=Pitch.parse(pitch),
        onset=at,
        duration=Fraction(quarters),
        hand=hand,
        voice=3,
        chord_id=event.id,
        role=Role.INNER if hand is Hand.RIGHT else Role.BASS,
    )
    return replace(made, **changes)


def same(note: Note) -> Note:
    return note


def if_left(change: Callable[[Note], Note | None]) -> Callable[[Note], Note | None]:
    return lambda note: change(note) if note.hand is Hand.LEFT else note


def if_melody(change: Callable[[Note], Note | None]) -> Callable[[Note], Note | None]:
    return lambda note: change(note) if note.role is Role.MELODY else note


def _short(note: Note) -> Note:
    return replace(note, duration=Fraction(1))


def bars_cut() -> Piece:
    written = specimen.arrangement()
    return specimen.of(replace(written, brief=replace(written.brief, bars=9)))


def second_phrase_copied() -> Piece:
    written = specimen.arrangement()
    first = [n for n in written.notes if n.onset < 16 and n.hand is Hand.RIGHT]
    others = [n for n in written.notes if n.onset < 16 or n.hand is Hand.LEFT]
    copies = [
        replace(n, id=n.id.replace("p0", "p1") + "x", onset=n.onset + 16, chord_id="p1.c8")
        for n in first
    ]
    return specimen.of(replace(written, notes=(*others, *copies)))


def form_cut() -> Piece:
    """A verse of five bars and one of three."""
    verse = specimen.progression().sections[0]
    again = replace(verse, id="s1", start_bar=5, bars=3)
    return chords(lambda i, e: e, sections=(replace(verse, bars=5), again))


def small_hands() -> Piece:
    made = notes(same, extra(28, "D3", Hand.LEFT, quarters=4))
    brief = replace(made.arrangement.brief, hand_size="small")
    return specimen.of(replace(made.arrangement, brief=brief))


def shuffled_velocities() -> Piece:
    piece = specimen.good()
    values = [note.velocity for note in piece.performance.notes]
    random.Random(0).shuffle(values)
    return played(lambda i, note: replace(note, velocity=values[i]))


def shake() -> Piece:
    """Sixteen attacks a second in the right hand."""
    run = [extra(n / 16, ("C5", "D5", "E5")[n % 3], Hand.RIGHT, quarters=1 / 16) for n in range(32)]
    return notes(lambda note: None if note.onset < 2 and note.hand is Hand.RIGHT else note, *run)


def one_note_hammered() -> Piece:
    run = [extra(n / 8, "E5", Hand.RIGHT, quarters=1 / 8, role=Role.MELODY) for n in range(8)]
    return notes(if_melody(lambda note: None if note.onset < 2 else note), *run)


def swapped() -> Piece:
    """Two sixteenths of the right hand played in the other order."""
    run = (extra(1.25, "C5", Hand.RIGHT), extra(1.5, "D5", Hand.RIGHT))
    piece = notes(same, *run)
    first, second = piece.performance.notes[-2:]
    late = (replace(first, onset=second.onset), replace(second, onset=first.onset))
    changed = replace(piece.performance, notes=(*piece.performance.notes[:-2], *late))
    return specimen.of(piece.arrangement, changed)


def phrased(*cadences: str) -> Piece:
    """The hymn with other names for its cadences."""
    phrases = specimen.progression().phrases
    named = tuple(replace(p, cadence=c) for p, c in zip(phrases, cadences, strict=True))
    return chords(lambda i, e: e, phrases=named)


def one_chord_a_bar() -> Piece:
    written = specimen.arrangement()
    events = written.progression.chords
    kept = [replace(e, duration=Fraction(4)) for e in events if e.onset % 4 == 0]
    home = {n.id: next(e for e in kept if e.onset <= n.onset < e.end).id for n in written.notes}
    moved = tuple(replace(n, chord_id=home[n.id]) for n in written.notes)
    harmony = replace(written.progression, chords=tuple(kept))
    return specimen.of(replace(written, progression=harmony, notes=moved))


def twelve_eight(step: Fraction) -> Piece:
    """The hymn re-barred in 12/8 with the tune's notes ``step`` quarters long."""
    written = specimen.arrangement()
    meter = Meter.parse("12/8")
    section = replace(written.progression.sections[0], meter=meter)
    harmony = replace(written.progression, sections=(section,))
    tune = [n for n in written.notes if n.role is Role.MELODY]
    moved = [replace(n, onset=i * step, duration=step) for i, n in enumerate(tune)]
    return specimen.of(replace(written, progression=harmony, notes=tuple(moved)))


def random_arranger() -> Piece:
    """Notes of no meaning, as many as the hymn has."""
    chance = random.Random(5)
    written = specimen.arrangement()
    made = tuple(
        replace(
            note,
            pitch=Pitch.from_midi(midi, Pitch.parse(name).name),
            onset=Fraction(chance.randrange(31 * 4), 4),
            duration=Fraction(chance.randint(1, 4), 4),
            hand=chance.choice(list(Hand)),
        )
        for note in written.notes
        for name, midi in [chance.choice([("C4", 36), ("F#4", 66), ("B4", 71), ("Ab4", 56)])]
    )
    return specimen.of(replace(written, notes=made))


SPOILED: list[tuple[str, Callable[[], Piece]]] = [
    ("invariants", lambda: chords(lambda i, e: replace(e, duration=Fraction(1)))),
    ("exact_bars", bars_cut),
    ("no_empty_bars", lambda: notes(lambda n: None if n.onset // 4 == 2 else n)),
    ("no_empty_bars", lambda: notes(lambda n: None if n.hand is Hand.LEFT else n)),
    ("ending", lambda: chords(lambda i, e: e, ending="stops")),
    (
        "ending",
        lambda: chords(
            lambda i, e: replace(e, function=HarmonicFunction.DOMINANT) if i == 14 else e
        ),
    ),
    ("ending", lambda: notes(same, extra(28, "G1", Hand.LEFT, quarters=4))),
    ("ending", lambda: notes(same, extra(31, "F4", Hand.RIGHT))),
    ("ending", lambda: notes(if_left(_short), extra(31, "G3", Hand.LEFT))),
    ("ending", lambda: notes(same, extra(31.5, "C4", Hand.RIGHT, quarters=0.5))),
    ("fresh_surface", second_phrase_copied),
    ("whole_form", form_cut),
    (
        "phrase_goals",
        lambda: notes(
            if_melody(lambda n: replace(n, pitch=transposed(n, 1)) if n.onset in (15, 28) else n)
        ),
    ),
    (
        "notes_per_hand",
        lambda: notes(same, *(extra(0, p, Hand.RIGHT) for p in ("A3", "B3", "D4"))),
    ),
    ("span", lambda: notes(same, extra(0, "A5", Hand.RIGHT))),
    ("span", small_hands),
    ("struck_while_held", lambda: notes(same, extra(1, "G3", Hand.RIGHT, quarters=0.5))),
    ("struck_while_held", lambda: notes(same, extra(0, "C3", Hand.RIGHT))),
    ("struck_while_held", lambda: played(lambda i, n: replace(n, duration=n.duration + 1.5))),
    ("hands_collide", lambda: notes(if_left(lambda n: replace(n, pitch=transposed(n, 24))))),
    ("spacing", lambda: notes(same, extra(0, "E2", Hand.LEFT))),
    ("spacing", lambda: notes(same, extra(14, "B2", Hand.LEFT))),
    ("ranges", lambda: notes(same, extra(28, "G2", Hand.RIGHT))),
    ("jumps", lambda: notes(same, extra(Fraction(1, 8), "G4", Hand.LEFT))),
    ("speed", shake),
    ("speed", one_note_hammered),
    ("velocity_range", lambda: played(lambda i, n: replace(n, velocity=10))),
    ("velocity_spread", lambda: played(lambda i, n: replace(n, velocity=70))),
    ("velocity_spread", lambda: played(lambda i, n: replace(n, velocity=20 + 90 * (i % 2)))),
    ("velocity_shape", shuffled_velocities),
    ("chord_onset_spread", lambda: played(lambda i, n: replace(n, onset=round(n.onset, 1)))),
    ("chord_onset_spread", lambda: played(lambda i, n: replace(n, onset=n.onset + 0.1 * (i == 1)))),
    ("keeps_order", swapped),
    ("keeps_order", lambda: played(lambda i, n: replace(n, onset=n.onset + 0.5))),
    ("inside_the_piece", lambda: played(lambda i, n: replace(n, onset=n.onset - 0.1))),
    ("inside_the_piece", lambda: played(lambda i, n: replace(n, duration=n.duration + 0.1))),
    ("inside_the_piece", lambda: pedalled(PedalEvent(-1.0, 100))),
    ("pedal", pedalled),
    ("pedal", lambda: pedalled(*(PedalEvent(i / 8, 127 * (i % 2)) for i in range(160)))),
    ("pedal_blur", lambda: pedalled(PedalEvent(0.1, 127), PedalEvent(16.0, 0))),
    ("pedal_mud", lambda: pedalled(PedalEvent(0.1, 127), PedalEvent(16.0, 0))),
    ("roman_agrees", lambda: chords(lambda i, e: replace(e, roman="bVI7"))),
    ("comments", lambda: chords(lambda i, e: replace(e, comment="passing"))),
    (
        "symbol_sounds",
        lambda: notes(lambda n: None if n.role is Role.INNER else n),
    ),
    (
        "symbol_sounds",
        lambda: notes(lambda n: replace(n, pitch=transposed(n, 1)) if n.role is Role.INNER else n),
    ),
    (
        "chord_spelling",
        lambda: chords(lambda i, e: replace(e, chord=Chord.parse("D#dim7")) if i == 3 else e),
    ),
    (
        "clashes",
        lambda: notes(same, *(extra(n, "Ab4", Hand.RIGHT, quarters=2) for n in (8, 13, 24))),
    ),
    ("melody_line", lambda: notes(if_melody(lambda n: replace(n, pitch=Pitch.parse("C5"))))),
    (
        "melody_line",
        lambda: notes(
            if_melody(lambda n: replace(n, pitch=transposed(n, 12)) if n.onset % 2 else n)
        ),
    ),
    (
        "melody_line",
        lambda: notes(
            if_melody(lambda n: replace(n, pitch=Pitch.parse("E6" if n.onset == 5 else "C4")))
        ),
    ),
    ("register", lambda: notes(if_melody(lambda n: replace(n, pitch=transposed(n, -24))))),
    ("register", lambda: notes(if_left(lambda n: replace(n, pitch=transposed(n, 24))))),
    ("bass_is_lowest", lambda: notes(if_left(lambda n: replace(n, pitch=transposed(n, 3))))),
    ("cadences", lambda: phrased("half", "plagal")),
    ("cadences", lambda: phrased("authentic", "authentic")),
    ("cadences", lambda: phrased("deceptive", "backdoor")),
    ("two_chord_bars", one_chord_a_bar),
    ("passing_chords", one_chord_a_bar),
    (
        "bass_approach",
        lambda: notes(
            if_left(
                lambda n: (
                    replace(n, pitch=transposed(n, -12))
                    if n.pitch.alter or n.pitch.letter == "E"
                    else n
                )
            )
        ),
    ),
    ("compound_eighths", lambda: twelve_eight(Fraction(3, 4))),
    ("swing", lambda: specimen.swung(2.6)),
    ("fills_at_ends", lambda: notes(same, extra(1, "G4", Hand.RIGHT, role=Role.FILL))),
    ("swing_by_tempo", lambda: specimen.swung(2.6)),
    ("onset_rate", lambda: notes(lambda note: note if note.onset % 4 == 0 else None)),
    ("two_fives", one_chord_a_bar),
    *swung.SPOILED,
    *bent.SPOILED,
]


@pytest.mark.parametrize(
    ("check", "spoil"), SPOILED, ids=[f"{name}-{i}" for i, (name, _) in enumerate(SPOILED)]
)
def test_each_check_catches_what_it_is_for(check: str, spoil: Callable[[], Piece]) -> None:
    found: list[Finding] = (dict(COMMON) | DECLARED)[check](spoil())
    assert found
    assert {finding.check for finding in found} == {check}
    assert all(str(finding).startswith(check) for finding in found)


def test_no_check_is_without_a_piece_it_fails() -> None:
    elsewhere = {name for name, _ in grooved.SPOILED} | CADENCES | PARTS
    assert {name for name, _ in SPOILED} | elsewhere == set(COMMON) | set(DECLARED)


def test_a_random_arranger_fails_in_many_ways() -> None:
    failed = {finding.check for finding in review(random_arranger(), TARGETS)}
    assert len(failed) >= 8
    assert {"span", "symbol_sounds", "melody_line"} & failed


def test_compound_eighths_lets_eighths_pass() -> None:
    assert DECLARED["compound_eighths"](twelve_eight(Fraction(1, 2))) == []


# -------------------------------------------------------------------------- when checks apply
def test_targets_by_complexity_and_application() -> None:
    piece = one_chord_a_bar()
    few = {"two_chord_bars": {"least": 0.0}}
    assert not any(f.check == "two_chord_bars" for f in review(piece, few))
    assert any(f.check == "two_chord_bars" for f in review(piece, {"two_chord_bars": {}}))
    above = {"two_chord_bars": {"min_complexity": 6}}
    assert not any(f.check == "two_chord_bars" for f in review(piece, above))
    off = {"two_chord_bars": {"application": {"CONCERT": {"off": True}}}}
    assert not any(f.check == "two_chord_bars" for f in review(piece, off))
    loose = {"two_chord_bars": {"application": {"CONCERT": {"least": 0.0}}}}
    assert not any(f.check == "two_chord_bars" for f in review(piece, loose))
    other = {"two_chord_bars": {"application": {"LESSON": {"off": True}}}}
    assert any(f.check == "two_chord_bars" for f in review(piece, other))


def test_checks_with_a_period_longer_than_the_piece_do_not_apply() -> None:
    piece = one_chord_a_bar()
    assert DECLARED["passing_chords"](piece, bars=9) == []
    assert DECLARED["bass_approach"](piece, bars=9) == []


def test_a_broken_score_is_not_examined_further() -> None:
    assert {finding.check for finding in review(bars_cut(), TARGETS)} == {"invariants"}


def test_a_genre_without_a_table_has_only_the_common_checks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr("critic.table.files", lambda _: tmp_path)
    assert load("nowhere") == {}
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "checks.toml").write_text("[beauty]\nleast = 1\n")
    with pytest.raises(KeyError, match=r"odd/checks\.toml names no check: beauty"):
        load("odd")
