"""A tune that is brought is kept note for note on top, in every genre, meter and level."""

from __future__ import annotations

import pytest

from gospel_keys import compose
from gospel_keys.arranger.playability import problems
from gospel_keys.composer.notes_asked import AskedNote
from gospel_keys.genres.registry import genres
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.score import importing
from gospel_keys.score.model import Role
from gospel_keys.score.validate import check
from tests.arranger.tunes import broken, wandering

KEYS = ("C major", "Eb major", "F# minor", "A minor", "Db major", "E minor", "G major")
APPLICATIONS = [
    (genre.id, row.id) for genre in genres().values() for row in genre.style.applications
]
METERS = [(genre.id, str(meter)) for genre in genres().values() for meter in genre.style.meters]


def piece(genre: str, number: int, meter: str, **fields: object):
    """A composed piece over a tune of its own."""
    key = KEYS[number % len(KEYS)]
    bars = (4, 7, 8)[number % 3]
    tune = wandering(
        f"{genre}{number}{meter}", Key.parse(key), Meter.parse(meter), bars, pickup=number % 2 == 1
    )
    return compose(
        genre, "a tune of my own", key=key, time_signature=meter, num_bars=bars, melody=tune,
        complexity=1 + number % 10, seed=number,
        hand_size="small" if number % 4 == 0 else "normal", **fields,
    )  # fmt: skip


def check_all(made) -> None:
    brief, arrangement = made.brief, made.arrangement
    assert broken(arrangement, brief.melody) == []
    check(arrangement, made.performance)
    reach = 12 if brief.hand_size == "small" else 14
    assert problems(arrangement.notes, reach=reach, rolled=12 if reach == 12 else 16) == []
    assert all(1 <= (note.finger or 0) <= 5 for note in arrangement.notes)


@pytest.mark.parametrize(("genre", "meter"), METERS)
def test_in_every_meter(genre: str, meter: str) -> None:
    for number in range(4):
        check_all(piece(genre, number * 3 + len(meter), meter))


@pytest.mark.parametrize(("genre", "application"), APPLICATIONS)
def test_in_every_application_at_every_level(genre: str, application: str) -> None:
    meter = genres()[genre].style.default_meter
    for number in range(0, 10, 2):
        check_all(piece(genre, number, meter, application=application))


@pytest.mark.parametrize("genre", list(genres()))
def test_over_chords_of_ones_own(genre: str) -> None:
    meter = genres()[genre].style.default_meter
    made = piece(genre, 5, meter, progression="ii7 | V7 | I | vi | IV | V7 | I | IV")
    key = made.brief.key
    roots = [event.chord.root for event in made.arrangement.progression.chords]
    assert [(root.chroma - key.tonic.chroma) % 12 for root in roots][:3] == [2, 7, 0]
    check_all(made)


def test_fills_come_only_where_the_tune_rests() -> None:
    fills = 0
    for seed in range(12):
        tune = [n for n in wandering(str(seed), Key.parse("C"), Meter(4, 4), 16, pickup=False)
                if n.onset_beats % 16 < 12]  # fmt: skip
        made = compose("gospel", "a tune", key="C", melody=tune, num_bars=16, complexity=9,
                       application="CONCERT", seed=seed)  # fmt: skip
        for note in made.arrangement.notes:
            if note.role is Role.FILL:
                fills += 1
                assert not any(g.onset < note.end and g.end > note.onset for g in made.brief.melody)
    assert fills > 20


def test_a_phrase_where_the_tune_is_silent_is_composed() -> None:
    tune = wandering("x", Key.parse("C"), Meter(4, 4), 8, pickup=False)
    made = compose("gospel", "a tune", key="C", melody=tune, num_bars=16, seed=1)
    end = made.brief.melody[-1].end
    later = [n for n in made.arrangement.notes if n.role is Role.MELODY and n.onset >= end]
    assert len(later) > 8


def test_a_held_note_is_tied_over_the_end_of_a_phrase_and_sounds_once() -> None:
    tune = wandering("held", Key.parse("C"), Meter(4, 4), 3, pickup=False)
    last = tune[-1].onset_beats + tune[-1].duration_beats
    tune = [*tune, AskedNote("E5", last, 40.0)]
    made = compose("gospel", "a tune", key="C", melody=tune, time_signature="4/4", seed=2)
    assert any(note.tie for note in made.arrangement.notes)
    check_all(made)
    found = importing.read(made.midi())
    assert sum(str(note.pitch) == "E5" and note.onset >= last for note in found.melody) == 1


def test_a_pickup_is_led_in_and_comes_back_from_both_forms() -> None:
    made = piece("gospel", 1, "3/4")
    assert made.brief.melody[0].onset < 0
    for data in (made.midi(), made.musicxml()):
        found = importing.read(data)
        assert found.melody[0].onset == made.brief.melody[0].onset
        assert found.bars == made.brief.bars


def test_the_tune_decides_and_the_seed_is_kept() -> None:
    one, same, other = (piece("jazz", number, "4/4") for number in (3, 3, 4))
    assert one.midi() == same.midi()
    assert one.midi() != other.midi()
