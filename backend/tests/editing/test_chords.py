"""Chords set, offered and harmonised anew: each with a reason of its own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys.compose import Composition
from gospel_keys.composer.errors import BriefError
from gospel_keys.composer.substitutes.offers import offers
from gospel_keys.composer.substitutes.place import Spot
from gospel_keys.composer.substitutes.rows import TECHNIQUES, substitutes
from gospel_keys.editing.chords import alternatives, set_chord
from gospel_keys.editing.reharmonising import reharmonise
from gospel_keys.editing.spots import Spots
from gospel_keys.genres.registry import genres
from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key, all_keys
from gospel_keys.music.roman import roman_to_chord
from gospel_keys.score.model import Role
from tests.editing.strategies import GENRES, check_outside, check_playable, piece, pieces, stretch

C = Key.parse("C major")
HARMONY = genres()["jazz"].harmony


def offered(symbol: str, before: str | None, after: str | None, key: Key = C) -> dict[str, str]:
    """The offers by their row's id."""
    around = [Chord.parse(name) if name else None for name in (before, after)]
    spot = Spot(Chord.parse(symbol), key, *around)
    return {offer.row.id: str(offer.chord) for offer in offers(spot, HARMONY, 6)}


@pytest.mark.parametrize(
    ("symbol", "before", "after", "row", "chord"),
    [
        ("G7", "Dm7", "C", "tritone", "Db7"),
        ("G7", "Dm7", "C", "backdoor", "Bb7"),
        ("C", None, "Dm7", "secondary-dominant", "A7"),
        ("Am7", None, "Dm7", "made-dominant", "A7"),
        ("C", None, "Dm7", "rising-diminished", "C#dim7"),
        ("C/E", None, "Dm7", "falling-diminished", "Ebdim7"),
        ("F", "C", "C", "minor-four", "Fm6"),
        ("Dm7", None, "G7", "half-diminished-two", "Dm7b5"),
        ("C", "F", "Am", "relative-minor", "Am7"),
        ("F", "C", "C", "two-for-four", "Dm7"),
        ("G7", "F", "C", "four-over-five", "F/G"),
        ("C", "G7", "F", "first-inversion", "C/E"),
        ("F", "C", "G7", "neapolitan", "Db/F"),
    ],
)
def test_the_textbook_substitutes_are_offered(
    symbol: str, before: str | None, after: str, row: str, chord: str
) -> None:
    found = offered(symbol, before, after)
    assert found.get(row) == chord


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(all_keys()), st.sampled_from(["V7 I", "I ii7", "IV V7", "vi7 ii7", "ii7 V7"])
)
def test_every_key_is_offered_the_same(key: Key, numerals: str) -> None:
    """Offers move with the key: the same rows, the same intervals."""
    if key.is_minor:
        return
    one, two = numerals.split()
    spots = [Spot(roman_to_chord(one, k), k, None, roman_to_chord(two, k)) for k in (C, key)]
    found = [
        {o.row.id: (o.chord.root.chroma - o_key.tonic.chroma) % 12 for o in offers(s, HARMONY, 6)}
        for s, o_key in zip(spots, (C, key), strict=True)
    ]
    assert found[0] == found[1]


def test_a_melody_note_that_rubs_counts_against_a_chord() -> None:
    plain = Spot(Chord.parse("F"), C, Chord.parse("C"), Chord.parse("C"))
    major_third = Spot(
        plain.chord, C, plain.before, plain.after, frozenset({9}), frozenset({9})
    )  # A over Fm6
    worth = {o.row.id: o.worth for o in offers(plain, HARMONY, 6)}
    rubbed = {o.row.id: (o.worth, o.clashes) for o in offers(major_third, HARMONY, 6)}
    assert rubbed["minor-four"][1] == 1
    assert rubbed["minor-four"][0] < worth["minor-four"]
    assert rubbed["two-for-four"][1] == 0


def test_genres_rank_by_their_own_taste() -> None:
    """The same spot is answered in another order by at least two genres."""
    spot = Spot(Chord.parse("G7"), C, Chord.parse("Dm7"), Chord.parse("C"))
    orders = {tuple(o.row.id for o in offers(spot, genres()[g].harmony, 6)) for g in GENRES}
    assert len(orders) > 1


def test_every_row_can_be_told() -> None:
    """No reason asks for a fact there is not, and all techniques have rows."""
    facts = dict.fromkeys(
        ("old", "new", "next", "key", "parallel", "shared", "into", "foreign", "moves", "bass"), "x"
    )
    for row in substitutes():
        assert "{new}" in row.reason or "{old}" in row.reason
        assert "{" not in row.reason.format(**facts)
    assert {row.technique for row in substitutes() if row.technique} == set(TECHNIQUES)
    assert len({row.id for row in substitutes()}) == len(substitutes())


