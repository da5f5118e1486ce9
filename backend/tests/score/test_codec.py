"""Every score value survives JSON exactly; nothing else is taken for one."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from critic import specimen
from gospel_keys.music.chord import Chord, chord_types
from gospel_keys.music.key import Key, all_keys
from gospel_keys.music.meter import Meter
from gospel_keys.music.pitch import Pitch, PitchClass
from gospel_keys.score import codec
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
    TempoChange,
)

TEXT = st.text(max_size=12)
TIME = st.builds(Fraction, st.integers(-4000, 4_000_000), st.integers(1, codec.DENOMINATOR))
FLOAT = st.floats(allow_nan=False, allow_infinity=False)
NAMES = "C C# Db D Eb E F F# Gb G Ab A Bb B"
ROOTS = st.sampled_from([PitchClass.parse(name) for name in NAMES.split()])
KEYS = st.sampled_from(list(all_keys()))
METERS = st.sampled_from(
    [Meter.parse(text) for text in ("2/4", "3/4", "4/4", "6/8", "12/8", "2/2")]
)
SYMBOLS = [kind.symbol for kind in chord_types().values()]
CHORDS = st.builds(
    lambda root, symbol, bass: Chord.parse(f"{root}{symbol}{f'/{bass}' if bass else ''}"),
    ROOTS,
    st.sampled_from(SYMBOLS),
    st.none() | ROOTS,
)
PITCHES = st.builds(Pitch, ROOTS, st.integers(1, 6))


def tuples[T](items: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(items, max_size=3).map(tuple)


BRIEFS = st.builds(
    Brief,
    genre=TEXT,
    description=TEXT,
    key=KEYS,
    tempo=FLOAT,
    meter=METERS,
    bars=st.integers(1, 128),
    application=TEXT,
    complexity=st.integers(1, 10),
    ai_percentage=FLOAT,
    seed=st.integers(0, 2**53 - 1),
    mood=tuples(TEXT),
    feel=st.none() | TEXT,
    hand_size=st.sampled_from(["small", "normal"]),
    sources=st.dictionaries(TEXT, st.sampled_from(["words", "field", "default"]), max_size=3),
    ignored=tuples(TEXT),
    notices=tuples(TEXT),
)
PROGRESSIONS = st.builds(
    Progression,
    sections=tuples(
        st.builds(
            Section, TEXT, TEXT, st.integers(), st.integers(), key=KEYS, meter=METERS, tempo=FLOAT
        )
    ),
    phrases=tuples(st.builds(Phrase)),
    chords=tuples(
        st.builds(
            ChordEvent,
            onset=TIME,
            duration=TIME,
            chord=CHORDS,
            function=st.sampled_from(list(HarmonicFunction)),
        )
    ),
    form=TEXT,
    ending=TEXT,
)
NOTES = st.builds(
    Note,
    pitch=PITCHES,
    onset=TIME,
    duration=TIME,
    hand=st.sampled_from(list(Hand)),
    role=st.sampled_from(list(Role)),
    finger=st.none() | st.integers(1, 5),
    tie=st.booleans(),
    rolled=st.booleans(),
    accent=st.integers(-2, 2),
)
ARRANGEMENTS = st.builds(
    Arrangement,
    brief=BRIEFS,
    progression=PROGRESSIONS,
    notes=tuples(NOTES),
    patterns=tuples(st.builds(PatternUse, part=st.sampled_from(["left", "right"]))),
    version=TEXT,
    parent_id=st.none() | TEXT,
)
PERFORMANCES = st.builds(
    Performance,
    notes=tuples(st.builds(PerformedNote, onset=FLOAT, duration=FLOAT)),
    pedal=tuples(st.builds(PedalEvent, onset=FLOAT)),
    tempo_map=tuples(st.builds(TempoChange, onset=TIME, quarter_bpm=FLOAT)),
    duration=FLOAT,
)


@given(st.one_of(BRIEFS, PROGRESSIONS, ARRANGEMENTS, PERFORMANCES))
def test_a_value_survives_json_exactly(value: Brief | Progression | Arrangement) -> None:
    text = json.dumps(codec.encode(value), allow_nan=False)
    assert codec.decode(type(value), json.loads(text)) == value
    assert json.dumps(codec.encode(codec.decode(type(value), json.loads(text)))) == text


def test_a_whole_piece_survives() -> None:
    piece = specimen.good()
    for value in (piece.arrangement, piece.performance):
        assert codec.decode(type(value), json.loads(json.dumps(codec.encode(value)))) == value


@given(st.integers(0, 3000), st.integers(1, codec.DENOMINATOR), st.integers(0, codec.DENOMINATOR))
def test_written_times_come_back_from_numbers(whole: int, denominator: int, part: int) -> None:
    change = TempoChange(whole + Fraction(part, denominator), 60.0)
    assert codec.decode(TempoChange, json.loads(json.dumps(codec.encode(change)))) == change


def test_a_time_no_number_can_give_back_is_refused() -> None:
    with pytest.raises(codec.CodecError, match=r"onset: 1/10081 has a denominator above 10080"):
        codec.encode(TempoChange(Fraction(1, 10081), 60.0))
    with pytest.raises(codec.CodecError, match="no document"):
        codec.encode(Fraction(1, 2))


def document() -> dict[str, object]:
    return json.loads(json.dumps(codec.encode(specimen.arrangement())))


def test_what_an_older_document_lacks_takes_its_default() -> None:
    plain = document()
    for note in plain["value"]["notes"]:
        del note["rolled"], note["finger"]
    del plain["value"]["brief"]["sources"]
    old = specimen.arrangement()
    assert codec.decode(Arrangement, plain) == replace(old, brief=replace(old.brief, sources={}))


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("version", 2, "version: 2 is not 1"),
        ("type", "Brief", "type: 'Brief' is not 'Arrangement'"),
        ("value", None, "document: expected an object, got NoneType"),
        ("notes", "none", "notes: expected a list, got str"),
        ("notes.0", 5, r"notes\[0\]: expected an object, got int"),
        ("notes.0.pitch", "H4", r"notes\[0\].pitch: "),
        ("notes.0.pitch", 60, r"notes\[0\].pitch: expected text, got int"),
        ("notes.0.hand", "both", "'both' is not one of left, right"),
        ("notes.0.hand", [], "is not one of left, right"),
        ("notes.0.onset", "1", "expected a number, got str"),
        ("notes.0.onset", True, "expected a whole number, got bool"),
        ("notes.0.onset", float("inf"), "not a finite number"),
        ("notes.0.voice", 1.5, "expected a whole number, got float"),
        ("notes.0.tie", 1, "expected true or false, got int"),
        ("notes.0.extra", 1, r"unknown fields \['extra'\]"),
        ("brief.hand_size", "huge", "is not one of small, normal"),
        ("brief.sources", [], "brief.sources: expected an object"),
        ("brief.sources", {"key": "guess"}, "brief.sources.key: 'guess' is not one of"),
        ("brief.key", "H dur", "brief.key: "),
        ("brief.tempo", None, "brief.tempo: expected a number, got NoneType"),
        ("progression.chords.3.chord", "X?", r"progression.chords\[3\].chord: "),
    ],
)
def test_what_is_wrong_is_named(path: str, value: object, message: str) -> None:
    plain = document()
    *parents, last = path.split(".")
    target: object = plain if path in plain else plain["value"]
    for name in parents:
        target = target[int(name) if isinstance(target, list) else name]
    target[int(last) if isinstance(target, list) else last] = value
    with pytest.raises(codec.CodecError, match=message):
        codec.decode(Arrangement, plain)


def test_a_missing_field_and_no_document() -> None:
    plain = document()
    del plain["value"]["brief"]["key"]
    with pytest.raises(codec.CodecError, match=r"brief.key: missing") as caught:
        codec.decode(Arrangement, plain)
    assert caught.value.path == "brief.key"
    with pytest.raises(codec.CodecError, match="document: expected an object"):
        codec.decode(Arrangement, [])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


@given(st.data(), JSON)
def test_damage_raises_nothing_but_a_codec_error(data: st.DataObject, junk: object) -> None:
    plain = document()
    target: object = plain
    while True:
        name = data.draw(st.sampled_from(sorted(target) if isinstance(target, dict) else [0]))
        inner = target[name]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            break
        target = inner
    target[name] = junk
    try:
        codec.decode(Arrangement, plain)
    except codec.CodecError as error:
        message = str(error)
    else:
        message = "it was a value after all"
    assert message


def test_keys_and_fractions_have_their_own_types() -> None:
    back = codec.decode(Brief, codec.encode(specimen.brief()))
    assert isinstance(back.key, Key)
    assert isinstance(codec.decode(Arrangement, document()).notes[0].onset, Fraction)
