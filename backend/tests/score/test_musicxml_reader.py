"""MusicXML of others: what is read, what is refused, and where an error points."""

from __future__ import annotations

import io
import pickle
import zipfile
from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospel_keys.music.chord import Chord
from gospel_keys.music.key import Key
from gospel_keys.music.meter import Meter
from gospel_keys.score import musicxml
from gospel_keys.score.musicxml import MusicXmlError, document

ATTRIBUTES = (
    "<attributes><divisions>2</divisions><key><fifths>-1</fifths><mode>minor</mode></key>"
    "<time><beats>3</beats><beat-type>4</beat-type></time></attributes>"
)


def score(*measures: str, head: str = "", parts: tuple[str, ...] = ()) -> bytes:
    """A score of one part with these measures, and further parts as they are."""
    body = "".join(f'<measure number="{i + 1}">{m}</measure>' for i, m in enumerate(measures))
    more = "".join(f'<part id="Q{i}">{part}</part>' for i, part in enumerate(parts))
    return (
        f'<?xml version="1.0"?><score-partwise version="3.1">{head}'
        f'<part id="P1">{body}</part>{more}</score-partwise>'
    ).encode()


def note(step: str, length: int, rest: str = "", octave: int = 4) -> str:
    """A note of ``length`` divisions with further elements after its duration."""
    chord = "<chord/>" if "chord" in rest else ""
    rest = rest.replace("chord", "")
    pitch = f"<pitch><step>{step}</step><octave>{octave}</octave></pitch>"
    return f"<note>{chord}{pitch}<duration>{length}</duration>{rest}</note>"


def seen(sheet: musicxml.Sheet) -> list[str]:
    return [f"{n.pitch}@{n.onset}+{n.duration}" for n in sheet.notes]


def test_notes_chords_ties_and_voices() -> None:
    data = score(
        ATTRIBUTES
        + note("C", 4, "<voice>1</voice>")
        + note("E", 4, "chord<voice>1</voice>")
        + note("G", 2, '<tie type="start"/><voice>1</voice>')
        + "<backup><duration>6</duration></backup><forward><duration>3</duration></forward>"
        + note("A", 3, "<voice>low</voice><staff>2</staff>", octave=2),
        note("G", 6, '<tie type="stop"/><voice>1</voice>'),
    )
    sheet = musicxml.read(data)
    assert seen(sheet) == ["C4@0+2", "E4@0+2", "A2@3/2+3/2", "G4@2+4"]
    assert [bar.meter for bar in sheet.bars] == [Meter(3, 4)] * 2
    assert sheet.bars[0].key == Key.parse("D minor")
    assert [str(n.pitch) for n in sheet.melody()] == ["E4", "G4"]


def test_a_tie_that_leads_nowhere_is_a_note() -> None:
    data = score(note("C", 4, '<tie type="stop"/>') + note("D", 4, '<tie type="start"/>'))
    assert seen(musicxml.read(data)) == ["C4@0+4", "D4@4+4"]


def test_grace_cue_and_percussion() -> None:
    data = score(
        "<note><grace/><pitch><step>B</step><octave>3</octave></pitch></note>"
        + note("C", 1)
        + "<note><cue/><pitch><step>G</step><octave>4</octave></pitch><duration>1</duration></note>"
        + "<note><unpitched/><duration>1</duration></note>"
        + note("D", 1)
    )
    sheet = musicxml.read(data)
    assert seen(sheet) == ["B3@0+0", "C4@0+1", "D4@3+1"]
    assert sheet.notices == ("Notes without pitch (percussion) are left out.",)


def test_a_pickup_comes_before_the_first_barline() -> None:
    time = ATTRIBUTES.replace("<divisions>2", "<divisions>1")
    sheet = musicxml.read(score(time + note("G", 1), note("C", 3)))
    assert seen(sheet) == ["G4@-1+1", "C4@0+3"]


def test_transposing_instruments_are_read_as_they_sound() -> None:
    attributes = (
        "<attributes><key><fifths>2</fifths></key>"
        "<transpose><diatonic>-1</diatonic><chromatic>-2</chromatic></transpose></attributes>"
    )
    harmony = "<harmony><root><root-step>D</root-step></root><kind>major</kind></harmony>"
    sheet = musicxml.read(score(attributes + harmony + note("D", 4)))
    assert seen(sheet) == ["C4@0+4"]
    assert [str(c.chord) for c in sheet.chords] == ["C"]


def harmony(kind: str, rest: str = "", root: str = "C", text: str = "") -> str:
    said = f' text="{text}"' if text else ""
    named = f"<root><root-step>{root}</root-step></root>"
    return f"<harmony>{named}<kind{said}>{kind}</kind>{rest}</harmony>"


BASS = "<bass><bass-step>B</bass-step><bass-alter>-1</bass-alter></bass>"