@settings(max_examples=25, deadline=None)
@given(pieces(), st.data())
def test_alternatives_differ_and_can_be_set(old, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    progression = old.arrangement.progression
    here = data.draw(st.sampled_from(progression.chords))
    found = alternatives(old, here.id)
    assert len({one.chord for one in found}) == len(found)
    assert here.chord not in {one.chord for one in found}
    assert len({one.reason for one in found}) == len(found)
    for one in found:
        assert str(one.chord) in one.reason or str(here.chord) in one.reason
    if not found:
        return
    chosen = data.draw(st.sampled_from(found))
    new = set_chord(old, here.id, str(chosen.chord))
    made = {c.id: c for c in new.arrangement.progression.chords}
    assert made[here.id].chord == chosen.chord
    assert (made[here.id].onset, made[here.id].duration) == (here.onset, here.duration)
    assert made[here.id].origin == "user"
    others = [(c.id, c.onset, c.duration, c.chord) for c in progression.chords if c.id != here.id]
    assert others == [
        (c.id, c.onset, c.duration, c.chord) for c in made.values() if c.id != here.id
    ]
    from gospel_keys.arranger.splicing import Stretch

    check_outside(old, new, Stretch(here.onset, here.end))
    check_playable(old, new)


@pytest.mark.parametrize(
    ("chord_id", "symbol", "field"),
    [("p0.c99", "C", "chord_id"), ("p0.c0", "H", "symbol"), ("p0.c0", "", "symbol")],
)
def test_a_chord_that_cannot_be_set_is_refused(chord_id: str, symbol: str, field: str) -> None:
    with pytest.raises(BriefError) as caught:
        set_chord(piece("gospel", seed=1, num_bars=8), chord_id, symbol)
    assert caught.value.field == field
    assert caught.value.allowed


def test_a_chord_that_is_there_is_not_set() -> None:
    old = piece("gospel", seed=1, num_bars=8)
    here = old.arrangement.progression.chords[0]
    with pytest.raises(BriefError, match="already"):
        set_chord(old, here.id, str(here.chord))


@settings(max_examples=25, deadline=None)
@given(pieces(), st.integers(0, 99), st.sampled_from([(), *((name,) for name in TECHNIQUES)]))
def test_the_melody_stays_under_new_harmony(  # type: ignore[no-untyped-def]
    old, seed: int, techniques: tuple[str, ...]
) -> None:
    try:
        new = reharmonise(old, None, techniques, seed)
    except BriefError as error:
        assert error.field == "techniques"  # noqa: PT017 - some pieces offer nothing
        return

    def tune(of: object) -> list[tuple[object, ...]]:
        return [
            (n.id, n.pitch, n.onset, n.duration, n.finger)
            for n in of.arrangement.notes  # type: ignore[attr-defined]
            if n.role is Role.MELODY
        ]

    assert set(tune(old)) <= set(tune(new))
    check_playable(old, new)
    check_nothing_new_over_the_tune(old, new)
    before = {(c.onset, c.end, c.chord) for c in old.arrangement.progression.chords}
    changed = [
        c
        for c in new.arrangement.progression.chords
        if (c.onset, c.end, c.chord) not in before and " (" in c.comment
    ]
    assert changed
    labels = {r.label.lower() for r in substitutes() if r.technique in (techniques or TECHNIQUES)}
    told = [c for c in changed if any(f"({label})" in c.comment for label in labels)]
    assert told
    for chord in told:
        tones = chord.chord.chromas
        rubs = {
            n
            for n in Spots(new).sung(chord.onset, chord.end)
            if n not in tones and (n - 1) % 12 in tones
        }
        allowed = {(chord.chord.root.chroma + 1) % 12} if chord.chord.is_dominant else set()
        assert rubs <= allowed


def check_nothing_new_over_the_tune(old: Composition, new: Composition) -> None:
    """The melody is still the top of what sounds with it."""
    known = {note.id for note in old.arrangement.notes}
    melody = [note for note in new.arrangement.notes if note.role is Role.MELODY]
    for note in new.arrangement.notes:
        if note.id not in known:
            for sung_note in melody:
                sounds = note.onset < sung_note.end and note.end > sung_note.onset
                assert not sounds or note.pitch.midi < sung_note.pitch.midi


@pytest.mark.parametrize("genre", GENRES)
def test_only_the_bars_named_are_harmonised_anew(genre: str) -> None:
    old = piece(genre, seed=4, num_bars=16, complexity=6)
    for bars in ((5, 12), (1, 16)):
        try:
            new = reharmonise(old, bars, (), 2)
        except BriefError:
            continue
        check_outside(old, new, stretch(old, *bars))
        assert new.midi() == reharmonise(old, bars, (), 2).midi()
        return
    raise AssertionError("nothing could be changed")


def test_locked_chords_and_unknown_techniques() -> None:
    old = piece("jazz", seed=4, num_bars=8, complexity=6)
    with pytest.raises(BriefError) as caught:
        reharmonise(old, None, ("magic",))
    assert caught.value.field == "techniques"
    assert "tritone" in caught.value.allowed
    with pytest.raises(BriefError) as caught:
        reharmonise(old, (0, 3))
    assert caught.value.field == "bars"
