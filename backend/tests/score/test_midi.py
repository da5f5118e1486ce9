"""A performance as a MIDI file, checked by our own reader and by an independent one."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from fractions import Fraction

import mido
import pytest
from hypothesis import given
from hypothesis import strategies as st

from critic import specimen
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.music.pitch import Pitch
from gospel_keys.score import midi, smf_view
from gospel_keys.score.model import (
    Arrangement,
    Hand,
    PedalEvent,
    Performance,
    TempoChange,
)
from gospel_keys.score.smf import CONTROL, MARKER, NOTE_ON, PROGRAM, TEXT, ChannelEvent
from gospel_keys.score.timing import TempoMap

QUARTER = midi.TICKS


@pytest.fixture(scope="module")
def hymn() -> tuple[Arrangement, Performance]:
    written = specimen.arrangement()
    return written, specimen.perform(written)


def mido_of(data: bytes) -> mido.MidiFile:
    return mido.MidiFile(file=io.BytesIO(data))


def test_what_is_written_is_read_back(hymn: tuple[Arrangement, Performance]) -> None:
    assert midi.read(midi.write(*hymn)) == midi.midi_file(*hymn)
    assert midi.write(*hymn) == midi.write(*hymn)


def test_an_independent_reader_sees_tracks_tempo_meter_and_key(
    hymn: tuple[Arrangement, Performance],
) -> None:
    file = mido_of(midi.write(*hymn))
    assert (file.type, file.ticks_per_beat) == (1, 960)
    assert [t.name for t in file.tracks] == ["Conductor", "Right Hand", "Left Hand", "Chords"]
    conductor = {m.type: m for m in file.tracks[0]}
    assert conductor["set_tempo"].tempo == round(60e6 / 84)
    meter = conductor["time_signature"]
    assert (meter.numerator, meter.denominator, meter.clocks_per_click) == (4, 4, 24)
    assert conductor["key_signature"].key == "C"
    assert conductor["marker"].text == "verse"
    assert file.length == pytest.approx(hymn[1].duration, abs=1e-4)


def test_every_note_sounds_when_the_performance_says(
    hymn: tuple[Arrangement, Performance],
) -> None:
    arrangement, performance = hymn
    file = midi.read(midi.write(*hymn))
    clock = smf_view.Clock(file)
    pitches = {note.id: note.pitch.midi for note in arrangement.notes}
    expected = sorted((pitches[n.note_id], n.onset, n.velocity) for n in performance.notes)
    heard = sorted((n.pitch, clock.seconds(n.onset), n.velocity) for n in smf_view.notes(file))
    for ours, theirs in zip(heard, expected, strict=True):
        assert ours == pytest.approx(theirs, abs=0.001)
    assert {n.channel for n in smf_view.notes(file)} == {0}


def test_hands_have_their_tracks_and_one_pedal(hymn: tuple[Arrangement, Performance]) -> None:
    arrangement, performance = hymn
    file = midi.read(midi.write(*hymn))
    for hand, name in ((Hand.RIGHT, "Right Hand"), (Hand.LEFT, "Left Hand")):
        struck = [
            e.data[0]
            for e in file.track(name).events
            if isinstance(e, ChannelEvent) and e.kind == NOTE_ON
        ]
        written = [note.pitch.midi for note in arrangement.notes if note.hand is hand]
        assert Counter(struck) == Counter(written)
    controls = [
        (track.name, e.data)
        for track in file.tracks
        for e in track.events
        if isinstance(e, ChannelEvent) and e.kind == CONTROL
    ]
    assert {name for name, _ in controls} == {"Left Hand"}
    assert [data[1] for _, data in controls] == [e.value for e in performance.pedal]
    programs = [
        e.data for t in file.tracks for e in t.events if getattr(e, "kind", None) == PROGRAM
    ]
    assert programs == [b"\0", b"\0"]


def test_chords_are_text_where_they_start(hymn: tuple[Arrangement, Performance]) -> None:
    arrangement, _ = hymn
    texts = midi.midi_file(*hymn).track("Chords").metas(TEXT)
    chords = arrangement.progression.chords
    assert [(e.tick, e.text) for e in texts] == [(c.onset * QUARTER, str(c.chord)) for c in chords]


def test_the_file_lasts_exactly_the_bars(hymn: tuple[Arrangement, Performance]) -> None:
    file = midi.midi_file(*hymn)
    assert smf_view.bars(file) == 8
    assert {track.end for track in file.tracks} == {8 * 4 * QUARTER}
    assert sum(m.time for m in mido_of(midi.write(*hymn)).tracks[1]) == 8 * 4 * QUARTER


def changed(
    hymn: tuple[Arrangement, Performance], index: int, **changes: float
) -> tuple[Arrangement, Performance]:
    """The hymn with one performed note changed."""
    arrangement, performance = hymn
    notes = list(performance.notes)
    notes[index] = replace(notes[index], **changes)
    return arrangement, replace(performance, notes=tuple(notes))


def test_nothing_leaves_the_piece(hymn: tuple[Arrangement, Performance]) -> None:
    arrangement, performance = hymn
    end = performance.duration
    _, spoiled = changed(changed(hymn, 0, onset=-0.5), 1, onset=end + 3, duration=9.0)
    spoiled = replace(
        spoiled, pedal=(PedalEvent(-1.0, 127), PedalEvent(1.0, 0), PedalEvent(end - 1, 100))
    )
    file = midi.midi_file(arrangement, spoiled)
    notes = smf_view.notes(file)
    assert min(n.onset for n in notes) == 0
    assert max(n.onset for n in notes) == file.end - 1
    assert max(n.end for n in notes) == file.end == 32 * QUARTER
    pedal = [e for e in file.track("Left Hand").events if getattr(e, "kind", 0) == CONTROL]
    assert (pedal[0].tick, pedal[0].data[1]) == (0, 127)
    assert (pedal[-1].tick, pedal[-1].data[1]) == (file.end, 0)


def sounding_at_most_once(data: bytes) -> None:
    """As a synthesizer hears it: tracks merged, no key struck while down or released while up."""
    down: set[int] = set()
    for message in mido.merge_tracks(mido_of(data).tracks):
        if message.type == "note_on":
            assert message.note not in down
            down.add(message.note)
        elif message.type == "note_off":
            assert message.note in down
            down.remove(message.note)
    assert not down


@given(
    st.lists(
        st.tuples(
            st.floats(0, 22),
            st.floats(0.001, 6),
            st.sampled_from(["C4", "D4"]),
            st.sampled_from(list(Hand)),
        ),
        max_size=12,
    )
)
def test_no_key_is_struck_while_down_in_the_merged_file(
    strikes: list[tuple[float, float, str, Hand]],
) -> None:
    written = specimen.arrangement()
    performance = specimen.perform(written)
    notes, played = list(written.notes), list(performance.notes)
    for i, (onset, duration, name, hand) in enumerate(strikes):
        notes[i] = replace(notes[i], pitch=Pitch.parse(name), hand=hand)
        played[i] = replace(played[i], onset=onset, duration=duration)
    written = replace(written, notes=tuple(notes))
    sounding_at_most_once(midi.write(written, replace(performance, notes=tuple(played))))


def test_tied_notes_are_struck_once(hymn: tuple[Arrangement, Performance]) -> None:
    arrangement, performance = hymn
    first, *rest = arrangement.notes
    half = first.duration / 2
    tied = (
        replace(first, duration=half, tie=True),
        replace(first, id=first.id + "t", onset=first.onset + half, duration=half),
        *rest,
    )
    played = performance.notes[0]
    notes = (
        replace(played, duration=played.duration / 2),
        replace(
            played,
            note_id=first.id + "t",
            onset=played.onset + played.duration / 2,
            duration=played.duration / 2,
        ),
        *performance.notes[1:],
    )
    made = midi.write(replace(arrangement, notes=tied), replace(performance, notes=notes))
    assert made == midi.write(*hymn)


def test_sections_carry_key_meter_tempo_and_marker(hymn: tuple[Arrangement, Performance]) -> None:
    arrangement, performance = hymn
    first = replace(arrangement.progression.sections[0], bars=4)
    second = replace(
        first,
        id="s1",
        label="chorus",
        start_bar=4,
        key=Key.parse("Eb minor"),
        meter=Meter.parse("6/8"),
        tempo=60.0,
    )
    progression = replace(arrangement.progression, sections=(first, second))
    tempo_map = (TempoChange(Fraction(0), 84.0), TempoChange(Fraction(16), 90.0))
    performance = replace(performance, tempo_map=tempo_map, notes=(), pedal=())
    made = replace(arrangement, progression=progression, notes=())
    file = midi.read(midi.write(made, performance))
    change = 16 * QUARTER
    assert [(e.tick, e.text) for e in file.tracks[0].metas(MARKER)] == [
        (0, "verse"),
        (change, "chorus"),
    ]
    assert [(m.tick, m.numerator) for m in smf_view.meters(file)] == [(0, 4), (change, 6)]
    assert [(k.tick, k.fifths, k.minor) for k in smf_view.keys(file)] == [
        (0, 0, False),
        (change, -6, True),
    ]
    assert smf_view.bars(file) == 8
    assert smf_view.Clock(file).seconds(change + QUARTER) == pytest.approx(
        TempoMap(tempo_map).seconds(17), abs=1e-4
    )


def test_a_pickup_is_led_in_by_a_bar(hymn: tuple[Arrangement, Performance]) -> None:
    arrangement, performance = hymn
    tempo = TempoMap(performance.tempo_map)
    pickup = replace(arrangement.notes[0], id="p0.pickup", onset=Fraction(-1))
    played = replace(performance.notes[0], note_id="p0.pickup", onset=tempo.seconds(-1))
    file = midi.midi_file(
        replace(arrangement, notes=(pickup, *arrangement.notes)),
        replace(performance, notes=(played, *performance.notes)),
    )
    assert smf_view.notes(file)[0].onset == 3 * QUARTER
    assert smf_view.bars(file) == 9
    assert file.track("Chords").metas(TEXT)[0].tick == 4 * QUARTER
