"""Random pieces on paper, and a strict reading of what is written of them."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from xml.etree import ElementTree as ET

from hypothesis import strategies as st

from gospel_keys.music.key import all_keys
from gospel_keys.music.meter import Meter
from gospel_keys.music.pitch import Pitch, PitchClass
from gospel_keys.score.musicxml import (
    Mark,
    Sheet,
    SheetBar,
    SheetChord,
    SheetNote,
    TempoMark,
)
from gospel_keys.score.musicxml.sheet import sorted_notes
from gospel_keys.score.musicxml.values import TYPES
from tests.music.strategies import any_chords, known_chords

METERS = [
    Meter.parse(text)
    for text in ("4/4", "3/4", "2/4", "2/2", "6/8", "9/8", "12/8", "5/4", "7/8", "3/8")
]
LENGTHS = [Fraction(eighths, 8) for eighths in (1, 2, 4, 6, 8, 12, 16, 20, 24, 28, 32)]
TRIPLETS = [
    [Fraction(1, 3)] * 3,
    [Fraction(2, 3), Fraction(1, 3)],
    [Fraction(1, 6)] * 3,
    [Fraction(2, 3)] * 3,
    [Fraction(1, 5)] * 5,
]

pitches = st.builds(
    Pitch, st.builds(PitchClass, st.sampled_from("ABCDEFG"), st.integers(-2, 2)), st.integers(2, 6)
)


@st.composite
def lines(draw: st.DrawFn, voice: int, end: Fraction) -> list[SheetNote]:
    """One voice up to ``end``: chords, rests, tuplets on beats, now and then a grace note."""
    found: list[SheetNote] = []
    at = Fraction(0)
    while at < end:
        whole = at.denominator == 1
        lengths = draw(st.sampled_from(TRIPLETS)) if whole and draw(
            st.integers(0, 4)
        ) == 0 else [draw(st.sampled_from(LENGTHS))]  # fmt: skip
        for length in lengths:
            if at + length > end:
                return found
            if draw(st.integers(0, 3)):
                found += draw(chords(voice, at, length))
            at += length
    return found


@st.composite
def chords(draw: st.DrawFn, voice: int, at: Fraction, length: Fraction) -> list[SheetNote]:
    """A chord with everything that can stand at its notes."""
    staff = 1 if voice < 5 else 2
    accent = draw(st.sampled_from([0, 0, 0, 1, 2]))
    rolled = draw(st.integers(0, 6)) == 0
    names = draw(st.lists(pitches, min_size=1, max_size=3, unique_by=lambda p: p.midi))
    name = f"{voice}.{at.numerator}-{at.denominator}"
    made = [
        SheetNote(at, length, pitch, staff, voice, 0, f"p{name}.{i}",
                  draw(st.sampled_from([None, 1, 5])), accent, rolled)
        for i, pitch in enumerate(sorted(names))
    ]  # fmt: skip
    if draw(st.integers(0, 6)) == 0:
        made.append(SheetNote(at, Fraction(0), draw(pitches), staff, voice, 0, f"g{name}"))
    return made


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """A piece of one to five bars on two staves, up to two voices each."""
    bars: list[SheetBar] = []
    at = Fraction(0)
    key, meter = draw(st.sampled_from(all_keys())), draw(st.sampled_from(METERS))
    for _ in range(draw(st.integers(1, 5))):
        bars.append(SheetBar(at, meter.bar, key, meter, draw(st.booleans())))
        at += meter.bar
        if draw(st.integers(0, 5)) == 0:
            key, meter = draw(st.sampled_from(all_keys())), draw(st.sampled_from(METERS))
    last = bars[-1]
    bars[-1] = SheetBar(last.onset, last.duration, last.key, last.meter, closes=True)
    voices = draw(st.sampled_from([(1, 5), (1, 2, 5), (1, 5, 6), (1, 2, 5, 6), (5,)]))
    notes = [note for voice in voices for note in draw(lines(voice, at))]
    names = [draw(known_chords | any_chords() | st.none()) for _ in bars]
    symbols = [SheetChord(b.onset, b.duration, c) for b, c in zip(bars, names, strict=True)]
    marks = [Mark(b.onset, kind, text) for b in bars for kind, text in draw(MARKS)]
    tempos = draw(st.sampled_from([(), (TempoMark(Fraction(0), bars[0].meter.beat, 92.5),)]))
    return Sheet(
        "Title", "Composer", tuple(bars), sorted_notes(notes), tuple(symbols), tuple(marks), tempos
    )


MARKS = st.lists(
    st.sampled_from(
        [("rehearsal", "A"), ("words", "Swing <b> & co"), ("dynamics", "mf"), ("pedal", "change")]
    ),
    unique=True,
    max_size=4,
).map(lambda found: sorted(found, key=lambda m: "rwdp".index(m[0][0])))

NOTE_ORDER = (
    *("grace", "chord", "pitch", "rest", "duration", "tie", "voice", "type", "dot", "accidental"),
    *("time-modification", "stem", "staff", "beam", "notations"),
)


def check_document(data: bytes) -> None:
    """Every rule of the notation that a reader relies on, straight from the elements.

    In every measure each voice fills the bar or leaves it to forwards, signs are as long as they
    say, children stand in the schema's order, ties, beams and tuplets open and close.
    """
    root = ET.fromstring(data)
    assert root.tag == "score-partwise"
    ids = [note.get("id") for note in root.iter("note") if note.get("id")]
    assert len(ids) == len(set(ids))
    ties: Counter[tuple[str, ...]] = Counter()
    divisions, bar = 1, Fraction(0)
    for measure in root.iter("measure"):
        divisions = int(measure.findtext("attributes/divisions", str(divisions)))
        if measure.find("attributes/time") is not None:
            beats = int(measure.findtext("attributes/time/beats", ""))
            bar = Fraction(4 * beats, int(measure.findtext("attributes/time/beat-type", "")))
        _check_measure(measure, divisions, bar, ties)
    assert not +ties


def _check_measure(
    measure: ET.Element, divisions: int, bar: Fraction, ties: Counter[tuple[str, ...]]
) -> None:
    at = Fraction(0)
    beams: Counter[str] = Counter()
    tuplets = 0
    for element in measure:
        if element.tag in ("backup", "forward"):
            length = Fraction(int(element.findtext("duration", "")), divisions)
            if element.tag == "backup":
                at -= length
                assert not +beams
                assert not tuplets
                assert at >= 0
            else:
                at += length
        elif element.tag == "note":
            _check_order(element)
            tuplets += _check_sign(element, divisions, bar)
            _check_beams(element, beams)
            _check_ties(element, ties)
            if element.find("chord") is None and element.find("grace") is None:
                at += Fraction(int(element.findtext("duration", "")), divisions)
    assert at == bar
    assert not +beams
    assert not tuplets


def _check_order(note: ET.Element) -> None:
    places = [NOTE_ORDER.index(child.tag) for child in note]
    assert places == sorted(places)


def _check_sign(note: ET.Element, divisions: int, bar: Fraction) -> int:
    """The sign's length is the duration's; returns how many tuplets open (or close, negative)."""
    if note.find("grace") is not None:
        return 0
    length = Fraction(int(note.findtext("duration", "")), divisions)
    rest = note.find("rest")
    if rest is not None and rest.get("measure") == "yes":
        assert length == bar
        return 0
    written = TYPES[note.findtext("type", "")] * (2 - Fraction(1, 2 ** len(note.findall("dot"))))
    ratio = note.find("time-modification")
    if ratio is not None:
        written *= Fraction(
            int(ratio.findtext("normal-notes", "")), int(ratio.findtext("actual-notes", ""))
        )
    assert written == length
    signs = [t.get("type") for t in note.findall("notations/tuplet")]
    assert ratio is not None or not signs
    return signs.count("start") - signs.count("stop")


def _check_beams(note: ET.Element, beams: Counter[str]) -> None:
    for sign in note.findall("beam"):
        level = sign.get("number", "")
        assert note.findtext("type") in ("eighth", "16th", "32nd", "64th", "128th", "256th")
        if sign.text == "begin":
            beams[level] += 1
        elif sign.text in ("continue", "end"):
            assert beams[level] == 1
            beams[level] -= sign.text == "end"


def _check_ties(note: ET.Element, ties: Counter[tuple[str, ...]]) -> None:
    place = (
        note.findtext("voice", ""), note.findtext("pitch/step", ""),
        note.findtext("pitch/alter", "0"), note.findtext("pitch/octave", ""),
    )  # fmt: skip
    for tie in note.findall("tie"):
        if tie.get("type") == "stop":
            assert ties[place] == 1
            ties[place] -= 1
    for tie in note.findall("tie"):
        ties[place] += tie.get("type") == "start"
