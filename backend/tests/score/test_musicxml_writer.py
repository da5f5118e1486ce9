"""Engraving: what stands on paper, that it is well-formed notation, and that it reads back."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from critic import specimen
from gospel_keys import compose
from gospel_keys.arranger.fingering import finger
from gospel_keys.music.chord import Chord
from gospel_keys.music.errors import TheoryError
from gospel_keys.music.interval import Interval
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.music.pitch import Pitch
from gospel_keys.score import musicxml
from gospel_keys.score.model import Hand, Note, PedalEvent, Performance, Role, TempoChange
from gospel_keys.score.musicxml import Sheet, SheetBar, SheetNote
from gospel_keys.score.musicxml.harmony import describe, kinds, tones
from gospel_keys.score.musicxml.sheet import sorted_notes
from gospel_keys.score.musicxml.tuplets import writable
from gospel_keys.score.musicxml.values import note_value, split
from gospel_keys.score.timing import TempoMap
from tests.music.strategies import any_chords, known_chords
from tests.score.sheets import METERS, check_document, sheets

C = Key.parse("C major")
F = Fraction


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(sheets())
def test_whatever_is_written_is_well_formed_and_read_back_exactly(sheet: Sheet) -> None:
    data = musicxml.encode(sheet)
    check_document(data)
    back = musicxml.read(data)
    assert back == sheet
    assert back.notices == ()
    assert musicxml.encode(back) == data


PIECES = [
    ("Uplifting gospel song in C major", {}),
    ("Slow 12/8 worship ballad in Ab", {}),
    ("Gentle hymn in 3/4 for a beginner, in G", {}),
    ("Concert arrangement in Gb with big runs", {"complexity": 9}),
    ("Shout chorus in F minor at 132 bpm", {"num_bars": 13}),
]


@pytest.mark.parametrize(("words", "fields"), PIECES)
def test_composed_pieces(words: str, fields: dict[str, int]) -> None:
    piece = compose("gospel", words, seed=3, **fields)  # type: ignore[arg-type]
    written = piece.arrangement
    notes, fingers = written.notes, finger(written.notes)
    sheet = musicxml.engrave(written, piece.performance, with_pedal=True, fingers=fingers)
    data = musicxml.encode(sheet)
    check_document(data)
    assert musicxml.read(data) == sheet
    assert data == musicxml.write(written, piece.performance, pedal=True, fingers=fingers)
    assert len(sheet.bars) == piece.brief.bars
    by_id = {note.id: note for note in notes}
    assert {note.id for note in sheet.notes} == set(by_id)
    kept = 0
    for note in sheet.notes:
        source = by_id[note.id]
        assert (note.onset, note.pitch.midi, note.finger) == (
            source.onset, source.pitch.midi, fingers[note.id],
        )  # fmt: skip
        assert note.staff == (1 if source.hand is Hand.RIGHT else 2)
        kept += note.duration == source.duration
    assert kept >= 0.9 * len(notes)
    held: dict[int, Fraction] = {}
    for note in sorted(sheet.notes, key=lambda n: n.onset):
        if note.duration:
            assert note.onset >= held.get(note.pitch.midi, F(0))
            held[note.pitch.midi] = note.end
    assert [(c.onset, c.duration) for c in sheet.chords] == [
        (c.onset, c.duration) for c in written.progression.chords
    ]


def note(
    onset: object, length: object, pitch: str = "C4", voice: int = 1, **more: object
) -> SheetNote:
    staff = 1 if voice < 5 else 2
    name = f"n{voice}.{onset}.{pitch}".replace("/", "-").replace("#", "s")
    return SheetNote(
        F(str(onset)), F(str(length)), Pitch.parse(pitch), staff, voice, 0, name, **more
    )  # type: ignore[arg-type]


def page(*notes: SheetNote, meter: str = "4/4", key: Key = C, bars: int = 1) -> ET.Element:
    """The notes written; the whole document's root."""
    time = Meter.parse(meter)
    found = tuple(SheetBar(i * time.bar, time.bar, key, time, i == bars - 1) for i in range(bars))
    sheet = Sheet("", "", found, notes)
    data = musicxml.encode(sheet)
    check_document(data)
    assert musicxml.read(data).notes == sorted_notes(list(notes))
    return ET.fromstring(data)