def degree(value: int, alter: int, action: str) -> str:
    return (
        f"<degree><degree-value>{value}</degree-value><degree-alter>{alter}</degree-alter>"
        f"<degree-type>{action}</degree-type></degree>"
    )


@pytest.mark.parametrize(
    ("element", "symbol"),
    [
        (harmony("major"), "C"),
        (harmony("dominant", degree(9, -1, "add")), "C7b9"),
        (harmony("dominant", degree(9, 1, "alter")), "C7#9"),
        (harmony("major-seventh", degree(5, 1, "alter")), "Cmaj7#5"),
        (harmony("minor", degree(7, 1, "add")), "CmMaj7"),
        (harmony("suspended-fourth", degree(7, 0, "add")), "C7sus4"),
        (harmony("major", degree(5, 0, "subtract")), "C(no5)"),
        (harmony("minor-seventh", BASS), "Cm7/Bb"),
        (harmony("other", text="7alt"), "C7alt"),
    ],
)  # fmt: skip
def test_chord_symbols(element: str, symbol: str) -> None:
    sheet = musicxml.read(score(element + note("C", 4)))
    assert [str(c.chord) for c in sheet.chords] == [str(Chord.parse(symbol))]


def test_chords_hold_until_the_next_and_none_is_none() -> None:
    move = "<offset>2</offset>"
    data = score(
        harmony("major") + harmony("minor", move, root="D") + note("C", 4),
        harmony("none") + note("C", 4),
    )
    held = [(str(c.chord), c.onset, c.duration) for c in musicxml.read(data).chords]
    assert held == [("C", 0, 2), ("Dm", 2, 2), ("None", 4, 4)]


def test_chords_that_name_no_tones_are_left_out_and_said() -> None:
    function = "<harmony><function>V</function><kind>major</kind></harmony>"
    sheet = musicxml.read(score(function + harmony("Tristan") + note("C", 4)))
    assert sheet.chords == ()
    assert len(sheet.notices) == 2


def test_words_dynamics_and_tempo() -> None:
    directions = (
        "<direction><direction-type><words>Gently</words></direction-type>"
        "<direction-type><dynamics><mf/></dynamics></direction-type></direction>"
        "<direction><direction-type><metronome><beat-unit>quarter</beat-unit><beat-unit-dot/>"
        "<per-minute>c. 60</per-minute></metronome></direction-type></direction>"
        '<direction><direction-type><words> </words></direction-type><sound tempo="99"/>'
        "</direction>"
    )
    sheet = musicxml.read(score(directions + note("C", 4)))
    assert [(m.kind, m.text) for m in sheet.marks] == [("words", "Gently"), ("dynamics", "mf")]
    tempos = [(t.beat, t.per_minute) for t in sheet.tempos]
    assert tempos == [(Fraction(3, 2), 60), (Fraction(1), 99)]


def test_titles_from_wherever_they_are() -> None:
    for head, title in (
        ("<work><work-title>One</work-title></work>", "One"),
        ("<movement-title>Two</movement-title>", "Two"),
        ("<credit><credit-type>title</credit-type><credit-words>Three</credit-words></credit>",
         "Three"),
        ("", ""),
    ):  # fmt: skip
        assert musicxml.read(score(note("C", 4), head=head)).title == title


def test_other_parts_are_read_and_the_longest_makes_the_bar() -> None:
    other = f"<measure>{note('E', 4)}</measure>"
    sheet = musicxml.read(score(note("C", 2), parts=(other,)))
    assert [(n.part, n.duration) for n in sheet.notes] == [(0, 2), (1, 4)]
    assert sheet.bars[0].duration == 4


@pytest.mark.parametrize(
    ("measure", "element", "reason"),
    [
        ("<note><pitch><step>H</step><octave>4</octave></pitch><duration>1</duration></note>",
         "pitch", "letter"),
        ("<note><pitch><step>C</step></pitch><duration>1</duration></note>", "pitch", "octave"),
        ("<note><rest/></note>", "note", "duration"),
        ("<note><rest/><duration>-3</duration></note>", "duration", "0.."),
        ("<note><rest/><duration>soon</duration></note>", "duration", "not a number"),
        ("<note><rest/><duration>nan</duration></note>", "duration", "nan"),
        ("<attributes><divisions>0</divisions></attributes>", "divisions", "1.."),
        ("<attributes><time><beats>x</beats><beat-type>4</beat-type></time></attributes>",
         "time", "time signature"),
        ("<attributes><key><fifths>9</fifths></key></attributes>", "fifths", "-7..7"),
        ("<backup><duration>4</duration></backup>", "backup", "before the measure"),
        (harmony("major", degree(8, 0, "add")), "harmony", "degree 8"),
        (harmony("major", degree(9, 0, "glue")), "degree", "glue"),
        (harmony("major", root="Q"), "root", "letter"),
        ("<harmony><root><root-step>C</root-step></root></harmony>", "harmony", "kind"),
    ],
)  # fmt: skip
def test_errors_name_element_and_measure(measure: str, element: str, reason: str) -> None:
    with pytest.raises(MusicXmlError) as caught:
        musicxml.read(score(note("C", 4), measure))
    assert caught.value.measure == "2"
    assert caught.value.element == element
    assert reason in str(caught.value)
    assert caught.value.line == 1
    copy = pickle.loads(pickle.dumps(caught.value))
    assert str(copy) == str(caught.value)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not well-formed"),
        (b"<score-partwise>", "not well-formed"),
        (b"<html/>", "not a MusicXML"),
        (b"<score-timewise/>", "partwise"),
        (b"<score-partwise/>", "no measures"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "cannot be decoded|not well-formed"),
        (b"<a>" * 100, "nested deeper"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "declares an entity"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "declares an entity"),
        (b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://a/b">%x;]><a/>', "declares an entity"),
        (b"PK\x03\x04 not a zip", "damaged"),
    ],
)  # fmt: skip
def test_what_is_no_score_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(MusicXmlError, match=reason):
        musicxml.read(data)