def signs(root: ET.Element, voice: int = 1) -> str:
    """A voice as text: ``q q. e(begin) r:e`` with ties ``~``."""
    names = {"breve": "b", "whole": "w", "half": "h", "quarter": "q", "eighth": "e", "16th": "s"}
    found = []
    for element in root.iter("note"):
        if element.findtext("voice") != str(voice) or element.find("chord") is not None:
            continue
        text = names[element.findtext("type", "whole")] + "." * len(element.findall("dot"))
        text = "r" + text if element.find("rest") is not None else text
        tied = any(tie.get("type") == "start" for tie in element.findall("tie"))
        found.append(text + "~" * tied)
    return " ".join(found)


@pytest.mark.parametrize(
    ("meter", "notes", "expected"),
    [
        ("4/4", [(0, 4)], "w"),
        ("4/4", [(0, "3/2"), ("3/2", "5/2")], "q. e~ h"),
        ("4/4", [(0, "1/2"), ("1/2", 1), ("3/2", "1/2"), (2, 2)], "e q e h"),
        ("4/4", [(1, 2)], "rq h rq"),
        ("4/4", [(1, 3)], "rq h."),
        ("4/4", [(0, "1/2")], "e re rq rh"),
        ("4/4", [(0, "5/2")], "h~ e re rq"),
        ("4/4", [(0, "1/4"), ("1/4", "3/4")], "s e. rq rh"),
        ("3/4", [(0, 1)], "q rq rq"),
        ("3/4", [("1/2", "5/2")], "re e~ h"),
        ("12/8", [(0, "9/2")], "h.~ q. rq."),
        ("12/8", [(0, "1/2"), (3, 3)], "e re re rq. h."),
        ("6/8", [(0, 2), (2, 1)], "q.~ e q"),
        ("2/2", [(1, 2), (3, 1)], "rq h q"),
        ("5/4", [(0, 5)], "h.~ h"),
        ("9/8", [(0, "9/2")], "h.~ q."),
    ],
)
def test_lengths_show_the_meter(
    meter: str, notes: list[tuple[object, object]], expected: str
) -> None:
    assert signs(page(*(note(*one) for one in notes), meter=meter)) == expected


def test_ties_across_barlines_and_rests_in_empty_bars() -> None:
    root = page(note(3, 2), bars=3)
    assert signs(root) == "rh rq q~ q rq rh w".replace(" w", " rw")
    assert [r.get("measure") for r in root.iter("rest")].count("yes") == 1


@settings(deadline=None)
@given(st.sampled_from(METERS), st.data())
def test_every_stretch_is_cut_into_signs(meter: Meter, data: st.DataObject) -> None:
    steps = int(meter.bar * 8)
    start = data.draw(st.integers(0, steps - 1))
    end = data.draw(st.integers(start + 1, steps))
    for rest in (True, False):
        cuts = split(meter, F(start, 8), F(end, 8), rest=rest)
        assert cuts[0][0] == F(start, 8)
        assert cuts[-1][1] == F(end, 8)
        assert all(one[1] == other[0] for one, other in pairwise(cuts))
        assert all(note_value(b - a) for a, b in cuts)


def test_triplets_of_eighths_quarters_and_sixteenths() -> None:
    third = F(1, 3)
    root = page(*(note(i * third, third) for i in range(3)))
    ratios = [(r.findtext("actual-notes"), r.findtext("normal-notes"), r.findtext("normal-type"))
              for r in root.iter("time-modification")]  # fmt: skip
    assert ratios == [("3", "2", "eighth")] * 3
    assert [t.get("type") for t in root.iter("tuplet")] == ["start", "stop"]
    root = page(*(note(2 * i * third, 2 * third) for i in range(3)))
    assert signs(root).startswith("q q q")
    assert {r.findtext("normal-type") for r in root.iter("time-modification")} == {"quarter"}
    root = page(*(note(F(i, 6), F(1, 6)) for i in range(3)), note(F(1, 2), F(1, 2), "D4"))
    assert signs(root).startswith("s s s e")


def test_ties_inside_tuplets_and_long_lengths() -> None:
    assert signs(page(note(0, "1/6"), note("1/6", "5/6", "D4"))).startswith("s q~ s")
    assert signs(page(note(0, 8), meter="8/4")) == "b"
    assert split(Meter(2, 1), F(0), F(8), rest=False) == [(F(0), F(8))]
    assert split(Meter(4, 4), F(0), F(1, 1024), rest=False) == [(F(0), F(1, 1024))]


def test_times_that_no_sign_shows_move_to_the_nearest_that_can() -> None:
    assert writable(F(1, 3)) == F(1, 3)
    assert writable(F(1, 32)) == F(1, 32)
    assert writable(F(1, 11)) == F(1, 12)
    assert writable(F(1, 512)) == 0