def test_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MAX_BYTES", 50)
    with pytest.raises(MusicXmlError, match="at most 50"):
        musicxml.read(b" " * 51)
    monkeypatch.setattr(document, "MAX_BYTES", 10_000)
    monkeypatch.setattr(document, "MAX_ELEMENTS", 5)
    with pytest.raises(MusicXmlError, match="more than 5 elements"):
        musicxml.read(score(note("C", 4)))


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            # A ZipInfo carries a fixed date: the bytes, and so the tests' names, never change.
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=method)
    return out.getvalue()


CONTAINER = b'<container><rootfiles><rootfile full-path="a/b.xml"/></rootfiles></container>'


def test_compressed_scores() -> None:
    plain = score(note("C", 4))
    named = packed({"META-INF/container.xml": CONTAINER, "c.xml": b"<no/>", "a/b.xml": plain})
    assert musicxml.read(named) == musicxml.read(plain)
    assert musicxml.read(packed({"only.musicxml": plain})) == musicxml.read(plain)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (packed({"META-INF/container.xml": CONTAINER}), "no file 'a/b.xml'"),
        (packed({"readme.txt": b"hi"}), "no score"),
        (packed({"bomb.xml": b" " * 2_000_000}), "unpacks to more than"),
        (packed({f"{i}.txt": b"" for i in range(300)}), "more than 256"),
        (packed({"a.xml": b"<a/>"}, zipfile.ZIP_LZMA), "method"),
        (packed({"a.xml": score(note("C", 4))})[:60], "damaged"),
    ],
    ids=["missing", "no score", "bomb", "many files", "method", "damaged"],
)
def test_bad_archives_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(MusicXmlError, match=reason):
        musicxml.read(data)


@settings(deadline=None)
@given(st.data())
def test_damaged_files_never_fail_otherwise(data: st.DataObject) -> None:
    whole = bytearray(score(ATTRIBUTES + harmony("dominant") + note("C", 4), note("D", 2)))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(whole) - 1))
        stop = min(len(whole), start + data.draw(st.integers(0, 12)))
        whole[start:stop] = data.draw(st.binary(max_size=6))
    with suppress(MusicXmlError):
        musicxml.read(bytes(whole))


@pytest.mark.parametrize(
    ("attributes", "notice"),
    [
        ("<key><key-step>F</key-step><key-alter>1</key-alter></key>", "free accidentals"),
        ("<time><senza-misura/></time>", "without measure"),
        ("<time><beats>3+2</beats><beat-type>8</beat-type></time>", ""),
    ],
)
def test_unusual_attributes(attributes: str, notice: str) -> None:
    data = score(f"<attributes>{attributes}</attributes>" + note("C", 4))
    sheet = musicxml.read(data)
    assert [notice in said for said in sheet.notices] == [True] * bool(notice)
    assert sheet.bars[0].meter == (Meter(4, 4) if notice else Meter(5, 8))


def test_repeats_quarter_tones_and_double_barlines_are_understood_as_far_as_said() -> None:
    barline = (
        '<barline location="right"><bar-style>light-light</bar-style>'
        '<repeat direction="backward"/></barline>'
    )
    tone = note("C", 4).replace("</step>", "</step><alter>0.5</alter>")
    sheet = musicxml.read(score(tone + barline, note("D", 4)))
    assert seen(sheet) == ["C4@0+4", "D4@4+4"]
    assert [bar.closes for bar in sheet.bars] == [True, False]
    assert len(sheet.notices) == 2


def test_whole_numbers_are_asked_for_where_they_are_due() -> None:
    staff = note("C", 4, "<staff>1.5</staff>")
    with pytest.raises(MusicXmlError, match="not a whole number"):
        musicxml.read(score(staff))
    with pytest.raises(MusicXmlError, match="<score-timewise>"):
        musicxml.read(b"<score-timewise/>")