def beams(root: ET.Element) -> str:
    marks = {"begin": "[", "continue": "-", "end": "]", "forward hook": ">", "backward hook": "<"}
    return " ".join(
        "".join(marks[beam.text or ""] for beam in element.findall("beam")) or "."
        for element in root.iter("note")
        if element.find("rest") is None
    )


@pytest.mark.parametrize(
    ("meter", "lengths", "expected"),
    [
        ("4/4", "1/2 1/2 1/2 1/2 1/2 1/2 1/2 1/2", "[ - - ] [ - - ]"),
        ("4/4", "1/2 1/2 1/2 1/4 1/4 1 1", "[ ] [ -[ ]] . ."),
        ("4/4", "3/4 1/4 1/4 3/4 2", "[ ]< [> ] ."),
        ("3/4", "1/2 1/2 1/2 1/2 1/2 1/2", "[ ] [ ] [ ]"),
        ("6/8", "1/2 1/2 1/2 1/2 1/2 1/2", "[ - ] [ - ]"),
        ("2/2", "1/2 1/2 1/2 1/2 2", "[ - - ] ."),
        ("12/8", "1 1/2 3/2 3", ". . . ."),
        ("4/4", "1/4 1/4 1/4 1/4 1 1 1", "[[ -- -- ]] . . ."),
    ],
)
def test_beams_follow_the_meter(meter: str, lengths: str, expected: str) -> None:
    at, notes = F(0), []
    for length in lengths.split():
        notes.append(note(at, length))
        at += F(length)
    assert beams(page(*notes, meter=meter)) == expected


def accidentals(root: ET.Element) -> list[str]:
    return [e.findtext("accidental", "-") for e in root.iter("note") if e.find("rest") is None]


def test_accidentals_by_key_bar_and_octave() -> None:
    g = Key.parse("G major")
    notes = [note(0, 1, "F#4"), note(1, 1, "F4"), note(2, 1, "F5"), note(3, 1, "F4"),
             note(4, 1, "F#4"), note(5, 1, "F#4")]  # fmt: skip
    root = page(*notes, key=g, bars=2)
    assert accidentals(root) == ["-", "natural", "natural", "-", "sharp", "-"]
    root = page(note(0, 4, "Bb4"), note(4, 4, "Bb4"), bars=2)
    assert accidentals(root) == ["flat", "flat"]
    root = page(note(3, 2, "Bb4"), note(5, 1, "Bb4"), bars=2)
    assert accidentals(root) == ["flat", "-", "flat"]
    root = page(note(0, 4, "Fx4"), note(4, 4, "Abb4", 5), bars=2)
    assert accidentals(root) == ["double-sharp", "flat-flat"]


def test_two_voices_have_stems_and_second_voices_no_needless_rests() -> None:
    root = page(note(0, 1, "G4"), note(0, 1, "C4", 2), note(1, 1, "A4"), note(2, 2, "C4", 2),
                note(2, 2, "B4"))  # fmt: skip
    stems = [(e.findtext("voice"), e.findtext("stem")) for e in root.iter("note")]
    assert stems[:3] == [("1", "up")] * 3
    assert ("2", "down") in stems
    assert signs(root, 2) == "q rq h"
    root = page(note(0, 4, "G4"), note(3, 1, "C4", 2))
    assert signs(root, 2) == "q"
    assert root.find(".//forward/duration") is not None


def test_notes_at_their_notes() -> None:
    root = page(
        note(0, 0, "D#4"),
        note(0, 4, "C4", accent=1, rolled=True, finger=1),
        note(0, 4, "E4", accent=1, rolled=True, finger=3),
    )
    grace, low, high, *_ = root.iter("note")
    assert grace.find("grace[@slash='yes']") is not None
    assert grace.findtext("type") == "eighth"
    assert low.find("notations/articulations/accent") is not None
    assert high.find("notations/articulations") is None
    assert [e.findtext("notations/technical/fingering") for e in (low, high)] == ["1", "3"]
    assert len(list(root.iter("arpeggiate"))) == 2


def test_clefs_change_only_where_it_helps() -> None:
    low = [note(i, 1, "C2") for i in range(8)]
    clefs = [e.findtext("sign") for e in page(*low, bars=2).iter("clef")]
    assert clefs == ["F"]
    clefs = [e.findtext("sign") for e in page(note(0, 1, "B3"), bars=2).iter("clef")]
    assert clefs == ["G"]
    high = [note(i, 1, "C6", 5) for i in range(4, 8)]
    root = page(note(0, 1), note(0, 1, "C3", 5), *high, note(8, 4, "C2", 5), bars=3)
    assert [(e.get("number"), e.findtext("sign")) for e in root.iter("clef")] == [
        ("1", "G"), ("2", "F"), ("2", "G"), ("2", "F"),
    ]  # fmt: skip


def test_what_cannot_be_written_is_refused() -> None:
    bar = SheetBar(F(0), F(4), C, Meter(4, 4), closes=True)
    with pytest.raises(ValueError, match="without bars"):
        musicxml.encode(Sheet("", "", (), ()))
    with pytest.raises(ValueError, match="overlap"):
        musicxml.encode(Sheet("", "", (bar,), (note(0, 2), note(1, 1))))
    with pytest.raises(ValueError, match="differ in length"):
        musicxml.encode(Sheet("", "", (bar,), (note(0, 2), note(0, 1, "E4"))))
    astray = replace(note(0, 1), staff=2)
    with pytest.raises(ValueError, match="two staves"):
        musicxml.encode(Sheet("", "", (bar,), (note(1, 1), astray)))


@settings(deadline=None)
@given(known_chords | any_chords())
def test_a_kind_and_its_degrees_say_every_chord(chord: object) -> None:
    intervals = chord.intervals  # type: ignore[attr-defined]
    kind, changes = describe(intervals)
    assert kind in kinds()
    assert tones(kind, changes) == intervals


def test_chords_past_every_kind_are_spelled_out() -> None:
    odd = tuple(Interval.parse(degree) for degree in ("1", "bb5", "bb7"))
    kind, changes = describe(odd)
    assert kind == "power"
    assert tones(kind, changes) == odd
    with pytest.raises(TheoryError, match="Tristan"):
        tones("Tristan", ())


def test_numerals_only_where_asked() -> None:
    piece = specimen.arrangement()
    assert b"<numeral>" not in musicxml.write(piece)
    data = musicxml.write(piece, numerals=True)
    assert data.count(b"<numeral>") == len(piece.progression.chords)
    assert musicxml.read(data) == musicxml.read(musicxml.write(piece))
    for forbidden in (b"<function", b"<swing"):
        assert forbidden not in data


def test_titles_are_escaped_and_shortened() -> None:
    piece = specimen.arrangement()
    data = musicxml.write(piece, title="Fire & <Rain>\x00", composer="")
    assert musicxml.read(data).title == "Fire & <Rain>"
    long = replace(piece, brief=replace(piece.brief, description="word " * 60))
    assert len(musicxml.engrave(long).title) <= 90


def written(notes: list[Note]) -> Sheet:
    piece = specimen.arrangement()
    return musicxml.engrave(replace(piece, notes=tuple(notes)))


def played(onset: object, length: object, pitch: str, voice: int = 1, hand: Hand = Hand.RIGHT,
           role: Role = Role.MELODY, **more: object) -> Note:  # fmt: skip
    chord = specimen.arrangement().progression.chords[0].id
    name = f"p0.{hand.value[0]}{onset}.{pitch}.{voice}".replace("/", "-")
    return Note(
        name, Pitch.parse(pitch), F(str(onset)), F(str(length)), hand, voice, chord, role, **more
    )  # type: ignore[arg-type]


def test_a_pickup_gets_a_bar_of_its_own() -> None:
    sheet = written([played(-1, 1, "G4"), played(0, 4, "C5")])
    assert (sheet.bars[0].onset, sheet.bars[0].duration) == (-1, 1)
    data = musicxml.encode(sheet)
    assert musicxml.read(data) == sheet
    first = ET.fromstring(data).find("part/measure")
    assert first is not None
    assert (first.get("number"), first.get("implicit")) == ("0", "yes")


def test_lines_share_a_voice_until_they_overlap() -> None:
    sheet = written(
        [played(0, 1, "C5"), played(0, 1, "E4", 2), played(1, 3, "D5"), played(1, 1, "F4", 2)]
    )
    assert [n.voice for n in sheet.notes] == [1, 1, 1, 2]
    left = [played(0, 4, "C2", hand=Hand.LEFT, role=Role.BASS), played(1, 1, "G3", hand=Hand.LEFT)]
    assert [n.voice for n in written(left).notes] == [6, 5]


def test_a_line_gives_way_to_its_next_chord() -> None:
    sheet = written([played(0, 3, "C4", 2), played(0, 1, "E4", 2), played(2, 2, "D4", 2)])
    assert [(n.onset, n.duration) for n in sheet.notes] == [(0, 2), (0, 2), (2, 2)]


def test_no_key_is_written_as_held_when_it_is_struck_again() -> None:
    sheet = written([played(0, 1, "E5"), played(1, 2, "C#5"), played(0, 2, "A4", 2),
                     played(0, 2, "B4", 2), played(0, 1, "C#5", 2)])  # fmt: skip
    assert {n.duration for n in sheet.notes if n.onset == 0} == {1}


def test_tied_notes_of_the_model_are_one_on_the_sheet() -> None:
    sheet = written([played(0, 1, "C5", tie=True), played(1, 1, "C5")])
    assert [(n.onset, n.duration) for n in sheet.notes] == [(0, 2)]


def test_accents_against_the_meter_are_written() -> None:
    sheet = written([played(0, 1, "C5", accent=1), played("3/2", "1/2", "D5", accent=1),
                     played(2, 1, "E5", accent=2)])  # fmt: skip
    assert [n.accent for n in sheet.notes] == [0, 1, 1]


def test_no_note_has_more_than_two_sharps_or_flats() -> None:
    sheet = written([played(0, 1, "Cbbb5"), played(1, 1, "F###4")])
    assert [str(n.pitch) for n in sheet.notes] == ["A4", "G#4"]
    piece = specimen.arrangement()
    first = replace(piece.progression.chords[0], chord=Chord.parse("Dbb7"))
    odd = replace(piece.progression, chords=(first, *piece.progression.chords[1:]))
    notes = (played(0, 1, "Dbb4"), played(1, 1, "Abb4"), played(2, 1, "Cbbb4"))
    sheet = musicxml.engrave(replace(piece, progression=odd, notes=notes))
    assert str(sheet.chords[0].chord) == "C7"
    assert [str(n.pitch) for n in sheet.notes] == ["C4", "G4", "Bbb3"]


def test_the_performance_gives_words_and_dynamics() -> None:
    piece = specimen.arrangement()
    plain = specimen.perform(piece)
    kinds_plain = {(m.kind, m.text) for m in musicxml.engrave(piece, plain).marks}
    assert not kinds_plain & {("words", "Swing"), ("words", "rit.")}
    assert any(kind == "dynamics" for kind, _ in kinds_plain)
    assert all(m.kind == "rehearsal" for m in musicxml.engrave(piece).marks)
    loud = replace(plain, notes=tuple(replace(n, velocity=120) for n in plain.notes))
    assert [m.text for m in musicxml.engrave(piece, loud).marks if m.kind == "dynamics"] == ["fff"]


def tempo_words(bpms: list[float]) -> list[tuple[float, str]]:
    """The words of the specimen, played with one tempo a quarter, the last ones at its end."""
    piece = specimen.arrangement()
    end = sum(section.bars * section.meter.bar for section in piece.progression.sections)
    times = [F(0), *(end - len(bpms) + 1 + place for place in range(len(bpms) - 1))]
    changes = tuple(TempoChange(at, bpm) for at, bpm in zip(times, bpms, strict=True))
    played_so = replace(specimen.perform(piece), tempo_map=changes)
    marks = musicxml.engrave(piece, played_so).marks
    return [(float(end - m.onset), m.text) for m in marks if m.text in {"rit.", "rubato"}]


def test_only_a_slowing_that_lasts_to_the_end_is_a_ritardando() -> None:
    usual = specimen.arrangement().progression.sections[0].tempo
    near = [usual * share for share in (1.0, 0.98, 1.0, 0.99, 1.01, 1.0, 0.9, 0.8)]
    assert tempo_words(near) == [(2.0, "rit.")]
    free = [usual * share for share in (1.0, 1.08, 0.92, 1.06, 0.94, 1.0)]
    assert [text for _, text in tempo_words(free)] == ["rubato"]
    assert [text for _, text in tempo_words([*free, usual * 0.8])] == ["rubato", "rit."]
    assert tempo_words([usual]) == []


def test_swing_is_measured() -> None:
    for ratio, said in ((1.6, True), (1.05, False)):
        piece = specimen.swung(ratio)
        texts = [m.text for m in musicxml.engrave(piece.arrangement, piece.performance).marks]
        assert ("Swing" in texts) is said


def test_pedal_signs() -> None:
    piece = specimen.arrangement()
    plain = specimen.perform(piece)
    beat = TempoMap(plain.tempo_map).seconds(1)
    moves = [(0, 127), (3.9, 0), (4, 127), (8, 0), (9, 127), (9.5, 20)]
    pedal = tuple(PedalEvent(at * beat, value) for at, value in moves)
    sheet = musicxml.engrave(piece, replace(plain, pedal=pedal), with_pedal=True)
    found = [(m.onset, m.text) for m in sheet.marks if m.kind == "pedal"]
    assert found == [(0, "start"), (4, "change"), (8, "stop"), (9, "start"), (F(19, 2), "stop")]
    assert isinstance(plain, Performance)
